import {
  and,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  sql,
  type SQL,
} from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type {
  TranscriptRecord,
  VerificationFilter,
  VerificationRecord,
  VerificationStore,
} from "../../app/ports/verifications.ts";
import { accountId, agentId, personId, ticketId, verificationId } from "../../core/kit/ids.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import { LEVELS } from "../../core/risk/levels.ts";
import { isStronglyProven } from "../../core/policy/proofs.ts";
import { PHASES, type TerminalStatus } from "../../core/session/status.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { present, type Database } from "./database.ts";
import { assessments, sendRequests, transcriptEntries, verifications } from "./schema.ts";

type Row = typeof verifications.$inferSelect;

export function verificationStore(database: Database, keyring: Keyring): VerificationStore {
  const rowById = database
    .select()
    .from(verifications)
    .where(eq(verifications.id, sql.placeholder("id")))
    .prepare();
  return {
    async byId(id) {
      const row = await rowById.get({ id });
      return row === undefined ? undefined : recordOf(row);
    },
    async list({ filter, after, limit }) {
      const rows = await database
        .select()
        .from(verifications)
        .where(and(...conditions(filter), after === undefined ? undefined : before(after)))
        .orderBy(desc(verifications.createdAt), desc(verifications.id))
        .limit(limit);
      return rows.map(recordOf);
    },
    async count(filter) {
      const [row] = await database
        .select({ total: count() })
        .from(verifications)
        .where(and(...conditions(filter)));
      return row?.total ?? 0;
    },
    async ofPerson(id, from) {
      const rows = await database
        .select()
        .from(verifications)
        .where(and(eq(verifications.personId, id), gte(verifications.createdAt, from)))
        .orderBy(desc(verifications.createdAt))
        .limit(50);
      return rows.map(recordOf);
    },
    async past({ personId: id, destinationTag, from }) {
      const rows = await database
        .select()
        .from(verifications)
        .where(and(eq(verifications.personId, id), gte(verifications.endedAt, from)))
        .orderBy(desc(verifications.endedAt))
        .limit(50);
      return rows.map((row) => ({
        endedAt: row.endedAt ?? 0,
        status: row.status as TerminalStatus,
        sameDestination: row.destinationTag === destinationTag,
        callerRefused: row.detail === "caller_refused",
        stronglyProven: isStronglyProven(proofsOf(row).map((proven) => proven.proof)),
        ...present("asn", row.networkAsn),
      }));
    },
    async lastSeen(id) {
      const [row] = await database
        .select({ at: verifications.endedAt, country: verifications.networkCountry })
        .from(verifications)
        .where(and(eq(verifications.personId, id), eq(verifications.status, "passed")))
        .orderBy(desc(verifications.createdAt))
        .limit(1);
      return row?.at == null ? undefined : { at: row.at, ...present("country", row.country) };
    },
    async othersWithDestination(tag, id) {
      const rows = await database
        .selectDistinct({ personId: verifications.personId })
        .from(verifications)
        .where(
          and(eq(verifications.destinationTag, tag), eq(verifications.origin, "typed"), ne(verifications.personId, id)),
        )
        .limit(10);
      return rows.length;
    },
    async recentFactKeys(id, window) {
      const rows = await database
        .selectDistinct({ factTag: transcriptEntries.factTag })
        .from(transcriptEntries)
        .innerJoin(verifications, eq(verifications.id, transcriptEntries.verificationId))
        .where(
          and(
            eq(verifications.personId, id),
            isNotNull(transcriptEntries.factTag),
            gte(verifications.createdAt, window.from),
            lte(verifications.createdAt, window.to),
          ),
        );
      return rows.flatMap((row) => row.factTag ?? []);
    },
    async transcript(id) {
      const rows = await database
        .select()
        .from(transcriptEntries)
        .where(eq(transcriptEntries.verificationId, id))
        .orderBy(transcriptEntries.ordinal, transcriptEntries.attempt);
      return rows.map(transcriptOf);
    },
    async assessment(id) {
      const [row] = await database.select().from(assessments).where(eq(assessments.verificationId, id));
      if (row === undefined) {
        return undefined;
      }
      const [assessment, evidence] = await Promise.all([
        keyring.open(row.assessmentSealed, `assessments/${id}`),
        keyring.open(row.evidenceSealed, `evidence/${id}`),
      ]);
      return assessment === undefined || evidence === undefined
        ? undefined
        : { assessment: JSON.parse(assessment) as Assessment, evidence: JSON.parse(evidence) as Evidence };
    },
    async removeExpired({ answersBefore, evidenceBefore }) {
      const db = database.$client;
      const [answers, evidence] = await db.batch([
        // Emptied, not deleted: that a question was asked and how it was graded stays on record.
        db
          .prepare("UPDATE transcript_entries SET response_sealed = '' WHERE answered_at < ? AND response_sealed <> ''")
          .bind(answersBefore),
        db.prepare("DELETE FROM assessments WHERE assessed_at < ?").bind(evidenceBefore),
        // A message holds the sealed destination; its receipts say on the record what became of it.
        db.prepare("DELETE FROM messages WHERE created_at < ?").bind(answersBefore),
      ]);
      return { answers: answers?.meta.changes ?? 0, evidence: evidence?.meta.changes ?? 0 };
    },
    async overdue(cutoff, limit) {
      const rows = await database
        .select({ id: verifications.id })
        .from(verifications)
        .where(and(isNull(verifications.endedAt), lt(verifications.deadlineAt, cutoff)))
        .limit(limit);
      return rows.map((row) => verificationId.parse(row.id));
    },
    async unclaimSend({ agentId: agent, key, id }) {
      await database
        .delete(sendRequests)
        .where(
          and(
            eq(sendRequests.agentId, agent),
            eq(sendRequests.idempotencyKey, key),
            eq(sendRequests.verificationId, id),
          ),
        );
    },
    async claimSend(request) {
      const [, [row]] = await database.batch([
        database
          .insert(sendRequests)
          .values({
            agentId: request.agentId,
            idempotencyKey: request.key,
            bodyTag: request.bodyTag,
            verificationId: request.id,
            createdAt: request.now,
          })
          .onConflictDoNothing(),
        database
          .select()
          .from(sendRequests)
          .where(and(eq(sendRequests.agentId, request.agentId), eq(sendRequests.idempotencyKey, request.key))),
      ]);
      if (row === undefined) {
        throw new Error("a send request that was just written is missing");
      }
      return {
        id: verificationId.parse(row.verificationId),
        created: row.verificationId === request.id,
        conflict: row.bodyTag !== request.bodyTag,
      };
    },
  };
}

