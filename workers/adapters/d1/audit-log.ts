import type {
  ActedQuery,
  AuditEntry,
  AuditFilter,
  AuditLog,
  AuditPage,
  AuditRecord,
  RecentQuery,
  RecentRow,
} from "../../app/ports/audit.ts";
import { z } from "zod";
import { MINUTE_MS } from "../../core/kit/time.ts";
import { auditId } from "./audit.ts";
import { jsonText, parsed, textIn, timeIn } from "./readable.ts";

interface AuditRow extends Omit<AuditRecord, "details"> {
  readonly details: string;
}

export function auditLog(db: D1Database): AuditLog {
  return {
    page: (page) => pageOf(db, page),
    names: (ids) => namesOf(db, ids),
    acted: (query) => acted(db, query),
    recent: (query) => recent(db, query),
    count: (entry) => countedRow(db, entry),
  };
}

/** By primary key alone, or by the index of actor and id; what else is asked is asked within that range. */
async function pageOf(db: D1Database, { filter, before, after, limit }: AuditPage): Promise<readonly AuditRecord[]> {
  const forwards = after !== undefined;
  const parts: (readonly [string, string | undefined])[] = [
    ["id > ?", after],
    ["id < ?", before],
    ...rangeOf(filter),
    ["actor = ?", filter.actor],
    ["action = ?", filter.action],
    // Not LIKE: what was typed is text, and its signs mean themselves.
    ["instr(lower(subject || ' ' || details), ?) > 0", filter.text?.toLowerCase()],
  ];
  const asked = parts.filter(([, value]) => value !== undefined && value !== "");
  const where = asked.length === 0 ? "" : `WHERE ${asked.map(([sql]) => sql).join(" AND ")}`;
  const { results } = await db
    .prepare(
      `SELECT id, at, actor, action, subject, details FROM audit ${where} ORDER BY id ${forwards ? "ASC" : "DESC"} LIMIT ?`,
    )
    .bind(...asked.map(([, value]) => value), limit)
    .all<AuditRow>();
  return results.map(recordOf);
}

const detailsShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Also of a row that SQL has written, which says that it cannot be read. */
function recordOf({ details, ...row }: AuditRow): AuditRecord {
  const read = detailsShape.safeParse(parsed(details));
  return {
    id: textIn(row.id) ?? "",
    at: timeIn(row.at) ?? 0,
    actor: textIn(row.actor) ?? "",
    action: textIn(row.action) ?? "",
    subject: textIn(row.subject) ?? "",
    details: read.data ?? { unreadable: true },
  };
}

const LISTED = "IN (SELECT value FROM json_each(?1))";

/** Each by its primary key. What the table cannot have held is no name. */
async function namesOf(db: D1Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { results } = await db
    .prepare(
      `SELECT id, display_name AS name, '' AS who FROM people WHERE id ${LISTED}
       UNION ALL SELECT id, number, '' FROM tickets WHERE id ${LISTED}
       UNION ALL SELECT id, ticket_number, requester_name FROM verifications WHERE id ${LISTED}
       UNION ALL SELECT ticket_notes.id, number, '' FROM ticket_notes JOIN tickets ON tickets.id = ticket_id
         WHERE ticket_notes.id ${LISTED}`,
    )
    .bind(JSON.stringify(ids))
    .all<{ id: string; name: unknown; who: unknown }>();
  return new Map(
    results.flatMap(({ id, name, who }) => {
      const said = [name, who].flatMap((part) => textIn(part) || []);
      return said.length === 0 ? [] : [[id, said.join(", ")] as const];
    }),
  );
}

function rangeOf({ from, to }: AuditFilter): (readonly [string, string | undefined])[] {
  return [
    ["id >= ?", from === undefined ? undefined : auditId(from, "")],
    ["id < ?", to === undefined ? undefined : auditId(to, "")],
  ];
}

/** By the index of actor and id. */
async function acted(db: D1Database, { actor, from, actions, subjects }: ActedQuery): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM audit WHERE actor = ? AND id >= ? AND action IN (SELECT value FROM json_each(?))
       AND subject IN (SELECT value FROM json_each(?)) LIMIT 1`,
    )
    .bind(actor, auditId(from, ""), JSON.stringify(actions), JSON.stringify(subjects))
    .first();
  return row !== null;
}

/** By the index of actor and id. */
async function recent(db: D1Database, { actor, from, actions, limit }: RecentQuery): Promise<readonly RecentRow[]> {
  const { results } = await db
    .prepare(
      `SELECT at, subject, COALESCE(${jsonText("details", "$.count")}, 1) AS times FROM audit WHERE actor = ? AND id >= ? AND action IN (SELECT value FROM json_each(?))
       ORDER BY id DESC LIMIT ?`,
    )
    .bind(actor, auditId(from, ""), JSON.stringify(actions), limit)
    .all<RecentRow>();
  return results;
}

/** Its id is its minute's end, so that who reads on from id to id meets it when its count rises no more. */
async function countedRow(db: D1Database, entry: AuditEntry): Promise<void> {
  const minute = Math.floor(entry.at / MINUTE_MS) * MINUTE_MS;
  const key = `counted:${entry.actor}:${entry.action}:${entry.subject}:${Object.values(entry.details).join(":")}`;
  await db
    .prepare(
      `INSERT INTO audit (id, at, actor, action, subject, details) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET details = json_set(details, '$.count', details ->> '$.count' + 1)`,
    )
    .bind(
      auditId(minute + MINUTE_MS - 1, key),
      minute,
      entry.actor,
      entry.action,
      entry.subject,
      JSON.stringify({ ...entry.details, count: 1 }),
    )
    .run();
}
