/** Writing many rows by `json_each(?)`, in as few statements as D1 takes. */
import type { Condition } from "./audit.ts";
import { joinedParts } from "./json-parts.ts";

interface Into<Column extends string> {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[];
}

/** Rows that are not there yet, by their primary key. `only`: without it nothing is written. */
export function insertRows<Column extends string>(
  db: D1Database,
  { table, columns, rows }: Into<Column>,
  only: Condition = { sql: "TRUE", values: [] },
): readonly D1PreparedStatement[] {
  const sql = `${GIVEN} INSERT INTO ${table} (${columns.join(", ")}) SELECT ${valuesOf(columns)} FROM given WHERE ${only.sql}
    ON CONFLICT DO NOTHING`;
  return joinedParts(listed(columns, rows)).map((part) => db.prepare(sql).bind(part, ...only.values));
}

/** Each row as one text, once: read from the function itself, every column would have it made and searched anew. */
const GIVEN = "WITH given AS MATERIALIZED (SELECT value FROM json_each(?))";

const valuesOf = (columns: readonly string[]): string =>
  columns.map((_, place) => `value ->> ${String(place)}`).join(", ");

/** Rows by their primary key `id`: those that are there become what is given. */
export function upsertRows<Column extends string>(
  db: D1Database,
  { table, columns, rows }: Into<Column>,
  key = "id",
): readonly D1PreparedStatement[] {
  const others = columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`);
  const sql = `${GIVEN} INSERT INTO ${table} (${columns.join(", ")}) SELECT ${valuesOf(columns)} FROM given WHERE TRUE
    ON CONFLICT (${key}) DO UPDATE SET ${others.join(", ")}`;
  return joinedParts(listed(columns, rows)).map((part) => db.prepare(sql).bind(part));
}

/** Only the named columns of rows that are there: what is not named costs no index. */
export function updateRows<Column extends string>(
  db: D1Database,
  { table, columns, rows }: Into<Column | "id">,
): readonly D1PreparedStatement[] {
  const set = columns.map((column, place) => `${column} = given.value ->> ${String(place + 1)}`).join(", ");
  const sql = `${GIVEN} UPDATE ${table} SET ${set} FROM given WHERE ${table}.id = given.value ->> 0`;
  return joinedParts(listed(["id", ...columns], rows)).map((part) => db.prepare(sql).bind(part));
}

/** A row as the list of its values: half as long as with the name before each, and read by place. */
function listed<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, unknown>>[],
): readonly string[] {
  return rows.map((row) => {
    let text = "";
    for (const column of columns) {
      text += `${text === "" ? "[" : ","}${valueText(row[column])}`;
    }
    return `${text}]`;
  });
}

/** Beyond one byte. */
const WIDE = /[\u0100-\uffff]/;

/**
 * Signs beyond one byte are written as escapes: the dots of one masked contact would have the engine keep the text of
 * all rows in two bytes a sign, which everything after that takes twice as long to copy, quote and encode.
 */
function valueText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return typeof value === "string" && WIDE.test(value) ? narrowed(text) : text;
}

function narrowed(text: string): string {
  let narrow = "";
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    narrow += code > 0xff ? `\\u${code.toString(16).padStart(4, "0")}` : text.charAt(place);
  }
  return narrow;
}

export function deleteRows(
  db: D1Database,
  { table, key = "id", ids }: { readonly table: string; readonly key?: string; readonly ids: readonly string[] },
): readonly D1PreparedStatement[] {
  return ids.length === 0
    ? []
    : [db.prepare(`DELETE FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?))`).bind(JSON.stringify(ids))];
}
