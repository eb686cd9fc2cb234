/**
 * The outbox of ticket notes. One writer per ticket (a lease on the ticket) and strictly in
 * order: a note that waits holds back the later ones of its ticket, and of no other.
 */
import { and, asc, eq, lte, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { NoteStore } from "../../app/stores.ts";
import { noteId, ticketId, type TicketId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { present, type Database } from "./database.ts";
import { ticketNotes, tickets } from "./schema.ts";

const noteShape = z.object({
  key: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  link: z.object({ label: z.string(), url: z.string() }).exactOptional(),
});

export function noteStore(database: Database): NoteStore {
  const db = database.$client;
  const freeTicket = (id: string) => db.prepare("UPDATE tickets SET notes_lease_until = 0 WHERE id = ?").bind(id);
  return {
    async claimNext(id, now, leaseMs) {
      const [leased, [next]] = await database.batch([
        database
          .update(tickets)
          .set({ notesLeaseUntil: now + leaseMs })
          .where(and(eq(tickets.id, id), lte(tickets.notesLeaseUntil, now), firstIsDue(id, now)))
          .returning({ id: tickets.id }),
        database
          .select()
          .from(ticketNotes)
          .where(and(eq(ticketNotes.ticketId, id), eq(ticketNotes.status, "waiting")))
          .orderBy(asc(ticketNotes.position))
          .limit(1),
      ]);
      if (leased.length === 0 || next === undefined) {
        return undefined;
      }
      return {
        id: noteId.parse(next.id),
        ticketId: id,
        note: noteShape.parse(JSON.parse(next.note)),
        createdAt: next.createdAt,
        attempts: next.attempts,
      };
    },
    async written(id, ticket, now) {
      await db.batch([
        db
          .prepare(
            "UPDATE ticket_notes SET status = 'written', written_at = ?, problem = NULL, attempts = attempts + 1 WHERE id = ?",
          )
          .bind(now, id),
        freeTicket(ticket),
      ]);
    },
    async failed(id, ticket, failure) {
      await db.batch([
        db
          .prepare("UPDATE ticket_notes SET attempts = attempts + 1, problem = ?, next_at = ?, status = ? WHERE id = ?")
          .bind(failure.problem, failure.nextAt, failure.parked ? "parked" : "waiting", id),
        freeTicket(ticket),
      ]);
    },
    async dueTickets(now, limit) {
      const rows = await database
        .selectDistinct({ ticketId: ticketNotes.ticketId })
        .from(ticketNotes)
        .where(and(eq(ticketNotes.status, "waiting"), lte(ticketNotes.nextAt, now)))
        .limit(limit);
      return rows.map((row) => ticketId.parse(row.ticketId));
    },
    async forTicket(id) {
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
    },
  };
}

/** Whether the first waiting note may go; asked in the statement, so that a lease is written only for work. */
function firstIsDue(id: TicketId, now: EpochMs): SQL {
  return sql`(SELECT next_at FROM ticket_notes WHERE ticket_id = ${id} AND status = 'waiting' ORDER BY position LIMIT 1) <= ${now}`;
}
