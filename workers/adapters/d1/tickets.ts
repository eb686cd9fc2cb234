import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type {
  NewNote,
  OpenCheck,
  RequestersQuery,
  TicketDelivery,
  TicketRecord,
  TicketStore,
} from "../../app/ports/tickets.ts";
import { ticketId, verificationId, type PersonId, type TicketId } from "../../core/kit/ids.ts";
import type { Clock } from "../../core/kit/time.ts";
import { ACTIONS } from "../../core/policy/policy.ts";
import type { TicketRequester } from "../../core/tickets/requester.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { auditStatement } from "./audit.ts";
import { attestedNote } from "./attested-note.ts";
import { present, type Database } from "./database.ts";
import { idInTickets } from "./ids-in-tickets.ts";
import { readableRows, soundRow } from "./readable.ts";
import { people, tickets, verifications } from "./schema.ts";

/** Tickets of a quarter of an hour; beyond that the count says enough. */
const REQUESTERS_READ = 200;

interface RequesterRow {
  readonly requester_person_id: string | null;
  readonly requester_external_id: string | null;
  readonly requester_name: string | null;
  readonly requester_email: string | null;
}

export function ticketStore(database: Database, macs: RowMacs, clock: Clock): TicketStore {
  const db = database.$client;
  const rowById = rowByIdQuery(database);
  const rowByExternalId = rowByExternalIdQuery(database);
  const openOf = openChecksQuery(database);
  return {
    byId: (id) => ticketById(rowById, id),
    byExternalId: (connection, externalId) => ticketByExternalId(rowByExternalId, connection, externalId),
    revisions: (connection, externalIds) => revisions(db, connection, externalIds),
    open: (limit) => openTickets({ database, macs }, limit),
    requestersSince: (query) => requestersSince(db, query),
    recordDelivery: (delivery) => recordDelivery({ db, macs }, delivery),
    lastDelivery: (connection) => lastDelivery(db, connection),
    raiseRevision: (id, revision) => raiseRevision(db, id, revision),
    rememberRequester: (ticket, personId) => rememberRequester(db, ticket, personId),
    openChecks: (id) => openChecks({ openOf, macs, clock }, id),
  };
}

async function lastDelivery(db: D1Database, connection: string): Promise<number | undefined> {
  const statement = db.prepare("SELECT MAX(received_at) AS at FROM ticket_deliveries WHERE connection = ?");
  return (await statement.bind(connection).first<number>("at")) ?? undefined;
}

type RowByIdQuery = ReturnType<typeof rowByIdQuery>;
type RowByExternalIdQuery = ReturnType<typeof rowByExternalIdQuery>;
type OpenChecksQuery = ReturnType<typeof openChecksQuery>;

/** Read with every webhook and every check: prepared once per store, like the next. */
function rowByIdQuery(database: Database) {
  return database
    .select()
    .from(tickets)
    .where(eq(tickets.id, sql.placeholder("id")))
    .prepare();
}

function rowByExternalIdQuery(database: Database) {
  return database
    .select()
    .from(tickets)
    .where(
      and(eq(tickets.connection, sql.placeholder("connection")), eq(tickets.externalId, sql.placeholder("externalId"))),
    )
    .prepare();
}

async function ticketById(rowById: RowByIdQuery, id: TicketId): Promise<TicketRecord | undefined> {
  const row = await rowById.get({ id });
  return row === undefined ? undefined : ticketOf(row);
}

async function ticketByExternalId(
  rowByExternalId: RowByExternalIdQuery,
  connection: string,
  externalId: string,
): Promise<TicketRecord | undefined> {
  const row = await rowByExternalId.get({ connection, externalId });
  return row === undefined ? undefined : ticketOf(row);
}

async function revisions(
  db: D1Database,
  connection: string,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  const { results } = await db
    .prepare(
      "SELECT external_id, revision FROM tickets WHERE connection = ? AND external_id IN (SELECT value FROM json_each(?))",
    )
    .bind(connection, JSON.stringify(externalIds))
    .all<{ external_id: string; revision: number }>();
  return new Map(results.map((row) => [row.external_id, row.revision]));
}

async function openTickets(
  { database, macs }: { readonly database: Database; readonly macs: RowMacs },
  limit: number,
): Promise<TicketRecord[]> {
  const rows = await database
    .select()
    .from(tickets)
    .where(and(eq(tickets.closed, false), isNotNull(tickets.action)))
    .orderBy(desc(tickets.createdAt))
    .limit(limit);
  return readableRows(macs, { table: "tickets", rows, read: ticketOf });
}

async function requestersSince(
  db: D1Database,
  { from, personId, exceptId }: RequestersQuery,
): Promise<TicketRequester[]> {
  const { results } = await db
    .prepare(
      `SELECT requester_person_id, requester_external_id, requester_name, requester_email FROM tickets
       WHERE requester_person_id = ?1 AND created_at > ?2 AND id <> ?3
       UNION ALL
       SELECT requester_person_id, requester_external_id, requester_name, requester_email FROM tickets
       WHERE requester_person_id IS NULL AND closed IN (0, 1) AND created_at > ?2 AND id <> ?3
       LIMIT ?4`,
    )
    .bind(personId, from, exceptId, REQUESTERS_READ)
    .all<RequesterRow>();
  return results.map((row) => ({
    ...present("requesterPersonId", row.requester_person_id),
    ...present("requesterExternalId", row.requester_external_id),
    ...present("requesterName", row.requester_name),
    ...present("requesterEmail", row.requester_email),
  }));
}

