/**
 * Deadlines and endings. A session ends in exactly one place, `finish`, which assesses what was
 * seen, writes the outcome note and releases the person.
 */
import { grantOf } from "./transitions/grant.ts";
import { causeOfEnding } from "./security-cause.ts";
import { defined } from "../kit/defined.ts";
import { messageId } from "../kit/ids.ts";
import { DAY_MS, MINUTE_MS, type EpochMs } from "../kit/time.ts";
import type { Effect, NoteEvent } from "./effects.ts";
import { canStillCome } from "./approved-action.ts";
import { assessedAt, assessmentOf, givenAnswers, hasEnough } from "./evidence-of.ts";
import { decideOutcome } from "./outcome.ts";
import { isIndependentlyProven } from "../policy/independence.ts";
import { isProvenBeyondLink } from "../policy/proofs.ts";
import type { Actor } from "../kit/actor.ts";
import type { Assessment } from "../risk/assessment.ts";
import type { Session, StatusDetail } from "./session.ts";
import { isTerminal, type CancelReason, type TerminalStatus, type TimeoutReason } from "./status.ts";

interface SettleContext {
  readonly now: EpochMs;
}

export interface Ending {
  readonly status: TerminalStatus;
  readonly detail?: StatusDetail;
  /** Who ended it; the system when absent. */
  readonly by?: string;
  readonly actor?: Actor;
  /** What the agent wrote about it. */
  readonly said?: string;
}

