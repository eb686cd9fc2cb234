/**
 * Compares what the product promised (the journal) with what it kept (D1) and what its peers got
 * (the outbox, the ticket system). Each function returns the broken promises in words; none means
 * that all were kept.
 */
import type { ChangeGear } from "../../dev/changegear/server.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import type { Story } from "./journal.ts";
import { notesOn } from "./requester.ts";

export interface Database {
  prepare(sql: string): { all(): Promise<{ readonly results: unknown[] }> };
}

const rows = async <Row>(db: Database, sql: string): Promise<Row[]> => (await db.prepare(sql).all()).results as Row[];

interface TranscriptRow {
  readonly verification_id: string;
  readonly ordinal: number;
  readonly attempt: number;
  readonly answered_at: number;
  readonly response_sealed: string;
}

/** Acknowledged answers are there, in order and as given; the last unacknowledged one is there whole or not at all. */
export async function brokenTranscripts(
  db: Database,
  stories: readonly Story[],
  rootSecret: string,
): Promise<string[]> {
  const keyring = createKeyring(rootSecret, {});
  const entries = await rows<TranscriptRow>(
    db,
    "SELECT * FROM transcript_entries ORDER BY verification_id, ordinal, attempt",
  );
  const audits = await rows<{ subject: string; details: string }>(
    db,
    "SELECT subject, details FROM audit WHERE action = 'answer.given' ORDER BY id",
  );
  const broken: string[] = [];
  for (const { id, answers } of stories) {
    const kept = entries.filter((entry) => entry.verification_id === id);
    const acknowledged = answers.filter((answer) => answer.acknowledged).length;
    if (kept.length < acknowledged || kept.length > answers.length) {
      broken.push(`${id}: ${kept.length} answers kept, ${acknowledged} acknowledged, ${answers.length} given`);
    }
    for (const [index, entry] of kept.entries()) {
      const opened = await keyring.open(
        entry.response_sealed,
        `transcript/${id}/${String(entry.ordinal)}/${String(entry.attempt)}`,
      );
      const given = answers[index]?.given;
      if (entry.ordinal !== answers[index]?.ordinal || entry.attempt !== 1 || opened !== JSON.stringify(given)) {
        broken.push(`${id}: entry ${entry.ordinal}/${entry.attempt} is not what was answered`);
      }
      if (entry.answered_at < (kept[index - 1]?.answered_at ?? 0)) {
        broken.push(`${id}: entry ${entry.ordinal} is older than the one before it`);
      }
    }
    const told = audits.filter((audit) => audit.subject === id).map((audit) => audit.details);
    const expected = kept.map(({ ordinal, attempt }) => JSON.stringify({ ordinal, attempt }));
    if (told.join() !== expected.join()) {
      broken.push(`${id}: the audit tells ${told.join(" ")}, the transcript ${expected.join(" ")}`);
    }
  }
  return broken;
}

export const played = ({ left }: Story): boolean => left === undefined;

interface RecordRow {
  readonly id: string;
  readonly status: string;
  readonly ended_at: number | null;
}

/** A request that was sent again must not have made a second check. */
export async function uninvited(db: Database, stories: readonly Story[]): Promise<string[]> {
  const records = await rows<RecordRow>(db, "SELECT id, status, ended_at FROM verifications");
  const known = new Set(stories.map((story) => story.id));
  return records.filter((record) => !known.has(record.id)).map((record) => `${record.id}: nobody sent it`);
}

/** Every check that was played to its end has ended, as its requester deserved. */
export async function brokenOutcomes(db: Database, stories: readonly Story[]): Promise<string[]> {
  const records = await rows<RecordRow>(db, "SELECT id, status, ended_at FROM verifications");
  return stories.filter(played).flatMap((story) => {
    const record = records.find((other) => other.id === story.id);
    const deserved = [
      ...(ranOut(story) ? ["timed_out", "expired"] : [story.honest ? "passed" : "failed"]),
      // Time may be up before the agent cancels.
      ...(story.abandoned ? ["cancelled", "timed_out"] : []),
    ];
    const right = record?.ended_at != null && deserved.includes(record.status);
    return right ? [] : [`${story.id}: ${record?.status ?? "absent"}, not ${deserved.join(" or ")}`];
  });
}

