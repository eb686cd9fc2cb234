/** What stands in a row of `verifications` and of its transcript, as the rest of the product reads it. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import type {
  PastRecord,
  StandingRecord,
  TranscriptRecord,
  VerificationRecord,
} from "../../app/ports/verifications.ts";
import { accountId, agentId, messageId, personId, ticketId, verificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Integrity } from "../../core/verdict/recommend.ts";
import { EXPOSURES, GRADES, QUESTION_FORMS } from "../../core/questions/question.ts";
import { isStronglyProven } from "../../core/policy/proofs.ts";
import { LEVELS } from "../../core/risk/levels.ts";
import { PHASES, TERMINAL_STATUSES, type TerminalStatus } from "../../core/session/status.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { isAttested } from "./attested.ts";
import { present, type Database } from "./database.ts";
import { idInTickets } from "./ids-in-tickets.ts";
import { judgedColumns, judgedFrom } from "./judgements.ts";
import { parsed, soundRow } from "./readable.ts";
import { people, tickets, transcriptEntries, verifications } from "./schema.ts";

export type VerificationRow = typeof verifications.$inferSelect;

/** Rows from before they had a mac are known by having none; those that lost it on the way prove nothing either. */
export function integrityOf(macs: RowMacs, row: VerificationRow): Integrity {
  if (row.mac === null) return "unmarked";
  return isAttested(macs, verifications, row) ? "intact" : "changed";
}

/** A pass that its recipient or a colleague took back counts as reported, and so does one that somebody else wrote. */
export function pastOf(macs: RowMacs, written: VerificationRow, takenBack: boolean): PastRecord {
  const integrity = integrityOf(macs, written);
  const row = soundRow(verifications, written);
  const isVoid = takenBack || integrity === "changed";
  return {
    endedAt: row.endedAt ?? 0,
    status: row.status === "passed" && isVoid ? "reported" : (row.status as TerminalStatus),
    destinationTag: row.destinationTag,
    answered: hasAnswered(row),
    callerRefused: row.detail === "caller_refused",
    stronglyProven: integrity === "intact" && isStronglyProven(proofsOf(row).map((proven) => proven.proof)),
    ...present("asn", row.networkAsn),
  };
}

function hasAnswered(row: VerificationRow): boolean {
  const { tally } = liveOf(row);
  return tally !== undefined && tally.answered + tally.skipped > 0;
}

function proofsOf(row: VerificationRow): VerificationRecord["proofs"] {
  return (parsed(row.proofs) ?? []) as VerificationRecord["proofs"];
}

/** Of a row that cannot be read: nothing happened. */
const NOTHING: VerificationRecord["live"] = {
  status: "cancelled",
  moments: { queuedAt: 0 },
  message: { id: messageId.parse("msg_unreadable0"), state: "failed" },
  link: { number: 0, issuedAt: 0, expiresAt: 0 },
  resends: { left: 0, nextAt: 0 },
  spokenCode: false,
  minimumQuestions: 0,
  maximumQuestions: 0,
};

function liveOf(row: VerificationRow): VerificationRecord["live"] {
  const live = parsed(row.live) as Partial<VerificationRecord["live"]> | null | undefined;
  return live?.moments === undefined ? NOTHING : (live as VerificationRecord["live"]);
}

export function recordOf(macs: RowMacs, row: VerificationRow): VerificationRecord {
  const integrity = integrityOf(macs, row);
  const record = asWritten(soundRow(verifications, row), integrity);
  if (integrity !== "changed") return record;
  const { score: _score, level: _level, validUntil: _until, strengthBits: _bits, ...rest } = record;
  return { ...rest, proofs: [], requiredProofs: [], live: NOTHING };
}

const STATUSES = [...PHASES, ...TERMINAL_STATUSES] as const;

const NOBODY = "per_unreadable";

/** Nobody's, and found nowhere: the row is shown, and says that it was changed. */
const idOr = <Id extends string>(
  schema: { safeParse(value: unknown): { data?: Id | undefined } },
  value: unknown,
  other: string,
): Id => schema.safeParse(value).data ?? (other as Id);

