/** Rows that count only with the mac of who has the root secret; see `crypto/row-macs`. */
import { getTableColumns, getTableName, type InferSelectModel } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { MacRow, RowMacs } from "../crypto/row-macs.ts";
import type { Condition } from "./audit.ts";

/** Of a row as a typed query has read it. */
export function isAttested<Table extends SQLiteTable>(
  macs: RowMacs,
  table: Table,
  row: InferSelectModel<Table>,
): boolean {
  return macs.holds(getTableName(table), columnsOf(table, row));
}

/** The row of a typed query under its columns' own names. */
export function columnsOf<Table extends SQLiteTable>(table: Table, row: InferSelectModel<Table>): MacRow {
  const values = row as MacRow;
  return Object.fromEntries(Object.entries(getTableColumns(table)).map(([key, { name }]) => [name, values[key]]));
}

/** `row` has every column that is not null, also those with a default. `condition`: without it nothing is written. */
export function insertAttested(
  db: D1Database,
  macs: RowMacs,
  {
    table,
    row,
    condition = { sql: "TRUE", values: [] },
  }: { readonly table: string; readonly row: MacRow; readonly condition?: Condition },
): D1PreparedStatement {
  const columns = Object.entries({ ...row, mac: macs.make(table, row) }).filter(([, value]) => value !== undefined);
  const names = columns.map(([name]) => name).join(", ");
  const values = columns.map(() => "?").join(", ");
  return db
    .prepare(`INSERT INTO ${table} (${names}) SELECT ${values} WHERE ${condition.sql}`)
    .bind(...columns.map(([, value]) => value), ...condition.values);
}
