import { and, desc, eq, gt, isNull, type SQL } from "drizzle-orm";
import type {
  KnownPersonSignIn,
  NewPersonSignIn,
  PersonAccount,
  PersonSignIn,
  PersonSignInStore,
} from "../../app/ports/person-sign-ins.ts";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { PersonRecord } from "../../app/ports/people.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import type { Clock, EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import { present, unlessTaken, type Database } from "./database.ts";
import { personOf } from "./people.ts";
import { everyContact, personNotices } from "./person-notices.ts";
import { personIdentities, personSessions } from "./schema-me.ts";
import { people } from "./schema.ts";

interface Store {
  readonly database: Database;
  readonly db: D1Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

export function personSignInStore(database: Database, keyring: Keyring, clock: Clock): PersonSignInStore {
  const store = { database, db: database.$client, keyring, clock };
  return {
    add: (signIn, audit) => add(store, signIn, audit),
    find: (idHash) => find(store, idHash),
    touch: (signIn, now) => touch(store, signIn, now),
    of: (id, since) => signInsOf(store, id, gt(personSessions.createdAt, since)),
    open: (id, now) => allOpen(store, id, now),
    end: (signIn, ended) => end(store, signIn, ended),
    linkedWith: (account) => linkedWith(store, account),
    linksOf: (id) => linksOf(store, id),
    link: (account, person, audit) => link(store, { account, person }, audit),
  };
}

const KEY_LENGTH = 12;
const keyOf = ({ action }: AuditEntry, { idHash }: Pick<NewPersonSignIn, "idHash">): string =>
  `${action}:${idHash.slice(0, KEY_LENGTH)}`;

type Row = typeof personSessions.$inferSelect;

const rowOf = (signIn: NewPersonSignIn): Row => ({
  idHash: signIn.idHash,
  personId: signIn.personId,
  provider: signIn.provider,
  createdAt: signIn.createdAt,
  authenticatedAt: signIn.authenticatedAt,
  secondFactor: signIn.secondFactor,
  lastSeenAt: signIn.lastSeenAt,
  expiresAt: signIn.expiresAt,
  browserTag: signIn.browserTag,
  endedAt: null,
  endReason: null,
  mac: null,
});

async function add({ db, keyring }: Store, signIn: NewPersonSignIn, audit: AuditEntry): Promise<void> {
  await db.batch([
    insertAttested(db, keyring.rows, { table: "person_sessions", row: columnsOf(personSessions, rowOf(signIn)) }),
    auditStatement(db, { ...audit, key: keyOf(audit, signIn) }),
  ]);
}

async function find({ database, keyring: { rows: macs }, clock }: Store, idHash: string) {
  const [found] = await database
    .select()
    .from(personSessions)
    .innerJoin(people, eq(people.id, personSessions.personId))
    .where(and(eq(personSessions.idHash, idHash), isNull(personSessions.endedAt)));
  if (found === undefined || !isAttested(macs, personSessions, found.person_sessions)) {
    return undefined;
  }
  const { personId: _id, ...signIn } = signInOf(found.person_sessions);
  const person = personOf(found.people, { intact: isAttested(macs, people, found.people), now: clock() });
  return { ...signIn, person };
}

/** Nothing happens to one that has ended or was seen meanwhile by another request. */
async function touch({ db, keyring }: Store, signIn: PersonSignIn, now: EpochMs): Promise<void> {
  const row = columnsOf(personSessions, rowOf({ ...signIn, personId: signIn.person.id, lastSeenAt: now }));
  await db
    .prepare(
      "UPDATE person_sessions SET last_seen_at = ?, mac = ? WHERE id_hash = ? AND last_seen_at = ? AND ended_at IS NULL",
    )
    .bind(now, keyring.rows.make("person_sessions", row), signIn.idHash, signIn.lastSeenAt)
    .run();
}

const LISTED = 100;

async function signInsOf({ database, keyring }: Store, id: PersonId, which: SQL | undefined) {
  const rows = await database
    .select()
    .from(personSessions)
    .where(and(eq(personSessions.personId, id), which))
    .orderBy(desc(personSessions.createdAt))
    .limit(LISTED);
  return rows.filter((row) => isAttested(keyring.rows, personSessions, row)).map(signInOf);
}

/** Page by page: rows that somebody else wrote must hide none. */
async function allOpen({ database, keyring }: Store, id: PersonId, now: EpochMs): Promise<KnownPersonSignIn[]> {
  const open = and(eq(personSessions.personId, id), isNull(personSessions.endedAt), gt(personSessions.expiresAt, now));
  const found: Row[] = [];
  for (let behind = "", more = true; more;) {
    const page = await database
      .select()
      .from(personSessions)
      .where(and(open, gt(personSessions.idHash, behind)))
      .orderBy(personSessions.idHash)
      .limit(LISTED);
    found.push(...page);
    behind = page.at(-1)?.idHash ?? "";
    more = page.length === LISTED;
  }
  return found.filter((row) => isAttested(keyring.rows, personSessions, row)).map(signInOf);
}

function signInOf(row: Row): KnownPersonSignIn {
  return {
    idHash: row.idHash,
    personId: personId.parse(row.personId),
    provider: row.provider,
    createdAt: row.createdAt,
    authenticatedAt: row.authenticatedAt,
    secondFactor: row.secondFactor,
    lastSeenAt: row.lastSeenAt,
    expiresAt: row.expiresAt,
    browserTag: row.browserTag,
    ...present("endedAt", row.endedAt),
  };
}

async function end(
  { db, keyring }: Store,
  signIn: NewPersonSignIn,
  { reason, audit }: { readonly reason: string; readonly audit: AuditEntry },
): Promise<void> {
  const row = columnsOf(personSessions, { ...rowOf(signIn), endedAt: audit.at, endReason: reason });
  await db.batch([
    db
      .prepare(
        "UPDATE person_sessions SET last_seen_at = ?, ended_at = ?, end_reason = ?, mac = ? WHERE id_hash = ? AND ended_at IS NULL",
      )
      .bind(signIn.lastSeenAt, audit.at, reason, keyring.rows.make("person_sessions", row), signIn.idHash),
    auditStatement(db, { ...audit, key: keyOf(audit, signIn) }),
  ]);
}

async function linkedWith({ database, keyring }: Store, { issuer, subject }: PersonAccount) {
  const [row] = await database
    .select()
    .from(personIdentities)
    .where(and(eq(personIdentities.issuer, issuer), eq(personIdentities.subject, subject)));
  return row !== undefined && isAttested(keyring.rows, personIdentities, row)
    ? personId.parse(row.personId)
    : undefined;
}

async function linksOf({ database, keyring }: Store, id: PersonId) {
  const rows = await database.select().from(personIdentities).where(eq(personIdentities.personId, id));
  return rows
    .filter((row) => isAttested(keyring.rows, personIdentities, row))
    .map(({ issuer, linkedAt }) => ({ issuer, linkedAt }));
}

/**
 * The keys let no second account and no second person in; a row that does not hold stands in the way too: somebody
 * has tampered with who this person is.
 */
async function link(
  store: Store,
  { account, person }: { readonly account: PersonAccount; readonly person: PersonRecord },
  audit: AuditEntry,
): Promise<boolean> {
  const { db, keyring } = store;
  const { issuer, subject } = account;
  const row = { issuer, subject, person_id: person.id, linked_at: audit.at };
  const to = [...(await everyContact(store, person.id)), { mail: person.email }];
  const told = await personNotices(store, {
    cause: `${issuer}\n${subject}`,
    notices: to.map((contact) => ({ kind: "account_linked", personId: person.id, to: contact })),
    localeOf: () => person.locale,
    now: audit.at,
  });
  const statements = [
    insertAttested(db, keyring.rows, { table: "person_identities", row }),
    auditStatement(db, { ...audit, key: `${audit.action}:${person.id}` }),
    ...told,
  ];
  return unlessTaken(() => db.batch(statements), "person_identities.");
}
