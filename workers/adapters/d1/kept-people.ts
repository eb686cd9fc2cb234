import type { PersonId } from "../../core/kit/ids.ts";

const TABLES = ["person_contacts", "person_facts", "person_accounts", "known_phones", "verifications"];

/** By indexes of people; a part of somebody may have outlived their row, where that was deleted by SQL. */
export async function isAnythingKept(db: D1Database, ids: readonly PersonId[]): Promise<boolean> {
  if (ids.length === 0) return false;
  // Not a compound SELECT: D1 takes few terms of one.
  const kept = ["people WHERE id", ...TABLES.map((table) => `${table} WHERE person_id`)].map(
    (where) => `EXISTS (SELECT 1 FROM ${where} IN (SELECT value FROM json_each(?1)))`,
  );
  const row = await db
    .prepare(`SELECT 1 WHERE ${kept.join(" OR ")}`)
    .bind(JSON.stringify(ids))
    .first();
  return row !== null;
}
