import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smsSize, smsText } from "./segments.ts";

describe("smsSize", () => {
  it.each([
    ["", { alphabet: "gsm-7", units: 0, segments: 1 }],
    ["a".repeat(160), { alphabet: "gsm-7", units: 160, segments: 1 }],
    ["a".repeat(161), { alphabet: "gsm-7", units: 161, segments: 2 }],
    ["a".repeat(306), { alphabet: "gsm-7", units: 306, segments: 2 }],
    ["a".repeat(307), { alphabet: "gsm-7", units: 307, segments: 3 }],
    ["€".repeat(80), { alphabet: "gsm-7", units: 160, segments: 1 }],
    ["€".repeat(81), { alphabet: "gsm-7", units: 162, segments: 2 }],
    ["ש".repeat(70), { alphabet: "ucs-2", units: 70, segments: 1 }],
    ["ש".repeat(71), { alphabet: "ucs-2", units: 71, segments: 2 }],
    ["😀".repeat(35), { alphabet: "ucs-2", units: 70, segments: 1 }],
    ["’", { alphabet: "ucs-2", units: 1, segments: 1 }],
    ["A_b-Z9", { alphabet: "gsm-7", units: 6, segments: 1 }],
  ])("%j is %j", (text, size) => {
    expect(smsSize(text)).toEqual(size);
  });

  it("does not split an escaped character over two parts", () => {
    // 152 + 2 does not fit 153, so every part loses one septet.
    const text = `${"a".repeat(152)}€`.repeat(2);
    expect(smsSize(text).units).toBe(308);
    expect(smsSize(text).segments).toBe(3);
  });

  it("does not split a surrogate pair over two parts", () => {
    expect(smsSize(`${"ש".repeat(66)}😀${"ש".repeat(66)}`).segments).toBe(3);
  });

  it("never needs fewer parts than its units, and a longer text never fewer than a shorter one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.string({ maxLength: 40 }), (text, more) => {
        const size = smsSize(text);
        const part = size.alphabet === "gsm-7" ? 153 : 67;
        const single = size.alphabet === "gsm-7" ? 160 : 70;
        expect(size.segments).toBeGreaterThanOrEqual(size.units <= single ? 1 : Math.ceil(size.units / part));
        expect(smsSize(text + more).segments).toBeGreaterThanOrEqual(size.segments);
      }),
    );
  });
});

describe("smsText", () => {
  it.each([
    ["O’Neill\u00a0& “Sons” – IT…", 'O\'Neill & "Sons" - IT...'],
    ["Zürich", "Zürich"],
    ["Não é você? Avísenos, s'il vous plaît, ça va", "Nao é voce? Avisenos, s'il vous plait, ca va"],
    // Dearer anyway, so it stays as it is written.
    ["Łódź – “IT”", "Łódź – “IT”"],
  ])("%j goes out as %j", (written, sent) => {
    expect(smsText(written)).toBe(sent);
  });
});
