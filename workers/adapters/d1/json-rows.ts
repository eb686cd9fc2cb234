/** Writing many rows by `json_each(?)`, in as few statements as D1 takes. */
import { jsonParts } from "./json-parts.ts";

interface Into {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly object[];
}

/** Rows by their primary key `id`: those that are there become what is given. */
export function upsertRows(db: D1Database, { table, columns, rows }: Into, key = "id"): readonly D1PreparedStatement[] {
  const values = columns.map((column) => `value ->> '${column}'`).join(", ");
  const others = columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`);
  const sql = `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values} FROM json_each(?) WHERE TRUE
    ON CONFLICT (${key}) DO UPDATE SET ${others.join(", ")}`;
  return jsonParts(rows).map((part) => db.prepare(sql).bind(part));
}

/** Only the named columns of rows that are there: what is not named costs no index. */
export function updateRows(db: D1Database, { table, columns, rows }: Into): readonly D1PreparedStatement[] {
  const set = columns.map((column) => `${column} = given.value ->> '${column}'`).join(", ");
  const sql = `UPDATE ${table} SET ${set} FROM json_each(?) AS given WHERE ${table}.id = given.value ->> 'id'`;
  return jsonParts(rows).map((part) => db.prepare(sql).bind(part));
}

export function deleteRows(
  db: D1Database,
  { table, key = "id", ids }: { readonly table: string; readonly key?: string; readonly ids: readonly string[] },
): readonly D1PreparedStatement[] {
  return ids.length === 0
    ? []
    : [db.prepare(`DELETE FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?))`).bind(JSON.stringify(ids))];
}
