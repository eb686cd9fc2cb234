/** Passkeys of records that became somebody else's: as contacts, they speak for nobody until their days have begun anew. */
import type { PersonFields } from "../../core/people/compare.ts";
import { isAnotherIdentity } from "../../core/people/identity.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { fieldsOf, type PeopleRow } from "./directory-rows.ts";
import { updateRows } from "./json-rows.ts";

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

type PasskeyRow = Readonly<Record<string, string | number | null>>;

/** Of people who were there before. Of a row that somebody else wrote nobody can say whose it was: `before` lacks it. */
export function whoIsAnother(
  people: readonly { readonly id: string; readonly fields: PersonFields }[],
  before: readonly PeopleRow[],
): readonly string[] {
  const rowOf = new Map(before.map((row) => [row.id, row]));
  return people
    .filter(({ id, fields }) => {
      const row = rowOf.get(id);
      return row === undefined || isAnotherIdentity(fieldsOf(row), fields);
    })
    .map(({ id }) => id);
}

/** Only rows that hold: what does not counts for nothing anyway. Reads nothing for nobody. */
export async function renewedPasskeys(
  { db, keyring }: Store,
  ids: readonly string[],
  now: EpochMs,
): Promise<readonly D1PreparedStatement[]> {
  if (ids.length === 0) {
    return [];
  }
  const { results } = await db
    .prepare("SELECT * FROM person_passkeys WHERE person_id IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(ids))
    .all<PasskeyRow>();
  const rows = results
    .filter((row) => keyring.rows.holds("person_passkeys", row))
    .map((row) => {
      const renewed = { ...row, added_at: now, mac: null };
      return { id: row["id"], added_at: now, mac: keyring.rows.make("person_passkeys", renewed) };
    });
  return updateRows(db, { table: "person_passkeys", columns: ["added_at", "mac"], rows });
}