function before(after: { createdAt: number; id: string }): SQL {
  // A row value, so that SQLite walks the index instead of sorting.
  return sql`(${verifications.createdAt}, ${verifications.id}) < (${after.createdAt}, ${after.id})`;
}

function conditions(filter: VerificationFilter): (SQL | undefined)[] {
  return [
    filter.q === undefined ? undefined : matches(filter.q),
    filter.statuses.length > 0 ? or(...filter.statuses.map(statusCondition)) : undefined,
    filter.levels.length > 0 ? inArray(verifications.level, [...filter.levels]) : undefined,
    filter.category === undefined ? undefined : eq(verifications.category, filter.category),
    filter.referrer === undefined ? undefined : eq(verifications.referrerId, filter.referrer),
    filter.from === undefined ? undefined : gte(verifications.createdAt, filter.from),
    filter.to === undefined ? undefined : lte(verifications.createdAt, filter.to),
  ];
}

/**
 * As the table words them: "undelivered" is an open check whose link did not arrive, and
 * "in_progress" every other that has not ended. An unknown word matches nothing.
 */
function statusCondition(status: string): SQL | undefined {
  const running = inArray(verifications.status, [...PHASES]);
  switch (status) {
    case "undelivered":
      return and(running, NOT_ARRIVED);
    case "in_progress":
      return and(running, not(NOT_ARRIVED));
    default:
      return eq(verifications.status, status);
  }
}

