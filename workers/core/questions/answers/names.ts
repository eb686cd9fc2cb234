/**
 * Grades the name of a person. Any order, initials for the given name, nicknames, what is read alike, and one
 * typing error in a part of five letters or more are right, and particles ("van der") may be
 * left out, abbreviated or filed with either part. Half a name is partial: the surname alone,
 * and the given name alone, because many know a manager by that only and a partial answer
 * never earns anything. So is the whole name with a few words more; with many, a list of
 * likely names would be an answer.
 */
import { alsoWritten, isKorean } from "./family-names.ts";
import { goesBy } from "./given-names.ts";
import { inLatin, scriptOf, type Script } from "./latin.ts";
import { plain, spellings, words } from "./normalise.ts";
import { bareName, isParticle, nameReadings, partedByParticles, particleForms } from "./name-words.ts";
import { closeness } from "./one-edit.ts";
import { best } from "./grades.ts";
import { skeletons, soundKeys } from "./sounds.ts";
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
  /** Read like one of the forms, see `soundKeys`. */
  readonly sounds: ReadonlySet<string>;
  /** Of the forms, where one of the two scripts writes no vowels; else empty. */
  readonly consonants: ReadonlySet<string>;
  /** How an answer is read beside it; of each once. */
  readonly heard: (joined: string) => Heard;
  /** First letters of its words. */
  readonly initials: string;
  readonly empty: boolean;
}

interface ExpectedName {
  readonly given: NamePart;
  readonly family: NamePart;
}

type PartMatch = "exact" | "alike" | "typo" | "initial" | "extra" | "absent" | "none";

/** Grades free text against a name. Never "skipped". */
export function gradeName(expected: ExpectedAnswer, text: string): Grade {
  // Whoever types a colleague's name means that colleague, however near the two are.
  const { others = [] } = expected;
  const somebodyElse = nameReadings(words(plain(text))).some((read) => others.includes(keyOf(read)));
  const grade = gradeWhole(expected, text);
  return somebodyElse ? "invalid" : grade;
}

interface ExpectedAnswer {
  readonly given: string;
  readonly family: string;
  readonly others?: readonly string[];
}

/** One key for "Grace Mwangi" and "Mwangi, Grace". */
export function nameKey(name: string): string {
  return keyOf(words(plain(name)));
}

const keyOf = (read: readonly string[]): string => [...read].sort().join(" ");

function gradeWhole(expected: ExpectedAnswer, text: string): Grade {
  const [own, written] = [scriptOf(`${expected.given} ${expected.family}`), scriptOf(text)];
  // Of one script the letters themselves count: in Latin ones two names of it may be the same.
  const across = own.latin !== written.latin;
  const read = across ? ([inLatin(text)] as const) : spellings(text);
  const name = expectedName(
    across ? { given: inLatin(expected.given), family: inLatin(expected.family) } : expected,
    across ? { latin: false, vowels: own.vowels && written.vowels } : LATIN,
  );
  const readings = read.flatMap((form) => nameReadings(words(form)));
  return best(readings.map((reading) => gradeWords(name, reading)));
}

const LATIN: Script = { latin: true, vowels: true };

