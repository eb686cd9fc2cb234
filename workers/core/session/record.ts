/**
 * What the database keeps of a session in its one row: a pure projection, which the adapter only
 * binds. What is not known yet is null, so that a row always has all its columns.
 */
import { strengthBits } from "../questions/bits.ts";
import { likenessTagOf } from "../risk/likeness.ts";
import { dueAt } from "./due.ts";
import { givenAnswers } from "./evidence-of.ts";
import { liveView } from "./live-view.ts";
import { personAsked } from "./person-asked.ts";
import type { Session } from "./session.ts";

export type SessionRecord = ReturnType<typeof recordOf>;

export function recordOf(session: Session) {
  return { ...requestOf(session), ...progressOf(session), ...resultOf(session), ...afterwardsOf(session) };
}

/** What was asked for; fixed when the link goes out, save for the destination of a link that is sent again. */
function requestOf(session: Session) {
  const { ticket, policy, person, account, agent, destination } = session;
  return {
    id: session.id,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    category: ticket.category,
    action: policy.action,
    personId: person.id,
    requesterName: person.name,
    requesterEmail: person.email,
    referrerId: agent.id,
    referrerName: agent.name,
    profile: policy.profile.id,
    requiredProofs: policy.requiredProofs,
    independentProof: policy.independentProof ?? null,
    channel: destination.channel,
    origin: destination.origin,
    masked: destination.masked,
    typedReason: destination.reason ?? null,
    // What it is like: nothing asks this column for more.
    destinationTag: likenessTagOf(destination),
    createdAt: session.createdAt,
    accountId: account?.id ?? null,
    accountUserName: account?.userName ?? null,
    accountLabel: account?.label ?? null,
    privileged: person.privileged,
  };
}

function progressOf(session: Session) {
  const { network } = session.observed;
  return {
    version: session.version,
    status: session.status,
    detail: session.detail ?? null,
    /** Number of the open question. */
    question: session.status === "answering" ? session.asked.length : null,
    proofs: session.proofs,
    networkAsn: network?.asn ?? null,
    networkCountry: network?.country ?? null,
    begunAt: session.moments.begunAt ?? null,
    deadlineAt: dueAt(session),
    live: liveView(session),
  };
}

function resultOf(session: Session) {
  const { assessment, moments } = session;
  const answered = moments.endedAt !== undefined && session.asked.length > 0;
  return {
    // The line that decided: at the deadline a stricter one than the profile's.
    passLine: assessment?.passLine ?? session.policy.profile.passLine,
    score: assessment?.score ?? null,
    level: assessment?.level ?? null,
    strengthBits: answered ? strengthBits(givenAnswers(session)) : null,
    endedAt: moments.endedAt ?? null,
    validUntil: session.validUntil ?? null,
  };
}

/** What the requester, or a report of another check, does after the end. */
function afterwardsOf(session: Session) {
  const asked = personAsked(session);
  return {
    feedback: session.feedback ?? null,
    lateReportAt: session.lateReportAt ?? null,
    voidedAt: session.voided?.at ?? null,
    voidedBy: session.voided?.by ?? null,
    personAskedAt: asked?.at ?? null,
    answerBy: asked?.answerBy ?? null,
  };
}
