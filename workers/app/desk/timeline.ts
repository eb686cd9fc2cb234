import type { TimelineKind, TimelineStep } from "../../contract/console/live.ts";
import { isTerminal, type SessionStatus } from "../../core/session/status.ts";
import { deliveryProblemWords, type DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import { undelivered, type LiveView } from "../../core/session/live-view.ts";
import { capitalised } from "../../core/tickets/note-words.ts";

export function timelineOf(live: LiveView): readonly TimelineStep[] {
  const { moments } = live;
  const ended = isTerminal(live.status);
  const done: Readonly<Record<TimelineKind, number | undefined>> = {
    queued: moments.queuedAt,
    sent: moments.sentAt,
    delivered: moments.deliveredAt,
    seen: moments.seenAt,
    begun: moments.begunAt,
    checks: moments.checkedAt,
    code: moments.codeAt,
    questions: questionsEndedAt(live),
    approval: moments.heldAt ?? passedAt(live),
    hold: passedAt(live),
    outcome: moments.endedAt,
  };
  const kinds: TimelineKind[] = ["queued", "sent", "delivered", "seen", "begun", "checks"];
  if (live.spokenCode) {
    kinds.push("code");
  }
  kinds.push("questions");
  if (moments.concludedAt !== moments.heldAt || live.approvals !== undefined) {
    kinds.push("approval");
  }
  if (moments.heldAt !== undefined) {
    kinds.push("hold");
  }
  kinds.push("outcome");
  const problem = undelivered(live);
  // Nothing is waited for once the message has failed: the agent goes on, not the check.
  const current = ended || problem !== undefined ? undefined : currentStep(live);
  return kinds.map((kind) => {
    const at = done[kind];
    if (kind === "delivered" && problem !== undefined) {
      return failed(problem, moments.failedAt);
    }
    return {
      kind,
      ...(kind === "questions" && at !== undefined ? figures(live, at) : {}),
      state: at !== undefined ? reached(kind, live.status) : kind === current ? "current" : "ahead",
      ...(at === undefined ? {} : { at }),
    };
  });
}

/** Of a check that waited for something once its questions were over. */
function passedAt({ status, moments }: LiveView): number | undefined {
  return status === "passed" && moments.concludedAt !== undefined ? moments.endedAt : undefined;
}

/** The last node looks as the banner above it does, and not as a step that went well. */
function reached(kind: TimelineKind, status: SessionStatus): TimelineStep["state"] {
  if (kind !== "outcome" || status === "passed") {
    return "done";
  }
  return status === "failed" || status === "reported" ? "failed" : "ended";
}

/** Only a decision ends the questions; a code that never matched decides before the first. */
function questionsEndedAt({ status, spokenCode, moments }: LiveView): number | undefined {
  const decided = status === "passed" || status === "failed" || status === "not_enough_questions";
  return (
    moments.concludedAt ?? (decided && (!spokenCode || moments.codeAt !== undefined) ? moments.endedAt : undefined)
  );
}

/** From the last step before the first question. */
function figures({ asked, moments }: LiveView, endedAt: number): Pick<TimelineStep, "figures"> {
  const from = moments.codeAt ?? moments.checkedAt ?? moments.begunAt;
  return asked === undefined || from === undefined
    ? {}
    : { figures: { asked: asked.count, answered: asked.answered, ms: endedAt - from } };
}

/** One node says it, also when the message was never sent: what comes before is done or was never reached. */
function failed(problem: DeliveryProblem, at: number | undefined): TimelineStep {
  return {
    kind: "delivered",
    state: "failed",
    note: capitalised(deliveryProblemWords(problem).what),
    ...(at === undefined ? {} : { at }),
  };
}

function currentStep(live: LiveView): TimelineKind {
  switch (live.status) {
    case "code":
      return "code";
    case "answering":
      return "questions";
    case "approving":
      return "approval";
    case "holding":
      return "hold";
    case "begun":
    case "checking":
      return "checks";
    default:
      return waitingFor(live);
  }
}

/** Before Begin: the provider, then the reader, then the reader's choice. */
function waitingFor({ message, moments }: LiveView): TimelineKind {
  if (moments.seenAt !== undefined) {
    return "begun";
  }
  return message.state === "queued" || message.state === "sending" ? "sent" : "seen";
}
