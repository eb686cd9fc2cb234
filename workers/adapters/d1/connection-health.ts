import type { KeyedAuditEntry } from "../../app/ports/audit.ts";
import type {
  ChangesFailure,
  ChangesReading,
  ConnectionHealth,
  ConnectionHealthStore,
  LogInLease,
  LogInRefusal,
  WebhookTaken,
} from "../../app/ports/connection-health.ts";
import { ticketId } from "../../core/kit/ids.ts";
import { MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import { auditStatement } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { reached } from "./reached.ts";

interface HealthRow {
  readonly log_ins_refused: number;
  readonly refused_at: number | null;
  readonly log_in_not_before: number;
  readonly changes_read_to: number | null;
  readonly changes_read_at: number | null;
  readonly changes_problem: string | null;
  readonly failed_at: number | null;
  readonly failed_problem: string | null;
  readonly found_late: number;
  readonly found_late_at: number | null;
  readonly webhook_at: number | null;
  readonly webhook_ticket: string | null;
}

export function connectionHealthStore(database: Database): ConnectionHealthStore {
  const db = database.$client;
  return {
    read: (connection) => read(db, connection),
    takeLogIn: (connection, lease) => takeLogIn(db, connection, lease),
    logInFreeAt: (connection) => logInFreeAt(db, connection),
    freeLogIn: (connection) => freeLogIn(db, connection),
    logInAccepted: (connection, now) => logInAccepted(db, connection, now),
    logInRefused: (connection, refusal) => logInRefused(db, connection, refusal),
    endPause: (connection, now, audit) => endPause(db, connection, { now, audit }),
    changesRead: (connection, reading) => changesRead(db, connection, reading),
    changesFailed: (connection, failure) => changesFailed(db, connection, failure),
    webhookTaken: (connection, call) => webhookTaken(db, connection, call),
    awaitWebhook: (connection, until) => awaitWebhook(db, connection, until),
  };
}

/** Of the connection ?1, at ?2. */
const WAITING_NOTES_DUE = `UPDATE ticket_notes SET next_at = ?2
  WHERE status = 'waiting' AND problem = 'peer.credentials_refused'
  AND ticket_id IN (SELECT id FROM tickets WHERE connection = ?1)`;

async function read(db: D1Database, connection: string): Promise<ConnectionHealth> {
  const row = await db
    .prepare("SELECT * FROM connection_health WHERE connection = ?")
    .bind(connection)
    .first<HealthRow>();
  return row === null ? { connection, changes: { foundLate: 0 } } : healthOf(connection, row);
}

async function takeLogIn(
  db: D1Database,
  connection: string,
  { now, until, credentials }: LogInLease,
): Promise<boolean> {
  const taken = await db
    .prepare(
      `INSERT INTO connection_health (connection, log_in_lease_until) VALUES (?1, ?3)
       ON CONFLICT (connection) DO UPDATE SET log_in_lease_until = ?3
       WHERE ${reached("log_in_lease_until", "?2")} 
         AND (${reached("log_in_not_before", "?2")} OR refused_credentials IS NOT ?4) RETURNING connection`,
    )
    .bind(connection, now, until, credentials)
    .first();
  return taken !== null;
}

async function logInFreeAt(db: D1Database, connection: string): Promise<EpochMs> {
  const row = await db
    .prepare("SELECT MAX(log_in_lease_until, log_in_not_before) AS free_at FROM connection_health WHERE connection = ?")
    .bind(connection)
    .first<{ free_at: number }>();
  return row?.free_at ?? 0;
}

async function freeLogIn(db: D1Database, connection: string): Promise<void> {
  await db.prepare("UPDATE connection_health SET log_in_lease_until = 0 WHERE connection = ?").bind(connection).run();
}

async function logInAccepted(db: D1Database, connection: string, now: EpochMs): Promise<void> {
  await db.batch([
    db
      .prepare(
        `${WAITING_NOTES_DUE}
         AND EXISTS (SELECT 1 FROM connection_health WHERE connection = ?1 AND refused_at IS NOT NULL)`,
      )
      .bind(connection, now),
    db
      .prepare(
        `UPDATE connection_health SET log_in_lease_until = 0, log_ins_refused = 0, refused_at = NULL,
           log_in_not_before = 0, refused_credentials = NULL
         WHERE connection = ?`,
      )
      .bind(connection),
  ]);
}

async function logInRefused(
  db: D1Database,
  connection: string,
  { now, notBefore, credentials }: LogInRefusal,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO connection_health (connection, log_ins_refused, refused_at, log_in_not_before, refused_credentials)
       VALUES (?1, 1, ?2, ?3, ?4)
       ON CONFLICT (connection) DO UPDATE SET log_in_lease_until = 0, log_ins_refused = log_ins_refused + 1,
         refused_at = COALESCE(refused_at, ?2), log_in_not_before = ?3,
         refused_credentials = ?4`,
    )
    .bind(connection, now, notBefore, credentials)
    .run();
}

async function endPause(
  db: D1Database,
  connection: string,
  { now, audit }: { readonly now: EpochMs; readonly audit: KeyedAuditEntry },
): Promise<string[]> {
  const [, waiting] = await db.batch<{ ticket_id: string }>([
    db
      .prepare(
        "UPDATE connection_health SET log_in_lease_until = 0, log_ins_refused = 0, log_in_not_before = 0 WHERE connection = ?",
      )
      .bind(connection),
    db.prepare(`${WAITING_NOTES_DUE} RETURNING ticket_id`).bind(connection, now),
    auditStatement(db, audit),
  ]);
  return [...new Set(waiting?.results.map((row) => row.ticket_id))];
}

async function changesRead(
  db: D1Database,
  connection: string,
  { readTo, now, foundLate }: ChangesReading,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO connection_health (connection, changes_read_to, changes_read_at, found_late, found_late_at)
       VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (connection) DO UPDATE SET changes_read_to = COALESCE(?2, changes_read_to), changes_read_at = ?3,
         changes_problem = NULL, found_late = found_late + ?4, found_late_at = COALESCE(?5, found_late_at)`,
    )
    .bind(connection, readTo ?? null, now, foundLate, foundLate === 0 ? null : now)
    .run();
}

