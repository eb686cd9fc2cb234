/** Imports of the directory in D1: as a rule one statement for each table and chunk. */
import type {
  ChunkWrite,
  DirectoryStore,
  ImportRecord,
  Known,
  KnownQuery,
  Leaving,
  LeftToDo,
  ManagerWrite,
} from "../../app/ports/directory.ts";
import type { ImportId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { PersonFields } from "../../core/people/compare.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { Database } from "./database.ts";
import { present } from "./database.ts";
import { auditStatement } from "./audit.ts";
import { contactNotices, personNotices } from "./person-notices.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { chunkOf, inFile, repliesOf } from "./directory-chunks.ts";
import { checksOfInactive, namesOf, peopleWithFacts, refreshValues, teams, writeFacts } from "./directory-finish.ts";
import { colleaguesOf, leftBefore, removePeople } from "./directory-removal.ts";
import { importRows, savedImport, type ImportRows } from "./directory-imports.ts";
import { journalOf, undoNewest, type Journal } from "./directory-journal.ts";
import { earlierPeople } from "./earlier-rows.ts";
import {
  changedRows,
  CONTACT_COLUMNS,
  contactRow,
  isIntact,
  knownContact,
  knownPerson,
  PEOPLE_COLUMNS,
  peopleRow,
  renewedContacts,
  type ContactRow,
  type PeopleRow,
} from "./directory-rows.ts";
import { formerHolders, givenUp, userNameHolders } from "./given-up.ts";
import { heldKeys, indexStatement, textOfKeys, type IndexRow } from "./import-keys.ts";
import { deleteRows, updateRows, upsertRows } from "./json-rows.ts";
import { isAnythingKept } from "./kept-people.ts";
import { renewedPasskeys, whoIsAnother } from "./renewed-passkeys.ts";

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
  readonly imports: ImportRows;
  readonly journal: Journal;
}

/** Numbers of the journal beyond those of the chunks: what came later is undone first. */
const LEAVERS_FROM = 1_000_000;

export function directoryStore(database: Database, keyring: Keyring): DirectoryStore {
  const db = database.$client;
  const imports = importRows(db, keyring.rows);
  const store: Store = { db, keyring, imports, journal: journalOf(db, keyring) };
  return {
    ...imports,
    chunk: (id, number) => chunkOf(store, id, number),
    known: (query) => known(store, query),
    replies: (id, range) => repliesOf(store, id, range),
    inFile: (id, keys) => inFile({ db, macs: keyring.rows }, id, keys),
    isAnythingKept: (ids) => isAnythingKept(db, ids),
    compared: (before, after, chunk) => compared(store, { before, after, chunk }),
    leaving: (id, beside) => leaving(store, id, beside),
    write: (chunk) => write(store, chunk),
    leftToDo: (id, number) => leftToDo(store, id, number),
    managersNamed: (names) => managersNamed(store, names),
    managerLinks: () => managerLinks(store),
    setManagers: (managers, now) => setManagers(store, managers, now),
    deactivateMissing: (missing) => deactivateMissing(store, missing),
    people: (ids) => peopleWithFacts(store, ids),
    teams: (managers) => teams(store, managers),
    names: (ids) => namesOf(store, ids),
    writeFacts: (id, facts, now) => writeFacts(store, { id, ...facts, now }),
    refreshValues: () => refreshValues(store),
    checksOfInactive: (limit) => checksOfInactive(store, limit),
    leftBefore: (before, page) => leftBefore(store, before, page),
    colleagues: (ids) => colleaguesOf(store, ids),
    remove: (removal) => removePeople(store, removal),
    formerHolders: (takers, now) => formerHolders(store, takers, now),
    userNameHolders: (names) => userNameHolders(db, names),
    undoPart: (id, now, before) => undoNewest(store, id, { now, before }),
  };
}

/** Ids by either of two indexes. */
const NAMED = `SELECT id FROM people WHERE email IN (SELECT value FROM json_each(?1))
  UNION SELECT id FROM people WHERE external_id IN (SELECT value FROM json_each(?2))`;

type ManagedRow = PeopleRow & { readonly manager_email: string | null; readonly manager_external_id: string | null };

async function known(store: Store, query: KnownQuery): Promise<Known> {
  const { db, keyring } = store;
  const [mails, externals] = [JSON.stringify(query.emails), JSON.stringify(query.externalIds)];
  const keys = [
    ...query.emails.map((email) => `mail:${email}`),
    ...query.externalIds.map((id) => `id:${id.toLowerCase()}`),
    ...query.userNames.flatMap((name) => [`user:${name}`, `account:${name}`]),
  ];
  const [people, contacts, chunks, managers] = (await db.batch([
    db
      .prepare(
        `SELECT person.*, manager.email AS manager_email, manager.external_id AS manager_external_id
         FROM people AS person LEFT JOIN people AS manager ON manager.id = person.manager_id
         WHERE person.id IN (${NAMED})`,
      )
      .bind(mails, externals),
    db.prepare(`SELECT * FROM person_contacts WHERE person_id IN (${NAMED})`).bind(mails, externals),
    indexStatement(db, query.importId, query.chunksBefore),
    named(db, query.managers),
  ])) as [D1Result<ManagedRow>, D1Result<ContactRow>, D1Result<IndexRow>, D1Result<PeopleRow>];
  const contactsOf = Map.groupBy(contacts.results, (row) => row.person_id);
  return {
    people: people.results.map(({ manager_email, manager_external_id, ...row }) =>
      knownPerson(keyring.rows, row, {
        contacts: (contactsOf.get(row.id) ?? []).map((contact) => knownContact(keyring.rows, contact)),
        ...present("managerEmail", manager_email),
        ...present("managerExternalId", manager_external_id),
      }),
    ),
    managers: managersOf(store, managers.results),
    // One whose row is gone said something too.
    twice:
      chunks.results.length === query.chunksBefore
        ? await heldKeys({ db, macs: keyring.rows }, query.importId, { chunks: chunks.results, keys })
        : "spoiled",
  };
}

