import { describe, expect, it } from "vitest";
import { personId } from "../kit/ids.ts";
import { DAY_MS } from "../kit/time.ts";
import {
  mayVouch,
  ONLY_OF_ASKING,
  OPEN_VOUCHES,
  VOUCH_PROBLEMS,
  type VouchCase,
  type VouchProblem,
} from "./may-vouch.ts";

const NOW = Date.UTC(2026, 10, 3);
const GOOD: VouchCase = {
  managerId: personId.parse("per_manager01"),
  active: true,
  personId: personId.parse("per_dana00001"),
  canSignIn: true,
  reachable: true,
  involved: false,
  open: 0,
  now: NOW,
};
const problemOf = (change: Partial<VouchCase>): VouchProblem | undefined => {
  const may = mayVouch({ ...GOOD, ...change });
  return may.ok ? undefined : may.error;
};

it("asks a manager of long standing who has no other part in it", () => {
  expect(problemOf({})).toBeUndefined();
  expect(
    problemOf({ since: NOW - 7 * DAY_MS, vouchedBack: NOW - 30 * DAY_MS, open: OPEN_VOUCHES - 1 }),
  ).toBeUndefined();
});

it("says first what also keeps somebody from answering", () => {
  const kept = { reachable: false, open: OPEN_VOUCHES };
  expect(problemOf({ ...kept, since: NOW })).toBe("changed_lately");
  expect(problemOf({ ...kept, vouchedBack: NOW })).toBe("mutual");
  expect([...ONLY_OF_ASKING]).toContain(problemOf(kept));
});

describe("who is not asked", () => {
  const cases: Readonly<Record<VouchProblem, Partial<VouchCase>>> = {
    requester: { managerId: GOOD.personId },
    inactive: { active: false },
    cannot_sign_in: { canSignIn: false },
    no_contact: { reachable: false },
    involved: { involved: true },
    changed_lately: { since: NOW - 7 * DAY_MS + 1 },
    mutual: { vouchedBack: NOW - 30 * DAY_MS + 1 },
    too_many: { open: OPEN_VOUCHES },
  };
  it.each(Object.keys(VOUCH_PROBLEMS) as VouchProblem[])("%s", (problem) => {
    expect(problemOf(cases[problem])).toBe(problem);
  });
});
