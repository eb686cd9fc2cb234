import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS } from "../risk/levels.ts";
import { decideOutcome, type OutcomeInput } from "./outcome.ts";
import { ACTIONS } from "../policy/policy.ts";
import { PROOFS } from "../policy/proofs.ts";
import { missingProofGroups } from "../policy/required-proofs.ts";

const good: OutcomeInput = {
  answered: 3,
  minimum: 3,
  poolExhausted: false,
  proofFailed: false,
  assessment: { level: "verified", blocked: false, score: 1.1, passLine: 3 },
  action: "password_reset",
  privileged: false,
  profile: "standard",
  required: ["contact_on_record"],
  proven: ["contact_on_record"],
  means: [],
};
const inputs: fc.Arbitrary<OutcomeInput> = fc.record({
  answered: fc.oneof(fc.nat(8), fc.constant(Number.NaN)),
  minimum: fc.integer({ min: 3, max: 4 }),
  poolExhausted: fc.boolean(),
  proofFailed: fc.boolean(),
  assessment: fc.record({
    level: fc.constantFrom(...LEVELS),
    blocked: fc.boolean(),
    score: fc.oneof(fc.double({ min: 0, max: 10, noNaN: true }), fc.constant(Number.NaN)),
    passLine: fc.constantFrom(2.2, 3),
  }),
  action: fc.constantFrom(...ACTIONS),
  privileged: fc.boolean(),
  profile: fc.constantFrom("standard", "strict"),
  required: fc.subarray([...PROOFS]),
  proven: fc.subarray([...PROOFS]),
  means: fc.subarray([...PROOFS]),
});

it("passes", () => {
  expect(decideOutcome(good)).toEqual({ status: "passed" });
});

it("passes only with answers, level, score, proofs and nothing that blocks", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { assessment } = input;
      const holds =
        input.answered >= input.minimum &&
        assessment.level === "verified" &&
        assessment.score <= assessment.passLine &&
        !assessment.blocked &&
        !input.proofFailed &&
        missingProofGroups(input, input.proven).length === 0;
      expect(decideOutcome(input).status === "passed").toBe(holds);
    }),
    { numRuns: 3_000 },
  );
});

it("waits exactly where nothing is missing but proofs that can still be given", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const without = decideOutcome({ ...input, means: [] });
      const missing = missingProofGroups(input, input.proven);
      const waits =
        without.status === "failed" &&
        without.detail === "proof_missing" &&
        !input.proofFailed &&
        missing.every((group) => group.some((proof) => input.means.includes(proof)));
      expect(decideOutcome(input)).toEqual(waits ? { status: "approving" } : without);
    }),
    { numRuns: 3_000 },
  );
});

describe("reasons, in their order", () => {
  const high = { ...good.assessment, level: "high" as const, score: 8 };
  it.each([
    ["blocked before high", { assessment: { ...high, blocked: true } }, "failed", "blocking"],
    ["high before proofs", { assessment: high, proven: [] }, "failed", "risk_high"],
    [
      "medium before proofs",
      { assessment: { ...good.assessment, level: "medium", score: 4 }, proven: [] },
      "failed",
      "risk_medium",
    ],
    ["a level that its score denies", { assessment: { ...good.assessment, score: 3.1 } }, "failed", "risk_medium"],
    ["proof missing", { proven: [] }, "failed", "proof_missing"],
    ["tries used up", { proofFailed: true }, "failed", "proof_missing"],
    [
      "tries used up before the first question",
      { proofFailed: true, answered: 0, assessment: { ...good.assessment, level: "medium", score: 4 } },
      "failed",
      "proof_missing",
    ],
    ["tries used up at high risk", { proofFailed: true, answered: 0, assessment: high }, "failed", "risk_high"],
    [
      "too few answers before anything else",
      { answered: 2, assessment: high, proven: [] },
      "not_enough_questions",
      "skipped_too_many",
    ],
    ["too few facts", { answered: 2, poolExhausted: true }, "not_enough_questions", "too_few_facts"],
  ] as const)("%s", (_name, change, ...outcome) => {
    expect(Object.values(decideOutcome({ ...good, ...change }))).toEqual(outcome);
  });

  it("link and perfect silent checks without an answer are not enough", () => {
    expect(decideOutcome({ ...good, answered: 0, proven: PROOFS }).status).toBe("not_enough_questions");
  });
});
