/** Rows that carry no mac may say anything: one that cannot be read is left out and logged, and breaks no page. */
import { getTableColumns, type InferSelectModel } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { RowMacs } from "../crypto/row-macs.ts";

/** Beyond it no number is a time that can be written out. */
export const LAST_TIME_MS = 8.64e15;

/** What stands for a value that its column never holds: SQLite keeps text and bytes in any of them. */
const EMPTY = { string: "", number: 0, boolean: false } as const;

/** The row with values of their columns' own kinds, for where it is shown all the same. */
export function soundRow<Table extends SQLiteTable>(
  table: Table,
  row: InferSelectModel<Table>,
): InferSelectModel<Table> {
  const columns = Object.entries(getTableColumns(table)).map(([key, { dataType, notNull }]) => {
    const value = (row as Readonly<Record<string, unknown>>)[key];
    const kind = dataType as keyof typeof EMPTY;
    const sound =
      (value === null && !notNull) ||
      (typeof value === kind && (typeof value !== "number" || timeIn(value) !== undefined));
    return [key, sound ? value : notNull ? EMPTY[kind] : null];
  });
  return Object.fromEntries(columns) as InferSelectModel<Table>;
}

export const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A time or a number of times. */
export const timeIn = (value: unknown): number | undefined =>
  typeof value === "number" && Math.abs(value) <= LAST_TIME_MS ? value : undefined;

/** Of a column that holds JSON unless SQL has written there: a statement that reads it elsewise fails as a whole. */
export const jsonText = (column: string, path: string): string =>
  `IIF(json_valid(${column}), ${column} ->> '${path}', NULL)`;

/** Undefined for what somebody else has put there: one such row must not take the list with it. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Of rows that wait: one under a name that is none of ours is not woken. */
export const idsOf = <Id>(
  macs: Pick<RowMacs, "refuse">,
  {
    table,
    rows,
    id,
  }: {
    readonly table: string;
    readonly rows: readonly { readonly id: string }[];
    readonly id: { parse(value: string): Id };
  },
): Id[] => readableRows(macs, { table, rows, read: (row) => id.parse(row.id) });

export function readableRows<Row, Value>(
  { refuse }: Pick<RowMacs, "refuse">,
  { table, rows, read }: { readonly table: string; readonly rows: readonly Row[]; readonly read: (row: Row) => Value },
): Value[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch {
      refuse(table);
      return [];
    }
  });
}
