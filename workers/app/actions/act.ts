/**
 * The one action of a pass, from the press in the portal to the target's answer. What can refuse without using up an
 * attempt is asked first; then the session lends the grant to this press, and what has changed since the pass is looked
 * at again; then the attempt is written down, so that a call that is cut off is found; then the call goes out. The
 * password is in this request alone: it is no part of an event, a row, a message or a log line.
 */
import {
  doubtfulCall,
  followUpCall,
  reservedCall,
  type FollowUpCall,
  type LeakCheck,
  type Settlement,
  type TargetAction,
  type WithdrawnReason,
} from "../../core/actions/grant.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { ActionView } from "../../core/session/portal-view.ts";
import type { ReservedAction } from "../../core/session/reserved-action.ts";
import { namesPerson } from "../../core/tickets/requester.ts";
import type { ActionProblem } from "../../contract/portal.ts";
import type { Deps } from "../deps.ts";
import type { PortalRequest } from "../portal/request.ts";
import { observationOf, viewerOf } from "../portal/observation.ts";
import type { ActionAnswer } from "../ports/action-runs.ts";
import type { ActionTarget, TargetAccount, TargetProblem } from "../ports/action-targets.ts";
import type { SessionProblem } from "../ports/sessions.ts";
import { isSameTargetSubject, targetSubjectOf } from "../sending/action-target.ts";
import { subjectFor } from "../sending/subject.ts";
import { judgePassword, type Judged } from "./judge-password.ts";

/** What a press came to; the page says the rest. */
export interface Acted {
  /** What the page says of what was typed, or of the target. */
  readonly problem?: ActionProblem;
  /** The session refused the press. */
  readonly refused?: SessionProblem;
}

const AWAY: Acted = { problem: { code: "away" } };

/** Refused: another browser, a pass that leads to nothing here or not any more, and a second press while one is under way. */
export async function resetPassword(deps: Deps, request: PortalRequest, password: Secret): Promise<Acted> {
  return act(deps, request, {
    action: "password_reset",
    precheck: (account, view) => judgePassword(deps, { verification: request.id, password, account, view }),
    call: async (target, action) => {
      const set = await target.setPassword(reservedCall(action.grant), password);
      return set.ok
        ? { ok: true, doneAt: byOurClock(deps, action, set.value.setAt) }
        : { ok: false, problem: set.error };
    },
  });
}

/** A target may say any time, also one that no calendar has; it was done between the loan and now. */
const byOurClock = ({ clock }: Pick<Deps, "clock">, { grant }: ReservedAction, said: EpochMs): EpochMs =>
  Math.max(grant.attempt.reservedAt, Math.min(said, clock()));

/** Refused: as above. */
export async function unlockAccount(deps: Deps, request: PortalRequest): Promise<Acted> {
  return act(deps, request, {
    action: "account_unlock",
    precheck: () => Promise.resolve({}),
    call: async (target, action) => {
      const unlocked = await target.unlock(reservedCall(action.grant));
      return unlocked.ok ? { ok: true, doneAt: deps.clock() } : { ok: false, problem: unlocked.error };
    },
  });
}

type Answer = { readonly ok: true; readonly doneAt: EpochMs } | { readonly ok: false; readonly problem: TargetProblem };

interface Deed {
  readonly action: TargetAction;
  readonly precheck: (account: TargetAccount, view: ActionView) => Promise<Judged>;
  readonly call: (target: ActionTarget, action: ReservedAction) => Promise<Answer>;
}

async function act(deps: Deps, request: PortalRequest, { action, precheck, call }: Deed): Promise<Acted> {
  const step = await deps.session(request.id).view(await viewerOf(deps, request));
  if (step.step !== "action" || step.action !== action) {
    return {};
  }
  const named = deps.actionTargets.named(step.target);
  if (named === undefined) {
    deps.log.event("target.absent", { verification: request.id, target: step.target });
    return AWAY;
  }
  const { target } = named;
  const account = await target.lookUp(step.subject);
  const judged = account.ok ? await precheck(account.value, step) : {};
  if (judged.problem !== undefined) {
    return judged;
  }
  if (!account.ok && withdrawnBy(account.error) === undefined) {
    logged(deps, request, account.error);
    return AWAY;
  }
  const reserved = await deps.session(request.id).reserve({
    type: "grant.reserved",
    observation: await observationOf(deps, request),
    attempt: `att_${deps.vault.newId()}`,
  });
  if (!reserved.ok) {
    return reserved.error === "grant.none_left" ? { problem: { code: "none_left" } } : { refused: reserved.error };
  }
  const lent = reserved.value;
  // Before anything else: what has changed since may be what was done, as a ticket that was closed for it.
  if (await wasDone(deps, target, lent)) {
    return {};
  }
  if (await isVoidMeanwhile(deps, request, lent)) {
    await finish(deps, lent, { outcome: "not_done" });
    return {};
  }
  const reason = account.ok ? await standsInTheWay(deps, lent, account.value) : withdrawnBy(account.error);
  if (reason !== undefined) {
    await finish(deps, lent, { outcome: "withdrawn", reason, at: deps.clock() });
    return {};
  }
  return dispatched(deps, { target, lent, found: defined({ leaks: judged.leaks }) }, call);
}

