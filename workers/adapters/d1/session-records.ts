import { sealedFor } from "../../core/messages/sealed-for.ts";
import type { OutboxRow, SessionBatch, SessionRecords, StuckOutbox } from "../../app/ports/session-records.ts";
import { channelsFor, type SecurityChannel } from "../../core/messages/security-notice.ts";
import { defined } from "../../core/kit/defined.ts";
import { noteId } from "../../core/kit/ids.ts";
import { givenResponse, type PooledQuestion, type Response } from "../../core/questions/question.ts";
import type { Effect } from "../../core/session/effects.ts";
import { recordOf, type SessionRecord } from "../../core/session/record.ts";
import type { Session } from "../../core/session/session.ts";
import { transcriptEntry } from "../../core/session/transcript-entry.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { MacRow } from "../crypto/row-macs.ts";
import { assessmentStatement } from "./assessments.ts";
import { actionNoticeStatements } from "./action-notices.ts";
import { auditStatement } from "./audit.ts";
import { destinationOf } from "./message-destination.ts";
import { insertMessage } from "./messages.ts";
import { practiceStatements } from "./practice.ts";
import { insertNotices } from "./security-notices.ts";
import { insertNote } from "./tickets.ts";

export interface SessionRecordsOptions {
  /** The ways in which security can be told; none when absent. */
  readonly securityChannels?: readonly SecurityChannel[];
}

export function sessionRecords(
  db: D1Database,
  keyring: Keyring,
  { securityChannels = [] }: SessionRecordsOptions = {},
): SessionRecords {
  const frame = { db, keyring, securityChannels };
  return {
    write: (batch) => write(frame, batch),
    // A practice check is on no page but its own.
    tellStuck: (session, stuck) => (session.practice === true ? Promise.resolve() : tellStuck(db, session, stuck)),
  };
}

interface Frame {
  readonly db: D1Database;
  readonly keyring: Keyring;
  readonly securityChannels: readonly SecurityChannel[];
}

async function write(frame: Frame, { session, written, pool, rows }: SessionBatch): Promise<void> {
  const { db } = frame;
  const statements = await Promise.all(rows.map((row) => statementFor({ ...frame, session, pool, row })));
  const others = statements.flatMap((statement) => statement ?? []);
  if (session.practice === true) {
    await db.batch([...practiceStatements(db, session), ...others]);
    return;
  }
  const [record] = await db.batch([recordStatement(frame, session, written), ...others]);
  // What remains of an event whose record has arrived changes no record.
  if (record?.meta.changes === 0 && written?.version !== session.version) {
    await restore(frame, session);
  }
}

/**
 * The row did not take the update: it has this version or a later one, as after a replay, or it is not as a session left
 * it. Only what no session wrote is written over.
 */
async function restore({ db, keyring }: Frame, session: Session): Promise<void> {
  const row = await db.prepare("SELECT * FROM verifications WHERE id = ?").bind(session.id).first<MacRow>();
  if (row === null || (row["mac"] !== null && keyring.rows.holds(TABLE, row))) {
    return;
  }
  const columns = columnsOf(keyring, session);
  const changes = Object.keys(columns).map((name) => `${name} = ?`);
  await db
    .prepare(`UPDATE verifications SET ${changes.join(", ")} WHERE id = ? AND mac IS ?`)
    .bind(...Object.values(columns), session.id, row["mac"])
    .run();
}

async function tellStuck(db: D1Database, session: Session, stuck: StuckOutbox | undefined): Promise<void> {
  await stuckStatement(db, session, stuck).run();
}

/** The ticket stands in it too: the record itself may be what the database refuses. */
function stuckStatement(db: D1Database, session: Session, stuck: StuckOutbox | undefined): D1PreparedStatement {
  if (stuck === undefined) {
    return db.prepare("DELETE FROM stuck_outboxes WHERE verification_id = ?").bind(session.id);
  }
  return db
    .prepare(
      `INSERT INTO stuck_outboxes (verification_id, ticket_id, ticket_number, since, attempts, next_at, effect, problem)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (verification_id) DO UPDATE SET since = excluded.since,
         attempts = excluded.attempts, next_at = excluded.next_at, effect = excluded.effect, problem = excluded.problem`,
    )
    .bind(
      session.id,
      session.ticket.id,
      session.ticket.number,
      stuck.since,
      stuck.attempts,
      stuck.nextAt,
      stuck.effect,
      stuck.problem,
    );
}

