/** One verification as a line: in the table, and in a person's history. */
import { defined } from "../../core/kit/defined.ts";
import { referenceOf } from "../../core/session/reference.ts";
import type { ClockFrame } from "../../core/verdict/clock-text.ts";
import { verdictOf } from "../../core/verdict/verdict.ts";
import type { DetailsReply, VerificationRow } from "../../contract/console/verifications.ts";
import type { Deps } from "../deps.ts";
import type { StandingRecord } from "../ports/verifications.ts";
import { verdictInput } from "./verdict-input.ts";

export function frameOf(deps: Pick<Deps, "clock" | "config">): ClockFrame {
  return { now: deps.clock(), timeZone: deps.config.TIME_ZONE };
}

export function rowOf(sources: StandingRecord, frame: ClockFrame): VerificationRow {
  const { record } = sources;
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
      personAsked: record.personAsked,
    }),
  };
}

export function historyOf(sources: StandingRecord, frame: ClockFrame): DetailsReply["history"][number] {
  const { id, createdAt, action } = sources.record;
  return { id, at: createdAt, action, verdict: verdictOf(verdictInput(sources), frame) };
}
