/** Where each class of data lies, and what happens to it when its days are over. One statement for each place. */
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { Removed, RetentionStore, RowClass } from "../../app/ports/retention.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { auditId, auditStatement } from "./audit.ts";
import type { Database } from "./database.ts";

interface Place {
  readonly table: string;
  readonly key: string;
  /** True for what is over and still there, so that nothing is touched twice; `?1` is the moment before which it is over. */
  readonly over: string;
  /** What is emptied; without it the row is deleted. */
  readonly emptied?: string;
}

/** The times at which somebody did something, and why a message failed. What the list and the verdict need stays. */
const LIVE = `IIF(json_valid(live), json_remove(live, '$.moments.sentAt', '$.moments.deliveredAt', '$.moments.failedAt', '$.moments.seenAt',
  '$.moments.checkedAt', '$.moments.codeAt', '$.message.problem', '$.code', '$.question', '$.personAskedAt'), '{}')`;
/** The mac was of the whole: what is left is history, from which nobody acts. */
const UNMARKED = "mac = NULL";
/** Kept as a title: that there was a note, and which. Of what is none, nothing. */
const titleAt = (path: string): string =>
  `'key', note ->> '${path}.key', 'title', note ->> '${path}.title', 'lines', json('[]'), 'fields', json('[]')`;
const NOTE = `IIF(json_valid(note), json_patch(json_object(${titleAt("$")}), IIF(note ->> '$.first.title' IS NULL, '{}',
  json_object('first', json_object(${titleAt("$.first")}, 'at', note ->> '$.first.at')))), '{}')`;

const PLACES: Readonly<Record<RowClass, readonly Place[]>> = {
  answers: [
    {
      table: "transcript_entries",
      key: "verification_id, ordinal, attempt",
      over: "answered_at < ?1 AND (response_sealed <> '' OR params <> '{}' OR fact_key <> '' OR fact_tag IS NOT NULL)",
      emptied: "response_sealed = '', params = '{}', fact_key = '', fact_tag = NULL",
    },
  ],
  contact: [
    { table: "messages", key: "id", over: "created_at < ?1" },
    { table: "message_receipts", key: "provider, provider_message_id, status", over: "received_at < ?1" },
    { table: "send_requests", key: "agent_id, idempotency_key", over: "created_at < ?1" },
    // Contacts as they were before an import, and who stood in its file: of one that is open they are what was compared.
    { table: "directory_given_up", key: "name, person_id", over: "at < ?1" },
    { table: "directory_journal", key: "import_id, number, part", over: "at < ?1" },
    {
      table: "directory_import_chunks",
      key: "import_id, number",
      over: "import_id IN (SELECT id FROM directory_imports WHERE started_at < ?1 AND open IS NULL)",
    },
    {
      table: "coverage_people",
      key: "run_id, person_id",
      over: "run_id IN (SELECT id FROM coverage_runs WHERE started_at < ?1)",
    },
    {
      table: "coverage_runs",
      key: "id",
      over: "started_at < ?1 AND NOT EXISTS (SELECT 1 FROM coverage_people WHERE run_id = coverage_runs.id)",
    },
  ],
  evidence: [
    { table: "assessments", key: "verification_id", over: "assessed_at < ?1" },
    {
      table: "verifications",
      key: "id",
      over: `created_at < ?1 AND (network_asn IS NOT NULL OR network_country IS NOT NULL OR masked <> ''
        OR typed_reason IS NOT NULL OR person_asked_at IS NOT NULL OR live <> ${LIVE})`,
      emptied: `network_asn = NULL, network_country = NULL, masked = '', typed_reason = NULL, person_asked_at = NULL,
        answer_by = NULL, live = ${LIVE}, ${UNMARKED}`,
    },
    {
      table: "ticket_notes",
      key: "id",
      over: `created_at < ?1 AND status <> 'waiting' AND note <> ${NOTE}`,
      emptied: `note = ${NOTE}, ${UNMARKED}`,
    },
    {
      table: "lifts",
      key: "id",
      over: "at < ?1 AND (called IS NOT NULL OR reason <> '')",
      emptied: "called = NULL, reason = ''",
    },
  ],
  ticketText: [
    {
      table: "tickets",
      key: "id",
      over: "updated_at < ?1 AND (summary <> '' OR description <> '')",
      emptied: "summary = '', description = ''",
    },
  ],
  access: [
    {
      table: "agent_sessions",
      key: "id_hash",
      // A user's last one stays: it says when they were last seen, and that they have a way in.
      over: `MIN(expires_at, COALESCE(ended_at, expires_at)) < ?1 AND EXISTS (SELECT 1 FROM agent_sessions AS later
        WHERE later.agent_id = agent_sessions.agent_id AND later.created_at > agent_sessions.created_at)`,
    },
    { table: "person_sessions", key: "id_hash", over: "MIN(expires_at, COALESCE(ended_at, expires_at)) < ?1" },
    { table: "sign_in_links", key: "token_hash", over: "expires_at < ?1" },
    { table: "desk_mails", key: "id", over: "created_at < ?1" },
    { table: "delivery_tests", key: "agent_id, channel", over: "at < ?1" },
    { table: "recovery_codes", key: "name", over: "used_at < ?1" },
  ],
  phone: [{ table: "known_phones", key: "person_id, key_tag", over: "added_at < ?1" }],
  record: [
    { table: "transcript_entries", key: "verification_id, ordinal, attempt", over: "answered_at < ?1" },
    { table: "verifications", key: "id", over: "created_at < ?1" },
    { table: "action_notices", key: "verification_id, number", over: "at < ?1" },
    { table: "notice_reports", key: "verification_id, wide", over: "at < ?1" },
    { table: "action_steps", key: "run_id, step", over: "at < ?1" },
    { table: "action_runs", key: "id", over: "started_at < ?1" },
    { table: "ticket_notes", key: "id", over: "created_at < ?1" },
    { table: "security_notices", key: "id", over: "created_at < ?1" },
    { table: "judgements", key: "id", over: "at < ?1" },
    { table: "lifts", key: "id", over: "at < ?1" },
    { table: "discards", key: "item_id", over: "at < ?1" },
    { table: "stuck_outboxes", key: "verification_id", over: "since < ?1" },
    { table: "ticket_deliveries", key: "connection, external_id, revision", over: "received_at < ?1" },
    { table: "tickets", key: "id", over: "updated_at < ?1" },
    { table: "practice_passed", key: "agent_id", over: "at < ?1" },
    { table: "audit", key: "id", over: "at < ?1" },
  ],
};

