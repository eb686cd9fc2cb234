import { and, desc, eq, gt, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { NewNote, TicketRecord, TicketStore } from "../../app/ports/tickets.ts";
import { ticketId, verificationId } from "../../core/kit/ids.ts";
import { ACTIONS } from "../../core/policy/policy.ts";
import { auditStatement } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { tickets, verifications } from "./schema.ts";

export function ticketStore(database: Database): TicketStore {
  const db = database.$client;
  const rowById = database
    .select()
    .from(tickets)
    .where(eq(tickets.id, sql.placeholder("id")))
    .prepare();
  const rowByExternalId = database
    .select()
    .from(tickets)
    .where(
      and(eq(tickets.connection, sql.placeholder("connection")), eq(tickets.externalId, sql.placeholder("externalId"))),
    )
    .prepare();
  return {
    async byId(id) {
      const row = await rowById.get({ id });
      return row === undefined ? undefined : ticketOf(row);
    },
    async byExternalId(connection, externalId) {
      const row = await rowByExternalId.get({ connection, externalId });
      return row === undefined ? undefined : ticketOf(row);
    },
    async open(limit) {
      const rows = await database
        .select()
        .from(tickets)
        .where(and(eq(tickets.closed, false), isNotNull(tickets.action)))
        .orderBy(desc(tickets.createdAt))
        .limit(limit);
      return rows.map(ticketOf);
    },
    async countNearby({ email, exceptId, from }) {
      const rows = await database
        .select({ id: tickets.id })
        .from(tickets)
        .where(and(eq(tickets.requesterEmail, email), ne(tickets.id, exceptId), gt(tickets.createdAt, from)))
        .limit(10);
      return rows.length;
    },
    async recordDelivery(delivery) {
      const { snapshot, now } = delivery;
      try {
        await db.batch([
          // Fails the whole batch when this delivery was accepted before: 100 parallel copies leave one.
          db
            .prepare(
              "INSERT INTO ticket_deliveries (connection, external_id, revision, received_at) VALUES (?, ?, ?, ?)",
            )
            .bind(delivery.connection, snapshot.externalId, snapshot.revision, now),
          upsertTicket(db, delivery),
          auditStatement(db, { ...delivery.audit, key: `${delivery.ticketId}:${snapshot.revision}` }),
          ...(delivery.note === undefined ? [] : [insertNote(db, delivery.note)]),
        ]);
        return true;
      } catch (error) {
        if (String(error).includes("UNIQUE constraint failed: ticket_deliveries")) {
          return false;
        }
        throw error;
      }
    },
    async openVerifications(id) {
      const rows = await database
        .select({ id: verifications.id })
        .from(verifications)
        .where(and(eq(verifications.ticketId, id), isNull(verifications.endedAt)));
      return rows.map((row) => verificationId.parse(row.id));
    },
  };
}

/** Older revisions that arrive late change nothing. */
function upsertTicket(db: D1Database, delivery: Parameters<TicketStore["recordDelivery"]>[0]): D1PreparedStatement {
  const { snapshot, now } = delivery;
  return db
    .prepare(
      `INSERT INTO tickets (id, connection, external_id, number, revision, category, action, summary, description, status,
         closed, requester_external_id, requester_name, requester_email, opened_at, created_at, updated_at, offered_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16, ?17)
       ON CONFLICT (connection, external_id) DO UPDATE SET number = ?4, revision = ?5, category = ?6, action = ?7,
         summary = ?8, description = ?9, status = ?10, closed = ?11, requester_external_id = ?12, requester_name = ?13,
         requester_email = ?14, opened_at = ?15, updated_at = ?16, offered_at = COALESCE(?17, tickets.offered_at)
       WHERE tickets.revision < ?5`,
    )
    .bind(
      delivery.ticketId,
      delivery.connection,
      snapshot.externalId,
      snapshot.number,
      snapshot.revision,
      snapshot.category,
      delivery.action ?? null,
      snapshot.summary,
      snapshot.description,
      snapshot.status,
      snapshot.closed ? 1 : 0,
      snapshot.requesterExternalId ?? null,
      snapshot.requesterName ?? null,
      snapshot.requesterEmail ?? null,
      snapshot.openedAt ?? null,
      now,
      delivery.note === undefined ? null : now,
    );
}

/** The next position of the ticket is taken inside the statement, so notes of different sources keep one order. */
export function insertNote(db: D1Database, note: NewNote): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO ticket_notes (id, ticket_id, verification_id, position, note, created_at, status, next_at, kind)
       SELECT ?1, ?2, ?3, COALESCE(MAX(position), 0) + 1, ?4, ?5, 'waiting', ?5, ?6 FROM ticket_notes WHERE ticket_id = ?2
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(note.id, note.ticketId, note.verificationId ?? null, JSON.stringify(note.note), note.at, note.kind);
}

function ticketOf(row: typeof tickets.$inferSelect): TicketRecord {
  return {
    id: ticketId.parse(row.id),
    connection: row.connection,
    externalId: row.externalId,
    number: row.number,
    revision: row.revision,
    category: row.category,
    summary: row.summary,
    description: row.description,
    status: row.status,
    closed: row.closed,
    ...present(
      "action",
      ACTIONS.find((action) => action === row.action),
    ),
    ...present("requesterExternalId", row.requesterExternalId),
    ...present("requesterName", row.requesterName),
    ...present("requesterEmail", row.requesterEmail),
    ...present("openedAt", row.openedAt),
    ...present("offeredAt", row.offeredAt),
  };
}