async function managersNamed(store: Store, names: readonly string[]): Promise<Known["managers"]> {
  return names.length === 0 ? [] : managersOf(store, (await named(store.db, names).all<PeopleRow>()).results);
}

function named(db: D1Database, names: readonly string[]): D1PreparedStatement {
  const text = JSON.stringify(names);
  return db.prepare(`SELECT * FROM people WHERE id IN (${NAMED})`).bind(text, text);
}

function managersOf({ keyring }: Store, rows: readonly PeopleRow[]): Known["managers"] {
  return rows
    .filter((row) => row.active === 1 && isIntact(keyring.rows, "people", row))
    .map((row) => ({
      id: row.id,
      name: row.display_name,
      email: row.email,
      ...present("externalId", row.external_id),
    }));
}

interface Compared {
  readonly before: ImportRecord;
  readonly after: ImportRecord;
  readonly chunk: Parameters<DirectoryStore["compared"]>[2];
}

async function compared({ db, keyring, imports }: Store, { before, after, chunk }: Compared): Promise<boolean> {
  const { number, digest, reply, keys, present: there } = chunk;
  const { id, progress } = imports.rowOf(before);
  const [added] = await db.batch([
    db
      .prepare(
        `INSERT INTO directory_import_chunks (import_id, number, digest, reply, keys, present)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 FROM directory_imports
         WHERE id = ?1 AND open = 1 AND phase = 'comparing' AND progress = ?7
         ON CONFLICT (import_id, number) DO NOTHING`,
      )
      .bind(
        id,
        number,
        digest,
        JSON.stringify(reply),
        textOfKeys(keyring.rows, { id: before.id, number }, keys),
        JSON.stringify(there),
        progress,
      ),
    savedImport(db, imports.rowOf(after), "changes() = 1"),
  ]);
  return added?.meta.changes === 1;
}

const MISSING = `active = 1 AND id NOT IN (
  SELECT person.value FROM directory_import_chunks AS chunk, json_each(chunk.present) AS person WHERE chunk.import_id = ?1)`;

async function leaving(
  { db }: Store,
  id: ImportId,
  { present: there, sample }: Parameters<DirectoryStore["leaving"]>[1],
): Promise<Leaving> {
  const missingToo = `${MISSING} AND id NOT IN (SELECT value FROM json_each(?2))`;
  const also = JSON.stringify(there);
  const [missing, names, active] = (await db.batch([
    db.prepare(`SELECT COUNT(*) AS total FROM people WHERE ${missingToo}`).bind(id, also),
    db
      .prepare(`SELECT display_name AS name FROM people WHERE ${missingToo} ORDER BY id LIMIT ?3`)
      .bind(id, also, sample),
    db.prepare("SELECT COUNT(*) AS total FROM people WHERE active = 1"),
  ])) as [D1Result<{ total: number }>, D1Result<{ name: string }>, D1Result<{ total: number }>];
  return {
    missing: missing.results[0]?.total ?? 0,
    active: active.results[0]?.total ?? 0,
    sample: names.results.map(({ name }) => name),
  };
}

