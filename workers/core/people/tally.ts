/** How much an import changes, and when that is so much that it must be asked once more. */
import type { RowProblem } from "./columns.ts";

export interface Tally {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Cells that could not be taken, of rows that were. Absent of an import from before they were counted. */
  readonly leftOut?: number;
  /** People who were known before. */
  readonly known: number;
  /** Of those, whose contacts change. */
  readonly contacts: number;
  /** Of those, who would have no mobile number any more. */
  readonly phonesLost: number;
  /** Of those, whose record may be somebody else's now: see `identity.ts`. */
  readonly identities: number;
  readonly managers: number;
  /** Who can be asked less, because people can change themselves what they would be asked about. */
  readonly fewerQuestions: number;
  readonly accounts: number;
  readonly privilegedGained: number;
  readonly privilegedLost: number;
  /** Set to inactive by the file itself. */
  readonly leaving: number;
  /** Something that the facts of others hang on has changed: a name, a manager, who is there. */
  readonly structure: number;
}

export const NO_CHANGE: Tally = {
  rows: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  leftOut: 0,
  known: 0,
  contacts: 0,
  phonesLost: 0,
  identities: 0,
  managers: 0,
  fewerQuestions: 0,
  accounts: 0,
  privilegedGained: 0,
  privilegedLost: 0,
  leaving: 0,
  structure: 0,
};

export function sum(one: Tally, other: Tally): Tally {
  const keys = Object.keys(NO_CHANGE) as (keyof Tally)[];
  return Object.fromEntries(keys.map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)])) as unknown as Tally;
}

/** A number that the file no longer has is what it says, so it is not left out. */
export const valuesLeftOut = (problems: readonly RowProblem[]): number =>
  problems.filter(({ refused, reason }) => !refused && reason !== "phone.lost").length;

export type Question = "contacts" | "identities" | "managers" | "leaving";

const SHARE = 0.2;
const FEWEST = 10;
const LEAVING_SHARE = 0.05;
const LEAVING_FEWEST = 50;

/** What an admin has to say yes to. `missing`: active people whom a complete file does not have. */
export function questionsOf(tally: Tally, people: { readonly missing: number; readonly active: number }): Question[] {
  const many = (changed: number): boolean => changed >= FEWEST && changed > SHARE * tally.known;
  const leaving = tally.leaving + people.missing;
  const asked: Question[] = [];
  if (many(tally.contacts)) asked.push("contacts");
  if (many(tally.identities)) asked.push("identities");
  if (many(tally.managers)) asked.push("managers");
  if (leaving > LEAVING_FEWEST || leaving > LEAVING_SHARE * people.active) asked.push("leaving");
  return asked;
}
