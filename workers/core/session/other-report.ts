/**
 * A report ends more than its own check: who says "This wasn't me" of one link may have been somebody else in the check
 * before it. Every pass of the person that still holds then, and what runs and passes later, is void. It is written in
 * the session of the pass, so that neither the other record nor a replay can bring the pass back.
 */
import type { Actor } from "../kit/actor.ts";
import type { VerificationId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Effect } from "./effects.ts";
import type { Reporter, Session } from "./session.ts";
import { isTerminal } from "./status.ts";

export interface OtherReport {
  /** The check that was reported. */
  readonly id: VerificationId;
  readonly at: EpochMs;
  readonly by: Reporter;
  readonly actor: Actor;
}

/** The first report counts. One that came before the check was made, or after its pass was over, changes nothing. */
export function onOtherReport(
  session: Session,
  { id, at, by, actor }: OtherReport,
  now: EpochMs,
): { readonly session: Session; readonly effects: readonly Effect[] } {
  const { validUntil } = session;
  const running = !isTerminal(session.status);
  const holds = session.status === "passed" && validUntil !== undefined && at < validUntil;
  if (session.voided !== undefined || at < session.createdAt || !(running || holds)) {
    return { session, effects: [] };
  }
  const audit: Effect = { type: "audit", action: "verification.voided", actor, data: { report_of: id, by } };
  return running
    ? { session: { ...session, voided: { at, by } }, effects: [audit] }
    : {
        session: { ...session, voided: { at, by }, validUntil: Math.min(validUntil ?? now, now) },
        effects: [audit, { type: "note", note: { kind: "pass_voided" } }],
      };
}
