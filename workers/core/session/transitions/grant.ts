/**
 * The one action that a pass leads to. The session is its lock: of many presses one reserves the grant, and what
 * became of that attempt decides whether there is another. A report or a voided pass ends it at once.
 */
import { isDeskActionDone, isDeskActionOpen } from "../../actions/desk-action.ts";
import {
  isTargetAction,
  mintGrant,
  reserveGrant,
  settleGrant,
  type Grant,
  type WithdrawnReason,
} from "../../actions/grant.ts";
import { defined } from "../../kit/defined.ts";
import { err, ok } from "../../kit/result.ts";
import type { EpochMs } from "../../kit/time.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import type { Session } from "../session.ts";
import type { TransitionContext, TransitionResult } from "../transitioned.ts";
import { audit } from "./observing.ts";

type GrantEvent = Extract<SessionEvent, { type: "grant.reserved" | "grant.settled" | "not_working.said" }>;
type Settled = Extract<GrantEvent, { type: "grant.settled" }>;

/** Undefined where an agent acts: no target can do it, or nothing of this check counts. */
export function grantOf(session: Session, now: EpochMs, validUntil: EpochMs): Grant | undefined {
  const { actionTarget, browser, policy, person, account } = session;
  const counts = session.voided === undefined && session.practice !== true && session.evidenceOnly !== true;
  if (!counts || actionTarget === undefined || browser === undefined || !isTargetAction(policy.action)) {
    return undefined;
  }
  return mintGrant({
    id: `grt_${session.id.slice("vrf_".length)}`,
    person: person.id,
    ...(account === undefined ? {} : { account: account.id }),
    subject: actionTarget.subject,
    action: policy.action,
    target: actionTarget.name,
    targetLabel: actionTarget.label,
    verification: session.id,
    browserTag: browser.tag,
    policyVersion: policy.version,
    mintedAt: now,
    notBefore: now,
    validUntil,
  });
}

/** Nobody may use it any more, whatever its own state says. */
export function isGrantVoid({ voided, lateReportAt }: Pick<Session, "voided" | "lateReportAt">): boolean {
  return voided !== undefined || lateReportAt !== undefined;
}

export function onGrantEvent(session: Session, event: GrantEvent, context: TransitionContext): TransitionResult {
  const { grant } = session;
  if (grant === undefined) {
    return err("grant.none");
  }
  switch (event.type) {
    case "grant.reserved":
      return reserve(session, { grant, event }, context);
    case "grant.settled":
      return settle(session, { grant, event });
    case "not_working.said":
      return notWorking(session, { grant, event }, context);
  }
}

function reserve(
  session: Session,
  { grant, event }: { readonly grant: Grant; readonly event: Extract<GrantEvent, { type: "grant.reserved" }> },
  { now }: TransitionContext,
): TransitionResult {
  if (event.observation.browserTag !== grant.browserTag) {
    return err("session.other_browser");
  }
  // An agent has the pass, whatever the clock says of the grant by now.
  if (isGrantVoid(session) || isDeskActionOpen(session.deskAction) || isDeskActionDone(session.deskAction)) {
    return err("grant.none");
  }
  const reserved = reserveGrant(grant, { attempt: event.attempt, now });
  return reserved.ok
    ? ok({
        session: { ...session, grant: reserved.value },
        effects: [audit("action.reserved", { attempt: event.attempt })],
      })
    : reserved;
}

/** Once it was reserved, what the target did is taken note of, even after a report: it has happened. */
function settle(
  session: Session,
  { grant, event }: { readonly grant: Grant; readonly event: Settled },
): TransitionResult {
  const settled = settleGrant(grant, event.attempt, event.settlement);
  if (settled === undefined) {
    return err("grant.not_held");
  }
  // Said twice, or by an attempt that takes no doubt away.
  const unchanged = grant.state === "unknown" && settled.state === "unknown" && settled.refusals === grant.refusals;
  return ok(
    unchanged
      ? { session, effects: [] }
      : {
          session: { ...session, grant: settled, ...defined({ validUntil: passAfter(session, event) }) },
          effects: settledEffects(grant, event),
        },
  );
}

/** Why nobody may act on the pass any more, an agent as little as the requester. Ticket and person are looked at anyway. */
const ENDS_THE_PASS: ReadonlySet<WithdrawnReason> = new Set([
  "account_changed",
  "became_privileged",
  "account_disabled",
]);

function passAfter({ validUntil }: Session, { settlement }: Settled): EpochMs | undefined {
  return settlement.outcome === "withdrawn" && validUntil !== undefined && ENDS_THE_PASS.has(settlement.reason)
    ? Math.min(validUntil, settlement.at)
    : validUntil;
}

/** The ticket hears of the first refusal and the first doubt; what comes after it is for the audit log. */
function settledEffects(before: Grant, { attempt, settlement }: Settled): Effect[] {
  switch (settlement.outcome) {
    case "consumed":
      // The note belongs to what follows, which outlives the session.
      return [audit("action.done", { attempt })];
    case "refused":
      return [
        audit("action.refused", { attempt }),
        ...(before.refusals === 0 ? [{ type: "note" as const, note: { kind: "action_refused" as const } }] : []),
      ];
    case "not_done":
      return [audit("action.not_done", { attempt })];
    case "unknown":
      return [
        audit("action.unknown", { attempt }),
        ...(before.state === "reserved" && before.attempt.doubt === undefined
          ? [{ type: "note" as const, note: { kind: "action_unknown" as const } }]
          : []),
      ];
    case "withdrawn":
      return [
        audit("action.withdrawn", { attempt, reason: settlement.reason }),
        { type: "note", note: { kind: "action_withdrawn", reason: settlement.reason } },
      ];
  }
}

/** Said once; the ticket is for the desk again. */
function notWorking(
  session: Session,
  { grant, event }: { readonly grant: Grant; readonly event: Extract<GrantEvent, { type: "not_working.said" }> },
  { now }: TransitionContext,
): TransitionResult {
  if (event.observation.browserTag !== grant.browserTag) {
    return err("session.other_browser");
  }
  if (grant.state !== "consumed") {
    return err("session.not_allowed");
  }
  return session.notWorkingAt !== undefined
    ? ok({ session, effects: [] })
    : ok({
        session: { ...session, notWorkingAt: now },
        effects: [audit("action.not_working"), { type: "note", note: { kind: "not_working" } }],
      });
}
