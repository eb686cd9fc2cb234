import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerWeights, expectedBits, guessedRight, strengthBits } from "./bits.ts";
import type { Grade } from "./question.ts";

const MEETING = { kind: "meeting_person", k: 0.05, r: 0.88, m: 5 };
const answerWeight = (answer: Parameters<typeof answerWeights>[0][number]): number =>
  answerWeights([answer])[0] ?? expect.fail("no weight");

const strengths = fc.record({
  kind: fc.constant("sample"),
  k: fc.constantFrom(0.05, 0.1, 0.15, 0.35),
  r: fc.double({ min: 0.6, max: 0.97, noNaN: true }),
  m: fc.integer({ min: 5, max: 200 }),
});

describe("answerWeight", () => {
  it("weighs right and wrong by the odds", () => {
    expect(guessedRight(MEETING)).toBeCloseTo(0.24, 10);
    expect(answerWeight({ ...MEETING, grade: "correct" })).toBeCloseTo(Math.log2(0.24 / 0.88), 10);
    // Whoever knew it may have slipped once.
    expect(answerWeight({ ...MEETING, grade: "invalid" })).toBeCloseTo(Math.log2((0.76 + 0.05 * 0.05) / 0.12), 10);
  });

  it("goes by the best guess where that is better than one in so many", () => {
    expect(guessedRight({ ...MEETING, g: 0.5 })).toBeCloseTo(0.05 + 0.95 * 0.5, 10);
    expect(answerWeight({ ...MEETING, g: 0.5, grade: "correct" })).toBeGreaterThan(
      answerWeight({ ...MEETING, grade: "correct" }),
    );
  });

  it("charges one bit for not knowing, nothing where few would know", () => {
    expect(answerWeight({ ...MEETING, grade: "skipped" })).toBe(1);
    expect(answerWeight({ ...MEETING, r: 0.7, grade: "skipped" })).toBe(1);
    expect(answerWeight({ ...MEETING, r: 0.69, grade: "skipped" })).toBe(0);
  });

  it("puts half an answer midway, never below nothing nor above not knowing", () => {
    const midway = (Math.log2(0.24 / 0.88) + Math.log2((0.76 + 0.05 * 0.05) / 0.12)) / 2;
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

describe("several answers of a kind", () => {
  const right = { ...MEETING, grade: "correct" } as const;
  const wrong = { ...MEETING, grade: "invalid" } as const;

  it("weigh what they add: who knows one knows the next", () => {
    const [first = 0, second = 0, third = 0] = answerWeights([right, right, right]);
    // P(right again | right before), of somebody else.
    expect(second).toBeCloseTo(Math.log2((0.05 + 0.95 * 0.04) / 0.24 / 0.88), 10);
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
    expect(answerWeights([right, { ...right, kind: "peer" }])[1]).toBeCloseTo(first, 10);
  });

  it("weigh more again once one was wrong: he does not know the kind", () => {
    const [, second = 0] = answerWeights([wrong, right]);
    expect(second).toBeLessThan(answerWeights([right])[0] ?? 0);
  });

  it("learn nothing from what was skipped or half right", () => {
    const [alone] = answerWeights([right]);
    for (const grade of ["skipped", "partial"] as const) {
      expect(answerWeights([{ ...MEETING, grade }, right])[1]).toBe(alone);
    }
  });

  it("are worth no less together than one, nor more than each by itself", () => {
    fc.assert(
      fc.property(strengths, fc.integer({ min: 2, max: 4 }), (strength, count) => {
        fc.pre(guessedRight(strength) < strength.r);
        const weights = answerWeights(
          Array.from({ length: count }, () => ({ ...strength, grade: "correct" as const })),
        );
        const first = weights[0] ?? 0;
        const sum = weights.reduce((total, weight) => total + weight, 0);
        expect(sum).toBeGreaterThanOrEqual(count * first - 1e-9);
        for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(first - 1e-9);
      }),
    );
  });
});

describe("expectedBits", () => {
  it("is the mean evidence from the requester himself", () => {
    const mean = 0.88 * Math.log2(0.88 / 0.24) + 0.12 * Math.log2(0.12 / 0.76);
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
    const other = { ...answer, kind: "peer" };
    expect(strengthBits([answer, other, { ...answer, scored: false }])).toBeCloseTo(2 * one, 10);
    // Of one kind: he knows both, or guesses both.
    expect(strengthBits([answer, answer])).toBeCloseTo(-Math.log2(0.05 + 0.95 / 25), 10);
    for (const grade of ["partial", "invalid", "skipped"] as const) {
      expect(strengthBits([answer, { ...answer, grade }])).toBeCloseTo(one, 10);
    }
  });
});
