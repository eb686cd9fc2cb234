import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grade } from "./grade.ts";
import type { Expected, Response } from "../question.ts";

const EXPECTED = {
  option: { type: "option", index: 2 },
  name: { type: "name", given: "Zoë", family: "Müller-Ångström" },
  place: { type: "place", city: "Zürich", country: "CH" },
  month: { type: "month", year: 2021, month: 4 },
  text: { type: "text", accepted: ["LT-004711"] },
} as const satisfies Readonly<Record<string, Expected>>;
type Type = keyof typeof EXPECTED;
const TYPES = Object.keys(EXPECTED) as Type[];
const OPTIONS = ["a", "b", "c", "d"];
const asked = (type: Type) => ({ expected: EXPECTED[type], options: OPTIONS });
const text = (value: string): Response => ({ type: "text", text: value });

const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.string().map((s) => `${s}\udfff`),
);
const anyResponse: fc.Arbitrary<Response> = fc.oneof(
  fc.constant({ type: "skip" } as const),
  fc.record({ type: fc.constant("option" as const), index: fc.oneof(fc.integer(), fc.double()) }),
  fc.record({ type: fc.constant("text" as const), text: anyText }),
  fc.record({ type: fc.constant("month" as const), year: fc.double(), month: fc.double() }),
);

describe("grade", () => {
  it("takes exactly the right option", () => {
    expect(
      [-1, 0, 1, 2, 3, 4, 2.5, Number.NaN].map((index) => grade(asked("option"), { type: "option", index })),
    ).toEqual(["invalid", "invalid", "invalid", "correct", "invalid", "invalid", "invalid", "invalid"]);
    const none = { expected: { type: "option", index: OPTIONS.length }, options: OPTIONS } as const;
    expect(grade(none, { type: "option", index: 4 })).toBe("correct");
  });

  it("grades month, name, place and identifier", () => {
    expect(grade(asked("month"), { type: "month", year: 2021, month: 4 })).toBe("correct");
    expect(grade(asked("name"), text("zoe mueller angstroem"))).toBe("correct");
    expect(grade(asked("name"), text("zoe mueller angstroms"))).toBe("partial");
    expect(grade(asked("name"), text("zoe mueller aangstroem"))).toBe("correct");
    expect(grade(asked("name"), text("Zoe Muller Angstrom"))).toBe("correct");
    expect(grade(asked("place"), text("Zurich"))).toBe("correct");
    expect(grade(asked("text"), text("lt 004711"))).toBe("correct");
    expect(grade(asked("text"), text("lt 004712"))).toBe("partial");
    expect(grade(asked("text"), text("lt 004722"))).toBe("invalid");
  });

  it("forgives nothing in a short identifier", () => {
    const short = { expected: { type: "text", accepted: ["4711"] }, options: [] } as const;
    expect(grade(short, text("4711"))).toBe("correct");
    expect(grade(short, text("4712"))).toBe("invalid");
  });

  it("takes a skip or a blank text for not knowing", () => {
    for (const type of TYPES) {
      expect(grade(asked(type), { type: "skip" })).toBe("skipped");
      expect(grade(asked(type), text(" \u200b\u202e\t"))).toBe("skipped");
    }
  });

  it("refuses a response of another form", () => {
    expect(grade(asked("option"), text("c"))).toBe("invalid");
    expect(grade(asked("month"), text("April 2021"))).toBe("invalid");
    expect(grade(asked("name"), { type: "option", index: 2 })).toBe("invalid");
    expect(grade(asked("place"), { type: "month", year: 2021, month: 4 })).toBe("invalid");
  });

  it("never throws on any response", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), anyResponse, (type, response) => {
        expect(["correct", "partial", "invalid", "skipped"]).toContain(grade(asked(type), response));
      }),
      { numRuns: 500 },
    );
  });

  it("never throws on any expected value either", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (one, other, answer) => {
        const all: readonly Expected[] = [
          { type: "name", given: one, family: other },
          { type: "place", city: one, country: other },
          { type: "text", accepted: [one, other] },
        ];
        for (const expected of all) {
          expect(grade({ expected, options: [] }, text(answer))).not.toBe(undefined);
        }
      }),
    );
  });

  const WAYS: Readonly<Record<string, (value: string) => string>> = {
    composed: (value) => value.normalize("NFC"),
    decomposed: (value) => value.normalize("NFD"),
    compatible: (value) => value.normalize("NFKD"),
    "full-width": (value) =>
      value.replace(/[!-~]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    upper: (value) => value.toUpperCase(),
    lower: (value) => value.toLowerCase(),
    reordered: (value) => `\u202e${value}\u2066`,
    "with joiners": (value) => Array.from(value).join("\u200d"),
  };

  it.each(Object.entries(WAYS))("grades a true answer written %s as correct", (_way, rewrite) => {
    const word = fc
      .array(fc.constantFrom(...Array.from("abcdefghijklmnoprstuvwzäöüåéèêñçøłßığşćž")), {
        minLength: 2,
        maxLength: 12,
      })
      .map((letters) => letters.join(""));
    fc.assert(
      fc.property(word, word, (one, other) => {
        const name = { expected: { type: "name", given: one, family: other }, options: [] } as const;
        const place = { expected: { type: "place", city: `${one} ${other}`, country: "CH" }, options: [] } as const;
        expect(grade(name, text(rewrite(`${one} ${other}`)))).toBe("correct");
        expect(grade(name, text(rewrite(`${other}, ${one}`)))).toBe("correct");
        expect(grade(place, text(rewrite(`${one} ${other}`)))).toBe("correct");
      }),
    );
  });

  it("reads the longest and oddest input like any other", () => {
    for (const value of [
      "ﷺ".repeat(100_000),
      "a ".repeat(100_000),
      "a\u0301".repeat(100_000),
      "\u0301".repeat(100_000),
    ]) {
      expect(["invalid", "skipped"]).toContain(grade(asked("name"), text(value)));
      expect(["invalid", "skipped"]).toContain(grade(asked("place"), text(value)));
    }
  });
});
