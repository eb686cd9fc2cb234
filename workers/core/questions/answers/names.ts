/**
 * Grades the name of a person. Any order, initials for the given name, nicknames and one
 * typing error in a part of five letters or more are right. Half a name is partial: the
 * surname alone, and the given name alone, because many know a manager by that only and a
 * partial answer never earns anything. Every word has to be accounted for; otherwise a list
 * of likely names would be an answer.
 */
import { nicknamesOf } from "./nicknames.ts";
import { spellings, words } from "./normalise.ts";
import { closeness } from "./one-edit.ts";
import { best } from "./grades.ts";
import type { Grade } from "../question.ts";

/** More words than any name has; the rest is not read and the answer is wrong. */
const WORDS_READ = 8;
const TITLES = new Set(["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "sr", "sra", "mme"]);
const PARTICLES = new Set(
  "van von der den de da do dos das del della di du la le ter ten zu bin ben bint ibn al el y e".split(" "),
);

interface NamePart {
  readonly forms: ReadonlySet<string>;
  /** Accepted without typing errors. */
  readonly exactForms: ReadonlySet<string>;
  /** First letters of its words. */
  readonly initials: string;
  readonly empty: boolean;
}

type PartMatch = "exact" | "typo" | "initial" | "extra" | "absent" | "none";

/** Grades free text against a name. Never "skipped". */
export function gradeName(expected: { readonly given: string; readonly family: string }, text: string): Grade {
  const given = givenPart(expected.given);
  const family = familyPart(expected.family);
  return best(
    spellings(text).flatMap((form) => {
      const all = words(form);
      const untitled = all.filter((word) => !TITLES.has(word));
      return [gradeWords({ given, family }, all), gradeWords({ given, family }, untitled)];
    }),
  );
}

function gradeWords(name: { given: NamePart; family: NamePart }, all: readonly string[]): Grade {
  const read = all.slice(0, WORDS_READ);
  const grades: Grade[] = [unparted(name, read.join(""))];
  for (let cut = 0; cut <= read.length; cut += 1) {
    const first = read.slice(0, cut);
    const last = read.slice(cut);
    grades.push(
      combine(name, { given: matchGiven(first, name.given), family: matchPart(last, name.family) }),
      combine(name, { given: matchGiven(last, name.given), family: matchPart(first, name.family) }),
    );
  }
  return all.length > WORDS_READ ? "invalid" : best(grades);
}

/** Names that are written without a space between their parts, as in Chinese or Korean. */
function unparted(name: { given: NamePart; family: NamePart }, joined: string): Grade {
  const matches = [...name.given.forms].some((given) =>
    [...name.family.forms].some((family) => joined === given + family || joined === family + given),
  );
  return matches ? "correct" : "invalid";
}

const SOUND: readonly PartMatch[] = ["exact", "typo"];
const HALF_BESIDE_FAMILY: readonly PartMatch[] = ["absent", "extra"];
const HALF_BESIDE_GIVEN: readonly PartMatch[] = ["absent", "extra", "initial"];

function combine(name: { given: NamePart; family: NamePart }, match: { given: PartMatch; family: PartMatch }): Grade {
  const given = name.given.empty && match.given === "absent" ? "exact" : match.given;
  const family = name.family.empty && match.family === "absent" ? "exact" : match.family;
  if (SOUND.includes(family) && (SOUND.includes(given) || given === "initial")) {
    // One typing error, not one in each part.
    return given === "typo" && family === "typo" ? "partial" : "correct";
  }
  const half =
    (SOUND.includes(family) && HALF_BESIDE_FAMILY.includes(given)) ||
    (SOUND.includes(given) && HALF_BESIDE_GIVEN.includes(family));
  return half ? "partial" : "invalid";
}

/** A middle initial after the given name says nothing either way. */
function matchGiven(answer: readonly string[], part: NamePart): PartMatch {
  const last = answer.at(-1) ?? "";
  const match = matchPart(answer, part);
  const shorter = matchPart(answer.slice(0, -1), part);
  return match !== "exact" && answer.length > 1 && last.length === 1 && shorter !== "absent" ? shorter : match;
}

function matchPart(answer: readonly string[], part: NamePart): PartMatch {
  const joined = answer.join("");
  const whole = closeness(joined, part.forms);
  const extra = [answer.slice(1), answer.slice(0, -1)].some((fewer) => part.forms.has(fewer.join("")));
  if (joined === "") {
    return "absent";
  }
  if (part.exactForms.has(joined)) {
    return "exact";
  }
  // A lone letter is an initial, not a slip of the finger: "H Mwangi" is not Mwangi.
  if (whole !== "none" && (whole === "exact" || answer.every((word) => word.length > 1))) {
    return whole;
  }
  if (answer.every((word) => word.length === 1) && part.initials.startsWith(joined)) {
    return "initial";
  }
  return extra ? "extra" : "none";
}

function givenPart(given: string): NamePart {
  const forms = new Set(spellings(given).flatMap((form) => [words(form).join(""), ...words(form)]));
  const nicknames = [...forms].flatMap(nicknamesOf);
  return namePart(given, { forms, exactForms: new Set(nicknames) });
}

/** The whole family name, without its particles, and each half of a double name. */
function familyPart(family: string): NamePart {
  const forms = new Set<string>();
  for (const form of spellings(family)) {
    const main = words(form).filter((word) => !PARTICLES.has(word));
    forms.add(words(form).join(""));
    forms.add(main.join(""));
    main.filter((word) => word.length >= 3).forEach((word) => forms.add(word));
  }
  return namePart(family, { forms, exactForms: new Set() });
}

function namePart(text: string, accepted: Pick<NamePart, "forms" | "exactForms">): NamePart {
  const parts = words(spellings(text)[0]);
  const withoutBlank = (forms: ReadonlySet<string>): Set<string> => new Set([...forms].filter((form) => form !== ""));
  return {
    forms: withoutBlank(accepted.forms),
    exactForms: withoutBlank(accepted.exactForms),
    initials: parts.map((word) => Array.from(word)[0] ?? "").join(""),
    empty: parts.length === 0,
  };
}
