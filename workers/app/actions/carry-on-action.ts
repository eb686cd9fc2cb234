/**
 * What follows an action that was done. Each step is a row of its own, written with what belongs to it, so that being
 * cut off between any two of them, or twice in one, leaves nothing out and does nothing twice.
 */
import { followUpCall, type ConsumedGrant } from "../../core/actions/grant.ts";
import { endsSessions, nextStep, type ActionStep, type StepResult } from "../../core/actions/steps.ts";
import { defined } from "../../core/kit/defined.ts";
import { noteId } from "../../core/kit/ids.ts";
import { MINUTE_MS, SECOND_MS } from "../../core/kit/time.ts";
import { retryDelaySeconds } from "../../core/messages/backoff.ts";
import { actionDone, type ActionDone } from "../../core/tickets/action-texts.ts";
import { pathTo } from "../../contract/console/paths.ts";
import type { Deps } from "../deps.ts";
import type { ActionRun } from "../ports/action-runs.ts";
import { askedOfTicket } from "../tickets/close-ticket.ts";
import type { NewActionNotices } from "../ports/action-notices.ts";
import type { NewNote } from "../ports/tickets.ts";

/** Longer than a step takes with all its calls; a second one starts only when the first is surely gone. */
const LEASE_MS = MINUTE_MS;
/** A target that does not end sessions in so many tries does not: the note says so, and the rest goes on. */
const SIGN_OUT_TRIES = 6;

type Outcome =
  | { readonly result: StepResult; readonly note?: NewNote; readonly notices?: NewActionNotices }
  /** Later again. */
  | { readonly later: true };

const STEPS: { readonly [Step in ActionStep]: (deps: Deps, run: ActionRun) => Promise<Outcome> } = {
  notices: tellContacts,
  sign_out: signOut,
  note: writeNote,
  close: askToClose,
};

/** Seconds to wait when a step has to be tried again; undefined when nothing is left. */
export async function carryOnAction(deps: Deps, attempt: string): Promise<{ retryAfterSeconds?: number }> {
  const now = deps.clock();
  const run = await deps.actionRuns.claim(attempt, { now, until: now + LEASE_MS });
  if (run === undefined) {
    return {};
  }
  let { steps } = run;
  for (let step = nextStep(steps); step !== undefined; step = nextStep(steps)) {
    const outcome = await STEPS[step](deps, { ...run, steps });
    if ("later" in outcome) {
      const seconds = retryDelaySeconds(run.attempts, { random: deps.random });
      await deps.actionRuns.stepFailed(attempt, { nextAt: deps.clock() + seconds * SECOND_MS });
      return { retryAfterSeconds: seconds };
    }
    await deps.actionRuns.stepDone(run, { step, at: deps.clock(), ...outcome });
    steps = { ...steps, [step]: outcome.result };
  }
  await deps.actionRuns.finished(attempt);
  // Wakes what the note step wrote; without it the sweep does.
  await deps.queues.writeNotes([run.ticket.id]);
  return {};
}

/** First of all: whoever it was not done by can still stop what else the check allows. */
function tellContacts(_deps: Deps, { grant, privileged, doneAt }: ActionRun): Promise<Outcome> {
  const { action, verification: verificationId, person } = grant;
  const notices = {
    event: { cause: "done", action },
    verificationId,
    personId: person,
    privileged,
    at: doneAt,
  } as const;
  return Promise.resolve({ result: "done", notices });
}

/** As it stands after the action: what was lent to the attempt is used up. */
function consumed({ grant, doneAt }: ActionRun): ConsumedGrant {
  return { ...grant, state: "consumed", doneAt };
}

async function signOut(deps: Deps, run: ActionRun): Promise<Outcome> {
  if (!endsSessions(run.grant.action)) {
    return { result: "not_needed" };
  }
  const target = deps.actionTargets.named(run.grant.target)?.target;
  const revoked = await target?.revokeSessions(followUpCall(consumed(run)));
  if (revoked?.ok === true) {
    return { result: revoked.value === "revoked" ? "done" : "not_supported" };
  }
  deps.log.event("target.sign_out", { verification: run.grant.verification, code: revoked?.error.code ?? "no_target" });
  return run.attempts + 1 >= SIGN_OUT_TRIES ? { result: "failed" } : { later: true };
}

const SESSIONS: Readonly<Record<StepResult, ActionDone["sessions"]>> = {
  done: "revoked",
  not_supported: "not_supported",
  failed: "failed",
  not_needed: undefined,
};

async function writeNote(deps: Deps, run: ActionRun): Promise<Outcome> {
  const { grant, ticket, personName, account, doneAt } = run;
  const at = deps.clock();
  const id = noteId.parse(`not_${grant.attempt.id.slice("att_".length)}_done`);
  const note = actionDone({
    key: `${grant.attempt.id}:done`,
    person: personName,
    ...defined({ account, sessions: SESSIONS[run.steps.sign_out ?? "not_needed"] }),
    action: grant.action,
    target: grant.targetLabel,
    at,
    doneAt,
    timeZone: deps.config.TIME_ZONE,
    verificationId: grant.verification,
    url: `${deps.config.CONSOLE_ORIGIN}${pathTo.details(grant.verification)}`,
  });
  const about = { id, ticketId: ticket.id, verificationId: grant.verification, note, kind: "action_done", at } as const;
  return Promise.resolve({ result: "done", note: { ...about, ...defined({ target: ticket.target }) } });
}

/** Behind the note in the ticket's order; whether it may be closed is decided when its turn comes. */
async function askToClose(deps: Deps, { grant }: ActionRun): Promise<Outcome> {
  const key = `${grant.attempt.id.slice("att_".length)}_close`;
  const note = await askedOfTicket(deps, { act: "closing", verificationId: grant.verification, key });
  return note === undefined ? { later: true } : { result: "done", note };
}
