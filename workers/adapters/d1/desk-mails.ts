/** The outbox of the desk. A row counts only with the mac of who has the root secret: it decides who reads what. */
import type { DeskMail, DeskMailProgress, DeskMailStore, NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { SendFailure } from "../../app/ports/messages.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { DeskMailKind, DeskRecipient } from "../../core/messages/desk-mail.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import type { Condition } from "./audit.ts";
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
  readonly status: string;
  readonly attempts: number;
  readonly sent_at: number | null;
  readonly mac: string | null;
}

interface Writing {
  readonly db: D1Database;
  readonly macs: RowMacs;
}

const TABLE = "desk_mails";
const DUE = `${reached("next_at", "?2")} AND (status = 'waiting' OR (status = 'sending' AND ${reached("claimed_until", "?2")}))`;

export function deskMailStore(database: Database, macs: RowMacs): DeskMailStore {
  const db = database.$client;
  const writing = { db, macs };
  return {
    add: async (mails) => {
      if (mails.length > 0) {
        await db.batch(insertDeskMails(writing, mails));
      }
    },
    claim: (id, now, leaseMs) => claim(writing, { id, now, leaseMs }),
    sent: (mail, now) => sent(writing, mail, now),
    failed: (id, failure) => failed(db, id, failure),
    due: (now, limit) => due(db, now, limit),
    progress: (kind, about) => progress(writing, kind, about),
  };
}

/** What never changes, and when it was handed over. The token opens only in its own row, for its own recipient. */
const attestedOf = ({ id, recipient, kind, about, at, notAfter }: NewDeskMail, sentAt?: EpochMs) => ({
  id,
  recipient,
  kind,
  about,
  created_at: at,
  not_after: notAfter,
  sent_at: sentAt,
});

/** `condition`: what has to stand after the act, which may have been refused in the same batch. */
export function insertDeskMails(
  { db, macs }: Writing,
  mails: readonly NewDeskMail[],
  condition: Condition = { sql: "TRUE", values: [] },
): D1PreparedStatement[] {
  return mails.map((mail) => {
    const { id, recipient, kind, about, tokenSealed, at, notAfter } = mail;
    return db
      .prepare(
        `INSERT INTO desk_mails (id, recipient, kind, about, token_sealed, created_at, not_after, status, next_at, mac)
         SELECT ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ? WHERE ${condition.sql} ON CONFLICT (id) DO NOTHING`,
      )
      .bind(
        id,
        recipient,
        kind,
        about,
        tokenSealed ?? null,
        at,
        notAfter,
        at,
        macs.make(TABLE, attestedOf(mail)),
        ...condition.values,
      );
  });
}

async function claim(
  { db, macs }: Writing,
  { id, now, leaseMs }: { readonly id: string; readonly now: EpochMs; readonly leaseMs: number },
): Promise<DeskMail | undefined> {
  const row = await db
    .prepare(
      `UPDATE desk_mails SET status = 'sending', attempts = attempts + 1, claimed_until = ?2 + ?3
       WHERE id = ?1 AND ${DUE} RETURNING *`,
    )
    .bind(id, now, leaseMs)
    .first<Row>();
  if (row === null) {
    return undefined;
  }
  if (!isOurs(macs, row)) {
    await failed(db, id, { problem: "unattested", nextAt: now, final: true });
    return undefined;
  }
  return mailOf(row);
}

const isOurs = (macs: RowMacs, row: Row): boolean =>
  macs.holds(TABLE, { ...attestedOf(mailOf(row), row.sent_at ?? undefined), mac: row.mac });

/** What it opens is kept no longer than it takes to hand it over. */
async function sent({ db, macs }: Writing, mail: DeskMail, now: EpochMs): Promise<void> {
  await db
    .prepare(
      `UPDATE desk_mails SET status = 'sent', sent_at = ?2, problem = NULL, token_sealed = NULL, mac = ?3
       WHERE id = ?1`,
    )
    .bind(mail.id, now, macs.make(TABLE, attestedOf(mail, now)))
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

async function progress(
  { db, macs }: Writing,
  kind: DeskMailKind,
  about: string,
): Promise<readonly DeskMailProgress[]> {
  const { results } = await db
    .prepare("SELECT * FROM desk_mails WHERE about = ? AND kind = ?")
    .bind(about, kind)
    .all<Row>();
  return results
    .filter((row) => isOurs(macs, row))
    .map((row) => ({
      recipient: row.recipient as DeskRecipient,
      at: row.created_at,
      failed: row.status === "failed",
      ...present("sentAt", row.sent_at),
    }));
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
