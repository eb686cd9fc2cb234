import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { AT, evidence, withDestination, withHistory } from "../../evidence.fixture.ts";
import type { PastVerification } from "../../evidence.ts";
import { bitsOf, found } from "../finding.fixture.ts";

describe("destination", () => {
  it("typed costs, on record does not", () => {
    expect(bitsOf("typed_destination", withDestination({ origin: "typed" }))).toBe(1.5);
    expect(bitsOf("typed_destination", evidence())).toBeUndefined();
  });

  it.each([
    ["changed just under seven days ago", { changedAt: AT - 7 * DAY_MS + 1 }, 2.5],
    ["changed seven days ago", { changedAt: AT - 7 * DAY_MS }, undefined],
    ["changed in the future, by a wrong clock", { changedAt: AT + DAY_MS }, 2.5],
    ["part of the accepted import", { changedAt: AT, baseline: true }, undefined],
    ["typed, which is another row", { changedAt: AT, origin: "typed" as const }, undefined],
  ])("contact %s", (_name, change, bits) => {
    expect(bitsOf("contact_changed", withDestination(change))).toBe(bits);
  });

  it("typed and used for somebody else forces the level", () => {
    const seen = withDestination({ origin: "typed", usedForOthers: 1 });
    expect(found("destination_used_for_others", seen)[0]).toMatchObject({ bits: 4, force: "critical" });
    expect(bitsOf("destination_used_for_others", withDestination({ usedForOthers: 1 }))).toBeUndefined();
  });

  it("on record for a couple is named", () => {
    expect(bitsOf("shared_contact", withDestination({ onRecordForOthers: 1 }))).toBe(0);
    expect(bitsOf("shared_contact", withDestination({ onRecordForOthers: 1, origin: "typed" }))).toBeUndefined();
  });

  it.each([
    [{ disposableDomain: true }, 3],
    [{ numberType: "VOIP" }, 3],
    [{ numberType: "PREMIUM_RATE" }, 3],
    [{ numberType: "FIXED_LINE_OR_MOBILE" }, undefined],
  ])("%o", (change, bits) => {
    expect(bitsOf("risky_destination", withDestination(change))).toBe(bits);
  });
});

describe("earlier failures", () => {
  const failed = (daysAgo: number, change: Partial<PastVerification> = {}): PastVerification => ({
    endedAt: AT - daysAgo * DAY_MS,
    status: "failed",
    sameDestination: false,
    stronglyProven: false,
    ...change,
  });
  const bits = (past: readonly PastVerification[]): number | undefined =>
    bitsOf("earlier_failures", withHistory({ past }));

  it("fade by half each week and end after thirty days", () => {
    expect(bits([failed(0)])).toBe(1.5);
    expect(bits([failed(7)])).toBe(0.75);
    expect(bits([failed(14)])).toBe(0.38);
    expect(bits([failed(30)])).toBe(0.08);
    expect(bits([failed(30.1)])).toBeUndefined();
  });

  it("add up to three at most", () => {
    expect(bits([failed(0), failed(7)])).toBe(2.25);
    expect(bits([failed(0), failed(0), failed(0)])).toBe(3);
  });

  it("count reports, and nothing that passed or went to this destination", () => {
    expect(bits([failed(0, { status: "reported" })])).toBe(1.5);
    expect(bits([failed(0, { sameDestination: true })])).toBeUndefined();
    expect(bits([failed(0, { status: "passed", answered: true })])).toBeUndefined();
  });

  it.each(["cancelled", "timed_out", "not_enough_questions"] as const)("count %s after a first answer", (status) => {
    const one = failed(0, { status, answered: true });
    const typed = { ...withDestination({ origin: "typed" }), history: withHistory({ past: [one] }).history };
    expect(bitsOf("earlier_failures", typed)).toBe(1.5);
    // On record it may have been the person, who was cut off.
    expect(bits([one])).toBe(0.5);
    expect(bits([failed(0, { status, answered: false })])).toBeUndefined();
  });
});

describe("tries at the same destination", () => {
  const past = (daysAgo: number, status: PastVerification["status"] = "failed", answered = true): PastVerification => ({
    endedAt: AT - daysAgo * DAY_MS,
    status,
    answered,
    sameDestination: true,
    stronglyProven: false,
  });
  const bits = (origin: "typed" | "on_record", tries: readonly PastVerification[]): number | undefined =>
    bitsOf("tried_again", { ...withDestination({ origin }), history: withHistory({ past: tries }).history });

  it("are held against a typed address, and less against a contact on record", () => {
    expect(bits("typed", [past(0)])).toBe(1.5);
    expect(bits("on_record", [past(0)])).toBe(0.5);
  });

  it("add up to a limit, and fade by half each week", () => {
    const five = [0, 0, 0, 0, 0].map((daysAgo) => past(daysAgo));
    expect(bits("typed", five)).toBe(6);
    expect(bits("on_record", [...five, ...five])).toBe(3);
    expect(bits("typed", [past(7)])).toBe(0.75);
    expect(bits("typed", [past(30.1)])).toBeUndefined();
  });

  it("count what was cancelled or ran out after a first answer, and never a pass", () => {
    expect(bits("typed", [past(0, "cancelled"), past(0, "timed_out")])).toBe(3);
    expect(bits("typed", [past(0, "cancelled", false), past(0, "passed")])).toBeUndefined();
  });
});

it("a caller who refused, and two callers for one person", () => {
  expect(bitsOf("caller_refused", withHistory({ callerRefusedEarlier: true }))).toBe(1.5);
  expect(bitsOf("other_tickets_nearby", withHistory({ otherTicketsNearby: 1 }))).toBe(1.5);
  expect(bitsOf("other_tickets_nearby", evidence())).toBeUndefined();
});

it("an inactive person and a report block", () => {
  const inactive = evidence((honest) => ({ person: { ...honest.person, active: false } }));
  expect(found("person_inactive", inactive)[0]).toMatchObject({ bits: 0, force: "blocking" });
  expect(
    found(
      "reported",
      evidence(() => ({ reported: true })),
    )[0],
  ).toMatchObject({ bits: 0, force: "blocking" });
  expect(found("person_inactive", evidence())).toEqual([]);
  expect(found("reported", evidence())).toEqual([]);
});
