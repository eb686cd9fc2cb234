/**
 * The outbox of ticket notes. One writer per ticket (a lease on its first waiting note, the only
 * one that may go) and strictly in order: a note that waits holds back the later ones of its
 * ticket, and of no other.
 */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type {
  NewNote,
  NoteFailure,
  NoteOfTicket,
  NoteStore,
  NoteTarget,
  PendingNote,
} from "../../app/ports/tickets.ts";
import {
  noteId,
  ticketId,
  verificationId,
  type NoteId,
  type TicketId,
  type VerificationId,
} from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { VoidReason } from "../../core/tickets/outcome-texts.ts";
import type { KeyedAuditEntry } from "../../app/ports/audit.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { auditWhere } from "./audit.ts";
import { type AttestedColumns, attestedNote, isOurNote } from "./attested-note.ts";
import { present, type Database } from "./database.ts";
import { hasReached, reached } from "./reached.ts";
import { idsOf } from "./readable.ts";
import { ticketNotes } from "./schema-delivery.ts";
import { insertNote, type NoteWriting } from "./tickets.ts";

const oneNote = z.object({
  key: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  link: z.object({ label: z.string(), url: z.string() }).exactOptional(),
});
const noteShape = oneNote.extend({ first: oneNote.extend({ at: z.number() }).exactOptional() });

const targetShape = z.tuple([z.string(), z.string()]);

interface NoteRow extends AttestedColumns {
  readonly mac: string | null;
}

interface WaitingNote extends NoteRow {
  readonly attempts: number;
  readonly refusals: number;
  readonly void_reason: VoidReason | null;
}

/** Read with the claim, so with the last word of the directory before the ticket system has the note. */
const VOID_REASON = `(SELECT CASE
    WHEN verifications.voided_at IS NOT NULL THEN iif(verifications.voided_by = 'desk', 'desk', 'recipient')
    WHEN people.active = 0 THEN 'inactive' END
  FROM verifications LEFT JOIN people ON people.id = verifications.person_id
  WHERE kind = 'outcome' AND verifications.id = ticket_notes.verification_id AND verifications.status = 'passed')`;

export function noteStore(database: Database, macs: RowMacs): NoteStore {
  const db = database.$client;
  return {
    claimNext: (id, now, leaseMs) => claimNext({ db, macs }, id, { now, leaseMs }),
    renew: (id, until) => renew(db, id, until),
    reword: (pending, note) => reword({ db, macs }, pending, note),
    settle: (pending, note, audit) => settle({ db, macs }, { pending, note }, audit),
    add: async (note) => void (await insertNote({ db, macs }, note).run()),
    anyMissing: (pending) => anyMissing(db, pending),
    written: (id, now) => written(db, id, now),
    failed: (id, failure) => failed(db, id, failure),
    dueTickets: (now, limit) => dueTickets({ database, macs }, now, limit),
    forTicket: (id) => notesOfTicket(db, macs, id),
  };
}

async function claimNext(
  { db, macs }: NoteWriting,
  ticket: TicketId,
  { now, leaseMs }: { readonly now: EpochMs; readonly leaseMs: number },
): Promise<PendingNote | undefined> {
  const next = await db
    .prepare(
      `UPDATE ticket_notes SET lease_until = ?2
       WHERE id = (SELECT id FROM ticket_notes WHERE ticket_id = ?1 AND status = 'waiting' ORDER BY position LIMIT 1)
         AND ${reached("lease_until", "?3")} AND ${reached("next_at", "?3")} 
       RETURNING id, ticket_id, verification_id, note, created_at, kind, target, mac, attempts, refusals, ${VOID_REASON} AS void_reason`,
    )
    .bind(ticket, now + leaseMs, now)
    .first<WaitingNote>();
  if (next === null) {
    return undefined;
  }
  const { id, verification_id, note, created_at, kind, target } = next;
  if (!isOurNote(macs, next)) {
    await failed(db, id, { problem: "unattested", nextAt: now, refused: true, parked: true });
    return undefined;
  }
  return {
    id: noteId.parse(id),
    ticketId: ticket,
    note: noteShape.parse(JSON.parse(note)),
    createdAt: created_at,
    attempts: next.attempts,
    refusals: next.refusals,
    ...present("verificationId", verification_id === null ? null : verificationId.parse(verification_id)),
    ...present("target", target === null ? null : targetIn(target)),
    ...present("passIsVoid", next.void_reason),
    ...present("kind", kind as NewNote["kind"] | null),
  };
}

