import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isComplete } from "../../../console/portal/client/digits.ts";
import { readDigits } from "./typed-digits.ts";

describe("readDigits", () => {
  it.each([
    ["482913", "as it is"],
    ["482 913", "with a space"],
    ["482-913", "with a dash"],
    ["482.913", "with a dot"],
    ["482\u2013913", "with the dash a keyboard makes of two"],
    ["#482913.", "with signs around"],
    ["\u200e482\u200f913\u202c", "pasted with direction marks"],
    ["\u2066482\u00a0913\u2069\u200b", "isolated, with a wide space"],
    ["\ufeff482\u00ad913\n", "with a soft hyphen and a line end"],
    ["４８２９１３", "full-width"],
    ["٤٨٢٩١٣", "Arabic"],
    ["۴۸۲۹۱۳", "Persian"],
    ["४८२९१३", "Devanagari"],
    ["৪৮২ ৯১৩", "Bengali"],
    ["௪௮௨௯௧௩", "Tamil"],
    ["๔๘๒๙๑๓", "Thai"],
    ["𝟒𝟖𝟐𝟗𝟏𝟑", "mathematical"],
    ["④⑧②⑨①③", "in circles"],
    ["4️⃣8️⃣2️⃣9️⃣1️⃣3️⃣", "on keycaps"],
    ["482٩١٣", "of two scripts"],
  ])("reads %j (%s)", (typed) => {
    expect(readDigits(typed, 6)).toBe("482913");
  });

  it.each(["", " ", "48291", "4829130", "48291o", "48291l", "482913a", "four", "四八二九一三", "٤٨٢٩١", "\ud835"])(
    "takes %j for no code",
    (typed) => {
      expect(readDigits(typed, 6)).toBeUndefined();
    },
  );

  it("reads every decimal digit there is", () => {
    const planes = Array.from({ length: 0x20 }, (_, part) =>
      Array.from({ length: 0x1000 }, (_code, code) => String.fromCodePoint(part * 0x1000 + code)).join(""),
    );
    const digits = planes.flatMap((plane) => plane.match(/\p{Nd}/gu) ?? []);
    const values = digits.map((digit) => readDigits(digit, 1));
    expect(values.length).toBeGreaterThan(600);
    expect(values).toEqual(values.map((_, at) => String(at % 10)));
  });

  it("agrees with what the phone takes for complete", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.string({ unit: fc.constantFrom("1", "٢", "３", "𝟒", " ", "-", "\u200f", "x"), maxLength: 12 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        expect(isComplete(text, 6)).toBe(readDigits(text, 6) !== undefined);
      }),
      { numRuns: 300 },
    );
  });
});
