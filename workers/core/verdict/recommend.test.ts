import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "../kit/time.ts";
import { LEVELS } from "../risk/levels.ts";
import { recommend, type RecommendInput } from "./recommend.ts";
import { PHASES, TERMINAL_STATUSES } from "../session/status.ts";

const NOW = 1_800_000_000_000;
const passed: RecommendInput = {
  integrity: "intact",
  status: "passed",
  validUntil: NOW + 15 * MINUTE_MS,
  now: NOW,
  ticketStillNamesSamePerson: true,
  level: "verified",
  personActive: true,
  confirmedImpostor: false,
  otherReported: false,
};
const inputs: fc.Arbitrary<RecommendInput> = fc.record({
  integrity: fc.constantFrom("intact", "changed", "unmarked"),
  status: fc.constantFrom(...PHASES, ...TERMINAL_STATUSES),
  detail: fc.constantFrom(
    undefined,
    "risk_medium",
    "risk_high",
    "proof_missing",
    "blocking",
    "not_finished",
    "agent",
    "too_few_facts",
  ),
  validUntil: fc.oneof(fc.constant(undefined), fc.constant(Number.NaN), fc.integer({ min: NOW - 2, max: NOW + 2 })),
  now: fc.integer({ min: NOW - 2, max: NOW + 2 }),
  ticketStillNamesSamePerson: fc.boolean(),
  level: fc.constantFrom(undefined, ...LEVELS),
  personActive: fc.boolean(),
  confirmedImpostor: fc.boolean(),
  otherReported: fc.boolean(),
  portalAction: fc.constantFrom(undefined, { offeredUntil: NOW + 1 }, { offeredUntil: NOW }, { doneAt: NOW }),
});

describe("proceed", () => {
  it("if and only if passed, valid, for the person the ticket names, who is active, by our own record", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const holds =
          input.status === "passed" &&
          input.integrity === "intact" &&
          input.validUntil !== undefined &&
          input.now < input.validUntil &&
          input.ticketStillNamesSamePerson &&
          input.personActive &&
          input.portalAction?.doneAt === undefined &&
          !input.confirmedImpostor &&
          !input.otherReported;
        expect(recommend(input).verdict === "proceed").toBe(holds);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is all that a confirmed impostor takes away", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const [before, after] = [false, true].map((confirmedImpostor) => recommend({ ...input, confirmedImpostor }));
        if (input.status === "passed" && input.personActive && input.integrity !== "changed") {
          expect(after).toEqual({ verdict: "reject", reason: "impostor" });
        } else {
          expect(after).toEqual(before);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("never depends on the level", () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom(undefined, ...LEVELS), (input, level) => {
        expect(recommend({ ...input, level }).verdict === "proceed").toBe(recommend(input).verdict === "proceed");
      }),
    );
  });

  it("says who acts", () => {
    expect(recommend(passed)).toEqual({ verdict: "proceed", by: "agent", validUntil: passed.validUntil });
    expect(recommend({ ...passed, portalAction: { offeredUntil: NOW + 1 } })).toMatchObject({
      verdict: "proceed",
      by: "requester",
      validUntil: NOW + 1,
    });
    expect(recommend({ ...passed, portalAction: { offeredUntil: NOW } })).toMatchObject({ by: "agent" });
  });

  it("is over once an agent recorded it, on what nobody else has written", () => {
    const done = { ...passed, doneByAgentAt: NOW - 1 };
    expect(recommend(done)).toEqual({ verdict: "done", by: "agent", at: NOW - 1 });
    expect(recommend({ ...done, otherReported: true }).verdict).toBe("do_not_proceed");
    expect(recommend({ ...done, integrity: "unmarked" }).verdict).toBe("expired");
  });

  it("is over once the requester did it, unless what it was done on counts for nothing", () => {
    const done = { ...passed, portalAction: { doneAt: NOW - 1 } };
    expect(recommend(done)).toEqual({ verdict: "done", by: "requester", at: NOW - 1 });
    expect(recommend({ ...done, now: NOW + DAY_MS, ticketStillNamesSamePerson: false })).toMatchObject({
      verdict: "done",
    });
    expect(recommend({ ...done, otherReported: true }).verdict).toBe("do_not_proceed");
    expect(recommend({ ...done, confirmedImpostor: true }).verdict).toBe("reject");
    expect(recommend({ ...done, integrity: "unmarked" }).verdict).not.toBe("done");
  });
});

describe("every other end", () => {
  it.each([
    ["valid until this very millisecond", { validUntil: NOW }, { verdict: "expired", validUntil: NOW }],
    ["no validity recorded", { validUntil: undefined }, { verdict: "expired" }],
    ["approval open", { status: "approving", validUntil: undefined }, { verdict: "wait", reason: "approval" }],
    [
      "approval open for somebody else",
      { status: "approving", ticketStillNamesSamePerson: false },
      { verdict: "stop", reason: "other_person" },
    ],
    [
      "the ticket names somebody else",
      { ticketStillNamesSamePerson: false },
      { verdict: "stop", reason: "other_person" },
    ],
    ["the person was deactivated after the pass", { personActive: false }, { verdict: "do_not_proceed" }],
    ["somebody else wrote the record", { integrity: "changed" }, { verdict: "do_not_proceed", reason: "changed" }],
    ["the record is from before an update", { integrity: "unmarked" }, { verdict: "expired" }],
    [
      "medium",
      { status: "failed", detail: "risk_medium", level: "medium" },
      { verdict: "stop", reason: "second_look" },
    ],
    ["high", { status: "failed", detail: "risk_high", level: "high" }, { verdict: "reject", reason: "high_risk" }],
    ["high without a detail", { status: "failed", level: "high" }, { verdict: "reject", reason: "high_risk" }],
    [
      "low risk, proof missing",
      { status: "failed", detail: "proof_missing" },
      { verdict: "stop", reason: "proof_missing" },
    ],
    ["blocking", { status: "failed", detail: "blocking" }, { verdict: "do_not_proceed" }],
    ["reported", { status: "reported" }, { verdict: "reject", reason: "reported" }],
    ["not enough", { status: "not_enough_questions" }, { verdict: "not_verified", reason: "not_enough_questions" }],
    ["timed out", { status: "timed_out" }, { verdict: "not_verified", reason: "timed_out" }],
    ["cancelled", { status: "cancelled" }, { verdict: "cancelled" }],
    ["in progress", { status: "answering" }, { verdict: "wait", reason: "in_progress" }],
    [
      "in progress for somebody else",
      { status: "sent", ticketStillNamesSamePerson: false },
      { verdict: "stop", reason: "other_person" },
    ],
  ] as const)("%s", (_name, change, expected) => {
    expect(recommend({ ...passed, ...change })).toEqual(expected);
  });
});