async function changesFailed(db: D1Database, connection: string, { at, problem }: ChangesFailure): Promise<void> {
  await db
    .prepare(
      `INSERT INTO connection_health (connection, changes_problem, failed_at, failed_problem) VALUES (?1, ?2, ?3, ?2)
       ON CONFLICT (connection) DO UPDATE SET changes_problem = ?2, failed_at = ?3, failed_problem = ?2`,
    )
    .bind(connection, problem, at)
    .run();
}

async function webhookTaken(db: D1Database, connection: string, { at, ticket }: WebhookTaken): Promise<void> {
  await db
    .prepare(
      `INSERT INTO connection_health (connection, webhook_at, webhook_ticket) VALUES (?1, ?2, ?3)
       ON CONFLICT (connection) DO UPDATE SET webhook_at = ?2, webhook_ticket = ?3
       WHERE webhook_at IS NULL OR ${reached("webhook_at", "?4")} OR webhook_awaited_until > ?2`,
    )
    .bind(connection, at, ticket, at - MINUTE_MS)
    .run();
}

async function awaitWebhook(db: D1Database, connection: string, until: EpochMs): Promise<void> {
  await db
    .prepare(
      `INSERT INTO connection_health (connection, webhook_awaited_until) VALUES (?1, ?2)
       ON CONFLICT (connection) DO UPDATE SET webhook_awaited_until = ?2`,
    )
    .bind(connection, until)
    .run();
}

function healthOf(connection: string, row: HealthRow): ConnectionHealth {
  return {
    connection,
    ...(row.refused_at === null
      ? {}
      : { refused: { since: row.refused_at, times: row.log_ins_refused, nextTryAt: row.log_in_not_before } }),
    changes: {
      foundLate: row.found_late,
      ...present("readTo", row.changes_read_to),
      ...present("readAt", row.changes_read_at),
      ...present("problem", row.changes_problem),
      ...present(
        "lastFailure",
        row.failed_at === null || row.failed_problem === null
          ? null
          : { at: row.failed_at, problem: row.failed_problem },
      ),
      ...present("foundLateAt", row.found_late_at),
    },
    ...present("webhook", webhookOf(row)),
  };
}

function webhookOf({ webhook_at: at, webhook_ticket: written }: HealthRow): WebhookTaken | undefined {
  const ticket = ticketId.safeParse(written);
  return at === null || !ticket.success ? undefined : { at, ticket: ticket.data };
}
