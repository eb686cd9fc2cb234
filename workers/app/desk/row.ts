/** One verification as a line: in the table, and in a person's history. */
import { defined } from "../../core/kit/defined.ts";
import { referenceOf } from "../../core/session/reference.ts";
import type { ClockFrame } from "../../core/verdict/clock-text.ts";
import { initialName, type Judgement } from "../../core/verdict/judgement.ts";
import { JUDGEMENTS } from "../../core/verdict/standing.ts";
import { verdictOf } from "../../core/verdict/verdict.ts";
import type { DetailsReply, VerificationRow } from "../../contract/console/verifications.ts";
import type { Deps } from "../deps.ts";
import type { StandingRecord } from "../ports/verifications.ts";
import { verdictInput } from "./verdict-input.ts";

export function frameOf(deps: Pick<Deps, "clock" | "config">): ClockFrame {
  return { now: deps.clock(), timeZone: deps.config.TIME_ZONE };
}

export function rowOf(sources: StandingRecord, frame: ClockFrame): VerificationRow {
  const { record, judged } = sources;
  return {
    id: record.id,
    version: record.version,
    ticketId: record.ticketId,
    ticketNumber: record.ticketNumber,
    category: record.category,
    action: record.action,
    requesterName: record.requesterName,
    requesterEmail: record.requesterEmail,
    reference: referenceOf(record.id),
    status: record.status,
    verdict: verdictOf(verdictInput(sources), frame),
    passLine: record.passLine,
    referrerId: record.referrerId,
    referrerName: record.referrerName,
    createdAt: record.createdAt,
    ...defined({
      endedAt: record.endedAt,
      deadlineAt: record.endedAt === undefined ? record.deadlineAt : undefined,
      validUntil: record.validUntil,
      question: record.question,
      feedback: record.feedback,
      detail: record.detail,
      personAsked: stillAsked(sources),
      judged: judged === undefined ? undefined : judgedReply(judged.last),
      impostorAt: judged?.impostor?.at,
    }),
  };
}

function judgedReply(judgement: Judgement): NonNullable<VerificationRow["judged"]> {
  return { ...judgement, label: JUDGEMENTS[judgement.word], byShort: initialName(judgement.by) };
}

/** Until a person has looked at it and said so. */
function stillAsked({ record: { personAsked }, judged }: StandingRecord): VerificationRow["personAsked"] {
  return personAsked !== undefined && judged !== undefined && judged.last.at >= personAsked.at
    ? undefined
    : personAsked;
}

export function historyOf(sources: StandingRecord, frame: ClockFrame): DetailsReply["history"][number] {
  const { id, createdAt, action } = sources.record;
  return { id, at: createdAt, action, verdict: verdictOf(verdictInput(sources), frame) };
}