const SEQ_DIGITS = 5;

interface RowContext extends Frame {
  readonly session: Session;
  readonly pool: readonly PooledQuestion[];
  readonly row: OutboxRow;
}

async function statementFor(
  context: RowContext,
): Promise<D1PreparedStatement | readonly D1PreparedStatement[] | undefined> {
  const { effect } = context.row;
  switch (effect.type) {
    case "audit":
      return auditedStatement(context, effect);
    case "note":
      return noteStatement(context, effect);
    case "message":
      return messageStatement(context);
    case "transcript":
      return transcriptStatement(context, effect);
    case "assessed":
      return assessmentStatement(context, context.row.at);
    case "remember_phone":
      return phoneStatement(context, effect);
    case "security":
      return securityStatements(context, effect);
    case "notices":
      return noticeStatements(context, effect);
    case "fence":
    case "void_passes":
    case "handed_over":
    case "ended":
      return undefined;
  }
}

type EffectOf<Type extends Effect["type"]> = Extract<Effect, { readonly type: Type }>;

function auditedStatement({ db, session, row }: RowContext, effect: EffectOf<"audit">): D1PreparedStatement {
  return auditStatement(db, {
    at: row.at,
    actor: effect.actor,
    action: effect.action,
    subject: session.id,
    details: effect.data,
    // Padded: rows of one moment must sort in their order.
    key: `${session.id}:${String(row.seq).padStart(SEQ_DIGITS, "0")}`,
  });
}

function noteStatement(
  { db, keyring, session, row }: RowContext,
  effect: EffectOf<"note">,
): D1PreparedStatement | undefined {
  return row.note === undefined
    ? undefined
    : insertNote(
        { db, macs: keyring.rows },
        {
          id: noteId.parse(`not_${session.id.slice("vrf_".length)}_${row.seq}`),
          ticketId: session.ticket.id,
          ...defined({ target: session.ticket.target }),
          verificationId: session.id,
          note: row.note,
          kind: effect.note.kind,
          at: row.at,
        },
      );
}

function securityStatements(
  { db, session, row, securityChannels }: RowContext,
  { cause }: EffectOf<"security">,
): D1PreparedStatement[] {
  return insertNotices(db, {
    key: `${session.id.slice("vrf_".length)}_${String(row.seq)}`,
    verificationId: session.id,
    personId: session.person.id,
    cause,
    channels: channelsFor(cause, session.desk?.securityChannels ?? securityChannels),
    at: row.at,
  });
}

function noticeStatements(
  { db, keyring, session, row }: RowContext,
  { event }: EffectOf<"notices">,
): Promise<readonly D1PreparedStatement[]> {
  const { id: verificationId, person, policy } = session;
  const held = policy.holdMinutes !== undefined && event.cause === "sent";
  const about = { event, held, verificationId, personId: person.id, privileged: person.privileged };
  return actionNoticeStatements({ db, keyring }, { ...about, at: row.at, now: row.at });
}

/** Its week starts when it vouches for the first time, however often it was seen before. */
function phoneStatement(
  { db, keyring, session, row }: RowContext,
  { phoneTag, vouches = false }: EffectOf<"remember_phone">,
): D1PreparedStatement {
  const known = {
    person_id: session.person.id,
    key_tag: phoneTag,
    verification_id: session.id,
    added_at: row.at,
    vouches: vouches ? 1 : 0,
  };
  return db
    .prepare(
      `INSERT INTO known_phones (person_id, key_tag, verification_id, added_at, vouches, mac) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (person_id, key_tag) DO UPDATE SET
         vouches = 1, added_at = excluded.added_at, verification_id = excluded.verification_id, mac = excluded.mac
       WHERE excluded.vouches = 1 AND known_phones.vouches = 0`,
    )
    .bind(...Object.values(known), keyring.rows.make("known_phones", known));
}

