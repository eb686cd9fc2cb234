import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type {
  AdminInvitation,
  AgentRecord,
  AgentStore,
  EndedSignIn,
  KnownSignIn,
  NewSignIn,
  RedeemedSignInLink,
  SignInRecord,
  StoredSignIn,
} from "../../app/ports/agents.ts";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { approvers } from "./approvers.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { openSetUp } from "./set-up.ts";
import { present, type Database } from "./database.ts";
import { settingsHead } from "./settings.ts";
import { agents, agentSessions, signInLinks } from "./schema.ts";
import { addSignInLink, linksMadeFor } from "./sign-in-links.ts";
import { agentOf, agentRow } from "./agent-rows.ts";
import {
  addAgent,
  attestedAgent,
  changeAgent,
  formerAdmins,
  keptOf,
  listAgents,
  madeAdmin,
  releaseAddress,
  spoiledAgents,
  waysByAgent,
  type Writing,
} from "./users.ts";

export function agentStore(database: Database, { rows: macs }: Keyring): AgentStore {
  const writing = { database, db: database.$client, macs };
  const openSignIn = openSignInQuery(database);
  return {
    byEmail: (email) => agentByEmail(writing, email),
    byId: async (id) => (await attestedAgent(writing, id))?.agent,
    list: () => listAgents(writing),
    approvers: (now) => approvers(writing, now),
    madeAdmin: (id) => madeAdmin(writing, id),
    formerAdmins: (since) => formerAdmins(writing, since),
    names: async () =>
      new Map(
        (await database.select({ id: agents.id, name: agents.name }).from(agents)).map(({ id, name }) => [id, name]),
      ),
    add: (agent, beside) => addAgent(writing, agent, beside),
    change: (id, to, beside) => changeAgent(writing, { id, to }, beside),
    waysOf: async (id) => (await waysByAgent(writing, id)).get(id)?.ways,
    signInsOf: (id, since) => signInsOf(writing, id, since),
    linksMadeFor: (id, since) => linksMadeFor(writing, id, since),
    spoiled: () => spoiledAgents(writing),
    isKnown: async (email) => (await rowByEmail(writing, email)) !== undefined,
    addSignInLink: (link, audit, mails) => addSignInLink(writing, link, { audit, mails }),
    invitedBy: async (tokenHash, now) => (await openLink(writing, tokenHash, now))?.agent,
    redeemSignInLink: (tokenHash, now) => redeemSignInLink(writing, tokenHash, now),
    takeInvitation: (invitation, audit, mails) => takeInvitation(writing, invitation, { audit, mails }),
    addSignIn: (signIn, audit) => addSignIn(writing, signIn, audit),
    findSignIn: (idHash) => findSignIn(openSignIn, macs, idHash),
    touchSignIn: (signIn, now) => touchSignIn(writing, signIn, now),
    freshenSignIn: (signIn, audit) => freshenSignIn(writing, signIn, audit),
    shortenSignIn: (signIn, expiresAt) => shortenSignIn(writing, signIn, expiresAt),
    endSignIn: (signIn, ended) => endSignIn(writing, signIn, ended),
    addAudit: (entry) => addAudit(writing.db, entry),
  };
}

type OpenSignInQuery = ReturnType<typeof openSignInQuery>;

/** Read with every request of the console: prepared once per store. */
function openSignInQuery(database: Database) {
  return database
    .select({ signIn: agentSessions, agent: agents, head: settingsHead })
    .from(agentSessions)
    .innerJoin(agents, eq(agents.id, agentSessions.agentId))
    .where(and(eq(agentSessions.idHash, sql.placeholder("idHash")), isNull(agentSessions.endedAt)))
    .prepare();
}

async function rowByEmail({ database }: Writing, email: string): Promise<typeof agents.$inferSelect | undefined> {
  const [row] = await database.select().from(agents).where(eq(agents.email, email.toLowerCase()));
  return row;
}

async function agentByEmail(writing: Writing, email: string): Promise<AgentRecord | undefined> {
  const { macs } = writing;
  const row = await rowByEmail(writing, email);
  return row === undefined || !isAttested(macs, agents, row) ? undefined : agentOf(row);
}

