import { and, eq, isNull, sql } from "drizzle-orm";
import type {
  AgentRecord,
  AgentStore,
  NewSignIn,
  NewSignInLink,
  RedeemedSignInLink,
  SignInRecord,
} from "../../app/ports/agents.ts";
import type { AuditEntry } from "../../app/ports/audit.ts";
import { agentId, personId } from "../../core/kit/ids.ts";
import { ROLES, type Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { auditStatement } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { agents, agentSessions } from "./schema.ts";

export function agentStore(database: Database): AgentStore {
  const db = database.$client;
  const openSignIn = openSignInQuery(database);
  return {
    byEmail: (email) => agentByEmail(database, email),
    addSignInLink: (link, audit) => addSignInLink(db, link, audit),
    redeemSignInLink: (tokenHash, now) => redeemSignInLink(database, tokenHash, now),
    addSignIn: (signIn, audit) => addSignIn(db, signIn, audit),
    findSignIn: (idHash) => findSignIn(openSignIn, idHash),
    touchSignIn: (idHash, now) => touchSignIn(db, idHash, now),
    endSignIn: (idHash, now, audit) => endSignIn(db, { idHash, now }, audit),
    addAudit: (entry) => addAudit(db, entry),
  };
}

type OpenSignInQuery = ReturnType<typeof openSignInQuery>;

/** Read with every request of the console: prepared once per store. */
function openSignInQuery(database: Database) {
  return database
    .select()
    .from(agentSessions)
    .innerJoin(agents, eq(agents.id, agentSessions.agentId))
    .where(and(eq(agentSessions.idHash, sql.placeholder("idHash")), isNull(agentSessions.endedAt)))
    .prepare();
}

async function agentByEmail(database: Database, email: string): Promise<AgentRecord | undefined> {
  const [row] = await database.select().from(agents).where(eq(agents.email, email.toLowerCase()));
  return row === undefined ? undefined : agentOf(row);
}

async function addSignInLink(db: D1Database, link: NewSignInLink, audit: AuditEntry): Promise<void> {
  await db.batch([
    db
      .prepare(
        "INSERT INTO sign_in_links (token_hash, agent_id, issued_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
      )
      .bind(link.tokenHash, link.agentId, link.issuedBy, link.now, link.expiresAt),
    auditStatement(db, { ...audit, key: `link:${link.tokenHash.slice(0, 12)}` }),
  ]);
}

async function redeemSignInLink(
  database: Database,
  tokenHash: string,
  now: EpochMs,
): Promise<RedeemedSignInLink | undefined> {
  // The condition makes it single-use: of two parallel presses one finds no row.
  const used = await database.$client
    .prepare(
      "UPDATE sign_in_links SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ? RETURNING agent_id, issued_by",
    )
    .bind(now, tokenHash, now)
    .first<{ agent_id: string; issued_by: string }>();
  if (used === null) {
    return undefined;
  }
  const [row] = await database.select().from(agents).where(eq(agents.id, used.agent_id));
  return row === undefined || !row.active ? undefined : { agent: agentOf(row), issuedBy: used.issued_by };
}

async function addSignIn(db: D1Database, signIn: NewSignIn, audit: AuditEntry): Promise<void> {
  await db.batch([
    db
      .prepare(
        "INSERT INTO agent_sessions (id_hash, agent_id, created_at, last_seen_at, expires_at, network_asn, browser_tag) VALUES (?, ?, ?, ?, ?, ?, ?)",
      )
      .bind(
        signIn.idHash,
        signIn.agentId,
        signIn.now,
        signIn.now,
        signIn.expiresAt,
        signIn.networkAsn ?? null,
        signIn.browserTag ?? null,
      ),
    auditStatement(db, { ...audit, key: `session:${signIn.idHash.slice(0, 12)}` }),
  ]);
}

async function findSignIn(openSignIn: OpenSignInQuery, idHash: string): Promise<SignInRecord | undefined> {
  const row = await openSignIn.get({ idHash });
  if (row === undefined) {
    return undefined;
  }
  const { agent_sessions: signIn } = row;
  return {
    idHash,
    agent: agentOf(row.agents),
    createdAt: signIn.createdAt,
    lastSeenAt: signIn.lastSeenAt,
    expiresAt: signIn.expiresAt,
    ...present("networkAsn", signIn.networkAsn),
    ...present("browserTag", signIn.browserTag),
  };
}

async function touchSignIn(db: D1Database, idHash: string, now: EpochMs): Promise<void> {
  await db.prepare("UPDATE agent_sessions SET last_seen_at = ? WHERE id_hash = ?").bind(now, idHash).run();
}

async function endSignIn(
  db: D1Database,
  { idHash, now }: { readonly idHash: string; readonly now: EpochMs },
  audit: AuditEntry,
): Promise<void> {
  await db.batch([
    db.prepare("UPDATE agent_sessions SET ended_at = ? WHERE id_hash = ? AND ended_at IS NULL").bind(now, idHash),
    auditStatement(db, { ...audit, key: `session-end:${idHash.slice(0, 12)}` }),
  ]);
}

async function addAudit(db: D1Database, entry: AuditEntry): Promise<void> {
  await auditStatement(db, { ...entry, key: crypto.randomUUID() }).run();
}

function agentOf(row: typeof agents.$inferSelect): AgentRecord {
  return {
    id: agentId.parse(row.id),
    email: row.email,
    name: row.name,
    role: roleOf(row.role),
    active: row.active,
    ...(row.personId === null ? {} : { personId: personId.parse(row.personId) }),
  };
}

/** An unknown role in the table has the least rights there are. */
function roleOf(role: string): Role {
  return ROLES.find((known) => known === role) ?? "auditor";
}
