import { describe, expect, it } from "vitest";
import { isComplete } from "./digits.ts";

describe("isComplete", () => {
  it.each(["482913", "482 913", " 4 8 2 9 1 3 ", "482\u00a0913", "482-913", "\u200f٤٨٢ ٩١٣", "４８２９１３"])(
    "takes %j as six digits",
    (typed) => {
      expect(isComplete(typed, 6)).toBe(true);
    },
  );

  it.each(["", "48291", "4829134", "48291a", "482-91", "٤٨٢٩١"])("does not take %j", (typed) => {
    expect(isComplete(typed, 6)).toBe(false);
  });
});
