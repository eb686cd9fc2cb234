import { describe, expect, it } from "vitest";
import { decimalSign, linesIn } from "./export-csv.ts";

describe("the decimal sign of a country", () => {
  it.each([
    ["en-GB", "."],
    ["en-US", "."],
    ["de-DE", ","],
    ["de-CH", "."],
    ["pt-PT", ","],
    ["es-MX", "."],
    ["fr-FR", ","],
    ["ar-EG", ","],
    ["en-US@posix", "."],
  ])("of %s is %s", (locale, sign) => {
    expect(decimalSign(locale)).toBe(sign);
  });
});

it("counts rows by their ends, also across parts", () => {
  const parts = ["a\r\nb\r", "\nc\r\n", ""].map((text) => new TextEncoder().encode(text));
  expect(parts.map(linesIn)).toEqual([1, 2, 0]);
});