async function recordDelivery({ db, macs }: NoteWriting, delivery: TicketDelivery): Promise<boolean> {
  const { snapshot, now } = delivery;
  try {
    await db.batch([
      // Fails the whole batch when this delivery was accepted before: 100 parallel copies leave one.
      db
        .prepare("INSERT INTO ticket_deliveries (connection, external_id, revision, received_at) VALUES (?, ?, ?, ?)")
        .bind(delivery.connection, snapshot.externalId, snapshot.revision, now),
      upsertTicket(db, delivery),
      auditStatement(db, { ...delivery.audit, key: `${delivery.ticketId}:${snapshot.revision}` }),
      ...(delivery.note === undefined ? [] : [insertNote({ db, macs }, delivery.note)]),
    ]);
    return true;
  } catch (error) {
    if (String(error).includes("UNIQUE constraint failed: ticket_deliveries")) {
      return false;
    }
    throw error;
  }
}

async function raiseRevision(db: D1Database, id: TicketId, revision: number): Promise<void> {
  await db.prepare("UPDATE tickets SET revision = ?2 WHERE id = ?1 AND revision < ?2").bind(id, revision).run();
}

async function rememberRequester(
  db: D1Database,
  { id, revision }: Pick<TicketRecord, "id" | "revision">,
  personId: PersonId,
): Promise<void> {
  await db
    .prepare("UPDATE tickets SET requester_person_id = ? WHERE id = ? AND revision = ?")
    .bind(personId, id, revision)
    .run();
}

/** Asked with every ticket that comes in. */
function openChecksQuery(database: Database) {
  return database
    .select({
      id: verifications.id,
      personId: verifications.personId,
      idInTickets: idInTickets(sql.placeholder("now")),
      email: sql<string>`COALESCE(${people.email}, ${verifications.requesterEmail})`,
      displayName: sql<string>`COALESCE(${people.displayName}, ${verifications.requesterName})`,
    })
    .from(verifications)
    .leftJoin(people, eq(people.id, verifications.personId))
    .where(and(eq(verifications.ticketId, sql.placeholder("ticket")), isNull(verifications.endedAt)))
    .prepare();
}

async function openChecks(
  { openOf, macs, clock }: { readonly openOf: OpenChecksQuery; readonly macs: RowMacs; readonly clock: Clock },
  ticket: TicketId,
): Promise<OpenCheck[]> {
  const rows = await openOf.all({ ticket, now: clock() });
  return readableRows(macs, {
    table: "verifications",
    rows,
    read: ({ id, personId, idInTickets: named, email, displayName }) => ({
      id: verificationId.parse(id),
      person: { id: personId, email, displayName, ...present("idInTickets", named) },
    }),
  });
}

/** Older revisions that arrive late change nothing. */
function upsertTicket(db: D1Database, delivery: TicketDelivery): D1PreparedStatement {
  const { snapshot, now } = delivery;
  return db
    .prepare(
      `INSERT INTO tickets (id, connection, external_id, number, revision, category, action, summary, description, status,
         closed, requester_external_id, requester_name, requester_email, opened_at, created_at, updated_at, offered_at,
         requester_person_id)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16, ?17, ?18)
       ON CONFLICT (connection, external_id) DO UPDATE SET number = ?4, revision = ?5, category = ?6, action = ?7,
         summary = ?8, description = ?9, status = ?10, closed = ?11, requester_external_id = ?12, requester_name = ?13,
         requester_email = ?14, opened_at = ?15, updated_at = ?16, offered_at = COALESCE(?17, tickets.offered_at),
         requester_person_id = CASE WHEN ?19 THEN COALESCE(?18, tickets.requester_person_id) ELSE ?18 END
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
      delivery.requester.personId ?? null,
      delivery.requester.unchanged ? 1 : 0,
    );
}

export interface NoteWriting {
  readonly db: D1Database;
  readonly macs: RowMacs;
}

/** The next position of the ticket is taken inside the statement, so notes of different sources keep one order. */
export function insertNote({ db, macs }: NoteWriting, note: NewNote): D1PreparedStatement {
  const row = attestedNote(macs, { ...note, createdAt: note.at });
  return db
    .prepare(
      `INSERT INTO ticket_notes (id, ticket_id, verification_id, position, note, created_at, status, next_at, kind, target, mac)
       SELECT ?1, ?2, ?3, COALESCE(MAX(position), 0) + 1, ?4, ?5, 'waiting', ?5, ?6, ?7, ?8 FROM ticket_notes WHERE ticket_id = ?2
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(row.id, row.ticket_id, row.verification_id, row.note, row.created_at, row.kind, row.target, row.mac);
}

function ticketOf(written: typeof tickets.$inferSelect): TicketRecord {
  const row = soundRow(tickets, written);
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
    ...present("requesterPersonId", row.requesterPersonId),
    ...present("requesterExternalId", row.requesterExternalId),
    ...present("requesterName", row.requesterName),
    ...present("requesterEmail", row.requesterEmail),
    ...present("openedAt", row.openedAt),
    ...present("offeredAt", row.offeredAt),
  };
}
