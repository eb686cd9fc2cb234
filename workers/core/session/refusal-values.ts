/**
 * Why an event was refused, for the log: what stood in the session against what came. Numbers and
 * states only, never an answer, a code or a name.
 */
import { SECOND_MS, type EpochMs } from "../kit/time.ts";
import type { SessionEvent } from "./events.ts";
import type { Session } from "./session.ts";
import type { TransitionProblem } from "./transitioned.ts";
import { openQuestion } from "./transitions/answers.ts";

export interface Refusal {
  readonly event: SessionEvent;
  readonly problem: TransitionProblem;
  readonly now: EpochMs;
}

type Values = Readonly<Record<string, string | number>>;

/** Of the session as it stood when it refused. */
export function refusalValues(session: Session, { event, problem, now }: Refusal): Values {
  return { status: session.status, ...detailsOf(session, { event, problem, now }) };
}

function detailsOf(session: Session, { event, problem, now }: Refusal): Values {
  const { policy } = session;
  switch (problem) {
    case "answer.out_of_order":
    case "answer.conflict":
      return { ...expectedAnswer(session), ...givenAnswer(event) };
    case "resend.too_soon": {
      const until = session.resends.lastAt + policy.resendPauseSeconds * SECOND_MS;
      return { seconds_left: Math.ceil((until - now) / SECOND_MS) };
    }
    case "resend.none_left":
      return { used: session.resends.used, allowed: policy.resendsAllowed };
    case "time.none_left":
      return { used: session.extensionsUsed, allowed: policy.extensionsAllowed };
    case "move.none_left":
      return { used: (session.movers ?? []).reduce((sum, { codes }) => sum + codes, 0) };
    case "link.revoked":
      return {
        expected_link: session.link.number,
        ...("observation" in event ? { link: event.observation.linkNumber } : {}),
      };
    case "session.ended":
      return { ended_seconds_ago: Math.floor((now - (session.moments.endedAt ?? now)) / SECOND_MS) };
    case "grant.none":
    case "grant.expired":
    case "grant.in_use":
    case "grant.used":
    case "grant.none_left":
    case "grant.not_held":
      return session.grant === undefined ? {} : { grant: session.grant.state, attempts: session.grant.attempts };
    case "desk_action.taken":
    case "desk_action.requester_acts":
    case "desk_action.over":
    case "desk_action.recorded":
    case "desk_action.not_yours":
      return deskValues(session, now);
    case "approval.none_left":
      return { open: (session.approvals ?? []).filter(({ answer }) => answer === undefined).length };
    case "approval.unknown":
    case "approval.answered":
    case "approval.not_needed":
    case "approval.own_check":
    case "approval.other_action":
    case "approval.approver":
    case "approval.not_yet":
    case "passkey.too_new":
    case "resend.other_channel":
    case "session.not_allowed":
    case "session.other_browser":
    case "message.unknown":
      return {};
  }
}

function expectedAnswer(session: Session): Values {
  const open = openQuestion(session);
  return open === undefined ? {} : { expected_ordinal: open.ordinal, expected_attempt: open.answers.length + 1 };
}

function givenAnswer(event: SessionEvent): Values {
  switch (event.type) {
    case "answer.given":
      return { ordinal: event.ordinal, attempt: event.attempt };
    case "answer.reopened":
      return { ordinal: event.ordinal };
    default:
      return {};
  }
}

function deskValues({ deskAction, validUntil, grant }: Session, now: EpochMs): Values {
  return {
    desk_action: deskAction === undefined ? "none" : (deskAction.ended?.outcome ?? "open"),
    ...(validUntil === undefined ? {} : { pass_seconds_left: Math.ceil((validUntil - now) / SECOND_MS) }),
    ...(grant === undefined ? {} : { grant: grant.state }),
  };
}
