/**
 * The only state machine of a verification. Pure: the same session, event and context always
 * give the same result. Every call settles overdue deadlines first, so a late alarm can never
 * let an expired session pass; a terminal status never changes.
 */
import { err, ok } from "../kit/result.ts";
import { DAY_MS, type EpochMs } from "../kit/time.ts";
import { ALLOWED, type SessionEvent } from "./events.ts";
import { onOtherReport } from "./other-report.ts";
import { dueAt } from "./due.ts";
import type { Session } from "./session.ts";
import { isTerminal } from "./status.ts";
import { finish, settle } from "./settle.ts";
import { withBegun } from "./told-begun.ts";
import type { TransitionResult, TransitionContext, Transitioned } from "./transitioned.ts";
import { onAgentEvent } from "./transitions/agent.ts";
import { loseApprover, onApprovalEvent, releaseHold } from "./transitions/approvals.ts";
import { onAnswerEvent } from "./transitions/answers.ts";
import { onDeliveryEvent } from "./transitions/delivery.ts";
import { onDeskActionEvent } from "./transitions/desk-action.ts";
import { onGrantEvent } from "./transitions/grant.ts";
import { onNoticeReported } from "./notice-report.ts";
import { onRequesterEvent } from "./transitions/requester.ts";

/** How long an ended session keeps its object, for feedback, late reports and repeated posts. */
export const LINGER_MS = DAY_MS;

/**
 * Applies one event. The result carries the settled session even when the event itself was
 * refused, because settling may have ended it: `settled` must be stored in both cases.
 */
export function transition(
  session: Session,
  event: SessionEvent,
  context: TransitionContext,
): { readonly settled: Transitioned; readonly step: TransitionResult } {
  const settled = withBegun(settle(session, context));
  const step = apply(settled.session, event, context);
  if (!step.ok) {
    return { settled, step };
  }
  const told = withBegun(step.value);
  return {
    settled,
    step: ok({ session: bump(session, told.session), effects: [...settled.effects, ...told.effects] }),
  };
}

function bump(before: Session, after: Session): Session {
  return before === after ? after : { ...after, version: before.version + 1 };
}

function apply(session: Session, event: SessionEvent, context: TransitionContext): TransitionResult {
  if (!ALLOWED[event.type].includes(session.status)) {
    return err(isTerminal(session.status) ? "session.ended" : "session.not_allowed");
  }
  switch (event.type) {
    case "delivery.claimed":
    case "delivery.sent":
    case "delivery.delivered":
    case "delivery.failed":
      return onDeliveryEvent(session, event, context);
    case "answer.given":
    case "answer.reopened":
      return onAnswerEvent(session, event, context);
    case "grant.reserved":
    case "grant.settled":
    case "not_working.said":
      return onGrantEvent(session, event, context);
    case "desk_action.begun":
    case "desk_action.ended":
      return onDeskActionEvent(session, event, context);
    case "agent.resent":
    case "agent.cancelled":
    case "agent.took_over":
    case "caller.refused":
    case "code.renewed":
      return onAgentEvent(session, event, context);
    case "approval.asked":
    case "approval.seen":
    case "approval.given":
    case "approval.refused":
      return onApprovalEvent(session, event, context);
    case "approver.left":
      return ok(loseApprover(session, event.agentId, context));
    case "hold.released":
      return releaseHold(session, event, context);
    case "ticket.closed":
      return ok(finish(session, { status: "cancelled", detail: "ticket_closed" }, context));
    case "requester.changed":
      return ok(finish(session, { status: "cancelled", detail: "requester_changed" }, context));
    case "requester.left":
      return ok(
        finish(
          { ...session, person: { ...session.person, active: false } },
          { status: "failed", detail: "blocking" },
          context,
        ),
      );
    case "notice.reported":
      return ok(onNoticeReported(session, event, context));
    case "other.reported":
      return ok(onOtherReport(session, event.report, context.now));
    case "time.due":
      return ok({ session, effects: [] });
    default:
      return onRequesterEvent(session, event, context);
  }
}

/** When the session must be looked at again, for the alarm. */
export function nextDueAt(session: Session): EpochMs {
  if (isTerminal(session.status)) {
    return (session.moments.endedAt ?? 0) + LINGER_MS;
  }
  return dueAt(session);
}
