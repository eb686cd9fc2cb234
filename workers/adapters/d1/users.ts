/** Agents as users of the console: who may enter it, and as what. */
import { eq, gt, isNull, sql } from "drizzle-orm";
import type { AgentChange, AgentRecord, ListedAgent, MadeAdmin } from "../../app/ports/agents.ts";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import { defined } from "../../core/kit/defined.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { OWN_PERSON_FOR_MS, type FormerAdmin } from "../../core/policy/may-approve.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { agentOf, agentRow, KEPT_COLUMNS, type KeptOfAgent } from "./agent-rows.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditStatement, auditWhere } from "./audit.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { LAST_TIME_MS } from "./readable.ts";
import { present, type Database } from "./database.ts";
import { agentIdentities } from "./schema-identities.ts";
import { passkeys } from "./schema-passkeys.ts";
import { agents, agentSessions } from "./schema.ts";

export interface Writing {
  readonly database: Database;
  readonly db: D1Database;
  readonly macs: RowMacs;
}

interface StoredAgent {
  readonly agent: AgentRecord;
  readonly kept: KeptOfAgent;
  readonly mac: string | null;
}

/** Undefined for one who was deleted, too. */
export async function attestedAgent({ database, macs }: Writing, id: AgentId): Promise<StoredAgent | undefined> {
  const [row] = await database.select().from(agents).where(eq(agents.id, id));
  return row === undefined || row.removedAt !== null || !isAttested(macs, agents, row)
    ? undefined
    : { agent: agentOf(row), kept: row, mac: row.mac };
}

export async function madeAdmin(writing: Writing, id: AgentId): Promise<MadeAdmin | undefined> {
  const stored = await attestedAgent(writing, id);
  if (stored === undefined || !isActiveAdmin(stored.agent)) {
    return undefined;
  }
  const { createdAt, adminSince, adminBy } = stored.kept;
  // A row from before this was kept: an admin since at least its beginning, as far as is known.
  return { since: adminSince ?? createdAt, ...present("by", adminBy ?? null) };
}

const isActiveAdmin = ({ role, active }: AgentRecord): boolean => role === "admin" && active;

interface ChangedBy {
  readonly at: EpochMs;
  readonly by?: string;
}

export function keptOf(agent: AgentRecord, before: StoredAgent | undefined, changed: ChangedBy): KeptOfAgent {
  return { ...adminKept(agent, before, changed), ...roleKept(agent, before, changed) };
}

/** Whoever comes back is as new as who is given another role. */
function roleKept(
  { role, active }: AgentRecord,
  before: StoredAgent | undefined,
  { at, by }: ChangedBy,
): Pick<KeptOfAgent, "roleSince" | "roleBy" | "invitedBy"> {
  if (before === undefined) {
    return { roleSince: at, ...defined({ roleBy: by, invitedBy: by }) };
  }
  const { roleSince, roleBy, invitedBy } = before.kept;
  return role === before.agent.role && active === before.agent.active
    ? { roleSince, roleBy, invitedBy }
    : { roleSince: at, roleBy: by, invitedBy };
}

/** Whoever was an active admin before stays one since then; who becomes one is one from now. */
function adminKept(agent: AgentRecord, before: StoredAgent | undefined, { at, by }: ChangedBy): KeptOfAgent {
  const { createdAt = at, formerAdminSince, formerAdminBy, formerAdminUntil } = before?.kept ?? {};
  const former = { formerAdminSince, formerAdminBy, formerAdminUntil };
  const wasAdmin = before !== undefined && isActiveAdmin(before.agent);
  if (!isActiveAdmin(agent)) {
    return { createdAt, ...(wasAdmin ? endedAt(before.kept, at) : former) };
  }
  return wasAdmin ? before.kept : { createdAt, ...former, adminSince: at, ...defined({ adminBy: by }) };
}

/** A break that was shorter than what tells two people apart is none: or activating somebody for a moment would forget them. */
function endedAt(
  { createdAt, adminSince, adminBy, formerAdminSince, formerAdminBy, formerAdminUntil }: KeptOfAgent,
  at: EpochMs,
): Omit<KeptOfAgent, "createdAt"> {
  const since = adminSince ?? createdAt;
  return formerAdminSince != null && (formerAdminUntil ?? 0) > since - OWN_PERSON_FOR_MS
    ? { formerAdminSince, formerAdminBy, formerAdminUntil: at }
    : { formerAdminSince: since, formerAdminBy: adminBy, formerAdminUntil: at };
}

