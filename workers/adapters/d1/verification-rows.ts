/** What stands in a row of `verifications` and of its transcript, as the rest of the product reads it. */
import { eq } from "drizzle-orm";
import type {
  PastRecord,
  StandingRecord,
  TranscriptRecord,
  VerificationRecord,
} from "../../app/ports/verifications.ts";
import { accountId, agentId, personId, ticketId, verificationId } from "../../core/kit/ids.ts";
import { isStronglyProven } from "../../core/policy/proofs.ts";
import { LEVELS } from "../../core/risk/levels.ts";
import type { TerminalStatus } from "../../core/session/status.ts";
import { present, type Database } from "./database.ts";
import { judgedColumns, judgedFrom } from "./judgements.ts";
import { people, tickets, verifications, type transcriptEntries } from "./schema.ts";

export type VerificationRow = typeof verifications.$inferSelect;

/** A pass that its recipient or a colleague took back counts as reported. */
export function pastOf(row: VerificationRow, takenBack: boolean): PastRecord {
  return {
    endedAt: row.endedAt ?? 0,
    status: row.status === "passed" && takenBack ? "reported" : (row.status as TerminalStatus),
    destinationTag: row.destinationTag,
    answered: hasAnswered(row),
    callerRefused: row.detail === "caller_refused",
    stronglyProven: isStronglyProven(proofsOf(row).map((proven) => proven.proof)),
    ...present("asn", row.networkAsn),
  };
}

function hasAnswered(row: VerificationRow): boolean {
  const { tally } = JSON.parse(row.live) as VerificationRecord["live"];
  return tally !== undefined && tally.answered + tally.skipped > 0;
}

function proofsOf(row: VerificationRow): VerificationRecord["proofs"] {
  return JSON.parse(row.proofs) as VerificationRecord["proofs"];
}

export function recordOf(row: VerificationRow): VerificationRecord {
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
export function standingRows(database: Database) {
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
export function standingOf({ record, judged, ticket, person }: NonNullable<StandingRow>): StandingRecord {
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

function askedOf({ personAskedAt: at, answerBy }: VerificationRow): VerificationRecord["personAsked"] {
  return at === null || answerBy === null ? undefined : { at, answerBy };
}

function accountOf(row: VerificationRow): VerificationRecord["account"] | undefined {
  const { accountId: id, accountUserName: userName, accountLabel: label } = row;
  return id === null || userName === null || label === null ? undefined : { id: accountId.parse(id), userName, label };
}

export function transcriptOf(row: typeof transcriptEntries.$inferSelect): TranscriptRecord {
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
