/**
 * Grades a city. The city alone, under any of its usual names, with or without its country or
 * region, is right; the country alone is partial; the city with something else beside it is
 * partial, so that a list of cities is not an answer.
 */
import { CITY_NAMES, COUNTRY_NAMES, NAME_LOCALES, REGIONS } from "./places-data.ts";
import { best } from "./grades.ts";
import { readingsOf } from "./asides.ts";
import { spellings, words } from "./normalise.ts";
import { closeness, type Closeness } from "./one-edit.ts";
import type { Place } from "../facts.ts";
import type { Grade } from "../question.ts";

const WORDS_READ = 8;
/** Words beside the city that are taken for a district or a region unknown to us. */
const UNKNOWN_WORDS_ALLOWED = 2;

/** "St" before another word, in the ways it is written. "Stuttgart" has no saint in it. */
const SAINT: Readonly<Record<string, string>> = { st: "saint", sankt: "saint", ste: "sainte" };

const squeeze = (read: readonly string[]): string => read.join("");
const withSaints = (read: readonly string[]): readonly string[] =>
  read.map((word, at) => (at < read.length - 1 ? SAINT[word] : undefined) ?? word);
const formsOf = (text: string): readonly string[] =>
  spellings(text).flatMap((form) => [squeeze(words(form)), squeeze(withSaints(words(form)))]);
/** All forms of the cities that can be written like this: a directory has hundreds of cities to look up for each check. */
const CITY_FORMS = new Map<string, readonly string[]>();
for (const row of CITY_NAMES.map((names) => new Set(names.flatMap(formsOf)))) {
  row.forEach((form) => CITY_FORMS.set(form, [...(CITY_FORMS.get(form) ?? []), ...row]));
}

/** Grades free text against a place. Never "skipped". */
export function gradePlace(expected: Place, text: string): Grade {
  const accepted = { city: cityForms(expected.city), around: aroundForms(expected.country) };
  const countries = countryForms(expected.country);
  return best(
    spellings(text)
      .flatMap((form) => readingsOf(words(form)))
      .flatMap((all): Grade[] => {
        const read = all.slice(0, WORDS_READ);
        const city = gradeCity(read, accepted);
        const country = countries.has(squeeze(withSaints(read))) ? "partial" : "invalid";
        return all.length > WORDS_READ ? ["invalid"] : [city, country];
      }),
  );
}

/** True when both name one city, whatever the language. */
export function sameCity(one: Place, other: Place): boolean {
  const names = cityForms(other.city);
  return one.country.toUpperCase() === other.country.toUpperCase() && formsOf(one.city).some((form) => names.has(form));
}

/** One key per city and country, for counting distinct places. */
export function placeKey(place: Place): string {
  const names = [...cityForms(place.city)].sort();
  return `${names[0] ?? ""}|${place.country.toUpperCase()}`;
}

function gradeCity(
  read: readonly string[],
  accepted: { readonly city: ReadonlySet<string>; readonly around: ReadonlySet<string> },
): Grade {
  const grades: Grade[] = [];
  for (let cut = 0; cut <= read.length; cut += 1) {
    const first = read.slice(0, cut);
    const last = read.slice(cut);
    grades.push(besideCity(first, { words: last, accepted }), besideCity(last, { words: first, accepted }));
  }
  return best(grades);
}

function besideCity(
  city: readonly string[],
  rest: {
    readonly words: readonly string[];
    readonly accepted: { readonly city: ReadonlySet<string>; readonly around: ReadonlySet<string> };
  },
): Grade {
  const match = nearest([city, withSaints(city)], rest.accepted.city);
  const around = rest.words.length === 0 || rest.accepted.around.has(squeeze(withSaints(rest.words)));
  if (match === "none") {
    return "invalid";
  }
  if (around) {
    return "correct";
  }
  return rest.words.length <= UNKNOWN_WORDS_ALLOWED ? "partial" : "invalid";
}

function nearest(readings: readonly (readonly string[])[], accepted: ReadonlySet<string>): Closeness {
  const found = readings.map((read) => closeness(squeeze(read), accepted));
  return (["exact", "typo"] as const).find((closest) => found.includes(closest)) ?? "none";
}

function cityForms(city: string): ReadonlySet<string> {
  const own = formsOf(city);
  return new Set([...own, ...own.flatMap((form) => CITY_FORMS.get(form) ?? [])].filter((form) => form !== ""));
}

/** Country, its code, and regions people write after a city: "Austin, Texas", "Leeds, England". */
function aroundForms(country: string): ReadonlySet<string> {
  const regions = REGIONS[country.toUpperCase()] ?? [];
  return new Set([...countryForms(country), ...regions.flatMap(formsOf)]);
}

/** One formatter per language for the life of the process: they are costly to make. */
const displayNames = new Map<string, Intl.DisplayNames>();

function countryForms(country: string): ReadonlySet<string> {
  const code = country.toUpperCase();
  const known = /^[A-Z]{2}$/u.test(code) ? NAME_LOCALES.map((locale) => namesIn(locale).of(code) ?? code) : [];
  const names = [...known, ...(COUNTRY_NAMES[code] ?? []), code];
  return new Set(names.flatMap(formsOf).filter((form) => form !== ""));
}

function namesIn(locale: string): Intl.DisplayNames {
  const made = displayNames.get(locale) ?? new Intl.DisplayNames([locale], { type: "region" });
  displayNames.set(locale, made);
  return made;
}
