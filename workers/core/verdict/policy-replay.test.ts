import { describe, expect, it } from "vitest";
import { DAY_MS } from "../kit/time.ts";
import { PROFILES } from "../policy/policy.ts";
import { assess } from "../risk/assess.ts";
import { answered, AT, evidence } from "../risk/evidence.fixture.ts";
import type { Evidence } from "../risk/evidence.ts";
import { categoryPolicy } from "../settings/sections/categories.ts";
import {
  compared,
  demandedOf,
  notReplayed,
  outcomeUnder,
  replayOf,
  type EndedCheck,
  type ReplayLabel,
} from "./policy-replay.ts";

const answers = ["peer", "group", "meeting_person", "closed_ticket"].map((kind) => answered({ kind, factKey: kind }));
const RECORD = evidence().destination;

function check(change: Partial<EndedCheck> = {}, seen: Partial<Evidence> = {}, version = "policy-4"): EndedCheck {
  const observed = evidence(() => ({ answers, destination: RECORD, ...seen }));
  return {
    assessment: assess({ evidence: observed, policy: { priorBits: -2, version, profile: PROFILES.standard } }),
    evidence: observed,
    channel: "sms",
    privileged: false,
    spokenCode: false,
    proven: ["contact_on_record"],
    ...change,
  };
}

const policy = (change: object = {}) => categoryPolicy.parse({ action: "password_reset", ...change });
const typed = { ...RECORD, origin: "typed" as const };

describe("outcomeUnder", () => {
  it("passes at the line of the draft and not above it", () => {
    const ended = check();
    const { score } = ended.assessment;
    expect(score).toBeLessThan(3);
    const worse = { ...ended, assessment: { ...ended.assessment, score: 3 } };
    expect(outcomeUnder(policy(), worse)).toBe("passes");
    expect(outcomeUnder(policy({ passLine: 3 }), worse)).toBe("passes");
    expect(outcomeUnder(policy({ passLine: 2.9 }), worse)).toBe("fails");
  });

  it("holds a check that was judged at its deadline to the accept line", () => {
    const ended = check({}, {}, "policy-4/at_deadline");
    const at = (score: number) => ({ ...ended, assessment: { ...ended.assessment, score } });
    expect(outcomeUnder(policy(), at(PROFILES.standard.earlyAccept))).toBe("passes");
    expect(outcomeUnder(policy(), at(PROFILES.standard.earlyAccept + 0.1))).toBe("fails");
  });

  it("never passes what was forced to High or blocked, whatever the line", () => {
    const { assessment, ...ended } = check();
    expect(outcomeUnder(policy(), { ...ended, assessment: { ...assessment, forcedHigh: true } })).toBe("fails");
    expect(outcomeUnder(policy(), { ...ended, assessment: { ...assessment, blocked: true } })).toBe("fails");
  });

  it("waits for a person who was not asked then, and counts one who was", () => {
    const ended = check({ proven: ["destination_typed"] }, { destination: typed });
    expect(outcomeUnder(policy(), ended)).toBe("waits");
    expect(outcomeUnder(policy({ typedWithoutSecondPerson: true }), ended)).toBe("passes");
    expect(outcomeUnder(policy({ typedDestination: false }), ended)).toBe("not_sent");
    expect(outcomeUnder(policy(), { ...ended, proven: ["destination_typed", "second_approver"] })).toBe("passes");
  });

  it("fails digits that were asked for and not typed, and does not guess at those that were not", () => {
    expect(outcomeUnder(policy({ spokenCode: "always" }), check())).toBe("code_asked");
    expect(outcomeUnder(policy(), check({ spokenCode: true }))).toBe("fails");
    expect(outcomeUnder(policy(), check({ spokenCode: true, proven: ["contact_on_record", "spoken_code"] }))).toBe(
      "passes",
    );
    expect(outcomeUnder(policy({ spokenCode: "never" }), check({ spokenCode: true }))).toBe("passes");
  });

  it("asks more where fewer were answered than the draft wants, skipped and unscored ones apart", () => {
    expect(outcomeUnder(policy({ minimumQuestions: 4 }), check())).toBe("passes");
    expect(outcomeUnder(policy({ minimumQuestions: 5 }), check())).toBe("asked_more");
    const skipped = [...answers.slice(1), answered({ kind: "start_month", grade: "skipped" })];
    expect(outcomeUnder(policy({ minimumQuestions: 4 }), check({}, { answers: skipped }))).toBe("asked_more");
  });
});

it("knows of whom a demand is told", () => {
  expect(demandedOf(check())).toBe("ordinary");
  expect(demandedOf(check({ privileged: true }))).toBe("privileged");
  expect(demandedOf(check({}, { destination: typed }))).toBe("typed");
  expect(demandedOf(check({}, { destination: { ...RECORD, changedAt: AT - DAY_MS } }))).toBe("changed_lately");
});

it("names settings of which ended checks say nothing", () => {
  expect(notReplayed(policy(), policy({ passLine: 2, strict: true, typedDestination: false }))).toEqual([]);
  expect(notReplayed(policy(), policy({ sessionMinutes: 20, earlyAccept: 1 }))).toEqual([
    "earlyAccept",
    "sessionMinutes",
  ]);
});

it("tells apart whom a draft lets in newly, impostors first, and whom no longer", () => {
  const doubtful = check();
  const above = { ...doubtful, assessment: { ...doubtful.assessment, score: 3.3 } };
  const stopped = check({ proven: ["destination_typed"] }, { destination: typed });
  const checks: readonly (readonly [ReplayLabel, EndedCheck])[] = [
    ["genuine", check()],
    ["none", above],
    ["genuine", above],
    ["impostor", stopped],
    ["none", stopped],
  ];
  const comparePolicies = (some: typeof checks, policies: Parameters<typeof compared>[2]) =>
    replayOf(some.map(([label, ended]) => compared(ended, label, policies)));
  const draft = policy({ passLine: 3, typedWithoutSecondPerson: true });
  const { from, to, changes } = comparePolicies(checks, { from: policy(), to: draft });
  expect([from.passes, from.waits, to.passes, to.fails]).toEqual([3, 2, 3, 2]);
  expect(changes).toEqual([
    { of: "typed", from: "waits", to: "passes", checks: 2, impostor: 1, genuine: 0 },
    { of: "ordinary", from: "passes", to: "fails", checks: 2, impostor: 0, genuine: 1 },
  ]);
  expect(comparePolicies(checks, { from: draft, to: draft }).changes).toEqual([]);
  expect(comparePolicies(checks.slice(0, 1), { from: undefined, to: policy() }).changes).toMatchObject([
    { from: "not_required", to: "passes" },
  ]);
});
