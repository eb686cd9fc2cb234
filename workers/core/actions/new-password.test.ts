import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthProblem, lengthsOf, suggestPassword } from "./new-password.ts";

const rules = (minLength: number, maxLength?: number) => ({
  minLength,
  inWords: [],
  ...(maxLength === undefined ? {} : { maxLength }),
});

describe("the length", () => {
  it.each([
    [rules(0), true, { least: 8, most: 256 }],
    [rules(0), false, { least: 15, most: 256 }],
    [rules(14), true, { least: 14, most: 256 }],
    [rules(20, 64), false, { least: 20, most: 64 }],
    [rules(1, 1_000), true, { least: 8, most: 256 }],
  ])("of %o with a second factor: %s", (of, keepsSecondFactor, lengths) => {
    expect(lengthsOf(of, { keepsSecondFactor })).toEqual(lengths);
  });

  it.each([
    ["", { code: "empty" }],
    ["x".repeat(7), { code: "too_short", characters: 8 }],
    ["😀".repeat(7), { code: "too_short", characters: 8 }],
    ["x".repeat(8), undefined],
    ["x".repeat(12), undefined],
    ["x".repeat(13), { code: "too_long", characters: 12 }],
  ])("says of %s what is wrong with it", (password, problem) => {
    expect(lengthProblem(password, { least: 8, most: 12 })).toEqual(problem);
  });
});

it("suggests four words that fit, or as many as it takes", () => {
  const words = ["abc", "lengthy", "swan"];
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 60 }),
      fc.nat(60),
      (draws, least) => {
        let at = 0;
        const random = () => draws[(at += 1) % draws.length] ?? 0;
        const password = suggestPassword({ words, random }, { least });
        expect(password).toMatch(/^[A-Z][a-z]+(-[a-z]+){3,}-\d$/u);
        expect(password.length).toBeGreaterThanOrEqual(least);
      },
    ),
  );
});
