import type { AuditEntry } from "../../app/ports/audit.ts";
import type {
  DeliveryItem,
  DeliveryItemStore,
  DeliveryKind,
  Discard,
  DiscardedItem,
} from "../../app/ports/delivery-items.ts";
import { agentId, personId, ticketId, verificationId, type VerificationId } from "../../core/kit/ids.ts";
import { defined } from "../../core/kit/defined.ts";
import { MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import { ABOUT_PEOPLE } from "../../core/policy/owed.ts";
import { auditStatement, auditWhere } from "./audit.ts";
import type { Database } from "./database.ts";
import { jsonText, textIn, timeIn } from "./readable.ts";

interface Row {
  readonly id: string;
  readonly status: string;
  readonly since: number;
  readonly attempts: number;
  readonly next_at: number | null;
  readonly problem: string | null;
  readonly what: string;
  readonly event: string | null;
  readonly not_after: number | null;
  readonly body: string | null;
  readonly ticket_id: string | null;
  readonly ticket_number: string | null;
  readonly check_id: string | null;
  readonly ended_at: number | null;
  readonly person_id: string | null;
  readonly requester_email: string | null;
  readonly referrer_id: string | null;
  /** Only messages and notes tell of a lift. */
  readonly lifted_by?: string | null;
  readonly total?: number;
}

/** What is due for so long should have gone: nobody took it up. */
const OVERDUE_MS = MINUTE_MS;

const CHECK = `checks.id AS check_id, checks.ended_at, checks.person_id, checks.requester_email, checks.referrer_id`;
const NO_CHECK = `NULL AS ticket_id, NULL AS ticket_number,
      NULL AS check_id, NULL AS ended_at, NULL AS person_id, NULL AS requester_email, NULL AS referrer_id`;
/** A lift, its note and its message are named after one key. */
const LIFTED_BY = `(SELECT lifts.agent_id FROM lifts WHERE lifts.id = 'lft_' || substr(items.id, 5)) AS lifted_by`;
const waits = (name: string): string =>
  `(${name}.status IN ('waiting', 'sending') AND (${name}.attempts > 0 OR ${name}.next_at < ?1))`;

const ABOUT_PERSON = `items.kind IN (${ABOUT_PEOPLE.map((kind) => `'${kind}'`).join(", ")})`;

const SELECTS: Readonly<Record<DeliveryKind, string>> = {
  message: `SELECT items.id, items.status, items.created_at AS since, items.attempts, items.next_at, items.problem,
      items.channel AS what, items.kind AS event, items.not_after, NULL AS body, checks.ticket_id, checks.ticket_number, ${CHECK}, ${LIFTED_BY}
    FROM messages AS items LEFT JOIN verifications AS checks ON checks.id = items.verification_id
    WHERE (checks.id IS NOT NULL OR ${ABOUT_PERSON}) AND (items.status = 'failed' OR ${waits("items")})`,
  note: `SELECT items.id, items.status, items.created_at AS since, items.attempts, items.next_at, items.problem,
      COALESCE(${jsonText("items.note", "$.title")}, '') AS what, items.kind AS event, NULL AS not_after, NULL AS body, items.ticket_id, tickets.number AS ticket_number, ${CHECK}, ${LIFTED_BY}
    FROM ticket_notes AS items JOIN tickets ON tickets.id = items.ticket_id
      LEFT JOIN verifications AS checks ON checks.id = items.verification_id
    WHERE (items.status = 'parked' OR ${waits("items")})`,
  security: `SELECT items.id, items.status, items.created_at AS since, items.attempts, items.next_at, items.problem,
      items.channel AS what, items.cause AS event, NULL AS not_after, NULL AS body, checks.ticket_id, checks.ticket_number, ${CHECK}
    FROM security_notices AS items JOIN verifications AS checks ON checks.id = items.verification_id
    WHERE (items.status = 'failed' OR ${waits("items")})`,
  desk: `SELECT items.id, items.status, items.created_at AS since, items.attempts, items.next_at, items.problem,
      items.kind AS what, NULL AS event, items.not_after, NULL AS body, ${NO_CHECK}
    FROM desk_mails AS items WHERE (items.status = 'failed' OR ${waits("items")})`,
  outbox: `SELECT items.verification_id AS id, 'waiting' AS status, items.since, items.attempts, items.next_at, items.problem,
      items.effect AS what, NULL AS event, NULL AS not_after, NULL AS body, items.ticket_id, items.ticket_number, ${CHECK}
    FROM (SELECT *, verification_id AS id FROM stuck_outboxes) AS items
      LEFT JOIN verifications AS checks ON checks.id = items.id WHERE ?1 > 0`,
  dead_letter: `SELECT items.id, 'failed' AS status, items.received_at AS since, 0 AS attempts, NULL AS next_at, NULL AS problem,
      items.queue AS what, NULL AS event, NULL AS not_after, items.body, ${NO_CHECK}
    FROM dead_letters AS items WHERE ?1 > 0`,
};

const KINDS = Object.keys(SELECTS) as readonly DeliveryKind[];

/**
 * A message that failed is of use while its check is open and no later link has replaced it, and that of a lift until
 * its days are over.
 */
const STILL_OF_USE = ` AND NOT ${ABOUT_PERSON} AND NOT (items.status = 'failed' AND CASE items.kind
  WHEN 'block_lifted' THEN items.not_after <= ?1
  ELSE checks.ended_at IS NOT NULL OR (items.kind = 'link' AND items.id <> ${jsonText("checks.live", "$.message.id")}) END)`;

/** One line for all of one reason, until their days are over. */
const GATHERED = `SELECT MIN(items.id) AS id, CASE items.status WHEN 'failed' THEN 'failed' ELSE 'waiting' END AS status,
    MIN(items.created_at) AS since, MAX(items.attempts) AS attempts, MIN(items.next_at) AS next_at, items.problem,
    items.kind || '_' || items.channel AS what, items.kind AS event, MAX(items.not_after) AS not_after, NULL AS body,
    ${NO_CHECK}, COUNT(*) AS total
  FROM messages AS items
  WHERE ${ABOUT_PERSON} AND items.not_after > ?1 AND (items.status = 'failed' OR ${waits("items")})
  GROUP BY items.kind, items.channel, 2, items.problem ORDER BY since LIMIT ?2`;

/**
 * A note that was tried before is searched for by its key: one try is left in the count. Whoever
 * writes it at this moment keeps the lease: two writers would write it twice.
 */
const RETRIES: Readonly<Record<Exclude<DeliveryKind, "dead_letter" | "outbox">, string>> = {
  message:
    "UPDATE messages SET status = 'waiting', attempts = 0, next_at = ?1, problem = NULL WHERE id = ?2 AND status IN ('waiting', 'failed')",
  note: "UPDATE ticket_notes SET status = 'waiting', attempts = 1, refusals = 0, next_at = 0 WHERE id = ?2 AND status IN ('waiting', 'parked') AND ?1 > 0",
  security:
    "UPDATE security_notices SET status = 'waiting', attempts = 0, next_at = ?1 WHERE id = ?2 AND status IN ('waiting', 'failed')",
  desk: "UPDATE desk_mails SET status = 'waiting', attempts = 0, next_at = ?1 WHERE id = ?2 AND status IN ('waiting', 'failed')",
};

/** All that failed for the reason of the one, as they stand in one line. */
const RETRY_GATHERED = `UPDATE messages SET status = 'waiting', attempts = 0, next_at = ?1, problem = NULL
  WHERE status = 'failed' AND not_after > ?1 AND (kind, channel, COALESCE(problem, '')) = (
    SELECT kind, channel, COALESCE(problem, '') FROM messages WHERE id = ?2)`;

type Discardable = Exclude<DeliveryKind, "outbox" | "desk">;

/** There is still something to give up: of two who press, the first does it. */
const DISCARDABLE: Readonly<Record<Discardable, string>> = {
  message: "EXISTS (SELECT 1 FROM messages WHERE id = ? AND status IN ('waiting', 'failed'))",
  note: "EXISTS (SELECT 1 FROM ticket_notes WHERE id = ? AND status IN ('waiting', 'parked'))",
  security: "EXISTS (SELECT 1 FROM security_notices WHERE id = ? AND status IN ('waiting', 'failed'))",
  dead_letter: "EXISTS (SELECT 1 FROM dead_letters WHERE id = ?)",
};

const DISCARDS: Readonly<Record<Discardable, string>> = {
  message: "UPDATE messages SET status = 'dropped', claimed_until = 0 WHERE id = ? AND status IN ('waiting', 'failed')",
  note: "UPDATE ticket_notes SET status = 'discarded', lease_until = 0 WHERE id = ? AND status IN ('waiting', 'parked')",
  security: "UPDATE security_notices SET status = 'discarded' WHERE id = ? AND status IN ('waiting', 'failed')",
  dead_letter: "DELETE FROM dead_letters WHERE id = ?",
};

export function deliveryItemStore(database: Database): DeliveryItemStore {
  const db = database.$client;
  return {
    list: (now, limit) => list(db, now, limit),
    find: (kind, id, now) => find(db, { kind, id }, now),
    retry: (item, now, audit) => retry(db, { item, now }, audit),
    discard: (item, discarding, audit) => discard(db, item, { discarding, audit }),
    discardedOf: (id) => discardedOf(db, id),
  };
}

type ItemKey = Pick<DeliveryItem, "kind" | "id">;

async function list(db: D1Database, now: EpochMs, limit: number): Promise<DeliveryItem[]> {
  const lists = [
    ...KINDS.map((kind) => ({
      kind,
      sql: `${SELECTS[kind]}${kind === "message" ? STILL_OF_USE : ""} ORDER BY since LIMIT ?2`,
    })),
    { kind: "message", sql: GATHERED } as const,
  ];
  const replies = await db.batch<Row>(lists.map(({ sql }) => db.prepare(sql).bind(now - OVERDUE_MS, limit)));
  return replies
    .flatMap(({ results }, index) => results.map((row) => itemOf(lists[index]?.kind ?? "dead_letter", row)))
    .sort((one, other) => one.since - other.since);
}

async function find(db: D1Database, { kind, id }: ItemKey, now: EpochMs): Promise<DeliveryItem | undefined> {
  const row = await db
    .prepare(`${SELECTS[kind]} AND items.id = ?2`)
    .bind(now - OVERDUE_MS, id)
    .first<Row>();
  return row === null ? undefined : itemOf(kind, row);
}

interface Retry {
  readonly item: DeliveryItem;
  readonly now: EpochMs;
}

async function retry(db: D1Database, { item, now }: Retry, audit: AuditEntry): Promise<void> {
  await db.batch([...retryStatements(db, { item, now }), auditStatement(db, { ...audit, key: `${item.id}:retry` })]);
}

async function discard(
  db: D1Database,
  item: DeliveryItem,
  { discarding, audit }: { readonly discarding: Discard; readonly audit: AuditEntry },
): Promise<void> {
  if (item.kind === "outbox" || item.kind === "desk") {
    throw new Error("what a session has to hand over, and what tells of access, is not discarded");
  }
  const { id, kind } = item;
  const still = { sql: DISCARDABLE[kind], values: [id] };
  await db.batch([
    auditWhere(db, { ...audit, key: `${id}:discard` }, still),
    discardStatement(db, { ...item, kind }, discarding),
    db.prepare(DISCARDS[kind]).bind(id),
  ]);
}

async function discardedOf(db: D1Database, id: VerificationId): Promise<DiscardedItem[]> {
  const { results } = await db
    .prepare("SELECT kind, agent_name, reason, at FROM discards WHERE verification_id = ? ORDER BY at")
    .bind(id)
    .all<{ kind: string; agent_name: string; reason: string; at: number }>();
  return results.map((row) => ({ kind: row.kind, agentName: row.agent_name, reason: row.reason, at: row.at }));
}

/** What a session holds back is the session's to try again: nothing stands here for it. */
function retryStatements(db: D1Database, { item, now }: Retry): D1PreparedStatement[] {
  const { kind, id } = item;
  switch (kind) {
    case "message":
      return [db.prepare(item.check === undefined ? RETRY_GATHERED : RETRIES.message).bind(now, id)];
    case "outbox":
      return [];
    case "dead_letter":
      return [db.prepare(DISCARDS.dead_letter).bind(id)];
    default:
      return [db.prepare(RETRIES[kind]).bind(now, id)];
  }
}

/** A report that was made anew may be discarded anew: the last one is shown, the audit keeps all. */
function discardStatement(
  db: D1Database,
  { id, kind, check }: DeliveryItem & { readonly kind: Discardable },
  { agentId: by, agentName, reason, at }: Discard,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO discards (item_id, kind, verification_id, agent_id, agent_name, reason, at)
       SELECT ?, ?, ?, ?, ?, ?, ? WHERE ${DISCARDABLE[kind]}
       ON CONFLICT (item_id) DO UPDATE SET
         agent_id = excluded.agent_id, agent_name = excluded.agent_name, reason = excluded.reason, at = excluded.at`,
    )
    .bind(id, kind, check?.id ?? null, by, agentName, reason, at, id);
}

/** Also what SQL has written is shown, without what cannot be read of it. */
function itemOf(kind: DeliveryKind, row: Row): DeliveryItem {
  const [lifter, ticket] = [agentId.safeParse(row.lifted_by).data, ticketId.safeParse(row.ticket_id).data];
  return {
    kind,
    id: row.id,
    status: row.status === "failed" || row.status === "parked" ? "failed" : "waiting",
    since: timeIn(row.since) ?? 0,
    attempts: timeIn(row.attempts) ?? 0,
    what: textIn(row.what) ?? "",
    ...defined({
      nextAt: timeIn(row.next_at),
      problem: textIn(row.problem),
      event: textIn(row.event),
      liftedBy: lifter,
      notAfter: timeIn(row.not_after),
      body: textIn(row.body),
      ticketId: ticket,
      ticketNumber: textIn(row.ticket_number),
      check: checkOf(row),
    }),
    ...(row.total === undefined || row.total === 1 ? {} : { total: row.total }),
  };
}

function checkOf(row: Row): DeliveryItem["check"] {
  const id = verificationId.safeParse(row.check_id);
  const person = personId.safeParse(row.person_id);
  const referrer = agentId.safeParse(row.referrer_id);
  return id.success && person.success && referrer.success
    ? {
        id: id.data,
        open: row.ended_at === null,
        personId: person.data,
        requesterEmail: textIn(row.requester_email) ?? "",
        referrerId: referrer.data,
      }
    : undefined;
}
