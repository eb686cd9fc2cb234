import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerForm,
  beginForm,
  codeForm,
  moreTimeForm,
  ordinalForm,
  readAnswer,
  readCode,
  readClaims,
} from "./portal-forms.ts";

const answer = (fields: Record<string, string>) =>
  readAnswer(answerForm.parse({ ordinal: "1", attempt: "1", ...fields }));

describe("an answer", () => {
  it.each([
    [{ option: "2" }, { type: "option", index: 2 }],
    [{ text: " Leeds " }, { type: "text", text: "Leeds" }],
    [
      { month: "4", year: "2021" },
      { type: "month", year: 2021, month: 4 },
    ],
    [
      { month: "04", year: " 2021 " },
      { type: "month", year: 2021, month: 4 },
    ],
    [
      { month: "12", year: "1999" },
      { type: "month", year: 1999, month: 12 },
    ],
    [
      { month: "٤", year: "\u200f٢٠٢١" },
      { type: "month", year: 2021, month: 4 },
    ],
    [
      { month: "12", year: "２０２１" },
      { type: "month", year: 2021, month: 12 },
    ],
    // "I don't know" wins over whatever else the form still held.
    [{ skip: "1", text: "Leeds", option: "1", month: "4", year: "2021" }, { type: "skip" }],
  ] as const)("%j is read", (fields, value) => {
    expect(answer(fields)).toEqual({ ok: true, value });
  });

  it.each([
    [{}, { code: "empty" }],
    [{ text: "  \n" }, { code: "empty" }],
    [{ text: "x".repeat(257) }, { code: "too_long" }],
    [{ month: "", year: "2021" }, { code: "month" }],
    [{ month: "13", year: "2021" }, { code: "month" }],
    [{ month: "0", year: "2021" }, { code: "month" }],
    [{ month: "4", year: "21" }, { code: "year" }],
    [{ month: "4", year: "" }, { code: "year" }],
    [{ month: "4", year: "20x1" }, { code: "year" }],
    [{ month: "4" }, { code: "year" }],
  ] as const)("%j is asked for again", (fields, error) => {
    expect(answer(fields)).toEqual({ ok: false, error });
  });

  it("may be 256 characters long, whatever they cost in bytes", () => {
    expect(answer({ text: "👩".repeat(256) }).ok).toBe(true);
    expect(answer({ text: "👩".repeat(257) }).ok).toBe(false);
  });

  it.each([
    { ordinal: "0" },
    { ordinal: "51" },
    { ordinal: "1.5" },
    { ordinal: "x" },
    { attempt: "0" },
    { option: "-1" },
    { option: "21" },
    { option: "1e1000" },
    { text: "x".repeat(4_001) },
  ])("%j is no form of ours", (fields) => {
    expect(answerForm.safeParse({ ordinal: "1", attempt: "1", ...fields }).success).toBe(false);
  });

  it("of any content is read or asked for again, never a fault", () => {
    const field = fc.option(fc.string({ unit: "grapheme", maxLength: 300 }), { nil: undefined });
    fc.assert(
      fc.property(fc.record({ text: field, month: field, year: field, skip: field, option: field }), (fields) => {
        const parsed = answerForm.safeParse({ ordinal: "1", attempt: "1", ...fields });
        expect(!parsed.success || typeof readAnswer(parsed.data).ok === "boolean").toBe(true);
      }),
    );
  });
});

describe("the other forms", () => {
  it.each([" 123 456 ", "123-456", "\u200f١٢٣٤٥٦"])("%j is the code that it means", (code) => {
    expect(readCode(codeForm.parse({ code }))).toEqual({ ok: true, value: "123456" });
  });

  it.each(["", "12345", "1234567", "12345o", "1".repeat(4_000)])("%j is no code, and no fault", (code) => {
    expect(readCode(codeForm.parse({ code }))).toEqual({ ok: false, error: "not_a_code" });
  });

  it("an ordinal is a small whole number", () => {
    expect(ordinalForm.parse({ ordinal: "3" })).toEqual({ ordinal: 3 });
    expect(ordinalForm.safeParse({}).success).toBe(false);
  });

  it("Begin says who started it, and needs neither press nor claims to be read", () => {
    expect(beginForm.parse({ started: "i_contacted" })).toEqual({ started: "i_contacted", press: "", claims: "" });
    expect(beginForm.safeParse({ started: "me" }).success).toBe(false);
  });
});

describe("claims", () => {
  const CLAIMS = { timeZone: "Europe/Lisbon", languages: ["pt-PT"], webdriver: false, cores: 6 };

  it("are read", () => {
    expect(readClaims(JSON.stringify(CLAIMS))).toEqual({ claims: CLAIMS });
  });

  it("come with the phone's key or without", () => {
    const phoneKey = { publicKey: "AAAA", signature: "BBBB" };
    expect(readClaims(JSON.stringify({ ...CLAIMS, phoneKey }))).toEqual({ claims: CLAIMS, phoneKey });
    expect(readClaims(JSON.stringify({ ...CLAIMS, phoneKey: { publicKey: "x".repeat(121), signature: "" } }))).toEqual({
      claims: CLAIMS,
    });
  });

  it.each([
    "",
    "{",
    "null",
    "7",
    "[]",
    '"x"',
    '{"cores":"six"}',
    '{"cores":-1}',
    '{"cores":1e9}',
    '{"languages":"en"}',
    `{"platform":"${"x".repeat(201)}"}`,
  ])("%j counts as none", (sent) => {
    expect(readClaims(sent).claims).toBeUndefined();
  });

  it("carry nothing that was not asked for", () => {
    expect(readClaims('{"__proto__":{"webdriver":false},"status":"passed","cores":4}')).toEqual({
      claims: { cores: 4 },
    });
    expect(({} as Record<string, unknown>)["webdriver"]).toBeUndefined();
  });
});

describe("what a press was about", () => {
  it("is a moment, and has to be there", () => {
    expect(moreTimeForm.parse({ deadline: "1795003560000" })).toEqual({ deadline: 1_795_003_560_000 });
    for (const deadline of ["", "0", "-1", "1.5", "soon", "1e99", "8640000000000001"]) {
      expect(moreTimeForm.safeParse({ deadline }).success, deadline).toBe(false);
    }
    expect(moreTimeForm.safeParse({}).success).toBe(false);
  });
});