type Found = Result<TargetAccount, TargetProblem>;

/** By what the target alone shows; who may not be left alone for it is looked at with the rest. */
export function mayBeInTheWay(found: Found, action: TargetAction): boolean {
  return found.ok
    ? accountInTheWay(found.value, { action, privileged: false }) !== undefined
    : withdrawnBy(found.error) !== undefined;
}

/**
 * Before anything is typed: where the target shows that it would leave this account alone, nobody is asked for a
 * password. As for a press the session lends the grant, and everything else is looked at with it.
 */
export async function withdrawBeforehand(deps: Deps, request: PortalRequest, found: Found): Promise<void> {
  const reserved = await deps.session(request.id).reserve({
    type: "grant.reserved",
    observation: await observationOf(deps, request),
    attempt: `att_${deps.vault.newId()}`,
  });
  if (!reserved.ok) {
    return;
  }
  const lent = reserved.value;
  const reason = found.ok ? await standsInTheWay(deps, lent, found.value) : withdrawnBy(found.error);
  await finish(
    deps,
    lent,
    reason === undefined ? { outcome: "not_done" } : { outcome: "withdrawn", reason, at: deps.clock() },
  );
}

/** By an attempt before this one, of which nobody heard. */
async function wasDone(deps: Deps, target: ActionTarget, lent: ReservedAction): Promise<boolean> {
  const doubtful = doubtfulCall(lent.grant);
  if (doubtful === undefined) {
    return false;
  }
  await written(deps, lent);
  const done = await hasChanged(target, doubtful);
  if (done) {
    await finish(deps, lent, { outcome: "consumed", doneAt: deps.clock(), earlier: true });
  }
  return done;
}

/** The target may have taken its time to answer; a report that came in that time goes before the call. */
async function isVoidMeanwhile(deps: Deps, request: PortalRequest, { grant }: ReservedAction): Promise<boolean> {
  if (doubtfulCall(grant) === undefined) {
    return false;
  }
  const { step } = await deps.session(request.id).view(await viewerOf(deps, request));
  return step !== "action";
}

interface Attempted {
  readonly target: ActionTarget;
  readonly lent: ReservedAction;
  /** Of what was typed, for the last page. */
  readonly found: { readonly leaks?: LeakCheck };
}

async function dispatched(deps: Deps, attempted: Attempted, call: Deed["call"]): Promise<Acted> {
  const { target, lent, found } = attempted;
  await written(deps, lent);
  const answer = await call(target, lent);
  if (answer.ok) {
    await finish(deps, lent, { outcome: "consumed", doneAt: answer.doneAt, ...found });
    return {};
  }
  return refused(deps, attempted, answer.problem);
}

/** Nothing goes out that is not written down; whoever pressed can press again at once. */
async function written(deps: Deps, lent: ReservedAction): Promise<void> {
  try {
    await deps.actionRuns.begin(lent);
  } catch (error) {
    await settled(deps, lent, { outcome: "not_done" });
    throw error;
  }
}

/** Of a peer's failures those after which nothing can have happened: it was not reached, or said no before it began. */
const NOT_BEGUN: ReadonlySet<TargetProblem["code"]> = new Set([
  "peer.unreachable",
  "peer.unauthorised",
  "peer.credentials_refused",
  "peer.not_found",
  "peer.conflict",
  "peer.rejected",
  "peer.rate_limited",
]);

