import type { DeskMail, DeskMailStore, NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { SendFailure } from "../../app/ports/messages.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { DeskMailKind, DeskRecipient } from "../../core/messages/desk-mail.ts";
import { present, type Database } from "./database.ts";
import { reached } from "./reached.ts";

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly kind: string;
  readonly about: string;
  readonly token_sealed: string | null;
  readonly created_at: number;
  readonly not_after: number;
  readonly attempts: number;
}

const DUE = `${reached("next_at", "?2")} AND (status = 'waiting' OR (status = 'sending' AND ${reached("claimed_until", "?2")}))`;

export function deskMailStore(database: Database): DeskMailStore {
  const db = database.$client;
  return {
    add: async (mails) => {
      if (mails.length > 0) {
        await db.batch(insertDeskMails(db, mails));
      }
    },
    claim: (id, now, leaseMs) => claim(db, { id, now, leaseMs }),
    sent: (id, now) => sent(db, id, now),
    failed: (id, failure) => failed(db, id, failure),
    due: (now, limit) => due(db, now, limit),
  };
}

/** `after`: only where the agent's row stands as it does after the act, which may have been refused in the same batch. */
export function insertDeskMails(
  db: D1Database,
  mails: readonly NewDeskMail[],
  after?: { readonly id: AgentId; readonly mac: string },
): D1PreparedStatement[] {
  return mails.map(({ id, recipient, kind, about, tokenSealed, at, notAfter }) =>
    db
      .prepare(
        `INSERT INTO desk_mails (id, recipient, kind, about, token_sealed, created_at, not_after, status, next_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', ?6
         WHERE ?8 IS NULL OR EXISTS (SELECT 1 FROM agents WHERE id = ?8 AND mac = ?9) ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, recipient, kind, about, tokenSealed ?? null, at, notAfter, after?.id ?? null, after?.mac ?? null),
  );
}

async function claim(
  db: D1Database,
  { id, now, leaseMs }: { readonly id: string; readonly now: EpochMs; readonly leaseMs: number },
): Promise<DeskMail | undefined> {
  const row = await db
    .prepare(
      `UPDATE desk_mails SET status = 'sending', attempts = attempts + 1, claimed_until = ?2 + ?3
       WHERE id = ?1 AND ${DUE} RETURNING *`,
    )
    .bind(id, now, leaseMs)
    .first<Row>();
  return row === null ? undefined : mailOf(row);
}

/** What it opens is kept no longer than it takes to hand it over. */
async function sent(db: D1Database, id: string, now: EpochMs): Promise<void> {
  await db
    .prepare("UPDATE desk_mails SET status = 'sent', sent_at = ?2, problem = NULL, token_sealed = NULL WHERE id = ?1")
    .bind(id, now)
    .run();
}

async function failed(db: D1Database, id: string, { problem, nextAt, final }: SendFailure): Promise<void> {
  await db
    .prepare(
      `UPDATE desk_mails SET status = ?2, problem = ?3, next_at = ?4, claimed_until = 0
       WHERE id = ?1 AND status = 'sending'`,
    )
    .bind(id, final ? "failed" : "waiting", problem, nextAt)
    .run();
}

async function due(db: D1Database, now: EpochMs, limit: number): Promise<readonly string[]> {
  const { results } = await db
    .prepare(`SELECT id FROM desk_mails WHERE status IN ('waiting', 'sending') AND ${DUE} LIMIT ?1`)
    .bind(limit, now)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

function mailOf(row: Row): DeskMail {
  return {
    id: row.id,
    recipient: row.recipient as DeskRecipient,
    kind: row.kind as DeskMailKind,
    about: row.about,
    at: row.created_at,
    notAfter: row.not_after,
    attempts: row.attempts,
    ...present("tokenSealed", row.token_sealed),
  };
}
