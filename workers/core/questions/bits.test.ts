import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerWeight, expectedBits, guessedRight, strengthBits } from "./bits.ts";
import type { Grade } from "./question.ts";

const MEETING = { k: 0.05, r: 0.88, m: 5 };

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