/** The requester was told that time is up: on a busy machine, beside a clock that runs faster, it is now and then. */
export const ranOut = ({ lastStep }: Story): boolean => lastStep === "timed_out" || lastStep === "ended";

/** One message per check, delivered, and in the outbox once. */
export async function brokenMessages(db: Database, stories: readonly Story[]): Promise<string[]> {
  const messages = await rows<{ id: string; verification_id: string; status: string }>(db, "SELECT * FROM messages");
  const delivered = await rows<{ id: string; link: string }>(db, "SELECT id, link FROM dev_outbox");
  const strays = delivered.filter(({ id }) => !messages.some((message) => message.id === id));
  const links = new Set(delivered.map(({ link }) => link));
  return [
    ...strays.map(({ id }) => `${id}: delivered, but never accepted`),
    ...(links.size === delivered.length ? [] : ["one link was delivered in two messages"]),
    ...stories.flatMap(({ id }) => {
      const own = messages.filter((message) => message.verification_id === id);
      const arrived = own.filter((message) => delivered.some((other) => other.id === message.id));
      // Killed between the provider's word and its record; the check was over before the next try, which sends nothing more.
      const statuses = ["delivered", "dropped"];
      return own.length === 1 && arrived.length === 1 && statuses.includes(own[0]?.status ?? "")
        ? []
        : [
            `${id}: ${own.length} messages (${own.map((message) => message.status).join()}), ${arrived.length} delivered`,
          ];
    }),
  ];
}

interface NoteRow {
  readonly ticket_id: string;
  readonly external_id: string;
  readonly key: string;
  /** Of the note that is written before it, with it. */
  readonly first: string | null;
  readonly status: string;
}

/** Every note of D1 is on its ticket once, in order, and nothing else is; and there are so many. */
export async function brokenNotes(
  db: Database,
  standIn: ChangeGear,
  { tickets, perTicket = NOTES_PER_CHECK }: { readonly tickets: readonly number[]; readonly perTicket?: number },
): Promise<string[]> {
  const notes = await rows<NoteRow>(
    db,
    `SELECT ticket_notes.ticket_id, tickets.external_id, json_extract(ticket_notes.note, '$.key') AS key,
       json_extract(ticket_notes.note, '$.first.key') AS first, ticket_notes.status
     FROM ticket_notes JOIN tickets ON tickets.id = ticket_notes.ticket_id ORDER BY ticket_notes.ticket_id, position`,
  );
  return tickets.flatMap((ticket) => {
    const kept = notes.filter((note) => note.external_id === String(ticket));
    const keys = kept.flatMap(({ first, key }) => (first === null ? [key] : [first, key]));
    const waiting = kept.filter((note) => note.status !== "written");
    const written = notesOn(standIn, ticket).map((text) => keys.find((key) => keyOf(text) === key) ?? "unknown");
    return [
      ...(written.join() === keys.join() ? [] : [`ticket ${ticket}: has ${written.join(" ")}; kept ${keys.join(" ")}`]),
      ...waiting.map((note) => `ticket ${ticket}: ${note.key} is ${note.status}`),
      ...(keys.length === perTicket ? [] : [`ticket ${ticket}: ${keys.length} notes`]),
    ];
  });
}

/** Link offered, sent, begun, outcome. */
export const NOTES_PER_CHECK = 4;

/** A note ends with its key, in a paragraph of its own. */
function keyOf(text: string): string | undefined {
  return />\s*Ref: ([\w:.-]+)\s*<\/p>\s*$/.exec(text)?.[1];
}
