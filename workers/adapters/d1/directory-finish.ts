/** What an import does after its last chunk: facts, the values that wrong options are drawn from, checks of leavers. */
import type { DirectoryPerson, FactsWrite, TeamMember } from "../../app/ports/directory.ts";
import { personId, verificationId, type ImportId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { PersonName } from "../../core/questions/facts.ts";
import { PHASES } from "../../core/session/status.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { journalOf } from "./directory-journal.ts";
import { earlierFacts } from "./earlier-rows.ts";
import type { PeopleRow } from "./directory-rows.ts";
import { upsertRows } from "./json-rows.ts";
import { openFacts, sealFacts } from "./sealed-facts.ts";

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

/** Numbers of the journal beyond those of chunks and leavers: what came later is undone first. */
const FACTS_FROM = 2_000_000;

type NameRow = Pick<PeopleRow, "id" | "given_name" | "family_name" | "display_name">;
type PersonRow = NameRow & Pick<PeopleRow, "manager_id" | "department" | "office_city" | "office_country">;

export async function peopleWithFacts(
  { db, keyring }: Store,
  ids: readonly PersonId[],
): Promise<readonly DirectoryPerson[]> {
  const { results } = await db
    .prepare(
      `SELECT person.id, given_name, family_name, display_name, manager_id, department, office_city, office_country,
         document_sealed
       FROM people AS person
       LEFT JOIN person_facts AS facts ON facts.person_id = person.id
       WHERE person.active = 1 AND person.id IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(ids))
    .all<PersonRow & { readonly document_sealed: string | null }>();
  return Promise.all(
    results.map(async ({ document_sealed: sealed, ...row }) => {
      const facts = sealed === null ? undefined : await openFacts(keyring, row.id, sealed);
      return {
        id: personId.parse(row.id),
        name: nameOf(row),
        managerId: row.manager_id,
        department: row.department,
        officeCity: row.office_city,
        officeCountry: row.office_country,
        ...(facts === undefined ? {} : { facts }),
      };
    }),
  );
}

const nameOf = (row: NameRow): PersonName => ({
  given: row.given_name,
  family: row.family_name,
  display: row.display_name,
});

export async function namesOf({ db }: Store, ids: readonly PersonId[]): Promise<ReadonlyMap<string, PersonName>> {
  const { results } = await db
    .prepare(
      `SELECT id, given_name, family_name, display_name FROM people WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(ids))
    .all<NameRow>();
  return new Map(results.map((row) => [row.id, nameOf(row)]));
}

export async function teams({ db }: Store, managers: readonly string[]): Promise<readonly TeamMember[]> {
  const { results } = await db
    .prepare(
      `SELECT id, manager_id, given_name, family_name, display_name FROM people
       WHERE active = 1 AND manager_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .bind(JSON.stringify(managers))
    .all<NameRow & { readonly manager_id: string }>();
  return results.flatMap((row): TeamMember[] => {
    const [id, managerId] = [personId.safeParse(row.id), personId.safeParse(row.manager_id)];
    // Of a row that only SQL can have written.
    if (!id.success || !managerId.success) return [];
    return [{ id: id.data, managerId: managerId.data, ...nameOf(row) }];
  });
}

export async function writeFacts(
  store: Store,
  { id, step, writes, now }: { id: ImportId; step: number; writes: readonly FactsWrite[]; now: EpochMs },
): Promise<void> {
  const { db, keyring } = store;
  const journal = journalOf(db, keyring);
  const facts = await earlierFacts(
    store,
    writes.map((write) => write.id),
  );
  await db.batch([
    ...(await journal.add({ id, number: FACTS_FROM + step, at: now }, { facts })),
    ...(await factsRows(store, writes, now)),
  ]);
}

export async function factsRows(
  { db, keyring }: Store,
  writes: readonly FactsWrite[],
  now: EpochMs,
): Promise<readonly D1PreparedStatement[]> {
  const rows = await Promise.all(
    writes.map(async (write) => ({
      person_id: write.id,
      document_sealed: await sealFacts(keyring, write.id, write.facts),
      updated_at: now,
    })),
  );
  const columns = ["person_id", "document_sealed", "updated_at"];
  return upsertRows(db, { table: "person_facts", columns, rows }, "person_id");
}

export async function refreshValues({ db }: Store): Promise<void> {
  const counted = (kind: string, value: string, country: string) =>
    db.prepare(
      `INSERT INTO directory_values (kind, value, country, people)
       SELECT '${kind}', ${value}, ${country}, COUNT(*) FROM people WHERE active = 1 AND ${value} IS NOT NULL GROUP BY 2, 3
       ON CONFLICT (kind, value, country) DO UPDATE SET people = excluded.people WHERE people IS NOT excluded.people`,
    );
  const gone = (kind: string, value: string, country: string) =>
    db.prepare(
      `DELETE FROM directory_values WHERE kind = '${kind}' AND (value, country) NOT IN (
         SELECT ${value}, ${country} FROM people WHERE active = 1 AND ${value} IS NOT NULL)`,
    );
  const office = ["office", "office_city", "COALESCE(office_country, '')"] as const;
  const department = ["department", "department", "''"] as const;
  await db.batch([counted(...department), counted(...office), gone(...department), gone(...office)]);
}

export async function checksOfInactive({ db }: Store, limit: number): Promise<readonly VerificationId[]> {
  const { results } = await db
    .prepare(
      `SELECT verifications.id FROM verifications LEFT JOIN people ON people.id = verifications.person_id
       WHERE verifications.ended_at IS NULL AND COALESCE(people.active, 0) = 0 AND verifications.status IN (SELECT value FROM json_each(?)) LIMIT ?`,
    )
    .bind(JSON.stringify(PHASES), limit)
    .all<{ id: string }>();
  return results.map(({ id }) => verificationId.parse(id));
}
