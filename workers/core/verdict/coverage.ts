/**
 * What the whole directory comes to, from what a check of each person comes to: a person's result in letters, as it
 * is kept, and the counts of many. Decides nothing: who can pass is said where Send asks, too.
 */
import type { Outlook } from "./outlook.ts";

/** What a check about one request comes to for one person. The first passes by itself; the next two with the desk's help. */
const STANDINGS = {
  passes: "a",
  fresh: "f",
  typed: "t",
  no_contact_on_record: "n",
  too_few_facts: "q",
  privileged: "p",
  mfa_reset: "m",
  policy: "o",
  changed: "c",
  inactive: "i",
} as const;
export type Standing = keyof typeof STANDINGS;

/** Over a contact that is too new, or to one that the desk types: both as strict as it gets. */
export type Helped = "fresh" | "typed";
export type Reason = Exclude<Standing, "passes" | Helped>;

const KIND_STANDINGS = {
  always: "b",
  on_record: "r",
  not_usable: "u",
  self_service: "s",
  // Of counts from when the city of the office was asked for.
  no_country: "k",
  nothing_known: "n",
} as const;
/** Asked wherever the link goes; only where it goes to a contact on record; nowhere, and why. */
export type KindStanding = keyof typeof KIND_STANDINGS;
/**
 * Why a kind is asked nowhere: no such fact at all; a city without its country, which is no place; one that people
 * can change themselves; or one that is too new, too telling, or has too few others to stand beside it.
 */
export type KindProblem = Exclude<KindStanding, "always" | "on_record">;

const LACKS = { mobile: "m", mail: "e" } as const;
/** No mobile number on record, so that no smartphone is known; no private mail. */
export type Lack = keyof typeof LACKS;

export interface PersonCoverage {
  /** In the order of the kinds and requests that the count was begun with. */
  readonly kinds: readonly KindStanding[];
  readonly standings: readonly Standing[];
  readonly lacks: readonly Lack[];
}

/** The same in letters. */
export interface CoverageLetters {
  readonly kinds: string;
  readonly standings: string;
  readonly lacks: string;
}

export interface CheckProspect {
  readonly problem?: "too_few_facts" | "no_contact_on_record" | "inactive" | "changed";
  readonly best?: { readonly over: "trusted" | Helped; readonly outlook: Outlook };
}

export function standingOf({ problem, best }: CheckProspect): Standing {
  if (best === undefined) {
    return problem ?? "too_few_facts";
  }
  if (!best.outlook.canPass) {
    return best.outlook.because;
  }
  return best.over === "trusted" ? "passes" : best.over;
}

export function kindStandingOf(kind: { readonly typed: boolean; readonly because?: KindProblem }): KindStanding {
  return kind.because ?? (kind.typed ? "always" : "on_record");
}

export function lacksOf(contacts: readonly { readonly channel: "sms" | "email" }[]): readonly Lack[] {
  const channels = new Set(contacts.map(({ channel }) => channel));
  return [...(channels.has("sms") ? [] : ["mobile" as const]), ...(channels.has("email") ? [] : ["mail" as const])];
}

const isHelped = (standing: Standing): standing is Helped => standing === "fresh" || standing === "typed";
const isReason = (standing: Standing): standing is Reason => standing !== "passes" && !isHelped(standing);

/** Letters of those who can be verified, alone or with help: what a list of the others leaves out. */
export const PASSING_LETTERS = [STANDINGS.passes, STANDINGS.fresh, STANDINGS.typed].join("");
export const lackLetter = (lack: Lack): string => LACKS[lack];

export function lettersOf({ kinds, standings, lacks }: PersonCoverage): CoverageLetters {
  return {
    kinds: kinds.map((kind) => KIND_STANDINGS[kind]).join(""),
    standings: standings.map((standing) => STANDINGS[standing]).join(""),
    lacks: lacks.map((lack) => LACKS[lack]).join(""),
  };
}

/** A letter that this version does not know is left out. */
export function coverageOf({ kinds, standings, lacks }: CoverageLetters): PersonCoverage {
  return {
    kinds: read(KIND_STANDINGS, kinds),
    standings: read(STANDINGS, standings),
    lacks: read(LACKS, lacks),
  };
}

