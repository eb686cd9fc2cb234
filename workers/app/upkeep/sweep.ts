/**
 * Once a minute: what a lost queue message, a refused webhook, a late alarm or a crash left behind. Only wakes what
 * the rows say is waiting, so running it twice, or never being late, changes nothing.
 */
import { DAY_MS, SECOND_MS } from "../../core/kit/time.ts";
import { carryOnReports } from "../actions/stop-by-notice.ts";
import { recoverActions } from "../actions/recover-actions.ts";
import { GATHER_MS } from "../delivery/tell-security.ts";
import type { Deps } from "../deps.ts";
import { dropLostApprovers } from "../desk/lost-approvers.ts";
import { endChecksOfInactive } from "../people/end-checks.ts";
import { findMissedTickets } from "../tickets/find-missed-tickets.ts";

const BATCH = 100;
/** Of one statement; a directory from before there were any is filled within the hour. */
const SEARCH_NAMES = 1_000;
/** As long as a session object keeps what has ended. */
const PRACTICE_KEPT_MS = DAY_MS;
/** The alarm gets this long before cron pokes the session. */
const ALARM_GRACE_MS = 5 * SECOND_MS;

/** Refuses nothing: what cannot be woken is logged, and found again a minute later. How many of each were due. */
export async function sweep(deps: Deps): Promise<{ messages: number; tickets: number; sessions: number }> {
  const now = deps.clock();
  const [due, untold, tickets, sessions, notices, deskMails, actions] = await Promise.all([
    deps.messages.due(now, BATCH),
    deps.messages.untold(BATCH),
    deps.notes.dueTickets(now, BATCH),
    deps.verifications.overdue(now - ALARM_GRACE_MS, BATCH),
    deps.notices.due(now, GATHER_MS, BATCH),
    deps.deskMails.due(now, BATCH),
    deps.actionRuns.due(now, BATCH),
  ]);
  // A queue takes a hundred at once; the next minute takes the rest.
  const messages = [...untold, ...due].slice(0, BATCH);
  // Each alone: a queue that is away must not keep sessions from ending.
  const woken = await Promise.allSettled([
    messages.length > 0 ? deps.queues.deliver(messages) : undefined,
    tickets.length > 0 ? deps.queues.writeNotes(tickets) : undefined,
    notices.length > 0 ? deps.queues.tellSecurity(notices) : undefined,
    deskMails.length > 0 ? deps.queues.tellDesk(deskMails) : undefined,
    actions.length > 0 ? deps.queues.carryOnActions(actions) : undefined,
    recoverActions(deps, BATCH),
    carryOnReports(deps, BATCH),
    findMissedTickets(deps),
    endChecksOfInactive(deps, BATCH),
    dropLostApprovers(deps, BATCH),
    deps.people.fillSearchNames(SEARCH_NAMES),
    deps.practice.removeBefore(now - PRACTICE_KEPT_MS),
    ...sessions.map((id) => deps.session(id).apply({ type: "time.due" })),
  ]);
  for (const outcome of woken) {
    if (outcome.status === "rejected") {
      deps.log.failure("sweep.wake", outcome.reason);
    }
  }
  return { messages: messages.length, tickets: tickets.length, sessions: sessions.length };
}
