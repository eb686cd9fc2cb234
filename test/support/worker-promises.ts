/** What must be true of a whole check once nothing waits any more, whatever failed on the way. Each broken promise in words. */
import { env } from "cloudflare:workers";
import type { Note } from "../../workers/core/tickets/note.ts";
import type { WholeCheck } from "./worker-check.ts";
import { rows, stored } from "./worker-fixture.ts";
import type { Peers } from "./worker-peers.ts";

const NOTES = ["Link offered", "Verification sent", "Verification begun", "Verification Outcome: Passed"];
/** One row each, save that of the begin: it is told with the next. */
const KEPT = NOTES.map((note) => ["written", note]);
const BEFORE_ANSWERS = [
  "ticket.created",
  "verification.created",
  "message.sending",
  "message.sent",
  "link.seen",
  "session.begun",
  "session.checked",
];
/** Claimed, sent, recorded: a reply lost in between sends again, under the same key. */
const SENDS_AT_MOST = 2;

export async function brokenPromises(check: WholeCheck, peers: Peers): Promise<string[]> {
  const { id, ticket } = check;
  const count = async (sql: string, ...values: readonly string[]) =>
    (await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`, ...values))[0]?.n;
  const record = (
    await rows<{ status: string; ended_at: number | null; person_id: string }>(
      "SELECT status, ended_at, person_id FROM verifications WHERE ticket_id = ?",
      ticket,
    )
  )[0];
  const guard = await env.SUBJECT_GUARD.getByName(`person:${record?.person_id ?? ""}`).state(Date.now());
  const session = await stored(env.VERIFICATION_SESSION.getByName(id));
  const notes = await rows<{ status: string; note: string }>(
    "SELECT status, note FROM ticket_notes WHERE ticket_id = ? ORDER BY position",
    ticket,
  );
  const transcript = await rows<{ ordinal: number; attempt: number }>(
    "SELECT ordinal, attempt FROM transcript_entries WHERE verification_id = ? ORDER BY ordinal, attempt",
    id,
  );
  const truths: Readonly<Record<string, readonly [actual: unknown, wanted: unknown]>> = {
    "one ticket": [await count("tickets WHERE external_id = ?", check.externalId), 1],
    "one check of it": [await count("verifications WHERE ticket_id = ?", ticket), 1],
    "the record's end": [
      [record?.status, record?.ended_at !== null],
      ["passed", true],
    ],
    "the session's end": [
      [session?.session.status, session?.outbox],
      ["passed", 0],
    ],
    "an assessment": [await count("assessments WHERE verification_id = ?", id), 1],
    "notes at the ticket system, in order": [[...peers.notes.values()], NOTES],
    "notes kept": [notes.flatMap(({ status, note }) => titles(note).map((title) => [status, title])), KEPT],
    "one message": [await count("messages WHERE verification_id = ?", id), 1],
    "which was sent": [await count("messages WHERE verification_id = ? AND status = 'sent'", id), 1],
    "under one key": [new Set(peers.sends.map(({ key }) => key)).size, 1],
    "and hardly ever twice": [peers.sends.length <= SENDS_AT_MOST, true],
    "answers as acknowledged": [transcript, check.acknowledged.map((ordinal) => ({ ordinal, attempt: 1 }))],
    "one audit row per change": [
      await auditOf(check),
      [...BEFORE_ANSWERS, ...check.acknowledged.map(() => "answer.given"), "verification.passed"],
    ],
    "a free person": [
      [guard.lease, guard.startsToday],
      [undefined, 1],
    ],
    "no dead letter": [
      [await count("dead_letters"), peers.lost],
      [0, []],
    ],
    "nothing unclean": [check.unclean, []],
  };
  return Object.entries(truths)
    .map(([promise, pair]) => [promise, ...pair.map((side) => JSON.stringify(side))] as const)
    .flatMap(([promise, actual, wanted]) => (actual === wanted ? [] : [`${promise}: ${actual}, not ${wanted}`]));
}

/** Actions of the audit rows of a check and its ticket, in order. */
async function auditOf(check: WholeCheck): Promise<readonly string[]> {
  const found = await rows<{ action: string }>(
    "SELECT action FROM audit WHERE subject IN (?, ?) ORDER BY id",
    check.ticket,
    check.id,
  );
  return found.map(({ action }) => action);
}

function titles(note: string): string[] {
  const { title, first } = JSON.parse(note) as Note;
  return [...(first === undefined ? [] : [first.title]), title];
}
