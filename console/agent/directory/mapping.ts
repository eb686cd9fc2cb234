/** Which column of a file is which of a person, as its heads and cells suggest. */
import type { AccountColumn, ImportColumn, RowProblem } from "../../../workers/contract/console/people.ts";
import {
  ACCOUNTS,
  COLUMNS,
  CONTACTS,
  OWN_COLUMNS,
  ROWS_PER_CHUNK,
} from "../../../workers/contract/console/people-columns.ts";
import { folded, HALVES, headsOf } from "./heads.ts";
import type { ReadFile } from "./read-file.ts";

/** By place in the file; undefined is left out. */
export type Mapping = readonly (ImportColumn | undefined)[];

/** Heads that may be half of a name, where they are this column in this file. */
const halvesOf = (column: ImportColumn, names: readonly string[]): readonly string[] =>
  Object.entries(HALVES).flatMap(([head, { beside, is }]) =>
    column === (beside.some((other) => names.includes(other)) ? is : "displayName") ? [head] : [],
  );

type Rows = ReadFile["rows"];

/** Where a column stands that could be people's id, the best head first. */
export function idsIn(heads: readonly string[]): readonly number[] {
  const names = heads.map(folded);
  return headsOf("externalId").flatMap((head) => names.flatMap((name, at) => (name === head ? [at] : [])));
}

/** Each row has a value there, and no two the same. */
export function isOwnOfEach(rows: Rows, place: number): boolean {
  const values = rows.map((row) => row[place]?.trim().toLowerCase() ?? "");
  return rows.length > 0 && !values.includes("") && new Set(values).size === values.length;
}

/** Each column once: the head that names it best, the first in the file of several; the id, that each row has for itself. */
export function guessed(heads: readonly string[], rows: Rows = []): Mapping {
  const names = heads.map(folded);
  const taken = new Map<number, ImportColumn>();
  const ids = idsIn(heads);
  const id = (ids.length > 1 ? ids.find((place) => isOwnOfEach(rows, place)) : undefined) ?? ids[0];
  if (id !== undefined) taken.set(id, "externalId");
  for (const column of COLUMNS.filter((one) => one !== "externalId")) {
    const place = [...headsOf(column), ...halvesOf(column, names)]
      .map((head) => names.findIndex((name, at) => name === head && !taken.has(at)))
      .find((at) => at >= 0);
    if (place !== undefined) taken.set(place, column);
  }
  return heads.map((_, place) => taken.get(place));
}

/** A column stands for one thing: whoever had it before has nothing now. */
export function mapped(mapping: Mapping, place: number, column: ImportColumn | undefined): Mapping {
  return mapping.map((other, at) => (at === place ? column : other === column ? undefined : other));
}

/** The longest name of a system that is taken. */
const LONGEST_LABEL = 60;

/** What the systems of account columns are called: as the file's heads call them, else as this page does. */
export function labelsOf(
  mapping: Mapping,
  heads: readonly string[],
  unnamed: (place: number) => string,
): Readonly<Partial<Record<AccountColumn, string>>> {
  return Object.fromEntries(
    mapping.flatMap((column, place) => {
      if (!(ACCOUNTS as readonly (ImportColumn | undefined)[]).includes(column)) return [];
      const label = (heads[place] ?? "").replaceAll(/\p{C}/gu, "").trim().slice(0, LONGEST_LABEL).trim();
      return [[column, label === "" ? unnamed(place + 1) : label]];
    }),
  );
}

export type MappingGap = "email" | "name";

export function gapsOf(mapping: Mapping): readonly MappingGap[] {
  const gaps: MappingGap[] = [];
  if (!mapping.includes("email")) gaps.push("email");
  if (!mapping.includes("displayName") && !mapping.includes("givenName")) gaps.push("name");
  return gaps;
}

/** Three cells that say something. */
export function samplesOf({ rows }: ReadFile, place: number): readonly string[] {
  const found: string[] = [];
  for (const row of rows) {
    const cell = row[place]?.trim() ?? "";
    if (cell !== "" && !found.includes(cell)) found.push(cell);
    if (found.length === 3) break;
  }
  return found;
}

export interface SentRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
}

/** Below the heads, as a spreadsheet numbers them. */
const FIRST_ROW = 2;

/** Managers before whom they manage, so that nearly all are there when they are named. The same file gives the same order. */
export function rowsToSend({ rows }: ReadFile, mapping: Mapping): readonly SentRow[] {
  const sent = rows.map((cells, at): SentRow => ({
    row: at + FIRST_ROW,
    cells: Object.fromEntries(
      mapping.flatMap((column, place) => (column === undefined ? [] : [[column, cells[place] ?? ""]])),
    ),
  }));
  const depth = depthsOf(sent);
  return sent
    .map((row, at) => ({ row, deep: depth[at] ?? 0 }))
    .sort((one, other) => one.deep - other.deep)
    .map(({ row }) => row);
}

/** Deeper than any organisation; whoever is in a circle is this deep. */
const DEEPEST = 64;

const keyOf = (text: string | undefined): string => (text ?? "").trim().toLowerCase();

/** Each row's place by its email and id, the first of several. */
function placesOf(rows: readonly SentRow[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  rows.forEach(({ cells }, at) => {
    [keyOf(cells.email), keyOf(cells.externalId)].forEach((name) => {
      if (name !== "" && !places.has(name)) places.set(name, at);
    });
  });
  return places;
}

/** From a row to its manager's, and on; undefined where nobody in the file is named. */
function upIn(rows: readonly SentRow[]): (at: number) => number | undefined {
  const places = placesOf(rows);
  return (at) => places.get(keyOf(rows[at]?.cells.manager));
}

function depthsOf(rows: readonly SentRow[]): readonly number[] {
  const upFrom = upIn(rows);
  return rows.map((_, at) => {
    let deep = 0;
    for (let up = upFrom(at); up !== undefined && deep < DEEPEST; deep += 1) {
      up = upFrom(up);
    }
    return deep;
  });
}

/**
 * Rows whose managers lead back to them within the file, so that the preview can say so. The server decides, with whom
 * it knows beside the file, and tells of whoever names themselves.
 */
export function loopsIn(rows: readonly SentRow[]): readonly RowProblem[] {
  const upFrom = upIn(rows);
  const isInLoop = (at: number): boolean => {
    const first = upFrom(at);
    let up = first;
    for (let deep = 0; up !== undefined && up !== at && deep < DEEPEST; deep += 1) {
      up = upFrom(up);
    }
    return up === at && first !== at;
  };
  return rows.flatMap(({ row }, at) =>
    isInLoop(at) ? [{ row, column: "manager", reason: "manager.loop", refused: false } as const] : [],
  );
}

export function chunkOf(rows: readonly SentRow[], number: number): readonly SentRow[] {
  return rows.slice(number * ROWS_PER_CHUNK, (number + 1) * ROWS_PER_CHUNK);
}

export const isOwn = (column: ImportColumn | undefined): boolean =>
  (OWN_COLUMNS as readonly (ImportColumn | undefined)[]).includes(column);

export const isContact = (column: ImportColumn | undefined): boolean =>
  (CONTACTS as readonly (ImportColumn | undefined)[]).includes(column);
