/** What the delivery consumer and the providers report. Receipts are unordered and repeated: the state only climbs. */
import type { DeliveryProblem } from "../../messages/delivery-problem.ts";
import { err, ok } from "../../kit/result.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import type { MessageState, Session } from "../session.ts";
import type { TransitionResult } from "../transitioned.ts";
import type { EpochMs } from "../../kit/time.ts";

type DeliveryEvent = Extract<SessionEvent, { type: `delivery.${string}` }>;

const RANK: Readonly<Record<MessageState, number>> = { queued: 0, sending: 1, failed: 2, sent: 3, delivered: 4 };

export function onDeliveryEvent(
  session: Session,
  event: DeliveryEvent,
  context: { readonly now: EpochMs },
): TransitionResult {
  if (event.messageId !== session.message.id) {
    return err("message.unknown");
  }
  switch (event.type) {
    case "delivery.claimed":
      return ok(climb(session, "sending", { at: context.now }));
    case "delivery.sent":
      return ok(climb(session, "sent", { at: context.now }));
    case "delivery.delivered":
      return ok(climb(session, "delivered", { at: context.now }));
    case "delivery.failed":
      return ok(climb(session, "failed", { at: context.now, problem: event.problem }));
  }
}

function climb(session: Session, state: MessageState, report: { at: EpochMs; problem?: DeliveryProblem }) {
  const failedAfterSent = state === "failed" && session.message.state === "sent";
  if (RANK[state] <= RANK[session.message.state] && !failedAfterSent) {
    return { session, effects: [] };
  }
  const next: Session = {
    ...session,
    status: phaseFor(session, state),
    message: { id: session.message.id, state, ...(report.problem === undefined ? {} : { problem: report.problem }) },
    moments: { ...session.moments, ...moment(session, state, report.at) },
  };
  return { session: next, effects: effectsOf(session, state, report.problem) };
}

function phaseFor(session: Session, state: MessageState): Session["status"] {
  if (session.deadlineAt !== undefined) {
    return session.status;
  }
  return state === "sending" ? "sending" : state === "failed" ? session.status : "sent";
}

function moment(session: Session, state: MessageState, at: EpochMs): Partial<Session["moments"]> {
  switch (state) {
    case "sent":
      return { sentAt: at };
    case "delivered":
      return { sentAt: session.moments.sentAt ?? at, deliveredAt: at };
    case "failed":
      return { failedAt: at };
    case "queued":
    case "sending":
      return {};
  }
}

function effectsOf(session: Session, state: MessageState, problem: DeliveryProblem | undefined): Effect[] {
  const audit: Effect = {
    type: "audit",
    action: `message.${state}`,
    actor: "system",
    data: { message: session.message.id },
  };
  return state === "failed"
    ? [audit, { type: "note", note: { kind: "not_delivered", problem: problem ?? "refused" } }]
    : [audit];
}