/** Of the audit row that marks a slot as finished. */
const MARK = "retention";

export function retentionStore(database: Database): RetentionStore {
  const db = database.$client;
  return {
    finished: (slot) => finished(db, slot),
    remove: (kind, olderThan, limit) => remove(db, kind, { olderThan, limit }),
    finish: (slot, entry) => finish(db, slot, entry),
  };
}

async function finished(db: D1Database, slot: EpochMs): Promise<boolean> {
  const mark = await db.prepare("SELECT 1 FROM audit WHERE id = ?").bind(auditId(slot, MARK)).first();
  return mark !== null;
}

async function remove(
  db: D1Database,
  kind: RowClass,
  { olderThan, limit }: { readonly olderThan: EpochMs; readonly limit: number },
): Promise<Removed> {
  const done = await db.batch(PLACES[kind].map((place) => db.prepare(statementOf(place)).bind(olderThan, limit)));
  const changes = done.map(({ meta }) => meta.changes);
  return {
    removed: changes.reduce((sum, count) => sum + count, 0),
    more: changes.some((count) => count >= limit),
  };
}

async function finish(db: D1Database, slot: EpochMs, entry: Omit<AuditEntry, "at">): Promise<void> {
  await auditStatement(db, { ...entry, at: slot, key: MARK }).run();
}

function statementOf({ table, key, over, emptied }: Place): string {
  const which = `(${key}) IN (SELECT ${key} FROM ${table} WHERE ${over} LIMIT ?2)`;
  return emptied === undefined
    ? `DELETE FROM ${table} WHERE ${which}`
    : `UPDATE ${table} SET ${emptied} WHERE ${which}`;
}
