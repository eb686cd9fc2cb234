import { eq } from "drizzle-orm";
import { z } from "zod";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { PersonRecord } from "../../app/ports/people.ts";
import type { PersonPasskey, PersonPasskeyStore } from "../../app/ports/person-passkeys.ts";
import { personId, personPasskeyId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditWhere, type Condition } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { isIntact, type PeopleRow } from "./directory-rows.ts";
import { everyContact, personNotices } from "./person-notices.ts";
import { personPasskeys } from "./schema-me.ts";

interface Store {
  readonly database: Database;
  readonly db: D1Database;
  readonly keyring: Keyring;
}

type Row = typeof personPasskeys.$inferSelect;

export function personPasskeyStore(database: Database, keyring: Keyring): PersonPasskeyStore {
  const store = { database, db: database.$client, keyring };
  return {
    of: (id) => passkeysOf(store, id),
    byId: async (id) => {
      const [row] = await database.select().from(personPasskeys).where(eq(personPasskeys.id, id));
      return row !== undefined && isAttested(keyring.rows, personPasskeys, row) ? passkeyOf(row) : undefined;
    },
    add: (passkey, person, beside) => add(store, { passkey, person }, beside),
    used: (passkey, now) => used(store, passkey, now),
    change: (before, to, audit) => change(store, { before, to }, audit),
    remove: (passkey, audit, mails) => remove(store, passkey, { audit, mails }),
  };
}

async function passkeysOf({ database, keyring }: Store, id: PersonId): Promise<readonly PersonPasskey[]> {
  const rows = await database
    .select()
    .from(personPasskeys)
    .where(eq(personPasskeys.personId, id))
    .orderBy(personPasskeys.name);
  return attestedPasskeys(keyring, rows);
}

/** Those whose MAC holds. */
export function attestedPasskeys(keyring: Keyring, rows: readonly Row[]): readonly PersonPasskey[] {
  return rows.filter((row) => isAttested(keyring.rows, personPasskeys, row)).map(passkeyOf);
}

async function add(
  store: Store,
  { passkey, person }: { readonly passkey: PersonPasskey; readonly person: PersonRecord },
  { audit, limit }: Parameters<PersonPasskeyStore["add"]>[2],
): ReturnType<PersonPasskeyStore["add"]> {
  const { database, db, keyring } = store;
  const { id: credentialId } = passkey.credential;
  const [there] = await database.select().from(personPasskeys).where(eq(personPasskeys.credentialId, credentialId));
  if (there !== undefined && isAttested(keyring.rows, personPasskeys, there)) {
    return "known";
  }
  const room: Condition = {
    sql: `(SELECT COUNT(*) FROM person_passkeys WHERE person_id = ?) < ?
      AND (SELECT COUNT(DISTINCT passkey_id) FROM messages WHERE person_id = ? AND passkey_id IS NOT NULL AND created_at > ?) < ?`,
    values: [passkey.personId, limit.most, passkey.personId, limit.since, limit.mostNew],
  };
  const added = isThere(passkey);
  const [, inserted] = await db.batch([
    // A row that does not count stands in nobody's way.
    db
      .prepare("DELETE FROM person_passkeys WHERE credential_id = ? AND mac IS ?")
      .bind(credentialId, there?.mac ?? null),
    insertAttested(db, keyring.rows, {
      table: "person_passkeys",
      row: columnsOf(personPasskeys, rowOf(passkey)),
      condition: room,
    }),
    auditWhere(db, { ...audit, key: keyOf(audit, passkey) }, added),
    ...(await notices(store, { passkey, person, only: added, now: audit.at })),
  ]);
  return inserted?.meta.changes === 1 ? "added" : "too_many";
}

const isThere = ({ id }: PersonPasskey): Condition => ({
  sql: "EXISTS (SELECT 1 FROM person_passkeys WHERE id = ?)",
  values: [id],
});

