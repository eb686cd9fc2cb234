import { and, eq, isNull, sql } from "drizzle-orm";
import type { AgentRecord, AgentStore } from "../../app/ports/agents.ts";
import { agentId, personId } from "../../core/kit/ids.ts";
import { ROLES, type Role } from "../../core/kit/roles.ts";
import { auditStatement } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { agents, agentSessions } from "./schema.ts";

export function agentStore(database: Database): AgentStore {
  const db = database.$client;
  const openSession = database
    .select()
    .from(agentSessions)
    .innerJoin(agents, eq(agents.id, agentSessions.agentId))
    .where(and(eq(agentSessions.idHash, sql.placeholder("idHash")), isNull(agentSessions.endedAt)))
    .prepare();
  return {
    async byEmail(email) {
      const [row] = await database.select().from(agents).where(eq(agents.email, email.toLowerCase()));
      return row === undefined ? undefined : agentOf(row);
    },
    async addSignInLink(link, audit) {
      await db.batch([
        db
          .prepare(
            "INSERT INTO sign_in_links (token_hash, agent_id, issued_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
          )
          .bind(link.tokenHash, link.agentId, link.issuedBy, link.now, link.expiresAt),
        auditStatement(db, { ...audit, key: `link:${link.tokenHash.slice(0, 12)}` }),
      ]);
    },
    async redeemSignInLink(tokenHash, now) {
      // The condition makes it single-use: of two parallel presses one finds no row.
      const used = await db
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
    },
    async addSignIn(session, audit) {
      await db.batch([
        db
          .prepare(
            "INSERT INTO agent_sessions (id_hash, agent_id, created_at, last_seen_at, expires_at, network_asn, browser_tag) VALUES (?, ?, ?, ?, ?, ?, ?)",
          )
          .bind(
            session.idHash,
            session.agentId,
            session.now,
            session.now,
            session.expiresAt,
            session.networkAsn ?? null,
            session.browserTag ?? null,
          ),
        auditStatement(db, { ...audit, key: `session:${session.idHash.slice(0, 12)}` }),
      ]);
    },
    async findSignIn(idHash) {
      const row = await openSession.get({ idHash });
      if (row === undefined) {
        return undefined;
      }
      const { agent_sessions: session } = row;
      return {
        idHash,
        agent: agentOf(row.agents),
        createdAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        expiresAt: session.expiresAt,
        ...present("networkAsn", session.networkAsn),
        ...present("browserTag", session.browserTag),
      };
    },
    async touchSignIn(idHash, now) {
      await db.prepare("UPDATE agent_sessions SET last_seen_at = ? WHERE id_hash = ?").bind(now, idHash).run();
    },
    async endSignIn(idHash, now, audit) {
      await db.batch([
        db.prepare("UPDATE agent_sessions SET ended_at = ? WHERE id_hash = ? AND ended_at IS NULL").bind(now, idHash),
        auditStatement(db, { ...audit, key: `session-end:${idHash.slice(0, 12)}` }),
      ]);
    },
    async addAudit(entry) {
      await auditStatement(db, { ...entry, key: crypto.randomUUID() }).run();
    },
  };
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