async function write(store: Store, chunk: ChunkWrite): Promise<void> {
  const { record, number, people, left, present: there, beside, now } = chunk;
  const { db, keyring, imports, journal } = store;
  const known = people.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const before = await earlierPeople(store, known);
  const rows = people
    .filter(({ sameFields }) => !sameFields)
    .map(({ id, fields }) => peopleRow(keyring.rows, id, { fields, now }));
  const added = await Promise.all(
    people.flatMap(({ id, addContacts }) => addContacts.map((contact) => contactRow(keyring, id, contact))),
  );
  const renewed = new Set(people.flatMap(({ renewContacts }) => renewContacts));
  const others = whoIsAnother(
    people.filter(({ isNew }) => !isNew),
    before.people ?? [],
  );
  const removed = people.flatMap(({ removeContacts }) => removeContacts);
  const contactsOf = Map.groupBy(before.contacts ?? [], (row) => row.person_id);
  const fieldsOfId = new Map<string, PersonFields>(people.map(({ id, fields }) => [id, fields]));
  const place = { id: record.id, number, at: now };
  const created = people.filter(({ isNew }) => isNew).map(({ id }) => id);
  await db.batch([
    ...(await journal.add(place, { ...before, created })),
    ...givenUp(store, before.people ?? [], { after: (id) => fieldsOfId.get(id), now }),
    ...upsertRows(db, { table: "people", columns: PEOPLE_COLUMNS, rows }),
    ...deleteRows(db, { table: "person_contacts", ids: removed }),
    ...upsertRows(db, { table: "person_contacts", columns: CONTACT_COLUMNS, rows: added }),
    ...renewedContacts(store, { rows: (before.contacts ?? []).filter(({ id }) => renewed.has(id)), now }),
    ...(await renewedPasskeys(store, others, now)),
    ...(await personNotices(store, {
      cause: record.id,
      notices: people.flatMap(({ id, toldContacts, newsAt }) =>
        contactNotices({ personId: id, onRecord: contactsOf.get(id) ?? [], replaced: toldContacts, news: newsAt }),
      ),
      localeOf: (id) => fieldsOfId.get(id)?.locale,
      now,
    })),
    db
      .prepare("UPDATE directory_import_chunks SET left_sealed = ?, present = ? WHERE import_id = ? AND number = ?")
      .bind(
        await keyring.seal(JSON.stringify(left), leftName(record.id, number)),
        JSON.stringify(there),
        record.id,
        number,
      ),
    ...(beside === undefined
      ? []
      : [
          auditStatement(db, { ...beside.audit, key: `${record.id}:${String(number)}:spoiled` }),
          ...insertDeskMails({ db, macs: keyring.rows }, beside.mails),
        ]),
    savedImport(db, imports.rowOf(record)),
  ]);
}

const leftName = (id: ImportId, number: number): string => `directory_import_chunks/${id}/${String(number)}`;

async function leftToDo({ db, keyring }: Store, id: ImportId, number: number): Promise<readonly LeftToDo[]> {
  const row = await db
    .prepare("SELECT left_sealed FROM directory_import_chunks WHERE import_id = ? AND number = ?")
    .bind(id, number)
    .first<{ left_sealed: string | null }>();
  const plain = row?.left_sealed == null ? undefined : await keyring.open(row.left_sealed, leftName(id, number));
  if (plain === undefined) {
    throw new Error("what is left of a chunk cannot be opened");
  }
  return JSON.parse(plain) as LeftToDo[];
}

async function managerLinks({ db }: Store): Promise<ReadonlyMap<string, string>> {
  const { results } = await db
    .prepare("SELECT id, manager_id FROM people WHERE active = 1 AND manager_id IS NOT NULL")
    .all<{ id: string; manager_id: string }>();
  return new Map(results.map((row) => [row.id, row.manager_id]));
}

async function rowsOf(db: D1Database, ids: readonly string[]): Promise<readonly PeopleRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM people WHERE id IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(ids))
    .all<PeopleRow>();
  return results;
}

async function setManagers(store: Store, managers: readonly ManagerWrite[], now: EpochMs): Promise<void> {
  const { db } = store;
  const wanted = new Map(managers.map((manager) => [manager.id as string, manager]));
  const differ = (await rowsOf(db, [...wanted.keys()])).filter(
    (row) => row.manager_id !== wanted.get(row.id)?.managerId,
  );
  const rows = changedRows(store.keyring, differ, ({ id }) => {
    const manager = wanted.get(id);
    return {
      manager_id: manager?.managerId ?? null,
      manager_name: manager?.managerName ?? null,
      manager_changed_at: manager?.managerChangedAt ?? null,
      updated_at: now,
    };
  });
  const columns = ["manager_id", "manager_name", "manager_changed_at", "updated_at", "mac"] as const;
  const statements = updateRows(db, { table: "people", columns, rows });
  if (statements.length > 0) {
    await db.batch([...statements]);
  }
}

async function deactivateMissing(
  store: Store,
  { record, limit, now, areHeld }: Parameters<DirectoryStore["deactivateMissing"]>[0],
): Promise<number | undefined> {
  const { db, imports, journal } = store;
  // In one transaction: who is missing follows from what was looked at.
  const [chunks, missing] = (await db.batch([
    db.prepare("SELECT present FROM directory_import_chunks WHERE import_id = ? ORDER BY number").bind(record.id),
    db.prepare(`SELECT * FROM people WHERE ${MISSING} ORDER BY id LIMIT ?2`).bind(record.id, limit),
  ])) as [D1Result<{ present: string }>, D1Result<PeopleRow>];
  const { results } = missing;
  if (!(await areHeld(chunks.results.map(({ present: there }) => there)))) {
    return undefined;
  }
  const place = { id: record.id, number: LEAVERS_FROM + record.progress.left, at: now };
  const rows = changedRows(store.keyring, results, () => ({ active: 0, left_at: now, updated_at: now }));
  await db.batch([
    ...(await journal.add(place, { people: results.filter(({ id }) => rows.some((row) => row.id === id)) })),
    ...updateRows(db, { table: "people", columns: ["active", "left_at", "updated_at", "mac"], rows }),
    savedImport(db, imports.rowOf(record)),
  ]);
  return rows.length;
}