async function messageStatement(context: RowContext): Promise<D1PreparedStatement | undefined> {
  const { db, keyring, session, row } = context;
  const { effect } = row;
  if (effect.type !== "message") {
    return undefined;
  }
  const to = await destinationOf({ db, keyring, session, now: row.at }, effect);
  if (to === undefined) {
    return undefined;
  }
  const { channel, value } = to;
  const bound = sealedFor({ id: effect.id, channel, verificationId: session.id });
  return insertMessage(db, {
    id: effect.id,
    verificationId: session.id,
    kind: effect.kind,
    linkNumber: session.link.number,
    channel,
    // What cannot be opened stays as it is, and the message says so when it is sent.
    destinationSealed: value === undefined ? session.destination.sealed : await keyring.seal(value, bound),
    locale: to.locale ?? session.person.locale,
    createdAt: row.at,
    notAfter: effect.notAfter,
    ...(effect.kind === "code" ? { codeSealed: await keyring.seal(effect.digits, `messages/${effect.id}/code`) } : {}),
  });
}

async function transcriptStatement(
  { db, keyring, session, pool }: RowContext,
  at: EffectOf<"transcript">,
): Promise<D1PreparedStatement> {
  const { entry, sealed, options } = transcriptEntry({ session, pool }, at);
  const place = `transcript/${session.id}/${String(entry.ordinal)}/${String(entry.attempt)}`;
  const response = await keyring.open(sealed, place);
  if (response === undefined) {
    throw new Error("response cannot be opened");
  }
  // The option's text goes with it: the options end with the session, the transcript does not.
  const given = givenResponse(JSON.parse(response) as Response, options);
  return db
    .prepare(
      `INSERT INTO transcript_entries (verification_id, ordinal, attempt, kind, fact_key, fact_tag, params, form, exposure, option_count, scored,
         grade, asked_at, answered_at, strength_bits, weight_bits, response_sealed)
       VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .bind(
      session.id,
      entry.ordinal,
      entry.attempt,
      entry.kind,
      entry.factTag,
      JSON.stringify(entry.params),
      entry.form,
      entry.exposure,
      entry.optionCount,
      entry.scored ? 1 : 0,
      entry.grade,
      entry.askedAt,
      entry.answeredAt,
      entry.strengthBits,
      entry.weightBits,
      await keyring.seal(JSON.stringify(given), place),
    );
}

const TABLE = "verifications";

function recordStatement({ db, keyring }: Frame, session: Session, written: Session | undefined): D1PreparedStatement {
  const record = recordOf(session);
  const before = written === undefined ? undefined : recordOf(written);
  const unchanged = INDEXED.filter((name) => before?.[name] === record[name]);
  const columns = columnsOf(keyring, session);
  return db.prepare(upsert(Object.keys(columns), unchanged)).bind(...Object.values(columns));
}

/** The row as SQL has it, with its mac. */
function columnsOf({ rows: macs }: Keyring, session: Session): Readonly<Record<string, string | number | null>> {
  const columns = Object.fromEntries(
    Object.entries(recordOf(session)).map(([name, value]) => [columnName(name), columnValue(value)]),
  );
  return { ...columns, mac: macs.make(TABLE, columns) };
}

type RecordName = keyof SessionRecord;

/** Indexed columns that never change: leaving them out of the update saves a written row per index. */
const FIXED = ["id", "ticketId", "personId", "createdAt"] as const satisfies readonly RecordName[];
/** Those that seldom change. SQLite writes the index of a column that is set, also to what it was. */
const INDEXED = ["destinationTag", "deadlineAt", "endedAt"] as const satisfies readonly RecordName[];

/** By what it leaves as it is: every event of every check writes a record, and all records have the same columns. */
const upserts = new Map<string, string>();

/** What it leaves as it is has to be what the mac is of. */
function upsert(columns: readonly string[], unchanged: readonly RecordName[]): string {
  const known = upserts.get(unchanged.join());
  if (known !== undefined) {
    return known;
  }
  const left = [...FIXED, ...unchanged].map(columnName);
  const changing = columns.filter((column) => !left.includes(column)).map((column) => `${column} = excluded.${column}`);
  const same = left.map((column) => `verifications.${column} IS excluded.${column}`);
  const made = `INSERT INTO verifications (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT (id) DO UPDATE SET ${changing.join(", ")}
       WHERE verifications.version < excluded.version AND ${same.join(" AND ")}`;
  upserts.set(unchanged.join(), made);
  return made;
}

function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function columnValue(value: SessionRecord[keyof SessionRecord]): string | number | null {
  if (typeof value === "boolean") {
    return value ? 1 : 0;
  }
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