/** Also of those who were deleted, or are admins again; those who ceased to be one after `since`. */
export async function formerAdmins(
  { database, macs }: Pick<Writing, "database" | "macs">,
  since: EpochMs,
): Promise<readonly FormerAdmin[]> {
  const rows = await database.select().from(agents).where(gt(agents.formerAdminUntil, since));
  return rows.flatMap((row) =>
    row.formerAdminSince === null || row.formerAdminUntil === null || !isAttested(macs, agents, row)
      ? []
      : [
          {
            id: agentId.parse(row.id),
            since: row.formerAdminSince,
            until: row.formerAdminUntil,
            ...present("by", row.formerAdminBy),
          },
        ],
  );
}

export async function spoiledAgents({
  database,
  macs,
}: Pick<Writing, "database" | "macs">): Promise<readonly string[]> {
  const rows = await database.select().from(agents);
  return rows.filter((row) => !isAttested(macs, agents, row)).map(({ id }) => id);
}

export async function listAgents(writing: Writing): Promise<readonly ListedAgent[]> {
  const { database, macs } = writing;
  const rows = await database.select().from(agents).where(isNull(agents.removedAt)).orderBy(agents.name);
  const [seen, linked] = await Promise.all([
    waysByAgent(writing),
    database.select({ id: agentIdentities.agentId }).from(agentIdentities).where(eq(agentIdentities.byGroups, true)),
  ]);
  const byGroups = new Set(linked.map(({ id }) => id));
  return rows.flatMap((row) =>
    isAttested(macs, agents, row)
      ? [
          {
            ...agentOf(row),
            createdAt: row.createdAt,
            ...(seen.get(row.id) ?? { ways: [] }),
            byGroups: byGroups.has(row.id),
          },
        ]
      : [],
  );
}

interface Seen {
  readonly lastSeenAt: EpochMs;
  readonly ways: readonly string[];
}

const PASSKEY = "passkey";

/** What agents' sign-ins and passkeys say; their macs are not asked: who could change a row could remove it as well, see SECURITY.md. */
export async function waysByAgent({ database }: Writing, id?: AgentId): Promise<ReadonlyMap<string, Seen>> {
  const rows = await database
    .select({
      id: agentSessions.agentId,
      lastSeenAt: sql<
        number | null
      >`MAX(IIF(${agentSessions.lastSeenAt} BETWEEN 0 AND ${LAST_TIME_MS}, ${agentSessions.lastSeenAt}, NULL))`,
      ways: sql<string | null>`GROUP_CONCAT(DISTINCT ${agentSessions.way})`,
    })
    .from(agentSessions)
    .where(id === undefined ? undefined : eq(agentSessions.agentId, id))
    .groupBy(agentSessions.agentId);
  const owners = await database
    .selectDistinct({ id: passkeys.agentId })
    .from(passkeys)
    .where(id === undefined ? undefined : eq(passkeys.agentId, id));
  const own = new Set(owners.map((owner) => owner.id));
  return new Map(
    rows.map((row) => {
      const ways = row.ways?.split(",") ?? [];
      return [
        row.id,
        { lastSeenAt: row.lastSeenAt ?? 0, ways: own.has(row.id) ? [...new Set([...ways, PASSKEY])] : ways },
      ];
    }),
  );
}