/** Whoever holds the address becomes an admin. Undefined when the invitation was taken before. */
async function takeInvitation(
  { database, db, macs }: Writing,
  { tokenHash, agent, now }: AdminInvitation,
  { audit, mails }: { readonly audit: Omit<AuditEntry, "actor" | "subject">; readonly mails: readonly NewDeskMail[] },
): Promise<AgentRecord | undefined> {
  const [known] = await database.select().from(agents).where(eq(agents.email, agent.email));
  const own =
    known !== undefined && known.removedAt === null && isAttested(macs, agents, known) ? agentOf(known) : undefined;
  const admin: AgentRecord = { ...agent, ...own, role: "admin", active: true };
  const taken = await db
    .prepare("INSERT OR IGNORE INTO admin_invitations_taken (token_hash, agent_id, taken_at) VALUES (?, ?, ?)")
    .bind(tokenHash, admin.id, now)
    .run();
  if (taken.meta.changes !== 1) {
    return undefined;
  }
  const before = own === undefined || known === undefined ? undefined : { agent: own, kept: known, mac: known.mac };
  const row = agentRow(admin, keptOf(admin, before, { at: now }));
  await db.batch([
    openSetUp({ db, macs }, now),
    ...(own === undefined ? releaseAddress({ db, macs }, known, now) : []),
    db.prepare("DELETE FROM agents WHERE id = ?").bind(admin.id),
    insertAttested(db, macs, { table: "agents", row }),
    ...insertDeskMails({ db, macs }, mails),
    auditStatement(db, { ...audit, actor: admin.id, subject: admin.id, key: `invitation:${tokenHash.slice(0, 12)}` }),
  ]);
  return admin;
}

const SIGN_INS_LISTED = 100;

async function signInsOf({ database, macs }: Writing, id: AgentId, since: EpochMs): Promise<readonly KnownSignIn[]> {
  const rows = await database
    .select({ signIn: agentSessions, agent: agents })
    .from(agentSessions)
    .innerJoin(agents, eq(agents.id, agentSessions.agentId))
    .where(and(eq(agentSessions.agentId, id), gt(agentSessions.createdAt, since)))
    .orderBy(desc(agentSessions.createdAt))
    .limit(SIGN_INS_LISTED);
  return rows.flatMap(({ signIn, agent }) =>
    isAttested(macs, agentSessions, signIn) && isAttested(macs, agents, agent)
      ? [
          {
            ...signInOf(signIn, agent),
            ...present("endedAt", signIn.endedAt),
            ...present("endReason", signIn.endReason),
          },
        ]
      : [],
  );
}

/** A link that could be redeemed now, and whose it is. */
async function openLink({ database, macs }: Writing, tokenHash: string, now: EpochMs) {
  const [found] = await database
    .select()
    .from(signInLinks)
    .innerJoin(agents, eq(agents.id, signInLinks.agentId))
    .where(and(eq(signInLinks.tokenHash, tokenHash), isNull(signInLinks.usedAt)));
  if (found === undefined || found.sign_in_links.expiresAt <= now) {
    return undefined;
  }
  const { sign_in_links: link, agents: row } = found;
  return isAttested(macs, signInLinks, link) && isAttested(macs, agents, row) && row.active
    ? { link, agent: agentOf(row) }
    : undefined;
}

async function redeemSignInLink(
  writing: Writing,
  tokenHash: string,
  now: EpochMs,
): Promise<RedeemedSignInLink | undefined> {
  const open = await openLink(writing, tokenHash, now);
  if (open === undefined) {
    return undefined;
  }
  const { db, macs } = writing;
  const { link, agent } = open;
  // The condition makes it single-use: of two parallel presses one finds no row.
  const mac = macs.make("sign_in_links", columnsOf(signInLinks, { ...link, usedAt: now }));
  const used = await db
    .prepare("UPDATE sign_in_links SET used_at = ?, mac = ? WHERE token_hash = ? AND used_at IS NULL")
    .bind(now, mac, tokenHash)
    .run();
  return used.meta.changes === 1 ? { agent, issuedBy: link.issuedBy } : undefined;
}

async function addSignIn({ db, macs }: Writing, signIn: NewSignIn, audit: AuditEntry): Promise<void> {
  const row = signInRow({ ...signIn, createdAt: signIn.now, lastSeenAt: signIn.now });
  await db.batch([
    insertAttested(db, macs, { table: "agent_sessions", row }),
    auditStatement(db, { ...audit, key: `session:${signIn.idHash.slice(0, 12)}` }),
  ]);
}

async function findSignIn(
  openSignIn: OpenSignInQuery,
  macs: RowMacs,
  idHash: string,
): Promise<SignInRecord | undefined> {
  const row = await openSignIn.get({ idHash });
  if (row === undefined || !isAttested(macs, agentSessions, row.signIn) || !isAttested(macs, agents, row.agent)) {
    return undefined;
  }
  const { signIn, agent, head } = row;
  return { ...signInOf(signIn, agent), settingsHead: head };
}

