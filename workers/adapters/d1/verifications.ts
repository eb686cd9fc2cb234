import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, not, sql } from "drizzle-orm";
import type {
  StandingRecord,
  TranscriptRecord,
  VerificationRecord,
  VerificationStore,
} from "../../app/ports/verifications.ts";
import { accountId, agentId, personId, ticketId, verificationId } from "../../core/kit/ids.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import { LEVELS } from "../../core/risk/levels.ts";
import { isStronglyProven } from "../../core/policy/proofs.ts";
import type { TerminalStatus } from "../../core/session/status.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { present, type Database } from "./database.ts";
import { judgedColumns, judgedFrom, passTakenBack } from "./judgements.ts";
import { assessments, people, sendRequests, tickets, transcriptEntries, verifications } from "./schema.ts";
import { before, conditions } from "./verification-filter.ts";

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
      const rows = await standingRows(database)
        .where(and(...conditions(filter), after === undefined ? undefined : before(after)))
        .orderBy(desc(verifications.createdAt), desc(verifications.id))
        .limit(limit);
      return rows.map(standingOf);
    },
    async count(filter) {
      const [row] = await database
        .select({ total: count() })
        .from(verifications)
        .where(and(...conditions(filter)));
      return row?.total ?? 0;
    },
    async ofPerson(id, from) {
      const rows = await standingRows(database)
        .where(and(eq(verifications.personId, id), gte(verifications.createdAt, from)))
        .orderBy(desc(verifications.createdAt))
        .limit(50);
      return rows.map(standingOf);
    },
    async lastOfTickets(ids) {
      const rows = await standingRows(database)
        .where(inArray(verifications.ticketId, [...ids]))
        .orderBy(desc(verifications.createdAt), desc(verifications.id));
      const last = new Map(rows.toReversed().map((row) => [row.record.ticketId, row]));
      return [...last.values()].map(standingOf);
    },
    async past({ personId: id, from }) {
      const rows = await database
        .select({ row: verifications, takenBack: passTakenBack })
        .from(verifications)
        .where(and(eq(verifications.personId, id), gte(verifications.endedAt, from)))
        .orderBy(desc(verifications.endedAt))
        .limit(50);
      return rows.map(({ row, takenBack }) => ({
        endedAt: row.endedAt ?? 0,
        status: row.status === "passed" && takenBack === 1 ? "reported" : (row.status as TerminalStatus),
        destinationTag: row.destinationTag,
        answered: hasAnswered(row),
        callerRefused: row.detail === "caller_refused",
        stronglyProven: isStronglyProven(proofsOf(row).map((proven) => proven.proof)),
        ...present("asn", row.networkAsn),
      }));
    },
    async lastSeen(id) {
      const [row] = await database
        .select({ at: verifications.endedAt, country: verifications.networkCountry })
        .from(verifications)
        .where(and(eq(verifications.personId, id), eq(verifications.status, "passed"), not(passTakenBack)))
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

function hasAnswered(row: Row): boolean {
  const { tally } = JSON.parse(row.live) as VerificationRecord["live"];
  return tally !== undefined && tally.answered + tally.skipped > 0;
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
    destinationTag: row.destinationTag,
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
    ...present("personAsked", askedOf(row)),
    ...present("account", accountOf(row)),
    ...present("privileged", row.privileged),
  };
}

/** Each record with whom its ticket names and the person as they are now; both by their keys. */
function standingRows(database: Database) {
  return database
    .select({
      record: verifications,
      judged: judgedColumns,
      // The keys come first: Drizzle takes a joined row for missing whose first column is null.
      ticket: {
        id: tickets.id,
        requesterPersonId: tickets.requesterPersonId,
        requesterExternalId: tickets.requesterExternalId,
        requesterName: tickets.requesterName,
        requesterEmail: tickets.requesterEmail,
      },
      person: {
        id: people.id,
        externalId: people.externalId,
        email: people.email,
        displayName: people.displayName,
        active: people.active,
      },
    })
    .from(verifications)
    .leftJoin(tickets, eq(tickets.id, verifications.ticketId))
    .leftJoin(people, eq(people.id, verifications.personId));
}

type StandingRow = Awaited<ReturnType<ReturnType<typeof standingRows>["get"]>>;

/** A person who is in the directory no more is nobody to act for. */
function standingOf({ record, judged, ticket, person }: NonNullable<StandingRow>): StandingRecord {
  return {
    record: recordOf(record),
    ...present("judged", judgedFrom(judged)),
    ticket: {
      ...present("requesterPersonId", ticket?.requesterPersonId),
      ...present("requesterExternalId", ticket?.requesterExternalId),
      ...present("requesterName", ticket?.requesterName),
      ...present("requesterEmail", ticket?.requesterEmail),
    },
    person: {
      id: personId.parse(record.personId),
      email: person?.email ?? record.requesterEmail,
      displayName: person?.displayName ?? record.requesterName,
      active: person?.active ?? false,
      ...present("externalId", person?.externalId),
    },
  };
}

function askedOf({ personAskedAt: at, answerBy }: Row): VerificationRecord["personAsked"] {
  return at === null || answerBy === null ? undefined : { at, answerBy };
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
