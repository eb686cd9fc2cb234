/**
 * Grades the name of a person. Any order, initials for the given name, nicknames and one
 * typing error in a part of five letters or more are right, and particles ("van der") may be
 * left out, abbreviated or filed with either part. Half a name is partial: the surname alone,
 * and the given name alone, because many know a manager by that only and a partial answer
 * never earns anything. So is the whole name with a few words more; with many, a list of
 * likely names would be an answer.
 */
import { nicknamesOf } from "./nicknames.ts";
import { spellings, words } from "./normalise.ts";
import { bareName, isParticle, nameReadings, partedByParticles, particleForms } from "./name-words.ts";
import { closeness } from "./one-edit.ts";
import { best } from "./grades.ts";
import type { Grade } from "../question.ts";

/** More words than any name has; the rest is not read and the answer is wrong. */
const WORDS_READ = 8;
/** Words beside the whole name that still leave half an answer. */
const UNKNOWN_WORDS_ALLOWED = 3;
/** A word without a vowel is no name: "JP" is Jean-Paul, "Jo" somebody else. */
const VOWEL = /[aeiouy]/u;

interface NamePart {
  readonly forms: ReadonlySet<string>;
  /** Accepted without typing errors. */
  readonly exactForms: ReadonlySet<string>;
  /** First letters of its words. */
  readonly initials: string;
  readonly empty: boolean;
}

interface ExpectedName {
  readonly given: NamePart;
  readonly family: NamePart;
}

type PartMatch = "exact" | "typo" | "initial" | "extra" | "absent" | "none";

/** Grades free text against a name. Never "skipped". */
export function gradeName(expected: { readonly given: string; readonly family: string }, text: string): Grade {
  const name = expectedName(expected);
  const readings = spellings(text).flatMap((form) => nameReadings(words(form)));
  return best(readings.map((reading) => gradeWords(name, reading)));
}

function gradeWords(name: ExpectedName, all: readonly string[]): Grade {
  const read = all.slice(0, WORDS_READ);
  const grades: Grade[] = [unparted(name, read.join("")), amongOthers(name, read)];
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
function unparted(name: ExpectedName, joined: string): Grade {
  const matches = [...name.given.forms].some((given) =>
    [...name.family.forms].some((family) => joined === given + family || joined === family + given),
  );
  return matches ? "correct" : "invalid";
}

/** The whole name, spelled right, with a few other words before or behind it. */
function amongOthers(name: ExpectedName, read: readonly string[]): Grade {
  for (let others = 1; others <= UNKNOWN_WORDS_ALLOWED; others += 1) {
    for (let before = 0; before <= others; before += 1) {
      if (isWhole(name, read.slice(before, read.length - others + before))) {
        return "partial";
      }
    }
  }
  return "invalid";
}

function isWhole(name: ExpectedName, read: readonly string[]): boolean {
  const has = ({ forms, exactForms }: NamePart, part: readonly string[]): boolean =>
    forms.has(part.join("")) || exactForms.has(part.join(""));
  return read.some((_, at) => {
    const parts = [read.slice(0, at), read.slice(at)] as const;
    return (
      (has(name.given, parts[0]) && has(name.family, parts[1])) ||
      (has(name.given, parts[1]) && has(name.family, parts[0]))
    );
  });
}

const SOUND: readonly PartMatch[] = ["exact", "typo"];
const HALF_BESIDE_FAMILY: readonly PartMatch[] = ["absent", "extra"];
const HALF_BESIDE_GIVEN: readonly PartMatch[] = ["absent", "extra", "initial"];

function combine(name: ExpectedName, match: { given: PartMatch; family: PartMatch }): Grade {
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
  if (isInitials(answer, part)) {
    return "initial";
  }
  return extra ? "extra" : "none";
}

/** "J", "J P" and "JP" for Jean-Paul. */
function isInitials(answer: readonly string[], part: NamePart): boolean {
  const joined = answer.join("");
  return answer.every((word) => word.length === 1)
    ? part.initials.startsWith(joined)
    : joined === part.initials && !VOWEL.test(joined);
}

/** Both parts together, for a particle may stand with either: "Ludwig van | Beethoven". */
function expectedName(expected: { readonly given: string; readonly family: string }): ExpectedName {
  const givens = spellings(expected.given).map((form) => partedByParticles(bareName(words(form))));
  const families = spellings(expected.family).map((form) => partedByParticles(bareName(words(form))));
  const particles = [...new Set([...givens.map(({ behind }) => behind), ...families.map(({ before }) => before)])];
  const around = [...new Set(particles.flatMap(particleForms))];
  return {
    given: givenPart(expected.given, { parted: givens, around }),
    family: familyPart(expected.family, { parted: families, around }),
  };
}

interface Parted {
  readonly parted: readonly ReturnType<typeof partedByParticles>[];
  /** What may stand before a family name or behind a given name, "" included. */
  readonly around: readonly string[];
}

/** The given name as it is, each of its words, and with the particles behind it. */
function givenPart(given: string, { parted, around }: Parted): NamePart {
  const whole = spellings(given).map((form) => words(form).join(""));
  const mains = parted.map(({ before, main }) => [...before, ...main]);
  const forms = [...whole, ...mains.flatMap((main) => [main.join(""), ...main])];
  const nicknames = forms.flatMap(nicknamesOf);
  const filed = mains.flatMap((main) => around.map((particles) => main.join("") + particles));
  return namePart({ forms, exactForms: [...nicknames, ...filed], initialsOf: mains[0] ?? [] });
}

/** The whole family name, without its particles, and each half of a double name. */
function familyPart(family: string, { parted, around }: Parted): NamePart {
  const whole = spellings(family).map((form) => words(form).join(""));
  const mains = parted.flatMap(({ main }) => {
    const bare = main.filter((word) => !isParticle(word));
    return [main.join(""), bare.join(""), ...bare.filter((word) => word.length >= 3)];
  });
  const filed = mains.filter((main) => main !== "").flatMap((main) => around.map((particles) => particles + main));
  return namePart({ forms: [...whole, ...mains], exactForms: filed, initialsOf: parted[0]?.main ?? [] });
}

function namePart(accepted: {
  readonly forms: readonly string[];
  readonly exactForms: readonly string[];
  readonly initialsOf: readonly string[];
}): NamePart {
  const withoutBlank = (forms: readonly string[]): Set<string> => new Set(forms.filter((form) => form !== ""));
  return {
    forms: withoutBlank(accepted.forms),
    exactForms: withoutBlank(accepted.exactForms),
    initials: accepted.initialsOf.map((word) => Array.from(word)[0] ?? "").join(""),
    empty: accepted.initialsOf.length === 0,
  };
}