function signInOf(signIn: typeof agentSessions.$inferSelect, agent: typeof agents.$inferSelect): StoredSignIn {
  return {
    idHash: signIn.idHash,
    agent: agentOf(agent),
    createdAt: signIn.createdAt,
    authenticatedAt: signIn.authenticatedAt ?? signIn.createdAt,
    lastSeenAt: signIn.lastSeenAt,
    expiresAt: signIn.expiresAt,
    ...present("networkAsn", signIn.networkAsn),
    ...present("browserTag", signIn.browserTag),
    ...present("way", signIn.way),
    ...present("provider", signIn.provider),
  };
}

/** Nothing happens to one that has ended or was seen meanwhile by another request. */
async function touchSignIn({ db, macs }: Writing, signIn: SignInRecord, now: EpochMs): Promise<void> {
  const seen = signInRow({ ...signIn, agentId: signIn.agent.id, lastSeenAt: now });
  await db
    .prepare(
      "UPDATE agent_sessions SET last_seen_at = ?, mac = ? WHERE id_hash = ? AND last_seen_at = ? AND ended_at IS NULL",
    )
    .bind(now, macs.make("agent_sessions", seen), signIn.idHash, signIn.lastSeenAt)
    .run();
}

async function freshenSignIn({ db, macs }: Writing, signIn: StoredSignIn, audit: AuditEntry): Promise<void> {
  const row = signInRow({ ...signIn, agentId: signIn.agent.id, lastSeenAt: audit.at, authenticatedAt: audit.at });
  await db.batch([
    db
      .prepare(
        "UPDATE agent_sessions SET last_seen_at = ?, authenticated_at = ?, mac = ? WHERE id_hash = ? AND ended_at IS NULL",
      )
      .bind(audit.at, row.authenticated_at ?? null, macs.make("agent_sessions", row), signIn.idHash),
    auditStatement(db, { ...audit, key: `session-fresh:${signIn.idHash.slice(0, 12)}` }),
  ]);
}

async function shortenSignIn({ db, macs }: Writing, signIn: StoredSignIn, expiresAt: EpochMs): Promise<void> {
  const row = signInRow({ ...signIn, agentId: signIn.agent.id, expiresAt });
  await db
    .prepare(
      "UPDATE agent_sessions SET last_seen_at = ?, expires_at = ?, mac = ? WHERE id_hash = ? AND ended_at IS NULL",
    )
    .bind(signIn.lastSeenAt, expiresAt, macs.make("agent_sessions", row), signIn.idHash)
    .run();
}

async function endSignIn({ db, macs }: Writing, signIn: StoredSignIn, ended: EndedSignIn): Promise<void> {
  const own = signInRow({ ...signIn, agentId: signIn.agent.id });
  const row = { ...own, ended_at: ended.at, end_reason: ended.reason };
  await db.batch([
    db
      .prepare(
        "UPDATE agent_sessions SET last_seen_at = ?, ended_at = ?, end_reason = ?, mac = ? WHERE id_hash = ? AND ended_at IS NULL",
      )
      .bind(signIn.lastSeenAt, ended.at, ended.reason, macs.make("agent_sessions", row), signIn.idHash),
    auditStatement(db, { ...ended.audit, key: `session-end:${signIn.idHash.slice(0, 12)}` }),
  ]);
}

function signInRow(signIn: {
  readonly idHash: string;
  readonly agentId: string;
  readonly createdAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly authenticatedAt?: EpochMs;
  readonly way?: string;
  readonly networkAsn?: number;
  readonly browserTag?: string;
  readonly provider?: string;
}) {
  return {
    id_hash: signIn.idHash,
    agent_id: signIn.agentId,
    created_at: signIn.createdAt,
    last_seen_at: signIn.lastSeenAt,
    expires_at: signIn.expiresAt,
    network_asn: signIn.networkAsn,
    browser_tag: signIn.browserTag,
    way: signIn.way,
    // Rows from before the column have none, and count from their beginning.
    authenticated_at: signIn.authenticatedAt === signIn.createdAt ? undefined : signIn.authenticatedAt,
    provider: signIn.provider,
  };
}

async function addAudit(db: D1Database, entry: AuditEntry): Promise<void> {
  await auditStatement(db, { ...entry, key: crypto.randomUUID() }).run();
}
