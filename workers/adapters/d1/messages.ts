/** The outbox of SMS and email. The queue only wakes; the claim on the row decides who sends. */
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type {
  CheckMessage,
  DeliveryReceipt,
  EndedLink,
  MessageRecord,
  MessageStore,
  ReceivedMessage,
  SendFailure,
  SendReceipt,
} from "../../app/ports/messages.ts";
import { messageId, personId, personPasskeyId, verificationId, type MessageId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { ABOUT_CONTACTS, isAboutPerson } from "../../core/policy/owed.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { present, type Database } from "./database.ts";
import { hasReached } from "./reached.ts";
import { idsOf, jsonText, readableRows } from "./readable.ts";
import { messages } from "./schema.ts";

export function messageStore(database: Database, macs: RowMacs): MessageStore {
  const db = database.$client;
  const claimed = claimQuery(database);
  const dueMessages = dueQuery(database);
  return {
    claim: (id, now, leaseMs) => claim({ db, claimed, macs }, id, { now, leaseMs }),
    sent: (id, receipt) => sent(db, id, receipt),
    failed: (id, failure) => failed(db, id, failure),
    drop: (id) => drop(db, id),
    ended: (id) => ended(db, id),
    untold: (limit) => untold({ db, macs }, limit),
    due: (now, limit) => due({ dueMessages, macs }, now, limit),
    receipt: (receipt) => takeReceipt(db, receipt),
  };
}

interface Reading {
  readonly macs: RowMacs;
}

export type NewMessage = Pick<
  CheckMessage,
  | "id"
  | "verificationId"
  | "kind"
  | "linkNumber"
  | "channel"
  | "destinationSealed"
  | "locale"
  | "createdAt"
  | "notAfter"
> & { readonly codeSealed?: string };

/** Due at once; the same id again changes nothing. */
export function insertMessage(db: D1Database, message: NewMessage): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO messages (id, verification_id, kind, link_number, channel, destination_sealed, code_sealed, locale,
         created_at, not_after, status, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (id) DO NOTHING`,
    )
    .bind(
      message.id,
      message.verificationId,
      message.kind,
      message.linkNumber,
      message.channel,
      message.destinationSealed,
      message.codeSealed ?? null,
      message.locale,
      message.createdAt,
      message.notAfter,
      message.createdAt,
    );
}

const now = sql.placeholder("now");
const free = or(
  eq(messages.status, "waiting"),
  and(eq(messages.status, "sending"), hasReached(messages.claimedUntil, now)),
);

type ClaimQuery = ReturnType<typeof claimQuery>;
type DueQuery = ReturnType<typeof dueQuery>;

/** Prepared once per store, like the next. */
function claimQuery(database: Database) {
  return database
    .update(messages)
    .set({
      status: "sending",
      claimedUntil: sql`${sql.placeholder("until")}`,
      attempts: sql`${messages.attempts} + 1`,
    })
    .where(and(eq(messages.id, sql.placeholder("id")), hasReached(messages.nextAt, now), free))
    .returning()
    .prepare();
}

/** What a file changed comes last: it may leave thousands to tell, and a caller waits for the others. */
function dueQuery(database: Database) {
  return database
    .select({ id: messages.id })
    .from(messages)
    .where(and(hasReached(messages.nextAt, now), free))
    .orderBy(inArray(messages.kind, [...ABOUT_CONTACTS]), messages.nextAt)
    .limit(sql.placeholder("limit"))
    .prepare();
}

/** What no check and nobody waits for, which only SQL can have written, fails for good. */
async function claim(
  { db, claimed, macs }: Reading & { readonly db: D1Database; readonly claimed: ClaimQuery },
  id: MessageId,
  { now: at, leaseMs }: { readonly now: EpochMs; readonly leaseMs: number },
): Promise<MessageRecord | undefined> {
  const row = await claimed.get({ id, now: at, until: at + leaseMs });
  if (row === undefined) {
    return undefined;
  }
  const [message] = readableRows(macs, { table: "messages", rows: [row], read: messageOf });
  if (message === undefined) {
    await failed(db, id, { problem: "unattested", nextAt: at, final: true });
  }
  return message;
}

function messageOf(row: typeof messages.$inferSelect): MessageRecord {
  const { kind } = row;
  return {
    id: messageId.parse(row.id),
    ...(isAboutPerson(kind)
      ? {
          kind,
          personId: personId.parse(row.personId),
          ...(row.passkeyId === null ? {} : { passkeyId: personPasskeyId.parse(row.passkeyId) }),
        }
      : { kind, verificationId: verificationId.parse(row.verificationId) }),
    linkNumber: row.linkNumber,
    channel: row.channel,
    destinationSealed: row.destinationSealed,
    locale: row.locale,
    createdAt: row.createdAt,
    notAfter: row.notAfter,
    status: row.status,
    attempts: row.attempts,
    ...present("codeSealed", row.codeSealed),
  };
}

async function sent(
  db: D1Database,
  id: MessageId,
  { status, provider, providerMessageId }: SendReceipt,
): Promise<EndedLink["status"]> {
  // A callback may overtake the reply of the send: what it said is already in the receipts.
  const said = "SELECT 1 FROM message_receipts WHERE provider = ?2 AND provider_message_id = ?3 AND status";
  const [, stands] = await db.batch<{ status: MessageRecord["status"] }>([
    db
      .prepare(
        `UPDATE messages SET provider = ?2, provider_message_id = ?3, claimed_until = 0,
           problem = (SELECT problem FROM message_receipts
             WHERE provider = ?2 AND provider_message_id = ?3 AND status = 'failed'),
           status = CASE WHEN ?1 = 'delivered' OR EXISTS (${said} = 'delivered') THEN 'delivered'
             WHEN EXISTS (${said} = 'failed') THEN 'failed' ELSE ?1 END
         WHERE id = ?4 AND status NOT IN ('delivered', 'failed')`,
      )
      .bind(status, provider, providerMessageId, id),
    db.prepare("SELECT status FROM messages WHERE id = ?").bind(id),
  ]);
  const reached = stands?.results[0]?.status;
  return reached === "delivered" || reached === "failed" ? reached : "sent";
}

async function failed(db: D1Database, id: MessageId, failure: SendFailure): Promise<void> {
  await db
    .prepare("UPDATE messages SET status = ?, problem = ?, next_at = ?, claimed_until = 0 WHERE id = ?")
    .bind(failure.final ? "failed" : "waiting", failure.problem, failure.nextAt, id)
    .run();
}

async function drop(db: D1Database, id: MessageId): Promise<void> {
  await db.prepare("UPDATE messages SET status = 'dropped', claimed_until = 0 WHERE id = ?").bind(id).run();
}

async function ended(db: D1Database, id: MessageId): Promise<EndedLink | undefined> {
  const row = await db
    .prepare(
      `SELECT verification_id, status, problem FROM messages
       WHERE id = ? AND kind = 'link' AND status IN ('sent', 'delivered', 'failed')`,
    )
    .bind(id)
    .first<{ verification_id: string; status: EndedLink["status"]; problem: string | null }>();
  const check = verificationId.safeParse(row?.verification_id);
  return row === null || !check.success
    ? undefined
    : { verificationId: check.data, status: row.status, ...present("problem", row.problem) };
}

/** Reads the few open checks by their own index, never the messages of all time. */
async function untold({ db, macs }: Reading & { readonly db: D1Database }, limit: number): Promise<MessageId[]> {
  const { results } = await db
    .prepare(
      `SELECT messages.id FROM verifications JOIN messages ON messages.id = ${jsonText("verifications.live", "$.message.id")}
       WHERE verifications.ended_at IS NULL AND ${jsonText("verifications.live", "$.message.state")} IN ('queued', 'sending')
         AND messages.status IN ('sent', 'delivered', 'failed') LIMIT ?`,
    )
    .bind(limit)
    .all<{ id: string }>();
  return idsOf(macs, { table: "messages", rows: results, id: messageId });
}

async function due(
  { dueMessages, macs }: Reading & { readonly dueMessages: DueQuery },
  at: EpochMs,
  limit: number,
): Promise<MessageId[]> {
  return idsOf(macs, { table: "messages", rows: await dueMessages.all({ now: at, limit }), id: messageId });
}

async function takeReceipt(
  db: D1Database,
  { provider, providerMessageId, status, reason, now: at }: DeliveryReceipt,
): Promise<ReceivedMessage | undefined> {
  const rank = { sent: ["sending"], delivered: ["sending", "sent", "failed"], failed: ["sending", "sent"] }[status];
  const [first, moved, same] = await db.batch<{ id: string; verification_id: string }>([
    db
      .prepare(
        "INSERT INTO message_receipts (provider, provider_message_id, status, received_at, problem) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING provider_message_id AS id",
      )
      .bind(provider, providerMessageId, status, at, reason ?? null),
    db
      .prepare(
        `UPDATE messages SET status = ?1, problem = ?5 WHERE provider = ?2 AND provider_message_id = ?3
         AND status IN (SELECT value FROM json_each(?4)) RETURNING id, verification_id`,
      )
      .bind(status, provider, providerMessageId, JSON.stringify(rank), reason ?? null),
    db
      .prepare("SELECT id, verification_id FROM messages WHERE provider = ? AND provider_message_id = ? AND status = ?")
      .bind(provider, providerMessageId, status),
  ]);
  // Repeated: the first copy may have been cut off before the session was told, which takes it twice unharmed.
  const repeated = first?.results.length === 0;
  const row = moved?.results[0] ?? (repeated ? same?.results[0] : undefined);
  const message = messageId.safeParse(row?.id).data;
  return message === undefined
    ? undefined
    : { id: message, ...present("verificationId", verificationId.safeParse(row?.verification_id).data) };
}
