import type { TimelineKind, TimelineStep } from "../../contract/console/live.ts";
import { isTerminal } from "../../core/session/status.ts";
import type { LiveView } from "../../core/session/live-view.ts";

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
    questions: questionsEnded(live) ? moments.endedAt : undefined,
    outcome: moments.endedAt,
  };
  const kinds: TimelineKind[] = ["queued", "sent", "delivered", "seen", "begun", "checks"];
  if (live.spokenCode) {
    kinds.push("code");
  }
  kinds.push("questions", "outcome");
  const current = ended ? undefined : currentStep(live);
  return kinds.map((kind) => {
    const at = done[kind];
    if (kind === "sent" && live.message.state === "failed" && at === undefined) {
      return failed(kind, live);
    }
    if (kind === "delivered" && live.message.state === "failed") {
      return failed(kind, live);
    }
    return {
      kind,
      state: at !== undefined ? "done" : kind === current ? "current" : "ahead",
      ...(at === undefined ? {} : { at }),
    };
  });
}

/** Only a decision ends the questions; a code that never matched decides before the first. */
function questionsEnded({ status, spokenCode, moments }: LiveView): boolean {
  const decided = status === "passed" || status === "failed" || status === "not_enough_questions";
  return decided && (!spokenCode || moments.codeAt !== undefined);
}

function failed(kind: TimelineKind, { moments, message }: LiveView): TimelineStep {
  return {
    kind,
    state: "failed",
    ...(moments.failedAt === undefined ? {} : { at: moments.failedAt }),
    ...(message.problem === undefined ? {} : { note: message.problem }),
  };
}

function currentStep(live: LiveView): TimelineKind {
  switch (live.status) {
    case "code":
      return "code";
    case "answering":
      return "questions";
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