interface Settled {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/**
 * Ends the session when its link or its time has run out; changes nothing otherwise. It ends at
 * its deadline, not when somebody looked: a late alarm must not lengthen how long a pass is valid.
 */
export function settle(session: Session, context: SettleContext): Settled {
  if (isTerminal(session.status)) {
    return { session, effects: [] };
  }
  if (session.deadlineAt === undefined) {
    const { expiresAt } = session.link;
    return context.now >= expiresAt
      ? finish(session, { status: "timed_out", detail: unopened(session) }, { now: expiresAt })
      : { session, effects: [] };
  }
  if (session.status === "approving" || session.status === "holding") {
    return waitSettled(session, context);
  }
  if (context.now < session.deadlineAt) {
    return { session, effects: [] };
  }
  const decided = decideAtDeadline(session, { now: session.deadlineAt });
  // Looked at so late that what it would have waited for is over too.
  const settled = waitSettled(decided.session, context);
  return {
    session:
      settled.session === decided.session ? decided.session : { ...settled.session, version: decided.session.version },
    effects: [...decided.effects, ...settled.effects],
  };
}

/** Nobody approved in time, or nobody stopped it while it was held. */
function waitSettled(session: Session, { now }: SettleContext): Settled {
  const { status, approveBy, holdUntil } = session;
  if (status === "approving" && approveBy !== undefined && now >= approveBy) {
    return finish(session, { status: "failed", detail: "proof_missing" }, { now: approveBy });
  }
  return status === "holding" && holdUntil !== undefined && now >= holdUntil
    ? finish(session, { status: "passed" }, { now: holdUntil })
    : { session, effects: [] };
}

/** Was it our message that never arrived, or a link that nobody pressed? */
function unopened(session: Session): TimeoutReason {
  const arrived = session.message.state === "sent" || session.message.state === "delivered";
  return arrived || session.moments.seenAt !== undefined ? "never_opened" : "never_delivered";
}

/** A deadline after enough answers to decide is decided, not timed out, and by the stricter line: see evidence-of. */
function decideAtDeadline(session: Session, context: SettleContext): Settled {
  return hasEnough(session)
    ? conclude(session, { ...context, reason: "deadline" })
    : finish(session, { status: "timed_out", detail: "not_finished" }, context);
}

/** The questions have ended: score, decide, then finish or wait for what people can still give. */
export function conclude(
  session: Session,
  context: SettleContext & { readonly reason: "enough" | "pool_exhausted" | "proof_failed" | "deadline" },
): Settled {
  const answers = givenAnswers(session).filter((answer) => answer.scored);
  const assessment = assessmentOf(session, context.now);
  const outcome = decideOutcome({
    answered: answers.filter((answer) => answer.grade !== "skipped").length,
    minimum: session.policy.profile.minimumQuestions,
    poolExhausted: context.reason === "pool_exhausted",
    proofFailed: context.reason === "proof_failed",
    assessment,
    profile: session.policy.profile.id,
    action: session.policy.action,
    privileged: session.person.privileged,
    required: session.policy.requiredProofs,
    independentProof: session.policy.independentProof,
    proven: session.proofs.map((proven) => proven.proof),
    means: canStillCome(session),
  });
  switch (outcome.status) {
    case "approving":
      return awaitApproval(session, { assessment, now: context.now });
    case "passed":
      return pass({ ...session, assessment }, context);
    default:
      return finish(session, outcome, context);
  }
}

/**
 * All that a pass needs is there. Where somebody who is told of it has to have time to stop it, it waits first, and
 * nothing comes of it before: neither the pass nor what it leads to.
 */
export function pass(session: Session, { now }: SettleContext): Settled {
  const { holdMinutes } = session.policy;
  if (holdMinutes === undefined || session.voided !== undefined) {
    return finish(session, { status: "passed" }, { now });
  }
  const holdUntil = now + holdMinutes * MINUTE_MS;
  return {
    session: {
      ...withoutOpenSteps(session),
      version: session.version + 1,
      status: "holding",
      holdUntil,
      moments: { ...session.moments, concludedAt: session.moments.concludedAt ?? now, heldAt: now },
    },
    effects: [
      { type: "audit", action: "verification.held", actor: "system", data: { until: holdUntil } },
      { type: "note", note: { kind: "held" } },
      { type: "assessed" },
    ],
  };
}

function awaitApproval(
  session: Session,
  { assessment, now }: { readonly assessment: Assessment; readonly now: EpochMs },
): Settled {
  return {
    session: {
      ...withoutOpenSteps(session),
      version: session.version + 1,
      status: "approving",
      assessment,
      approveBy: now + session.policy.approvalMinutes * MINUTE_MS,
      moments: { ...session.moments, concludedAt: now },
    },
    effects: [
      { type: "audit", action: "verification.approving", actor: "system", data: {} },
      // Whoever is asked to approve looks at it.
      { type: "assessed" },
    ],
  };
}

export function finish(session: Session, ending: Ending, context: SettleContext): Settled {
  const { now } = context;
  // What ends a check that nobody has begun, and speaks against it, is shown as evidence too.
  const assessed = session.moments.begunAt !== undefined || ending.status === "reported" || ending.status === "failed";
  const ended: Session = {
    ...withoutOpenSteps(session),
    version: session.version + 1,
    status: ending.status,
    ...(ending.detail === undefined ? {} : { detail: ending.detail }),
    ...(ending.by === undefined ? {} : { endedBy: ending.by }),
    moments: { ...session.moments, endedAt: now },
    ...(ending.status === "passed" ? passOf(session, now) : {}),
  };
  const withAssessment: Session = assessed
    ? {
        ...ended,
        assessment: assessmentOf(session, assessedAt(session, now), { reported: ending.status === "reported" }),
      }
    : ended;
  return { session: withAssessment, effects: endingEffects(withAssessment, ending, assessed) };
}

/** A pass that was void before it came holds for no moment. */
function passOf(session: Session, now: EpochMs): Pick<Session, "validUntil" | "grant"> {
  const { voided, policy } = session;
  const validUntil = voided === undefined ? now + policy.passValidMinutes * MINUTE_MS : now;
  return { validUntil, ...defined({ grant: grantOf(session, now, validUntil) }) };
}

function withoutOpenSteps(session: Session): Session {
  const { code: _code, movers: _movers, changing: _changing, ...rest } = session;
  return rest;
}

function endingEffects(session: Session, ending: Ending, assessed: boolean): Effect[] {
  const note: NoteEvent =
    ending.status === "cancelled"
      ? {
          kind: "cancelled",
          reason: ending.detail as CancelReason,
          ...defined({ by: ending.by, said: ending.said }),
        }
      : { kind: "outcome" };
  const effects: Effect[] = [
    {
      type: "audit",
      action: `verification.${ending.status}`,
      actor: ending.actor ?? "system",
      data: ending.detail === undefined ? {} : { detail: ending.detail },
    },
    { type: "note", note },
  ];
  if (assessed) {
    effects.push({ type: "assessed" });
  }
  if (ending.status === "passed" && session.voided === undefined) {
    effects.push(...phoneEffects(session), ...holdOverEffects(session));
  }
  const cause = causeOfEnding(ending.status, ending.detail);
  if (cause !== undefined) {
    effects.push({ type: "security", cause });
  }
  effects.push({ type: "ended" });
  return effects;
}

/** Whoever answered was sent away, and has minutes from now on. An agent who acts needs nobody to come back. */
function holdOverEffects({ id, holdUntil, grant }: Session): Effect[] {
  return holdUntil === undefined || grant === undefined
    ? []
    : [
        {
          type: "message",
          kind: "hold_over",
          id: messageId.parse(`msg_${id.slice("vrf_".length)}_hold`),
          notAfter: grant.expiresAt,
        },
      ];
}

/** A day: who reads the mail tomorrow still wants to know. */
const PHONE_NOTICE_KEPT_MS = DAY_MS;

/** Never the person's own after a typed address, whatever else was proven: the caller named where the link went. */
function phoneEffects(session: Session): Effect[] {
  const { phoneTag } = session.observed;
  const proven = session.proofs.map(({ proof }) => proof);
  if (phoneTag === undefined || !isProvenBeyondLink(proven)) {
    return [];
  }
  const vouches = isIndependentlyProven(proven) && !proven.includes("destination_typed");
  const remember: Effect = { type: "remember_phone", phoneTag, vouches };
  return vouches
    ? [
        {
          type: "message",
          kind: "phone_known",
          id: messageId.parse(`msg_${session.id.slice("vrf_".length)}_phone`),
          notAfter: (session.moments.endedAt ?? 0) + PHONE_NOTICE_KEPT_MS,
        },
        remember,
      ]
    : [remember];
}
