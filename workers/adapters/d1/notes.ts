/**
 * The outbox of ticket notes. One writer per ticket (a lease on its first waiting note, the only
 * one that may go) and strictly in order: a note that waits holds back the later ones of its
 * ticket, and of no other.
 */
import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { NoteFailure, NoteOfTicket, NoteStore, PendingNote } from "../../app/ports/tickets.ts";
import { noteId, ticketId, type NoteId, type TicketId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Note } from "../../core/tickets/note.ts";
import { present, type Database } from "./database.ts";
import { hasReached, reached } from "./reached.ts";
import { ticketNotes } from "./schema.ts";

const noteShape = z.object({
  key: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  link: z.object({ label: z.string(), url: z.string() }).exactOptional(),
});

interface WaitingNote {
  readonly id: string;
  readonly note: string;
  readonly created_at: number;
  readonly attempts: number;
  readonly refusals: number;
  readonly pass_of_inactive: number;
}

/** Read with the claim, so with the last word of the directory before the ticket system has the note. */
const PASS_OF_INACTIVE = `kind = 'outcome' AND EXISTS (
  SELECT 1 FROM verifications JOIN people ON people.id = verifications.person_id
  WHERE verifications.id = ticket_notes.verification_id AND verifications.status = 'passed' AND people.active = 0)`;

export function noteStore(database: Database): NoteStore {
  const db = database.$client;
  return {
    claimNext: (id, now, leaseMs) => claimNext(db, id, { now, leaseMs }),
    renew: (id, until) => renew(db, id, until),
    reword: (id, note) => reword(db, id, note),
    written: (id, now) => written(db, id, now),
    failed: (id, failure) => failed(db, id, failure),
    dueTickets: (now, limit) => dueTickets(database, now, limit),
    forTicket: (id) => notesOfTicket(database, id),
  };
}

async function claimNext(
  db: D1Database,
  ticket: TicketId,
  { now, leaseMs }: { readonly now: EpochMs; readonly leaseMs: number },
): Promise<PendingNote | undefined> {
  const next = await db
    .prepare(
      `UPDATE ticket_notes SET lease_until = ?2
       WHERE id = (SELECT id FROM ticket_notes WHERE ticket_id = ?1 AND status = 'waiting' ORDER BY position LIMIT 1)
         AND ${reached("lease_until", "?3")} AND ${reached("next_at", "?3")} 
       RETURNING id, note, created_at, attempts, refusals, ${PASS_OF_INACTIVE} AS pass_of_inactive`,
    )
    .bind(ticket, now + leaseMs, now)
    .first<WaitingNote>();
  return next === null
    ? undefined
    : {
        id: noteId.parse(next.id),
        ticketId: ticket,
        note: noteShape.parse(JSON.parse(next.note)),
        passOfInactive: next.pass_of_inactive === 1,
        createdAt: next.created_at,
        attempts: next.attempts,
        refusals: next.refusals,
      };
}

async function renew(db: D1Database, id: NoteId, until: EpochMs): Promise<void> {
  await db.prepare("UPDATE ticket_notes SET lease_until = ? WHERE id = ? AND status = 'waiting'").bind(until, id).run();
}

async function reword(db: D1Database, id: NoteId, note: Note): Promise<void> {
  await db
    .prepare("UPDATE ticket_notes SET note = ? WHERE id = ? AND status = 'waiting'")
    .bind(JSON.stringify(note), id)
    .run();
}

async function written(db: D1Database, id: NoteId, now: EpochMs): Promise<void> {
  await db
    .prepare(
      "UPDATE ticket_notes SET status = 'written', written_at = ?, problem = NULL, attempts = attempts + 1 WHERE id = ?",
    )
    .bind(now, id)
    .run();
}

async function failed(db: D1Database, id: NoteId, failure: NoteFailure): Promise<void> {
  await db
    .prepare(
      "UPDATE ticket_notes SET attempts = attempts + 1, refusals = refusals + ?, problem = ?, next_at = ?, status = ?, lease_until = 0 WHERE id = ? AND status = 'waiting'",
    )
    .bind(failure.refused ? 1 : 0, failure.problem, failure.nextAt, failure.parked ? "parked" : "waiting", id)
    .run();
}

async function dueTickets(database: Database, now: EpochMs, limit: number): Promise<TicketId[]> {
  const rows = await database
    .selectDistinct({ ticketId: ticketNotes.ticketId })
    .from(ticketNotes)
    .where(and(eq(ticketNotes.status, "waiting"), hasReached(ticketNotes.nextAt, now)))
    .limit(limit);
  return rows.map((row) => ticketId.parse(row.ticketId));
}

async function notesOfTicket(database: Database, id: TicketId): Promise<NoteOfTicket[]> {
  const rows = await database
    .select()
    .from(ticketNotes)
    .where(eq(ticketNotes.ticketId, id))
    .orderBy(asc(ticketNotes.position));
  return rows.map((row) => ({
    at: row.createdAt,
    title: noteShape.parse(JSON.parse(row.note)).title,
    status: row.status,
    ...present("problem", row.problem),
  }));
}