export async function addAgent(
  { database, db, macs }: Writing,
  agent: AgentRecord,
  { audit, mails }: { readonly audit: Omit<AuditEntry, "subject">; readonly mails: readonly NewDeskMail[] },
): Promise<AgentId | undefined> {
  const holder = async () => (await database.select().from(agents).where(eq(agents.email, agent.email)))[0];
  const holds = (row: typeof agents.$inferSelect | undefined): boolean =>
    row !== undefined && row.removedAt === null && isAttested(macs, agents, row);
  const known = await holder();
  if (holds(known)) {
    return undefined;
  }
  const { id } = agent;
  try {
    await db.batch([
      ...releaseAddress({ db, macs }, known, audit.at),
      insertAttested(db, macs, {
        table: "agents",
        row: agentRow(agent, keptOf(agent, undefined, { at: audit.at, by: audit.actor })),
      }),
      auditStatement(db, { ...audit, subject: id, key: `user:${id}:${audit.action}` }),
      ...insertDeskMails({ db, macs }, mails),
    ]);
    return id;
  } catch (error) {
    // Of two invitations of one address at once, the later one finds the other's row.
    if (holds(await holder())) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whoever has an address after somebody else, or after a row that was changed by SQL, begins with an id of their
 * own: sign-ins, links, accounts and passkeys of the one before stay with the one before. That row stays for its
 * name, which older rows show. Of one that was changed by SQL nobody knows who it was: an admin until now.
 */
export function releaseAddress(
  { db, macs }: Pick<Writing, "db" | "macs">,
  known: typeof agents.$inferSelect | undefined,
  at: EpochMs,
): D1PreparedStatement[] {
  if (known === undefined) {
    return [];
  }
  const { id, name, createdAt } = known;
  const email = `${known.email}#${id}`;
  if (!isAttested(macs, agents, known)) {
    const nobody: AgentRecord = { id: id as AgentId, email, name, role: "agent", active: false };
    const kept = { createdAt, formerAdminSince: 0, formerAdminUntil: at };
    const row = { ...agentRow(nobody, kept), removed_at: at };
    return [
      db.prepare("DELETE FROM agents WHERE id = ? AND mac IS ?").bind(id, known.mac),
      insertAttested(db, macs, { table: "agents", row }),
    ];
  }
  const mac = macs.make("agents", columnsOf(agents, { ...known, email }));
  return [db.prepare("UPDATE agents SET email = ?, mac = ? WHERE id = ? AND mac IS ?").bind(email, mac, id, known.mac)];
}

export async function changeAgent(
  writing: Writing,
  { id, to }: { readonly id: AgentId; readonly to: AgentChange },
  { audit, mails }: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
): Promise<"changed" | "last_admin" | "gone"> {
  const { db, macs } = writing;
  const stored = await attestedAgent(writing, id);
  if (stored === undefined) {
    return "gone";
  }
  const { removedAt, ...rest } = to;
  const changed: AgentRecord = { ...stored.agent, ...rest };
  const kept = keptOf(changed, stored, { at: audit.at, by: audit.actor });
  const row = { ...agentRow(changed, kept), removed_at: removedAt };
  const mac = macs.make("agents", row);
  // Asked within the statement: two admins who demote each other at once must not both succeed.
  const condition = {
    sql: `EXISTS (SELECT 1 FROM agents WHERE id = ? AND mac = ?)
          AND (? OR EXISTS (SELECT 1 FROM agents WHERE role = 'admin' AND active AND removed_at IS NULL AND id <> ?))`,
    values: [id, stored.mac ?? "", Number(changed.active && changed.role === "admin"), id],
  };
  const [, updated] = await db.batch([
    auditWhere(db, { ...audit, key: `user:${id}:${audit.action}` }, condition),
    db
      .prepare(
        `UPDATE agents SET role = ?, active = ?, removed_at = ?, ${KEPT_COLUMNS.map((column) => `${column} = ?`).join(", ")}, mac = ?
         WHERE id = ? AND ${condition.sql}`,
      )
      .bind(
        row.role,
        Number(row.active),
        removedAt ?? null,
        ...KEPT_COLUMNS.map((column) => row[column] ?? null),
        mac,
        id,
        ...condition.values,
      ),
    ...insertDeskMails({ db, macs }, mails, {
      sql: "EXISTS (SELECT 1 FROM agents WHERE id = ? AND mac = ?)",
      values: [id, mac],
    }),
    ...voidedBy(db, { ...changed, removed: removedAt !== undefined }, mac),
  ]);
  if (updated?.meta.changes === 1) {
    return "changed";
  }
  return (await attestedAgent(writing, id))?.mac === stored.mac ? "last_admin" : "gone";
}

/** What ends with the change, where it took place: links, and of who is deleted every other way in. */
function voidedBy(
  db: D1Database,
  { id, role, active, removed }: AgentRecord & { readonly removed: boolean },
  mac: string,
): D1PreparedStatement[] {
  const changed = "EXISTS (SELECT 1 FROM agents WHERE id = ?1 AND mac = ?2)";
  const gone = [
    ...(active && role === "admin" ? [] : ["sign_in_links WHERE issued_by = ?1 AND used_at IS NULL"]),
    ...(active ? [] : ["sign_in_links WHERE agent_id = ?1 AND used_at IS NULL"]),
    ...(removed ? WAYS_IN.map((table) => `${table} WHERE agent_id = ?1`) : []),
  ];
  return gone.map((rows) => db.prepare(`DELETE FROM ${rows} AND ${changed}`).bind(id, mac));
}

const WAYS_IN = ["agent_identities", "passkeys", "recovery_codes"] as const;
