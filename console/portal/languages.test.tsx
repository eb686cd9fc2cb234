/** Every language says the same things, and every screen can be drawn in it. */
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../workers/core/kit/language.ts";
import { messageWords } from "../../workers/core/messages/words/words.ts";
import { ENGLISH } from "./english.fixture.ts";
import { COPY, LOCALES } from "./locales.ts";

type Leaves = ReadonlyMap<string, string>;

/** Each line by its path; plural forms are one line, whichever forms a language has. */
function leavesOf(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const { other } = value as { other?: unknown };
  // Days of an answer have an "other" too, but no plural.
  if (typeof other === "string" && !("today" in value)) return [[path, other]];
  return entries.flatMap(([name, part]) => leavesOf(part, `${path}.${name}`));
}

const namesIn = (line: string) => [...line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
const boldIn = (line: string) => line.split("**").length;

/** May differ: what stands for the language itself, and the console's titles of question kinds. */
const OWN = /^\.(?:lang|dir|name)$|\.title$/;

function sameShape(english: Leaves, other: Leaves): void {
  expect([...other.keys()].filter((path) => !OWN.test(path))).toEqual(
    [...english.keys()].filter((path) => !OWN.test(path)),
  );
  for (const [path, line] of other) {
    if (!OWN.test(path)) {
      expect(namesIn(line), path).toEqual(namesIn(english.get(path) ?? ""));
      expect(boldIn(line), path).toBe(boldIn(english.get(path) ?? ""));
      expect(line.trim(), path).not.toBe("");
    }
  }
}

const withoutValues = (line: string): string => line.replaceAll(/\{\w+\}/g, "");

/** Written alike in several languages. */
const SHARED: ReadonlySet<string> = new Set([
  "{organisation} IT",
  "Code",
  "Error",
  "Name",
  "Question {n}",
  "Start",
  "Ticket {ticket}",
  "{n} minutes",
]);

describe.each(LOCALES.filter((locale) => locale !== "en"))("%s", (locale) => {
  const copy = COPY[locale];

  it("has every line of the portal, with the same values and emphases", () => {
    sameShape(new Map(leavesOf(COPY.en)), new Map(leavesOf(copy)));
  });

  it("has every line of the messages, with the same values and emphases", () => {
    sameShape(new Map(leavesOf(messageWords("en"))), new Map(leavesOf(messageWords(locale))));
  });

  it("has no English in it", () => {
    const english = new Map([...leavesOf(COPY.en), ...leavesOf(messageWords("en"))]);
    const lines = [...leavesOf(copy), ...leavesOf(messageWords(locale))].filter(([path]) => !OWN.test(path));
    expect(lines.filter(([, line]) => ENGLISH.test(withoutValues(line)))).toEqual([]);
    // A line that is the same has no word, or one that the language has too.
    const same = lines.filter(([path, line]) => line === english.get(path) && /\p{L}{2}/u.test(withoutValues(line)));
    expect(same.filter(([, line]) => !SHARED.has(line))).toEqual([]);
  });

  it("quotes its own buttons", () => {
    expect(copy.otherBrowser.steps.join(" ")).toContain(`**${copy.otherBrowser.move}**`);
    expect(copy.question.soon).toContain(copy.question.moreTime);
    expect(copy.question.problems.empty).toContain(copy.question.skip);
    expect(copy.checking.over).toContain(copy.landing.started.i_contacted);
    expect(messageWords(locale).link.notYou).toContain(copy.reportLink);
  });

  it("has a form for every plural of its own", () => {
    const categories = new Intl.PluralRules(copy.lang).resolvedOptions().pluralCategories;
    for (const counted of [copy.landing.minutes, copy.code.tries, copy.code.triesLeft, messageWords(locale).minutes]) {
      // "many" of es, pt and fr begins at a million.
      expect(Object.keys(counted)).toEqual(
        expect.arrayContaining(categories.filter((category) => category !== "many")),
      );
    }
  });

  it("is written in its own letters and reads its way", () => {
    const lines = [...new Map(leavesOf(copy)).values()].join(" ");
    const hebrew = (lines.match(/\p{Script=Hebrew}/gu) ?? []).length;
    expect(hebrew > 1_000).toBe(locale === "he");
    expect(copy.dir).toBe(locale === "he" ? "rtl" : "ltr");
    expect(copy.lang.startsWith(locale)).toBe(true);
  });
});

it("offers every language that messages are written in", () => {
  expect(LOCALES).toEqual(LANGUAGES);
});
