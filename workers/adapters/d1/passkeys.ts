import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Challenge, Passkey, PasskeyStore } from "../../app/ports/passkeys.ts";
import type { AuditEntry } from "../../app/ports/audit.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditStatement, auditWhere } from "./audit.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { present, type Database } from "./database.ts";
import { passkeys } from "./schema-passkeys.ts";
import { agents } from "./schema.ts";
import { agentOf } from "./agent-rows.ts";
import type { Writing } from "./users.ts";

type Row = typeof passkeys.$inferSelect;

export function passkeyStore(database: Database, { rows: macs }: Keyring): PasskeyStore {
  const writing = { database, db: database.$client, macs };
  return {
    of: (id) => passkeysOf(writing, id),
    find: (id) => find(writing, id),
    add: (passkey, beside) => add(writing, passkey, beside),
    used: (passkey, now) => used(writing, passkey, now),
    suspend: (passkey, audit) => suspend(writing, passkey, audit),
    remove: (passkey, audit) => remove(writing, passkey, audit),
    useChallenge: (name, challenge, now) => useChallenge(writing, { name, challenge }, now),
  };
}

async function passkeysOf({ database, macs }: Writing, id: AgentId): Promise<readonly Passkey[]> {
  const rows = await database.select().from(passkeys).where(eq(passkeys.agentId, id)).orderBy(passkeys.name);
  return rows.filter((row) => isAttested(macs, passkeys, row)).map(passkeyOf);
}

async function find({ database, macs }: Writing, id: string) {
  const [found] = await database
    .select()
    .from(passkeys)
    .innerJoin(agents, eq(agents.id, passkeys.agentId))
    .where(eq(passkeys.credentialId, id));
  return found === undefined || !isAttested(macs, passkeys, found.passkeys) || !isAttested(macs, agents, found.agents)
    ? undefined
    : { passkey: passkeyOf(found.passkeys), agent: agentOf(found.agents) };
}

async function add(
  { database, db, macs }: Writing,
  passkey: Passkey,
  { audit, mails, limit }: Parameters<PasskeyStore["add"]>[1],
): ReturnType<PasskeyStore["add"]> {
  const [there] = await database.select().from(passkeys).where(eq(passkeys.credentialId, passkey.id));
  if (there !== undefined && isAttested(macs, passkeys, there)) {
    return "known";
  }
  const room = {
    sql: "(SELECT COUNT(*) FROM passkeys WHERE agent_id = ?) < ?",
    values: [passkey.agentId, limit],
  };
  const added = { sql: "EXISTS (SELECT 1 FROM passkeys WHERE credential_id = ?)", values: [passkey.id] };
  const [, inserted] = await db.batch([
    // A row that does not count stands in nobody's way.
    db.prepare("DELETE FROM passkeys WHERE credential_id = ? AND mac IS ?").bind(passkey.id, there?.mac ?? null),
    insertAttested(db, macs, { table: "passkeys", row: columnsOf(passkeys, rowOf(passkey)), condition: room }),
    auditWhere(db, { ...audit, key: keyOf(audit, passkey.id) }, added),
    ...insertDeskMails({ db, macs }, mails, added),
  ]);
  return inserted?.meta.changes === 1 ? "added" : "too_many";
}

async function used(
  { db, macs }: Writing,
  passkey: Passkey,
  { counter, at }: { readonly counter: number; readonly at: EpochMs },
): Promise<boolean> {
  const row = { ...columnsOf(passkeys, rowOf(passkey)), counter, last_used_at: at };
  // Only from what was read: of two that show the same counter at once one finds no row.
  const done = await db
    .prepare(
      `UPDATE passkeys SET counter = ?, last_used_at = ?, mac = ?
       WHERE credential_id = ? AND counter = ? AND last_used_at IS ? AND suspended_at IS NULL`,
    )
    .bind(counter, at, macs.make("passkeys", row), passkey.id, passkey.counter, passkey.lastUsedAt ?? null)
    .run();
  return done.meta.changes === 1;
}

async function suspend({ db, macs }: Writing, passkey: Passkey, audit: AuditEntry): Promise<void> {
  const row = columnsOf(passkeys, rowOf({ ...passkey, suspendedAt: audit.at }));
  await db.batch([
    db
      .prepare("UPDATE passkeys SET counter = ?, last_used_at = ?, suspended_at = ?, mac = ? WHERE credential_id = ?")
      .bind(passkey.counter, passkey.lastUsedAt ?? null, audit.at, macs.make("passkeys", row), passkey.id),
    auditStatement(db, { ...audit, key: keyOf(audit, passkey.id) }),
  ]);
}

async function remove(
  { db }: Writing,
  { id, agentId: owner }: Pick<Passkey, "agentId" | "id">,
  audit: AuditEntry,
): Promise<boolean> {
  const which = {
    sql: "EXISTS (SELECT 1 FROM passkeys WHERE credential_id = ? AND agent_id = ?)",
    values: [id, owner],
  };
  const [, removed] = await db.batch([
    auditWhere(db, { ...audit, key: keyOf(audit, id) }, which),
    db.prepare("DELETE FROM passkeys WHERE credential_id = ? AND agent_id = ?").bind(id, owner),
  ]);
  return removed?.meta.changes === 1;
}

async function useChallenge(
  { db }: Writing,
  { name, challenge }: { readonly name: string; readonly challenge: Challenge },
  now: EpochMs,
): Promise<boolean> {
  const [, used] = await db.batch([
    db.prepare("DELETE FROM passkey_challenges WHERE expires_at <= ?").bind(now),
    db
      // Nothing that has ended: the row that says it was used is deleted with this very batch.
      .prepare(
        `INSERT OR IGNORE INTO passkey_challenges (name, purpose, agent_id, expires_at)
         SELECT ?1, ?2, ?3, ?4 WHERE ?4 > ?5`,
      )
      .bind(name, challenge.purpose, challenge.agentId ?? null, challenge.expiresAt, now),
  ]);
  return used?.meta.changes === 1;
}

const transportsShape = z.array(z.string());
const KEY_LENGTH = 24;
const keyOf = ({ action }: AuditEntry, id: string): string => `${action}:${id.slice(0, KEY_LENGTH)}`;

function rowOf(passkey: Passkey): Row {
  return {
    credentialId: passkey.id,
    agentId: passkey.agentId,
    name: passkey.name,
    publicKey: passkey.publicKey,
    counter: passkey.counter,
    transports: JSON.stringify(passkey.transports),
    addedAt: passkey.addedAt,
    lastUsedAt: passkey.lastUsedAt ?? null,
    suspendedAt: passkey.suspendedAt ?? null,
    mac: null,
  };
}

function passkeyOf(row: Row): Passkey {
  return {
    id: row.credentialId,
    agentId: agentId.parse(row.agentId),
    name: row.name,
    publicKey: row.publicKey,
    counter: row.counter,
    transports: transportsShape.parse(JSON.parse(row.transports)),
    addedAt: row.addedAt,
    ...present("lastUsedAt", row.lastUsedAt),
    ...present("suspendedAt", row.suspendedAt),
  };
}