function gradeWords(name: ExpectedName, all: readonly string[]): Grade {
  const read = all.slice(0, WORDS_READ);
  const grades: Grade[] = [unparted(name, read), amongOthers(name, read)];
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
function unparted(name: ExpectedName, read: readonly string[]): Grade {
  const joined = read.join("");
  const { heard } = name.given;
  const wholes = [...name.given.forms].flatMap((given) =>
    [...name.family.forms].flatMap((family) => [given + family, family + given]),
  );
  // Where the words are parted their parts are compared.
  const keys = new Set(read.length === 1 ? heard(joined).keys : []);
  const matches = wholes.some((whole) => joined === whole || heard(whole).keys.some((key) => keys.has(key)));
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
  const has = (known: NamePart, part: readonly string[]): boolean =>
    known.forms.has(part.join("")) || known.exactForms.has(part.join("")) || isAlike(known, part);
  return read.some((_, at) => {
    const parts = [read.slice(0, at), read.slice(at)] as const;
    return (
      (has(name.given, parts[0]) && has(name.family, parts[1])) ||
      (has(name.given, parts[1]) && has(name.family, parts[0]))
    );
  });
}

const SOUND: readonly PartMatch[] = ["exact", "alike", "typo"];
const HALF_BESIDE_FAMILY: readonly PartMatch[] = ["absent", "extra"];
const HALF_BESIDE_GIVEN: readonly PartMatch[] = ["absent", "extra", "initial"];

function combine(name: ExpectedName, match: { given: PartMatch; family: PartMatch }): Grade {
  const given = name.given.empty && match.given === "absent" ? "exact" : match.given;
  const family = name.family.empty && match.family === "absent" ? "exact" : match.family;
  if (SOUND.includes(family) && (SOUND.includes(given) || given === "initial")) {
    return bothWithin(given, family) ? "correct" : "partial";
  }
  const half =
    (SOUND.includes(family) && HALF_BESIDE_FAMILY.includes(given)) ||
    (SOUND.includes(given) && HALF_BESIDE_GIVEN.includes(family));
  return half ? "partial" : "invalid";
}

/** One typing error at most, and not beside another way to write the other part. */
function bothWithin(given: PartMatch, family: PartMatch): boolean {
  const typos = [given, family].filter((match) => match === "typo").length;
  return typos === 0 || (typos === 1 && ![given, family].includes("alike"));
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
  if (whole === "exact") {
    return "exact";
  }
  if (isAlike(part, answer)) {
    return "alike";
  }
  // A lone letter is an initial, not a slip of the finger: "H Mwangi" is not Mwangi.
  if (whole === "typo" && answer.every((word) => word.length > 1)) {
    return "typo";
  }
  if (isInitials(answer, part)) {
    return "initial";
  }
  return extra ? "extra" : "none";
}

/** Written otherwise and read like a form of it. */
function isAlike({ sounds, consonants, heard }: NamePart, answer: readonly string[]): boolean {
  const { keys, bones } = heard(answer.join(""));
  return (
    answer.every((word) => word.length > 1) &&
    (keys.some((key) => sounds.has(key)) || (consonants.size > 0 && bones.some((one) => consonants.has(one))))
  );
}

interface Heard {
  readonly keys: readonly string[];
  readonly bones: readonly string[];
}

/** Every cut of an answer is read beside both parts: what is dear about it is done once. */
function hearing(korean: boolean): NamePart["heard"] {
  const known = new Map<string, Heard>();
  return (joined) => {
    const heard = known.get(joined) ?? { keys: soundKeys(joined, { korean }), bones: skeletons(joined) };
    known.set(joined, heard);
    return heard;
  };
}

/** "J", "J P" and "JP" for Jean-Paul. */
function isInitials(answer: readonly string[], part: NamePart): boolean {
  const joined = answer.join("");
  return answer.every((word) => word.length === 1)
    ? part.initials.startsWith(joined)
    : joined === part.initials && !VOWEL.test(joined);
}

/** Both parts together, for a particle may stand with either: "Ludwig van | Beethoven". */
function expectedName(expected: { readonly given: string; readonly family: string }, script: Script): ExpectedName {
  const givens = spellings(expected.given).map((form) => partedByParticles(bareName(words(form))));
  const families = spellings(expected.family).map((form) => partedByParticles(bareName(words(form))));
  const particles = [...new Set([...givens.map(({ behind }) => behind), ...families.map(({ before }) => before)])];
  const around = [...new Set(particles.flatMap(particleForms))];
  const heard = hearing(families.some(({ main }) => isKorean(main.join(""))));
  return {
    given: givenPart(expected.given, { parted: givens, around, script, heard }),
    family: familyPart(expected.family, { parted: families, around, script, heard }),
  };
}

interface Parted {
  readonly parted: readonly ReturnType<typeof partedByParticles>[];
  /** What may stand before a family name or behind a given name, "" included. */
  readonly around: readonly string[];
  readonly script: Script;
  readonly heard: NamePart["heard"];
}

/** The given name as it is, each of its words, and with the particles behind it. */
function givenPart(given: string, { parted, around, script, heard }: Parted): NamePart {
  const whole = spellings(given).map((form) => words(form).join(""));
  const mains = parted.map(({ before, main }) => [...before, ...main]);
  const forms = [...whole, ...mains.flatMap((main) => [main.join(""), ...main])];
  const nicknames = forms.flatMap(goesBy);
  const filed = mains.flatMap((main) => around.map((particles) => main.join("") + particles));
  return namePart({ forms, exactForms: [...nicknames, ...filed], initialsOf: mains[0] ?? [], script, heard });
}

/** The whole family name, without its particles, and each half of a double name. */
function familyPart(family: string, { parted, around, script, heard }: Parted): NamePart {
  const whole = spellings(family).map((form) => words(form).join(""));
  const mains = parted.flatMap(({ main }) => {
    const bare = main.filter((word) => !isParticle(word));
    return [main.join(""), bare.join(""), ...bare.filter((word) => word.length >= 3)];
  });
  const filed = mains.filter((main) => main !== "").flatMap((main) => around.map((particles) => particles + main));
  return namePart({
    forms: [...whole, ...mains],
    exactForms: [...filed, ...mains.flatMap(alsoWritten)],
    initialsOf: parted[0]?.main ?? [],
    script,
    heard,
  });
}

function namePart(accepted: {
  readonly forms: readonly string[];
  readonly exactForms: readonly string[];
  readonly initialsOf: readonly string[];
  readonly script: Script;
  readonly heard: NamePart["heard"];
}): NamePart {
  const withoutBlank = (forms: readonly string[]): Set<string> => new Set(forms.filter((form) => form !== ""));
  const { heard, script } = accepted;
  const all = [...withoutBlank([...accepted.forms, ...accepted.exactForms])];
  return {
    sounds: new Set(all.flatMap((form) => heard(form).keys)),
    consonants: new Set(script.vowels ? [] : all.flatMap((form) => heard(form).bones)),
    heard,
    forms: withoutBlank(accepted.forms),
    exactForms: withoutBlank(accepted.exactForms),
    initials: accepted.initialsOf.map((word) => Array.from(word)[0] ?? "").join(""),
    empty: accepted.initialsOf.length === 0,
  };
}