async function refused(deps: Deps, attempted: Attempted, problem: TargetProblem): Promise<Acted> {
  const { lent } = attempted;
  if (problem.code === "target.refused") {
    await finish(deps, lent, { outcome: "refused" });
    return { problem: { code: "refused", inItsWords: problem.inItsWords } };
  }
  const reason = withdrawnBy(problem);
  if (reason !== undefined) {
    await finish(deps, lent, { outcome: "withdrawn", reason, at: deps.clock() });
    return {};
  }
  deps.log.event("target.failed", { verification: lent.grant.verification, code: problem.code });
  if (NOT_BEGUN.has(problem.code)) {
    await finish(deps, lent, { outcome: "not_done" });
    return AWAY;
  }
  return asked(deps, attempted);
}

/** The call went out and nobody knows: the target is asked what it shows. */
async function asked(deps: Deps, { target, lent, found }: Attempted): Promise<Acted> {
  const changed = await target.changedSince(followUpCall(lent.grant));
  if (changed.ok && changed.value === "changed") {
    await finish(deps, lent, { outcome: "consumed", doneAt: deps.clock(), ...found });
    return {};
  }
  const unchanged = changed.ok && changed.value === "unchanged";
  await finish(deps, lent, { outcome: unchanged ? "not_done" : "unknown" });
  return unchanged ? AWAY : {};
}

async function hasChanged(target: ActionTarget, call: FollowUpCall): Promise<boolean> {
  const changed = await target.changedSince(call);
  return changed.ok && changed.value === "changed";
}

/** What has changed since the pass, as it stands at this moment. */
async function standsInTheWay(
  deps: Deps,
  { grant, ticket: { id }, privileged }: ReservedAction,
  account: TargetAccount,
): Promise<WithdrawnReason | undefined> {
  const [ticket, person] = await Promise.all([deps.tickets.byId(id), deps.people.byId(grant.person)]);
  if (person?.active !== true || !person.intact) {
    return "person_inactive";
  }
  if (ticket === undefined || !namesPerson(ticket, person)) {
    return "ticket_changed";
  }
  if (ticket.closed) {
    return "ticket_closed";
  }
  // A user name that was given up may be somebody else's by now.
  const subject = await subjectFor(deps, person, grant.account);
  if (!subject.ok || !isSameTargetSubject(targetSubjectOf(subject.value), grant.subject)) {
    return "account_changed";
  }
  if (subject.value.person.privileged && !privileged) {
    return "became_privileged";
  }
  return accountInTheWay(account, { action: grant.action, privileged });
}

/** Whatever the directory said when the link was sent, the target has the last word on its accounts. */
export function accountInTheWay(
  account: TargetAccount,
  { action, privileged }: { readonly action: TargetAction; readonly privileged: boolean },
): WithdrawnReason | undefined {
  if (account.privileged && !privileged) {
    return "became_privileged";
  }
  if (!account.enabled) {
    return "account_disabled";
  }
  return action === "password_reset" && account.managedElsewhere !== undefined ? "kept_elsewhere" : undefined;
}

function withdrawnBy({ code }: TargetProblem): WithdrawnReason | undefined {
  switch (code) {
    case "target.unknown_account":
      return "unknown_account";
    case "target.forbidden":
      return "forbidden";
    default:
      return undefined;
  }
}

const ANSWERS: Readonly<Record<Settlement["outcome"], ActionAnswer>> = {
  consumed: "done",
  refused: "refused",
  not_done: "not_done",
  unknown: "unknown",
  withdrawn: "withdrawn",
};

/**
 * The row first: what follows an action hangs on it and not on this request. Where it cannot be written the sweep asks
 * the target again, and the requester still reads what happened.
 */
export async function finish(deps: Deps, lent: Pick<ReservedAction, "grant">, settlement: Settlement): Promise<void> {
  const { attempt } = lent.grant;
  try {
    const answer = await deps.actionRuns.settle(attempt.id, {
      answer: ANSWERS[settlement.outcome],
      at: deps.clock(),
      ...(settlement.outcome === "consumed" ? { doneAt: settlement.doneAt } : {}),
    });
    if (answer === "done") {
      await deps.queues.carryOnActions([attempt.id]);
    }
  } catch (error) {
    deps.log.failure("target.settle", error, { verification: lent.grant.verification });
  }
  await settled(deps, lent, settlement);
}

/** A session that is gone, or in which another attempt came after this one, has nothing to be told. */
async function settled(deps: Deps, { grant }: Pick<ReservedAction, "grant">, settlement: Settlement): Promise<void> {
  await deps.session(grant.verification).apply({ type: "grant.settled", attempt: grant.attempt.id, settlement });
}

function logged(deps: Deps, { id }: PortalRequest, { code }: TargetProblem): void {
  deps.log.event("target.look_up", { verification: id, code });
}