/** Whoever has taken the account over reads the work address: all else that is on record, and the manager, hear of it too. */
async function notices(
  store: Store,
  {
    passkey,
    person,
    only,
    now,
  }: {
    readonly passkey: PersonPasskey;
    readonly person: PersonRecord;
    readonly only: Condition;
    readonly now: EpochMs;
  },
): Promise<readonly D1PreparedStatement[]> {
  const about = { personId: person.id, passkeyId: passkey.id };
  const own = [...(await everyContact(store, person.id)), { mail: person.email }];
  const manager = await managerOf(store, person.id);
  const told = { cause: passkey.id, now, only };
  return [
    ...(await personNotices(store, {
      ...told,
      notices: own.map((to) => ({ ...about, kind: "passkey_added", to })),
      localeOf: () => person.locale,
    })),
    ...(manager === undefined
      ? []
      : await personNotices(store, {
          ...told,
          notices: [{ ...about, kind: "report_passkey_added", to: { mail: manager.email } }],
          localeOf: () => manager.locale,
        })),
  ];
}

/** One who has left, or whose row somebody else wrote, is told nothing. */
async function managerOf({ db, keyring }: Store, id: PersonId): Promise<PeopleRow | undefined> {
  const row = await db
    .prepare("SELECT * FROM people WHERE id = (SELECT manager_id FROM people WHERE id = ?) AND active = 1")
    .bind(id)
    .first<PeopleRow>();
  return row !== null && isIntact(keyring.rows, "people", row) ? row : undefined;
}

async function used(
  { db, keyring }: Store,
  before: PersonPasskey,
  { counter, at }: { readonly counter: number; readonly at: EpochMs },
): Promise<boolean> {
  const after = { ...before, credential: { ...before.credential, counter }, lastUsedAt: at };
  // Only from what was read: of two that show the same counter at once one finds no row.
  const done = await update({ db, keyring }, before, after).run();
  return done.meta.changes === 1;
}

async function change(
  { db, keyring }: Store,
  {
    before,
    to,
  }: {
    readonly before: PersonPasskey;
    readonly to: Parameters<PersonPasskeyStore["change"]>[1];
  },
  audit: AuditEntry,
): Promise<boolean> {
  const [done] = await db.batch([
    update({ db, keyring }, before, { ...before, ...to }),
    auditWhere(db, { ...audit, key: keyOf(audit, before) }, { sql: "changes() > 0", values: [] }),
  ]);
  return done?.meta.changes === 1;
}

function update(
  { db, keyring }: Pick<Store, "db" | "keyring">,
  before: PersonPasskey,
  after: PersonPasskey,
): D1PreparedStatement {
  const [was, is] = [rowOf(before), rowOf(after)];
  return db
    .prepare(
      `UPDATE person_passkeys SET name = ?, counter = ?, last_used_at = ?, suspended_at = ?, mac = ?
       WHERE id = ? AND name = ? AND counter = ? AND last_used_at IS ? AND suspended_at IS ?`,
    )
    .bind(
      is.name,
      is.counter,
      is.lastUsedAt,
      is.suspendedAt,
      keyring.rows.make("person_passkeys", columnsOf(personPasskeys, is)),
      was.id,
      was.name,
      was.counter,
      was.lastUsedAt,
      was.suspendedAt,
    );
}

async function remove(
  { db, keyring }: Store,
  passkey: PersonPasskey,
  { audit, mails }: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
): Promise<boolean> {
  const there = isThere(passkey);
  const done = await db.batch([
    auditWhere(db, { ...audit, key: keyOf(audit, passkey) }, there),
    ...insertDeskMails({ db, macs: keyring.rows }, mails, there),
    db.prepare("DELETE FROM person_passkeys WHERE id = ?").bind(passkey.id),
  ]);
  return done.at(-1)?.meta.changes === 1;
}

const keyOf = ({ action }: AuditEntry, { id }: PersonPasskey): string => `${action}:${id}`;

const transportsShape = z.array(z.string());

function rowOf({ credential, ...passkey }: PersonPasskey): Row {
  return {
    credentialId: credential.id,
    id: passkey.id,
    personId: passkey.personId,
    name: passkey.name,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: JSON.stringify(credential.transports),
    addedAt: passkey.addedAt,
    lastUsedAt: passkey.lastUsedAt ?? null,
    suspendedAt: passkey.suspendedAt ?? null,
    mac: null,
  };
}

function passkeyOf(row: Row): PersonPasskey {
  return {
    id: personPasskeyId.parse(row.id),
    credential: {
      id: row.credentialId,
      publicKey: row.publicKey,
      counter: row.counter,
      transports: transportsShape.parse(JSON.parse(row.transports)),
    },
    personId: personId.parse(row.personId),
    name: row.name,
    addedAt: row.addedAt,
    ...present("lastUsedAt", row.lastUsedAt),
    ...present("suspendedAt", row.suspendedAt),
  };
}
