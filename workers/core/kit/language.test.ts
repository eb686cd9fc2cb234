import { expect, it } from "vitest";
import { languageOf } from "./language.ts";

it.each([
  ["en", "en"],
  ["pt-PT", "pt"],
  ["PT_br", "pt"],
  ["he-IL", "he"],
  ["iw", "he"],
  [" de-AT ", "de"],
  ["zh-Hant", undefined],
  ["english", undefined],
  ["constructor", undefined],
  ["", undefined],
  [undefined, undefined],
])("%j is %j", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});
