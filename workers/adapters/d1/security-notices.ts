/** The outbox of what security is told. The claim decides who sends, and what one mail gathers. */
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewNote } from "../../app/ports/tickets.ts";
import type { SendFailure } from "../../app/ports/messages.ts";
import type {
  NewSecurityNotices,
  NoticeLimits,
  SecurityNotice,
  SecurityNoticeStore,
} from "../../app/ports/security.ts";
import { personId, verificationId, type VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { SecurityCause, SecurityChannel } from "../../core/messages/security-notice.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { auditWhere } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { reached } from "./reached.ts";
import { idsOf, readableRows } from "./readable.ts";
import { insertNote } from "./tickets.ts";

interface Row {
  readonly id: string;
  readonly verification_id: string;
  readonly person_id: string;
  readonly cause: string;
  readonly channel: string;
  readonly reported_by: string | null;
  readonly created_at: number;
  readonly status: SecurityNotice["status"];
  readonly attempts: number;
  readonly sent_at: number | null;
  readonly problem: string | null;
}

interface Reading {
  readonly db: D1Database;
  readonly macs: RowMacs;
}

const due = (name: string): string =>
  `${reached(`${name}.next_at`, "?2")} AND (${name}.status = 'waiting' OR (${name}.status = 'sending' AND ${reached(`${name}.claimed_until`, "?2")}))`;

const isMail = (name: string): string => `${name}.channel IN ('mail', 'on_call')`;

/** A mail about the same person went out a moment ago, or is on its way. */
const held = (name: string): string =>
  `${isMail(name)} AND EXISTS (SELECT 1 FROM security_notices AS mailed
     WHERE mailed.person_id = ${name}.person_id AND mailed.channel = ${name}.channel
       AND ((mailed.status = 'sent' AND mailed.sent_at BETWEEN ?2 - ?3 + 1 AND ?2 + ?3) OR (mailed.status = 'sending' AND NOT ${reached("mailed.claimed_until", "?2")})))`;

/** Nobody was told, and nothing tries it any more: whoever reports it once more is not answered by it. */
const GIVEN_UP = "'failed', 'discarded'";

export function securityNoticeStore(database: Database, macs: RowMacs): SecurityNoticeStore {
  const db = database.$client;
  const reading = { db, macs };
  return {
    add: (notices, audit, note) => addNotices(reading, notices, { audit, note }),
    claimNext: (id, now, limits) => claimNext(reading, id, { now, ...limits }),
    sent: (ids, now) => sent(db, ids, now),
    failed: (ids, failure) => failed(db, ids, failure),
    due: (now, gatherMs, limit) => dueChecks(reading, { now, gatherMs }, limit),
    ofVerification: (id) => ofVerification(reading, id),
  };
}

async function addNotices(
  { db, macs }: Reading,
  notices: NewSecurityNotices,
  { audit, note }: { readonly audit: AuditEntry; readonly note: NewNote | undefined },
): Promise<void> {
  const ids = notices.channels.map((channel) => noticeId(notices.key, channel));
  const held = JSON.stringify(ids);
  await db.batch([
    auditWhere(
      db,
      { ...audit, key: notices.key },
      {
        sql: `(SELECT COUNT(*) FROM security_notices WHERE status NOT IN (${GIVEN_UP}) AND id IN (SELECT value FROM json_each(?))) < ?`,
        values: [held, ids.length],
      },
    ),
    ...insertNotices(db, notices),
    ...(note === undefined ? [] : [insertNote({ db, macs }, note)]),
    db
      .prepare(
        `UPDATE security_notices SET status = 'waiting', attempts = 0, next_at = ?2
         WHERE status IN (${GIVEN_UP}) AND id IN (SELECT value FROM json_each(?1))`,
      )
      .bind(held, notices.at),
  ]);
}

/** Those that tell of no check, which only SQL can have written, fail for good and go along with none of ours. */
async function claimNext(
  { db, macs }: Reading,
  id: VerificationId,
  { now, leaseMs, gatherMs }: NoticeLimits & { readonly now: EpochMs },
): Promise<SecurityNotice[]> {
  const { results } = await db
    .prepare(
      `UPDATE security_notices SET status = 'sending', attempts = attempts + 1, claimed_until = ?4
       WHERE id IN (
         SELECT gathered.id FROM security_notices AS gathered JOIN security_notices AS first
           ON gathered.id = first.id
           OR (${isMail("first")} AND gathered.channel = first.channel AND gathered.person_id = first.person_id)
         WHERE ${due("gathered")} AND first.id = (
           SELECT next.id FROM security_notices AS next
           WHERE next.verification_id = ?1 AND ${due("next")} AND NOT (${held("next")}) ORDER BY next.created_at LIMIT 1))
       RETURNING *`,
    )
    .bind(id, now, gatherMs, now + leaseMs)
    .all<Row>();
  const notices = noticesIn(macs, results);
  const known = new Set(notices.map((notice) => notice.id));
  const unreadable = results.flatMap(({ id: notice }) => (known.has(notice) ? [] : [notice]));
  if (unreadable.length > 0) {
    await failed(db, unreadable, { problem: "unattested", nextAt: now, final: true });
  }
  return notices.sort((one, other) => one.createdAt - other.createdAt);
}

async function sent(db: D1Database, ids: readonly string[], now: EpochMs): Promise<void> {
  await db
    .prepare(
      `UPDATE security_notices SET status = 'sent', sent_at = ?2, problem = NULL, claimed_until = 0
       WHERE id IN (SELECT value FROM json_each(?1)) AND status <> 'discarded'`,
    )
    .bind(JSON.stringify(ids), now)
    .run();
}

async function failed(db: D1Database, ids: readonly string[], failure: SendFailure): Promise<void> {
  await db
    .prepare(
      `UPDATE security_notices SET status = ?2, problem = ?3, next_at = ?4, claimed_until = 0
       WHERE id IN (SELECT value FROM json_each(?1)) AND status = 'sending'`,
    )
    .bind(JSON.stringify(ids), failure.final ? "failed" : "waiting", failure.problem, failure.nextAt)
    .run();
}

async function dueChecks(
  { db, macs }: Reading,
  { now, gatherMs }: { readonly now: EpochMs; readonly gatherMs: number },
  limit: number,
): Promise<VerificationId[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT waiting.verification_id AS id FROM security_notices AS waiting
       WHERE waiting.status IN ('waiting', 'sending') AND ${due("waiting")} AND NOT (${held("waiting")}) LIMIT ?1`,
    )
    .bind(limit, now, gatherMs)
    .all<{ id: string }>();
  return idsOf(macs, { table: "security_notices", rows: results, id: verificationId });
}

async function ofVerification({ db, macs }: Reading, id: VerificationId): Promise<SecurityNotice[]> {
  const { results } = await db
    .prepare("SELECT * FROM security_notices WHERE verification_id = ? ORDER BY created_at, id")
    .bind(id)
    .all<Row>();
  return noticesIn(macs, results);
}

function noticeId(key: string, channel: SecurityChannel): string {
  return `sec_${key}_${channel}`;
}

export function insertNotices(db: D1Database, notices: NewSecurityNotices): D1PreparedStatement[] {
  const { key, verificationId: check, personId: person, cause, channels, reportedBy, at } = notices;
  return channels.map((channel) =>
    db
      .prepare(
        `INSERT INTO security_notices (id, verification_id, person_id, cause, channel, reported_by, created_at, status, next_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', ?7) ON CONFLICT (id) DO NOTHING`,
      )
      .bind(noticeId(key, channel), check, person, cause, channel, reportedBy ?? null, at),
  );
}

const noticesIn = (macs: RowMacs, rows: readonly Row[]): SecurityNotice[] =>
  readableRows(macs, { table: "security_notices", rows, read: noticeOf });

function noticeOf(row: Row): SecurityNotice {
  return {
    id: row.id,
    verificationId: verificationId.parse(row.verification_id),
    personId: personId.parse(row.person_id),
    cause: row.cause as SecurityCause,
    channel: row.channel as SecurityChannel,
    createdAt: row.created_at,
    status: row.status,
    attempts: row.attempts,
    ...present("reportedBy", row.reported_by),
    ...present("sentAt", row.sent_at),
    ...present("problem", row.problem),
  };
}
