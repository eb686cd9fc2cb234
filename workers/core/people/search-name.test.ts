import { describe, expect, it } from "vitest";
import { isFoundBy, searchForms, searchNameOf } from "./search-name.ts";

describe("a name is found", () => {
  it.each([
    ["Anna Weiß", "Weiss"],
    ["ANNA WEISS", "weiß"],
    ["Jörg Müller", "muller"],
    ["Jörg Müller", "mueller"],
    ["Jörg Müller", "joerg muell"],
    ["Jorg Mueller", "MÜLLER"],
    ["Jo\u0308rg Mu\u0308ller", "jörg müller"],
    ["José Peña", "jose pena"],
    ["Łukasz Żółć", "lukasz zolc"],
    ["Øystein Å", "oystein"],
    ["Øystein Å", "oeystein aa"],
    ["Đorđe Þór", "dorde thor"],
    ["Œuvre Æther", "oeuvre aether"],
    ["Işık İnci", "isik inci"],
    ["Иван Ёлкин", "иван елкин"],
    ["Ὀδυσσεύς", "οδυσσευσ"],
    ["O\u2019Brien", "o'brien"],
    ["Ｆｕｌｌ", "full"],
    ["नीता", "नीता"],
  ])("%s by %s", (name, typed) => {
    expect(isFoundBy(name, typed)).toBe(true);
  });

  it.each([
    ["Jörg Müller", "mueler"],
    ["Jorg Mueller", "muller"],
    ["नीता", "नत"],
    ["José", "joseph"],
  ])("%s not by %s", (name, typed) => {
    expect(isFoundBy(name, typed)).toBe(false);
  });
});

it("is stored where the name in small letters does not say it already", () => {
  expect([searchNameOf("Dana O'Ruiz-Smith"), searchNameOf("Jörg Müller"), searchNameOf("José")]).toEqual([
    null,
    "jorg muller\njoerg mueller",
    "jose",
  ]);
});

it("is the same, searched for again", () => {
  for (const name of ["Jörg Müller", "Øystein Weiß", "İnci"]) {
    for (const form of searchForms(name)) expect(searchForms(form)).toEqual([form]);
  }
});