function read<Word extends string>(letters: Readonly<Record<Word, string>>, text: string): readonly Word[] {
  const words = new Map(Object.entries<string>(letters).map(([word, letter]) => [letter, word as Word]));
  return [...text].flatMap((letter) => words.get(letter) ?? []);
}

/** How one person is verified, for one request or for whichever of several is best. */
export type Way = "check" | "helped_check" | "desk" | "none";

/** `deskPlace`: people can be sent to a desk that is on record. */
export function wayOf(standings: readonly Standing[], { deskPlace }: { readonly deskPlace: boolean }): Way {
  if (standings.includes("passes")) return "check";
  if (standings.some(isHelped)) return "helped_check";
  return deskPlace ? "desk" : "none";
}

/** Why not, each reason once. */
export const reasonsOf = (standings: readonly Standing[]): readonly Reason[] => [
  ...new Set(standings.filter((standing) => isReason(standing))),
];

export interface Counted<Key extends string> {
  readonly because: Key;
  readonly people: number;
}

export interface KindTally {
  readonly always: number;
  readonly onRecord: number;
  readonly not: readonly Counted<KindProblem>[];
}

export interface RequestTally {
  readonly alone: number;
  readonly helped: readonly Counted<Helped>[];
  readonly not: readonly Counted<Reason>[];
}

export interface CoverageTally {
  readonly people: number;
  readonly kinds: readonly KindTally[];
  readonly requests: readonly RequestTally[];
  readonly lacks: { readonly mobile: number; readonly mail: number; readonly both: number };
  /** For whom no check at all can pass. */
  readonly unverifiable: number;
}

/** Of groups of people with one result. */
export function tallyOf(groups: readonly (CoverageLetters & { readonly people: number })[]): CoverageTally {
  const read = groups.map(({ people, ...letters }) => ({ people, ...coverageOf(letters) }));
  const sum = (holds: (one: (typeof read)[number]) => boolean): number =>
    read.filter(holds).reduce((total, { people }) => total + people, 0);
  const widest = (of: (one: (typeof read)[number]) => readonly unknown[]): readonly number[] =>
    Array.from({ length: Math.max(0, ...read.map((one) => of(one).length)) }, (_, place) => place);
  return {
    people: sum(() => true),
    kinds: widest(({ kinds }) => kinds).map((place) => kindTally(countBy(read, ({ kinds }) => kinds[place]))),
    requests: widest(({ standings }) => standings).map((place) =>
      requestTally(countBy(read, ({ standings }) => standings[place])),
    ),
    lacks: {
      mobile: sum(({ lacks }) => lacks.includes("mobile")),
      mail: sum(({ lacks }) => lacks.includes("mail")),
      both: sum(({ lacks }) => lacks.length === Object.keys(LACKS).length),
    },
    unverifiable: sum(({ standings }) => standings.length > 0 && standings.every(isReason)),
  };
}

function countBy<Row extends { readonly people: number }, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key | undefined,
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + row.people);
  }
  return counts;
}

function kindTally(counts: ReadonlyMap<KindStanding, number>): KindTally {
  return {
    always: counts.get("always") ?? 0,
    onRecord: counts.get("on_record") ?? 0,
    not: counted(counts, (key): key is KindProblem => key !== "always" && key !== "on_record"),
  };
}

function requestTally(counts: ReadonlyMap<Standing, number>): RequestTally {
  return { alone: counts.get("passes") ?? 0, helped: counted(counts, isHelped), not: counted(counts, isReason) };
}

/** Most first. */
function counted<Key extends string, Some extends Key>(
  counts: ReadonlyMap<Key, number>,
  belongs: (key: Key) => key is Some,
): readonly Counted<Some>[] {
  return [...counts]
    .flatMap(([because, people]) => (belongs(because) ? [{ because, people }] : []))
    .sort((left, right) => right.people - left.people);
}

export const verifiable = ({ alone, helped }: RequestTally): number =>
  helped.reduce((total, { people }) => total + people, alone);
