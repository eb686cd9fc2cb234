/** Rows of people as they are, before they are changed or go. */
import type { Keyring } from "../crypto/keyring.ts";
import { isIntact, type ContactRow, type PeopleRow } from "./directory-rows.ts";

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

export interface EarlierPeople {
  readonly people?: readonly PeopleRow[];
  readonly contacts?: readonly ContactRow[];
}

export interface FactsRow {
  readonly person_id: string;
  readonly document_sealed: string;
  readonly updated_at: number;
}

/** Rows that hold: what somebody else wrote is not put back. */
export async function earlierPeople({ db, keyring }: Store, ids: readonly string[]): Promise<EarlierPeople> {
  if (ids.length === 0) {
    return {};
  }
  const text = JSON.stringify(ids);
  const [people, contacts] = (await db.batch([
    db.prepare("SELECT * FROM people WHERE id IN (SELECT value FROM json_each(?))").bind(text),
    db.prepare("SELECT * FROM person_contacts WHERE person_id IN (SELECT value FROM json_each(?))").bind(text),
  ])) as [D1Result<PeopleRow>, D1Result<ContactRow>];
  return {
    people: people.results.filter((row) => isIntact(keyring.rows, "people", row)),
    contacts: contacts.results.filter((row) => isIntact(keyring.rows, "person_contacts", row)),
  };
}

export async function earlierFacts({ db }: Store, ids: readonly string[]): Promise<readonly FactsRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM person_facts WHERE person_id IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(ids))
    .all<FactsRow>();
  return results;
}

/** Whose rows are there, whoever wrote them. */
export async function whoIsThere({ db }: Pick<Store, "db">, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { results } = await db
    .prepare("SELECT id FROM people WHERE id IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}

/** Of these display names those that somebody has. */
export async function whoIsCalled(db: D1Database, names: readonly string[]): Promise<ReadonlySet<string>> {
  const { results } = await db
    .prepare("SELECT DISTINCT display_name FROM people WHERE display_name IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify([...new Set(names)]))
    .all<{ display_name: string }>();
  return new Set(results.map(({ display_name }) => display_name));
}