function asWritten(row: VerificationRow, integrity: Integrity): VerificationRecord {
  return {
    id: idOr(verificationId, row.id, "vrf_unreadable"),
    integrity,
    version: row.version,
    ticketId: idOr(ticketId, row.ticketId, "tkt_unreadable"),
    ticketNumber: row.ticketNumber,
    category: row.category,
    action: row.action as VerificationRecord["action"],
    personId: idOr(personId, row.personId, NOBODY),
    requesterName: row.requesterName,
    requesterEmail: row.requesterEmail,
    referrerId: idOr(agentId, row.referrerId, "agt_unreadable"),
    referrerName: row.referrerName,
    status: STATUSES.find((status) => status === row.status) ?? NOTHING.status,
    profile: row.profile as VerificationRecord["profile"],
    passLine: row.passLine,
    channel: row.channel as VerificationRecord["channel"],
    origin: row.origin as VerificationRecord["origin"],
    masked: row.masked,
    destinationTag: row.destinationTag,
    proofs: proofsOf(row),
    requiredProofs: (parsed(row.requiredProofs) ?? []) as VerificationRecord["requiredProofs"],
    createdAt: row.createdAt,
    live: liveOf(row),
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
    ...present("voided", voidedOf(row)),
    ...present("personAsked", askedOf(row)),
    ...present("account", accountOf(row)),
    ...present("privileged", row.privileged),
    ...present("independentProof", row.independentProof),
  };
}

/** Each record with whom its ticket names and the person as they are now; both by their keys. */
export function standingRows(database: Database, now: EpochMs) {
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
        idInTickets: idInTickets(now),
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
export function standingOf(
  macs: RowMacs,
  { record, judged, ticket, person }: NonNullable<StandingRow>,
): StandingRecord {
  const sound = recordOf(macs, record);
  return {
    record: sound,
    ...present("judged", judgedFrom(judged)),
    ticket: {
      ...present("requesterPersonId", ticket?.requesterPersonId),
      ...present("requesterExternalId", ticket?.requesterExternalId),
      ...present("requesterName", ticket?.requesterName),
      ...present("requesterEmail", ticket?.requesterEmail),
    },
    person: {
      id: sound.personId,
      email: person?.email ?? sound.requesterEmail,
      displayName: person?.displayName ?? sound.requesterName,
      active: person?.active ?? false,
      ...present("idInTickets", person?.idInTickets),
    },
  };
}

function askedOf({ personAskedAt: at, answerBy }: VerificationRow): VerificationRecord["personAsked"] {
  return at === null || answerBy === null ? undefined : { at, answerBy };
}

function voidedOf({ voidedAt: at, voidedBy: by }: VerificationRow): VerificationRecord["voided"] {
  return at === null ? undefined : { at, by: by === "desk" ? "desk" : "recipient" };
}

function accountOf(row: VerificationRow): VerificationRecord["account"] | undefined {
  const { accountId: id, accountUserName: userName, accountLabel: label } = row;
  const known = accountId.safeParse(id);
  return !known.success || userName === null || label === null ? undefined : { id: known.data, userName, label };
}

export function transcriptOf(written: typeof transcriptEntries.$inferSelect): TranscriptRecord {
  const row = soundRow(transcriptEntries, written);
  return {
    ordinal: row.ordinal,
    attempt: row.attempt,
    kind: row.kind,
    params: paramsOf(row.params),
    form: QUESTION_FORMS.find((form) => form === row.form) ?? "text",
    exposure: EXPOSURES.find((exposure) => exposure === row.exposure) ?? "public",
    optionCount: row.optionCount,
    scored: row.scored,
    grade: GRADES.find((grade) => grade === row.grade) ?? "skipped",
    askedAt: row.askedAt,
    answeredAt: row.answeredAt,
    strengthBits: row.strengthBits,
    weightBits: row.weightBits,
    responseSealed: row.responseSealed,
  };
}

const paramsShape = z.record(z.string(), z.string());

const paramsOf = (json: string): TranscriptRecord["params"] => paramsShape.safeParse(parsed(json)).data ?? {};
