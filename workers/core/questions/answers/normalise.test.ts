import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSWER_LIMIT_CODE_POINTS, plain, spellings } from "./normalise.ts";

describe("spellings", () => {
  it.each([
    ["  Grace   MWANGI ", "grace mwangi"],
    ["İSTANBUL", "istanbul"],
    ["Işık", "isik"],
    ["Straße", "strasse"],
    ["STRASSE", "strasse"],
    ["ẞ", "ss"],
    ["Łódź", "lodz"],
    ["O'Brien", "obrien"],
    ["O’Brien", "obrien"],
    ["O´Brien", "obrien"],
    ["Ｏ＇Ｂｒｉｅｎ", "obrien"],
    ["Ｇｒａｃｅ　Ｍｗａｎｇｉ", "grace mwangi"],
    ["Gra\u00adce\u200b \u202eMwangi\u2066", "grace mwangi"],
    ["Mwangi, Grace", "mwangi grace"],
    ["Weiß-Groß", "weiss gross"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευσ"],
    ["Ὀδυσσεύς", "οδυσσευσ"],
    ["שָׁלוֹם", "שלום"],
    ["مُحَمَّد", "محمد"],
    ["Йошкар-Ола́", "иошкар ола"],
    ["नेहा  शर्मा", "नेहा शर्मा"],
    ["தமிழ்ச்செல்வி", "தமிழ்ச்செல்வி"],
    ["สมชาย ใจดี", "สมชาย ใจดี"],
    ["が", "が"],
    ["ﬁnn", "finn"],
  ])("%j reads %j", (text, expected) => {
    expect(spellings(text)[0]).toBe(expected);
  });

  it.each([
    ["Müller", ["muller", "mueller"]],
    ["Mu\u0308ller", ["muller", "mueller"]],
    ["Bjørn Ågren", ["bjorn agren", "bjoern aagren"]],
    ["Grace", ["grace", "grace"]],
  ])("%j is also spelled out", (text, expected) => {
    expect(spellings(text)).toEqual(expected);
  });

  it("reads composed, decomposed and full-width spellings alike", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        expect(spellings(text.normalize("NFD"))).toEqual(spellings(text));
        expect(spellings(text.normalize("NFC"))).toEqual(spellings(text));
      }),
    );
  });

  it.each([
    ["रमा", "रामा"],
    ["सुनीता", "सुनेता"],
    ["মিনা", "মীনা"],
    ["ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰਤ"],
    ["குமார்", "குமரி"],
    ["ราม", "ริม"],
    ["かな", "がな"],
  ])("tells %s from %s, which differ in a sign only", (one, other) => {
    expect(plain(one)).not.toBe(plain(other));
  });

  it("reads plain letters the same beside others", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(`${plain(text)} o`.trim()).toBe(plain(`${text} \u00f8`));
      }),
    );
  });

  it("never throws, whatever the code units", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary-ascii" }), (text, other) => {
        expect(spellings(`${text}\ud800${other}`)).toHaveLength(2);
      }),
    );
  });

  it("cuts to the limit before any work, without splitting a code point", () => {
    expect(plain("a".repeat(1_000_000))).toBe("a".repeat(ANSWER_LIMIT_CODE_POINTS));
    expect(plain("𝐚".repeat(300))).toBe("a".repeat(ANSWER_LIMIT_CODE_POINTS));
  });
});