/** The same rule as `undelivered` in core/session/live-view. */
const NOT_ARRIVED = sql`(${verifications.live} ->> '$.message.state' = 'failed' AND ${verifications.live} ->> '$.moments.seenAt' IS NULL AND ${verifications.live} ->> '$.moments.begunAt' IS NULL)`;

/** Not LIKE: D1 refuses patterns over 50 bytes, and "_" is common in addresses. Case is ignored for ASCII, as LIKE would. */
function matches(q: string): SQL | undefined {
  const typed = q.replaceAll(/[\u2018\u2019\u02bc]/gu, "'");
  const found = (column: SQLiteColumn | SQL): SQL => sql`instr(lower(${column}), lower(${typed})) > 0`;
  // Phones type a curly apostrophe where directories keep a straight one, and the other way round.
  const curly = ["\u2018", "\u2019", "\u02bc"];
  const name = curly.reduce<SQL>(
    (text, sign) => sql`replace(${text}, ${sign}, ${"'"})`,
    sql`${verifications.requesterName}`,
  );
  return or(found(verifications.ticketNumber), found(name), found(verifications.requesterEmail));
}

function proofsOf(row: Row): VerificationRecord["proofs"] {
  return JSON.parse(row.proofs) as VerificationRecord["proofs"];
}

function recordOf(row: Row): VerificationRecord {
  return {
    id: verificationId.parse(row.id),
    version: row.version,
    ticketId: ticketId.parse(row.ticketId),
    ticketNumber: row.ticketNumber,
    category: row.category,
    action: row.action as VerificationRecord["action"],
    personId: personId.parse(row.personId),
    requesterName: row.requesterName,
    requesterEmail: row.requesterEmail,
    referrerId: agentId.parse(row.referrerId),
    referrerName: row.referrerName,
    status: row.status as VerificationRecord["status"],
    profile: row.profile as VerificationRecord["profile"],
    passLine: row.passLine,
    channel: row.channel as VerificationRecord["channel"],
    origin: row.origin as VerificationRecord["origin"],
    masked: row.masked,
    proofs: proofsOf(row),
    requiredProofs: JSON.parse(row.requiredProofs) as VerificationRecord["requiredProofs"],
    createdAt: row.createdAt,
    live: JSON.parse(row.live) as VerificationRecord["live"],
    ...present("detail", row.detail as VerificationRecord["detail"]),
    ...present("score", row.score),
    ...present(
      "level",
      LEVELS.find((level) => level === row.level),
    ),
    ...present("question", row.question),
    ...present("typedReason", row.typedReason),
    ...present("strengthBits", row.strengthBits),
    ...present("deadlineAt", row.deadlineAt),
    ...present("endedAt", row.endedAt),
    ...present("validUntil", row.validUntil),
    ...present("feedback", row.feedback as "easy" | "ok" | "hard" | null),
    ...present("account", accountOf(row)),
    ...present("privileged", row.privileged),
  };
}

function accountOf(row: Row): VerificationRecord["account"] | undefined {
  const { accountId: id, accountUserName: userName, accountLabel: label } = row;
  return id === null || userName === null || label === null ? undefined : { id: accountId.parse(id), userName, label };
}

function transcriptOf(row: typeof transcriptEntries.$inferSelect): TranscriptRecord {
  return {
    ordinal: row.ordinal,
    attempt: row.attempt,
    kind: row.kind,
    params: JSON.parse(row.params) as TranscriptRecord["params"],
    form: row.form as TranscriptRecord["form"],
    exposure: row.exposure as TranscriptRecord["exposure"],
    optionCount: row.optionCount,
    scored: row.scored,
    grade: row.grade as TranscriptRecord["grade"],
    askedAt: row.askedAt,
    answeredAt: row.answeredAt,
    strengthBits: row.strengthBits,
    weightBits: row.weightBits,
    responseSealed: row.responseSealed,
  };
}