function targetIn(json: string): NoteTarget {
  const [connection, externalId] = targetShape.parse(JSON.parse(json));
  return { connection, externalId };
}

async function renew(db: D1Database, id: NoteId, until: EpochMs): Promise<void> {
  await db.prepare("UPDATE ticket_notes SET lease_until = ? WHERE id = ? AND status = 'waiting'").bind(until, id).run();
}

async function reword(writing: NoteWriting, pending: PendingNote, note: Note): Promise<void> {
  await rewording(writing, pending, note).run();
}

function rewording({ db, macs }: NoteWriting, pending: PendingNote, note: Note): D1PreparedStatement {
  const row = attestedNote(macs, { ...pending, note });
  return db
    .prepare("UPDATE ticket_notes SET note = ?, mac = ? WHERE id = ? AND status = 'waiting'")
    .bind(row.note, row.mac, row.id);
}

async function settle(
  writing: NoteWriting,
  { pending, note }: { readonly pending: PendingNote; readonly note: Note },
  audit: KeyedAuditEntry,
): Promise<void> {
  const { db } = writing;
  const waits = {
    sql: "EXISTS (SELECT 1 FROM ticket_notes WHERE id = ? AND status = 'waiting')",
    values: [pending.id],
  };
  await db.batch([auditWhere(db, audit, waits), rewording(writing, pending, note)]);
}

async function anyMissing(
  db: D1Database,
  { id, ticketId: ticket, verificationId: check }: PendingNote,
): Promise<boolean> {
  const missing = await db
    .prepare(
      `SELECT NOT EXISTS (SELECT 1 FROM ticket_notes WHERE ticket_id = ?1 AND verification_id = ?2 AND kind = 'outcome' AND status = 'written')
         OR EXISTS (SELECT 1 FROM ticket_notes WHERE ticket_id = ?1 AND verification_id = ?2 AND id <> ?3 AND status IN ('parked', 'discarded')) AS missing`,
    )
    .bind(ticket, check ?? null, id)
    .first<number>("missing");
  return missing !== 0;
}

async function written(db: D1Database, id: NoteId, now: EpochMs): Promise<void> {
  await db
    .prepare(
      "UPDATE ticket_notes SET status = 'written', written_at = ?, problem = NULL, attempts = attempts + 1 WHERE id = ?",
    )
    .bind(now, id)
    .run();
}

async function failed(db: D1Database, id: string, failure: NoteFailure): Promise<void> {
  await db
    .prepare(
      "UPDATE ticket_notes SET attempts = attempts + 1, refusals = refusals + ?, problem = ?, next_at = ?, status = ?, lease_until = 0 WHERE id = ? AND status = 'waiting'",
    )
    .bind(failure.refused ? 1 : 0, failure.problem, failure.nextAt, failure.parked ? "parked" : "waiting", id)
    .run();
}

async function dueTickets(
  { database, macs }: { readonly database: Database; readonly macs: RowMacs },
  now: EpochMs,
  limit: number,
): Promise<TicketId[]> {
  const rows = await database
    .selectDistinct({ id: ticketNotes.ticketId })
    .from(ticketNotes)
    .where(and(eq(ticketNotes.status, "waiting"), hasReached(ticketNotes.nextAt, now)))
    .limit(limit);
  return idsOf(macs, { table: "ticket_notes", rows, id: ticketId });
}

/** Without what somebody else wrote. A row without a mac is from before there were any, or was emptied: it is history. */
async function notesOfTicket(db: D1Database, macs: RowMacs, id: TicketId): Promise<NoteOfTicket[]> {
  const { results } = await db
    .prepare("SELECT * FROM ticket_notes WHERE ticket_id = ? ORDER BY position")
    .bind(id)
    .all<NoteRow & { readonly status: NoteOfTicket["status"]; readonly problem: string | null }>();
  return results
    .filter((row) => row.mac === null || isOurNote(macs, row))
    .flatMap((row) =>
      titlesIn(row).map((titled) => ({
        ...titled,
        status: row.status,
        ...present("problem", row.problem),
        ...present("closes", row.kind === "closing" ? (row.verification_id as VerificationId | null) : null),
      })),
    );
}

/** Empty for what no note is. */
function titlesIn({ note, created_at: at }: NoteRow): readonly Pick<NoteOfTicket, "at" | "title">[] {
  try {
    const { title, first } = noteShape.parse(JSON.parse(note));
    return [...(first === undefined ? [] : [{ at: first.at, title: first.title }]), { at, title }];
  } catch {
    return [{ at, title: "" }];
  }
}
