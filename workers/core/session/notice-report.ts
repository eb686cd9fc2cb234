/**
 * "This wasn't me" from a notice to one of the person's contacts, or to their manager: ends this check and whatever it
 * allows. Only the destination of its link is blocked here: what keeps the whole account is decided by who pressed, see
 * `app/actions/stop-by-notice`. `wide` is for the words of the note and the banner alone.
 */
import { HOUR_MS } from "../kit/time.ts";
import { likenessTagOf } from "../risk/likeness.ts";
import type { Effect } from "./effects.ts";
import { finish } from "./settle.ts";
import type { Session } from "./session.ts";
import { isTerminal } from "./status.ts";
import type { TransitionContext, Transitioned } from "./transitioned.ts";

/** Once: pressed again, or after another report of the check, it changes nothing. */
export function onNoticeReported(
  before: Session,
  { wide }: { readonly wide: boolean },
  context: TransitionContext,
): Transitioned {
  const { now } = context;
  const session: Session = { ...before, noticeReport: { wide } };
  const fence: Effect = {
    type: "fence",
    scope: "destination",
    destinationTag: likenessTagOf(session.destination),
    until: now + session.policy.reportFenceHours * HOUR_MS,
    report: { at: now, again: false },
  };
  if (!isTerminal(session.status)) {
    const finished = finish(session, { status: "reported", actor: "unknown" }, context);
    return { session: finished.session, effects: [...finished.effects, fence] };
  }
  if (session.status === "reported" || session.lateReportAt !== undefined) {
    return { session: before, effects: [] };
  }
  return {
    session: {
      ...session,
      lateReportAt: now,
      ...(session.validUntil === undefined ? {} : { validUntil: Math.min(session.validUntil, now) }),
    },
    effects: [
      { type: "audit", action: "report.late", actor: "unknown", data: {} },
      { type: "note", note: { kind: "late_report" } },
      { type: "security", cause: "reported" },
      fence,
    ],
  };
}
