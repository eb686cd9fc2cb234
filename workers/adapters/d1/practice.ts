import { eq, lt, max } from "drizzle-orm";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { MessagedCheck, PracticeCheck, PracticeContact, PracticeStore } from "../../app/ports/practice.ts";
import { agentId, verificationId, type AgentId, type VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { practiceRecordOf, type PracticeRecord } from "../../core/session/practice.ts";
import type { SessionRecord } from "../../core/session/record.ts";
import type { Session } from "../../core/session/session.ts";
import { auditStatement, auditWhere } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { practiceChecks, practicePassed } from "./schema-practice.ts";

export function practiceStore(database: Database): PracticeStore {
  const db = database.$client;
  return {
    of: (agent) => checkOf(database, agent),
    begin: (contact, audit) => begin(db, contact, audit),
    takeTry: (agent, now) => takeTry(db, agent, now),
    confirm: (agent, codeHash, audit) => confirm(db, { agent, codeHash, audit }),
    setCheck: (agent, id, now) => setCheck(db, { agent, id, now }),
    messaged: (id) => messaged(database, id),
    lastPassed: () => lastPassed(database),
    removeBefore: (at) => removeBefore(database, at),
  };
}

/** What a session object writes of a practice check, in the place of a verification's row. A row that is gone stays gone. */
export function practiceStatements(db: D1Database, session: Session): D1PreparedStatement[] {
  const record = db
    .prepare("UPDATE practice_checks SET version = ?1, record = ?2 WHERE verification_id = ?3 AND version < ?1")
    .bind(session.version, JSON.stringify(practiceRecordOf(session)), session.id);
  return session.status === "passed"
    ? [
        record,
        db
          .prepare(
            "INSERT INTO practice_passed (agent_id, at) VALUES (?1, ?2) ON CONFLICT (agent_id) DO UPDATE SET at = MAX(at, ?2)",
          )
          .bind(session.agent.id, session.moments.endedAt ?? session.createdAt),
      ]
    : [record];
}

async function checkOf(database: Database, agent: AgentId): Promise<PracticeCheck | undefined> {
  const [row] = await database.select().from(practiceChecks).where(eq(practiceChecks.agentId, agent));
  return row === undefined
    ? undefined
    : {
        agentId: agentId.parse(row.agentId),
        channel: row.channel,
        contactSealed: row.contactSealed,
        contactTag: row.contactTag,
        masked: row.masked,
        maskedPlain: row.maskedPlain,
        codeUntil: row.codeUntil,
        triesLeft: row.triesLeft,
        ...present("confirmedAt", row.confirmedAt),
        ...present("verificationId", row.verificationId === null ? null : verificationId.parse(row.verificationId)),
        ...present("record", row.record === null ? null : recordIn(row.record)),
      };
}

/** One that an older release wrote has no reasons. */
const recordIn = (json: string): PracticeRecord => ({ reasons: [], ...(JSON.parse(json) as SessionRecord) });

async function begin(
  db: D1Database,
  contact: PracticeContact & { readonly codeHash: string },
  audit: AuditEntry,
): Promise<void> {
  const {
    agentId: agent,
    channel,
    contactSealed,
    contactTag,
    masked,
    maskedPlain,
    codeHash,
    codeUntil,
    triesLeft,
  } = contact;
  await db.batch([
    ...messagesOf(db, "agent_id = ?", agent),
    db
      .prepare(
        `INSERT OR REPLACE INTO practice_checks (agent_id, channel, contact_sealed, contact_tag, masked, masked_plain,
           code_hash, code_until, tries_left, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .bind(agent, channel, contactSealed, contactTag, masked, maskedPlain, codeHash, codeUntil, triesLeft, audit.at),
    auditStatement(db, { ...audit, key: `${agent}:own_check` }),
  ]);
}

async function takeTry(db: D1Database, agent: AgentId, now: EpochMs): Promise<string | undefined> {
  const hash = await db
    .prepare(
      `UPDATE practice_checks SET tries_left = tries_left - 1
       WHERE agent_id = ? AND code_hash IS NOT NULL AND tries_left > 0 AND code_until > ? RETURNING code_hash`,
    )
    .bind(agent, now)
    .first<string>("code_hash");
  return hash ?? undefined;
}

async function confirm(
  db: D1Database,
  { agent, codeHash, audit }: { readonly agent: AgentId; readonly codeHash: string; readonly audit: AuditEntry },
): Promise<boolean> {
  const [, confirmed] = await db.batch([
    auditWhere(
      db,
      { ...audit, key: `${agent}:own_check` },
      { sql: "EXISTS (SELECT 1 FROM practice_checks WHERE agent_id = ? AND code_hash = ?)", values: [agent, codeHash] },
    ),
    db
      .prepare("UPDATE practice_checks SET confirmed_at = ?, code_hash = NULL WHERE agent_id = ? AND code_hash = ?")
      .bind(audit.at, agent, codeHash),
  ]);
  return confirmed?.meta.changes === 1;
}

async function setCheck(
  db: D1Database,
  { agent, id, now }: { readonly agent: AgentId; readonly id: VerificationId; readonly now: EpochMs },
): Promise<void> {
  await db.batch([
    ...messagesOf(db, "agent_id = ?", agent),
    db
      .prepare("UPDATE practice_checks SET verification_id = ?, version = 0, record = NULL, at = ? WHERE agent_id = ?")
      .bind(id, now, agent),
  ]);
}

async function messaged(database: Database, id: VerificationId): Promise<MessagedCheck | undefined> {
  const [row] = await database
    .select({ record: practiceChecks.record })
    .from(practiceChecks)
    .where(eq(practiceChecks.verificationId, id));
  if (row === undefined || row.record === null) {
    return undefined;
  }
  const { ticketNumber, live, origin, referrerName, createdAt, endedAt } = recordIn(row.record);
  return { ticketNumber, live, origin, referrerName, createdAt, ...present("endedAt", endedAt) };
}

async function lastPassed(database: Database): Promise<EpochMs | undefined> {
  const [row] = await database.select({ at: max(practicePassed.at) }).from(practicePassed);
  return row?.at ?? undefined;
}

/** Looks first: messages have no index by check, and once a minute there is nothing to remove. */
async function removeBefore(database: Database, at: EpochMs): Promise<void> {
  const db = database.$client;
  const [over] = await database
    .select({ id: practiceChecks.agentId })
    .from(practiceChecks)
    .where(lt(practiceChecks.at, at))
    .limit(1);
  if (over === undefined) {
    return;
  }
  await db.batch([...messagesOf(db, "at < ?", at), db.prepare("DELETE FROM practice_checks WHERE at < ?").bind(at)]);
}

/** What was sent to the contact goes with the check, and what came back about it. */
function messagesOf(db: D1Database, which: string, value: string | number): D1PreparedStatement[] {
  const checks = `SELECT verification_id FROM practice_checks WHERE ${which} AND verification_id IS NOT NULL`;
  return [
    db
      .prepare(
        `DELETE FROM message_receipts WHERE (provider, provider_message_id) IN
           (SELECT provider, provider_message_id FROM messages WHERE verification_id IN (${checks}))`,
      )
      .bind(value),
    db.prepare(`DELETE FROM messages WHERE verification_id IN (${checks})`).bind(value),
  ];
}
