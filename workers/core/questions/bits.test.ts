import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_PRIOR_BITS,
  PRIVILEGED_PRIOR_BITS,
  PROFILES,
  type ActionId,
  type ProfileId,
} from "../policy/policy.ts";
import { answerWeight, expectedBits, guessedRight, lowestReachableScore, strengthBits } from "./bits.ts";
import type { Grade } from "./question.ts";
import { buildPool } from "./registry.ts";
import { sampleInput } from "./sample-person.fixture.ts";
import { askable } from "./asking/select.ts";

const MEETING = { k: 0.05, r: 0.88, m: 5 };
/** The challenge category's clamp in the risk model. */
const CLAMP = { low: -9, high: 8 };

const strengths = fc.record({
  k: fc.constantFrom(0.05, 0.1, 0.15, 0.35),
  r: fc.double({ min: 0.6, max: 0.97, noNaN: true }),
  m: fc.integer({ min: 5, max: 200 }),
});

describe("answerWeight", () => {
  it("weighs right and wrong by the odds", () => {
    expect(guessedRight(MEETING)).toBeCloseTo(0.24, 10);
    expect(answerWeight({ ...MEETING, grade: "correct" })).toBeCloseTo(Math.log2(0.24 / 0.88), 10);
    expect(answerWeight({ ...MEETING, grade: "invalid" })).toBeCloseTo(Math.log2(0.76 / 0.12), 10);
  });

  it("charges one bit for not knowing, nothing where few would know", () => {
    expect(answerWeight({ ...MEETING, grade: "skipped" })).toBe(1);
    expect(answerWeight({ ...MEETING, r: 0.7, grade: "skipped" })).toBe(1);
    expect(answerWeight({ ...MEETING, r: 0.69, grade: "skipped" })).toBe(0);
  });

  it("puts half an answer midway, never below nothing nor above not knowing", () => {
    const midway = (Math.log2(0.24 / 0.88) + Math.log2(0.76 / 0.12)) / 2;
    expect(answerWeight({ ...MEETING, grade: "partial" })).toBeCloseTo(midway, 10);
    fc.assert(
      fc.property(strengths, (strength) => {
        const weight = (grade: Grade): number => answerWeight({ ...strength, grade });
        const [correct, partial] = [weight("correct"), weight("partial")];
        const [invalid, skipped] = [weight("invalid"), weight("skipped")];
        fc.pre(expectedBits(strength) > 0);
        expect(correct).toBeLessThan(0);
        expect(partial).toBeGreaterThanOrEqual(0);
        expect(partial).toBeLessThanOrEqual(skipped);
        expect(invalid).toBeGreaterThan(0);
        expect(partial).toBeLessThan(invalid);
      }),
    );
  });
});

describe("expectedBits", () => {
  it("is the mean evidence from the requester himself", () => {
    const mean =
      0.88 * -answerWeight({ ...MEETING, grade: "correct" }) + 0.12 * -answerWeight({ ...MEETING, grade: "invalid" });
    expect(expectedBits(MEETING)).toBeCloseTo(mean, 10);
  });

  it("is nothing where a stranger does as well", () => {
    expect(expectedBits({ k: 0.9, r: 0.8, m: 5 })).toBe(0);
  });
});

describe("strengthBits", () => {
  const answer = { ...MEETING, grade: "correct", scored: true } as const;

  it("adds up what was got right and scored", () => {
    const one = -Math.log2(0.24);
    expect(strengthBits([])).toBe(0);
    expect(strengthBits([answer])).toBeCloseTo(one, 10);
    expect(strengthBits([answer, answer, { ...answer, scored: false }])).toBeCloseTo(2 * one, 10);
    for (const grade of ["partial", "invalid", "skipped"] as const) {
      expect(strengthBits([answer, { ...answer, grade }])).toBeCloseTo(one, 10);
    }
  });
});

describe("lowestReachableScore", () => {
  const stories: readonly {
    readonly name: string;
    readonly id: ProfileId;
    readonly startBits: number;
    readonly action: ActionId;
    readonly typedDestination?: boolean;
  }[] = [
    { name: "password reset", id: "standard", startBits: DEFAULT_PRIOR_BITS, action: "password_reset" },
    { name: "MFA reset", id: "standard", startBits: DEFAULT_PRIOR_BITS, action: "mfa_reset" },
    {
      // A typed destination raises risk by 1.5 bits by itself.
      name: "typed destination",
      id: "strict",
      startBits: DEFAULT_PRIOR_BITS + 1.5,
      action: "password_reset",
      typedDestination: true,
    },
    { name: "privileged person", id: "strict", startBits: PRIVILEGED_PRIOR_BITS, action: "password_reset" },
    { name: "privileged person, MFA reset", id: "strict", startBits: PRIVILEGED_PRIOR_BITS, action: "mfa_reset" },
  ];

  it.each(stories)(
    "lies below the early-accept line: $id, $name",
    ({ id, startBits, action, typedDestination = false }) => {
      const profile = PROFILES[id];
      const questions = askable(buildPool(sampleInput({ action, typedDestination })));
      expect(questions.filter((question) => question.exposure === "semi_public").length).toBeLessThanOrEqual(1);
      expect(questions.length).toBeGreaterThanOrEqual(profile.minimumQuestions);
      const scores = [];
      for (let count = profile.minimumQuestions; count <= profile.maximumQuestions; count += 1) {
        scores.push(
          lowestReachableScore({ profile: { maximumQuestions: count }, startBits, questions, challengeClamp: CLAMP }),
        );
      }
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores.at(-1)).toBeLessThan(profile.earlyAccept);
      expect(Math.min(...scores)).toBe(lowestReachableScore({ profile, startBits, questions, challengeClamp: CLAMP }));
    },
  );

  it("is met with the minimum of questions where the link went to a contact on record", () => {
    const profile = { ...PROFILES.standard, maximumQuestions: PROFILES.standard.minimumQuestions };
    const questions = askable(buildPool(sampleInput()));
    const lowest = lowestReachableScore({ profile, startBits: DEFAULT_PRIOR_BITS, questions, challengeClamp: CLAMP });
    expect(lowest).toBeLessThan(PROFILES.standard.earlyAccept);
  });

  it("respects clamp and scale", () => {
    const questions = Array.from({ length: 7 }, () => MEETING);
    const profile = PROFILES.strict;
    expect(lowestReachableScore({ profile, startBits: 0, questions, challengeClamp: CLAMP })).toBe(0.5);
    expect(lowestReachableScore({ profile, startBits: 0, questions, challengeClamp: { low: -20, high: 8 } })).toBe(0);
    expect(lowestReachableScore({ profile, startBits: 0, questions: [], challengeClamp: CLAMP })).toBe(5);
  });
});
