import { and, eq, or } from "drizzle-orm";
import type { AgentRecord } from "../../app/ports/agents.ts";
import type {
  IdentityStore,
  LinkedAccounts,
  LinkedIdentity,
  Written,
  WrittenAndTold,
} from "../../app/ports/identities.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import { unlessTaken, type Database } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { agentOf, agentRow, KEPT_COLUMNS } from "./agent-rows.ts";
import { keptOf } from "./users.ts";
import { agentIdentities } from "./schema-identities.ts";
import { agents } from "./schema.ts";

interface Writing {
  readonly database: Database;
  readonly db: D1Database;
  readonly macs: RowMacs;
}

/** A state is worth nothing once its request is too old; kept a little longer. */
const STATES_KEPT_MS = 3_600_000;

export function identityStore(database: Database, { rows: macs }: Keyring): IdentityStore {
  const writing = { database, db: database.$client, macs };
  return {
    find: (issuer, subject) => find(writing, issuer, subject),
    isLinked: (agent, issuer) => isLinked(writing, agent, issuer),
    hasSignedIn: (issuers) => hasSignedIn(writing, issuers),
    accountsOf: (id) => accountsOf(writing, id),
    link: (agent, identity, written) => link(writing, { agent, identity }, written),
    enter: (agent, identity, written) => enter(writing, { agent, identity }, written),
    setRole: (agent, role, written) => setRole(writing, { agent, role }, written),
    useState: (stateHash, at) => takeState(writing.db, stateHash, at),
  };
}

async function find({ database, macs }: Writing, issuer: string, subject: string) {
  const [found] = await database
    .select()
    .from(agentIdentities)
    .innerJoin(agents, eq(agents.id, agentIdentities.agentId))
    .where(and(eq(agentIdentities.issuer, issuer), eq(agentIdentities.subject, subject)));
  if (found === undefined) {
    return undefined;
  }
  const { agent_identities: identity, agents: agent } = found;
  return isAttested(macs, agentIdentities, identity) && isAttested(macs, agents, agent)
    ? { agent: agentOf(agent), byGroups: identity.byGroups }
    : undefined;
}

async function isLinked(writing: Writing, agent: AgentRecord, issuer: string): Promise<boolean> {
  const { issuers, spoiled } = await accountsOf(writing, agent.id);
  return spoiled || issuers.includes(issuer);
}

/** Each is read: the issuer of a row that was spoiled may be spoiled too. */
async function hasSignedIn({ database, macs }: Writing, issuers: readonly string[]): Promise<boolean> {
  const rows = await database.select().from(agentIdentities);
  return rows.some((row) => issuers.includes(row.issuer) || !isAttested(macs, agentIdentities, row));
}

async function accountsOf({ database, macs }: Writing, id: AgentId): Promise<LinkedAccounts> {
  const rows = await database.select().from(agentIdentities).where(eq(agentIdentities.agentId, id));
  const ours = rows.filter((row) => isAttested(macs, agentIdentities, row));
  const spoiled = ours.length < rows.length;
  return { issuers: ours.map(({ issuer }) => issuer), spoiled, byGroups: spoiled || ours.some((row) => row.byGroups) };
}

interface Linking {
  readonly agent: AgentRecord;
  readonly identity: LinkedIdentity;
}

async function link(writing: Writing, linking: Linking, written: WrittenAndTold): Promise<boolean> {
  const statements = [
    ...(await linkStatements(writing, linking, written)),
    audited(writing.db, linking, written),
    ...insertDeskMails(writing, written.mails),
  ];
  return unlessTaken(() => writing.db.batch(statements), "agent_identities.");
}

async function enter(writing: Writing, linking: Linking, written: Written): Promise<boolean> {
  const row = agentRow(linking.agent, { createdAt: written.at });
  const statements = [
    insertAttested(writing.db, writing.macs, { table: "agents", row }),
    ...(await linkStatements(writing, linking, written)),
    audited(writing.db, linking, written),
  ];
  return unlessTaken(() => writing.db.batch(statements), "agent");
}

/** Rows that do not count stand in the way of the one that does: they go. Of those that count the key lets no second in. */
async function linkStatements(
  { database, db, macs }: Writing,
  { agent, identity }: Linking,
  { at }: Written,
): Promise<readonly D1PreparedStatement[]> {
  const { issuer, subject, byGroups } = identity;
  const there = await database
    .select()
    .from(agentIdentities)
    .where(
      and(
        eq(agentIdentities.issuer, issuer),
        or(eq(agentIdentities.subject, subject), eq(agentIdentities.agentId, agent.id)),
      ),
    );
  const forged = there.filter((row) => !isAttested(macs, agentIdentities, row));
  const row = { issuer, subject, agent_id: agent.id, by_groups: byGroups, linked_at: at };
  return [
    ...forged.map((one) =>
      db.prepare("DELETE FROM agent_identities WHERE issuer = ? AND subject = ?").bind(one.issuer, one.subject),
    ),
    insertAttested(db, macs, { table: "agent_identities", row }),
  ];
}

const audited = (db: D1Database, { agent }: Linking, { audit }: Written): D1PreparedStatement =>
  auditStatement(db, { ...audit, key: `${audit.action}:${agent.id}` });

async function setRole(
  { database, db, macs }: Writing,
  { agent, role }: { readonly agent: AgentRecord; readonly role: Role },
  { audit }: Written,
): Promise<void> {
  const [row] = await database.select().from(agents).where(eq(agents.id, agent.id));
  if (row === undefined || !isAttested(macs, agents, row)) {
    return;
  }
  const [before, after] = [agentOf(row), { ...agentOf(row), role }];
  // Whoever ceases to be an admin by it is remembered as one, as after a change by hand.
  const changed = agentRow(after, keptOf(after, { agent: before, kept: row, mac: row.mac }, { at: audit.at }));
  const mac = macs.make("agents", { ...changed, removed_at: row.removedAt });
  await db.batch([
    // Only from what it was made of: whoever changed the row meanwhile is not overwritten.
    db
      .prepare(
        `UPDATE agents SET role = ?, ${KEPT_COLUMNS.map((column) => `${column} = ?`).join(", ")}, mac = ? WHERE id = ? AND mac = ?`,
      )
      .bind(role, ...KEPT_COLUMNS.map((column) => changed[column] ?? null), mac, agent.id, row.mac),
    auditStatement(db, { ...audit, key: `role:${agent.id}` }),
  ]);
}

async function takeState(db: D1Database, stateHash: string, at: EpochMs): Promise<boolean> {
  const [, taken] = await db.batch([
    db.prepare("DELETE FROM sign_in_states_used WHERE at < ?").bind(at - STATES_KEPT_MS),
    db.prepare("INSERT OR IGNORE INTO sign_in_states_used (state_hash, at) VALUES (?, ?)").bind(stateHash, at),
  ]);
  return taken?.meta.changes === 1;
}
