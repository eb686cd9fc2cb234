import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assessment } from "../frame/shapes.ts";
import { at, waterfall } from "./waterfall.ts";

function assessment(bits: readonly [number, number, number, number], change: Partial<Assessment> = {}): Assessment {
  const [network, endpoint, persona, challenge] = bits;
  const held = (sum: number) => ({ sum, clamped: sum });
  const priorBits = change.priorBits ?? -2;
  const sum = bits.reduce((total, value) => total + value, priorBits);
  const score = Math.round(Math.min(10, Math.max(0, 5 + sum / 2)) * 10) / 10;
  return {
    modelVersion: "1",
    policyVersion: "1",
    priorBits,
    findings: [],
    categories: {
      network: held(network),
      endpoint: held(endpoint),
      persona: held(persona),
      challenge: held(challenge),
    },
    score,
    level: score <= 3 ? "verified" : score < 7 ? "medium" : "high",
    passLine: 3,
    highLine: 7,
    forcedHigh: false,
    blocked: false,
    ...change,
  };
}

const values = (input: Assessment): number[] => waterfall(input).steps.map((step) => step.value);

describe("waterfall", () => {
  it("walks from the start to the score in points", () => {
    expect(values(assessment([-1, 0, 0, -4.8]))).toEqual([4, -0.5, 0, 0, -2.4, 1.1]);
    expect(values(assessment([2, 1, 0, -2.6]))).toEqual([4, 1, 0.5, 0, -1.3, 4.2]);
  });

  it("gives each bar its place on the axis and its direction", () => {
    const { steps } = waterfall(assessment([2, 0, 0, -4]));
    expect(steps[1]).toMatchObject({ key: "network", from: 4, to: 5, end: 5, direction: "higher" });
    expect(steps[2]).toMatchObject({ key: "endpoint", from: 5, to: 5, direction: "none" });
    expect(steps[4]).toMatchObject({ key: "challenge", from: 3, to: 5, end: 3, direction: "lower" });
    expect(steps[5]).toMatchObject({ key: "score", from: 0, to: 3, direction: "none" });
  });

  it("cuts bars at the end of the axis but never a figure", () => {
    const picture = waterfall(assessment([6, 6, 6, 0]));
    expect(picture.steps[3]).toMatchObject({ key: "persona", value: 3, from: 10, to: 10 });
    expect(picture.overflow).toBe(true);
    expect(picture.score).toBe(10);
  });

  it("never bends the last step to hide a score that does not fit", () => {
    expect(values(assessment([0, 0, 0, -2], { score: 1 }))).toEqual([4, 0, 0, 0, -1, 1]);
  });

  it("adds a step for a critical finding only", () => {
    expect(waterfall(assessment([0, 0, 0, -4])).forced).toBeUndefined();
    expect(waterfall(assessment([0, 0, 0, -4], { forcedHigh: true, level: "high" })).forced).toEqual({
      from: 2,
      to: 7,
    });
    expect(waterfall(assessment([6, 3, 0, 0], { forcedHigh: true, level: "high" })).forced).toEqual({
      from: 8.5,
      to: 8.5,
    });
  });

  it("always adds up as printed, inside the scale", () => {
    const bits = fc.double({ min: -3, max: 6, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(bits, bits, bits, fc.double({ min: -9, max: 8, noNaN: true })), (input) => {
        const picture = waterfall(assessment(input));
        fc.pre(!picture.overflow);
        const steps = picture.steps.slice(0, -1);
        const sum = steps.reduce((total, step) => total + step.value, 0);
        expect(sum).toBeCloseTo(picture.score, 6);
      }),
    );
  });

  it("keeps every bar on the axis", () => {
    const bits = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(bits, bits, bits, bits), (input) => {
        for (const step of waterfall(assessment(input)).steps) {
          expect(step.from).toBeGreaterThanOrEqual(0);
          expect(step.from).toBeLessThanOrEqual(step.to);
          expect(step.to).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

it("writes positions as SVG lengths", () => {
  expect(at(2.2)).toBe("22%");
  expect(at(10)).toBe("100%");
});
