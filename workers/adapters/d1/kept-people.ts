/** Where people lie: what goes with them, and what tells that somebody was there. */
import type { PersonId } from "../../core/kit/ids.ts";
import { deleteRows } from "./json-rows.ts";

/** Of a person alone. What says that checks took place, and of whom, is kept for days of its own. */
const OF_A_PERSON = [
  "person_contacts",
  "person_facts",
  "person_accounts",
  "known_phones",
  "person_sessions",
  "person_identities",
  "person_passkeys",
] as const;

/** Their own rows last. */
export function deletedPeople(db: D1Database, ids: readonly string[]): readonly D1PreparedStatement[] {
  return ids.length === 0
    ? []
    : [
        ...OF_A_PERSON.flatMap((table) => deleteRows(db, { table, key: "person_id", ids })),
        db
          .prepare(
            `DELETE FROM coverage_people WHERE run_id IN (SELECT id FROM coverage_runs)
             AND person_id IN (SELECT value FROM json_each(?))`,
          )
          .bind(JSON.stringify(ids)),
        ...deleteRows(db, { table: "people", ids }),
      ];
}

/** By indexes of people; a part of somebody may have outlived their row, where that was deleted by SQL. */
export async function isAnythingKept(db: D1Database, ids: readonly PersonId[]): Promise<boolean> {
  if (ids.length === 0) return false;
  // Not a compound SELECT: D1 takes few terms of one.
  const kept = ["people WHERE id", ...[...OF_A_PERSON, "verifications"].map((table) => `${table} WHERE person_id`)].map(
    (where) => `EXISTS (SELECT 1 FROM ${where} IN (SELECT value FROM json_each(?1)))`,
  );
  const row = await db
    .prepare(`SELECT 1 WHERE ${kept.join(" OR ")}`)
    .bind(JSON.stringify(ids))
    .first();
  return row !== null;
}
