/** People who go out of the directory for good, with what hangs on them alone. What checks left of them stays. */
import type { PeopleRemoval } from "../../app/ports/directory.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { auditWhere } from "./audit.ts";
import { contactNotices, personNotices } from "./person-notices.ts";
import { factsRows } from "./directory-finish.ts";
import { earlierPeople } from "./earlier-rows.ts";
import { changedRows, type PeopleRow } from "./directory-rows.ts";
import { givenUp } from "./given-up.ts";
import { updateRows } from "./json-rows.ts";
import { deletedPeople } from "./kept-people.ts";

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

/** Without rows whose id is none, which only SQL can have written: they stop nothing. */
const parsed = (rows: readonly { readonly id: unknown }[]): readonly PersonId[] =>
  rows.flatMap(({ id }) => personId.safeParse(id).data ?? []);

/** Rows of before there was a day of leaving count from now on; a row that is active again has none. */
export async function leftBefore(
  { db }: Store,
  before: EpochMs,
  { limit, now }: { readonly limit: number; readonly now: EpochMs },
): Promise<readonly PersonId[]> {
  const [, left] = (await db.batch([
    db.prepare("UPDATE people SET left_at = ? WHERE active = 0 AND typeof(left_at) <> 'integer'").bind(now),
    db
      .prepare("SELECT id FROM people WHERE active = 0 AND left_at < ? AND id GLOB 'per_*' ORDER BY left_at LIMIT ?")
      .bind(before, limit),
  ])) as [D1Result, D1Result<{ id: string }>];
  return parsed(left.results);
}

const LISTED = "(SELECT value FROM json_each(?1))";

export async function colleaguesOf({ db }: Store, ids: readonly PersonId[]): Promise<readonly PersonId[]> {
  const { results } = await db
    .prepare(
      `SELECT id FROM people WHERE active = 1 AND id NOT IN ${LISTED} AND (manager_id IN ${LISTED}
         OR manager_id IN (SELECT manager_id FROM people WHERE id IN ${LISTED})
         OR id IN (SELECT manager_id FROM people WHERE id IN ${LISTED}))`,
    )
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return parsed(results);
}

/** All of it or nothing. Of names that they were found by a keyed trace stays, as of any that are given up. */
export async function removePeople(store: Store, { ids, facts, now, told, audit }: PeopleRemoval): Promise<void> {
  const { db } = store;
  const { people = [], contacts = [] } = await earlierPeople(store, ids);
  const localeOf = new Map(people.map(({ id, locale }) => [id, locale]));
  await db.batch([
    ...givenUp(store, people, { after: () => undefined, now }),
    ...(!told
      ? []
      : await personNotices(store, {
          cause: "erased",
          notices: people.flatMap(({ id }) => {
            const onRecord = contacts.filter((contact) => contact.person_id === id);
            const replaced = onRecord.map((contact) => contact.id);
            return contactNotices({ personId: id, onRecord, replaced, news: { contacts: [] } });
          }),
          localeOf: (id) => localeOf.get(id),
          now,
        })),
    ...(await withoutManager(store, ids, now)),
    ...(await factsRows(store, facts, now)),
    ...deletedPeople(db, ids),
    ...(audit === undefined
      ? []
      : [auditWhere(db, { ...audit, key: `${audit.subject}:${audit.action}` }, { sql: "changes() > 0", values: [] })]),
  ]);
}

/** Whoever was led by somebody who goes is led by nobody. A row that somebody else wrote is written anew from a file. */
async function withoutManager(
  { db, keyring }: Store,
  ids: readonly PersonId[],
  now: EpochMs,
): Promise<readonly D1PreparedStatement[]> {
  const { results } = await db
    .prepare(`SELECT * FROM people WHERE manager_id IN ${LISTED} AND id NOT IN ${LISTED}`)
    .bind(JSON.stringify(ids))
    .all<PeopleRow>();
  const rows = changedRows(keyring, results, () => ({
    manager_id: null,
    manager_name: null,
    manager_changed_at: now,
    updated_at: now,
  }));
  const columns = ["manager_id", "manager_name", "manager_changed_at", "updated_at", "mac"] as const;
  return updateRows(db, { table: "people", columns, rows });
}
