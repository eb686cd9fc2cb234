/**
 * An action of the workflow by a save of the API: Resolve, Close, Reopen. No public page says that
 * ChangeGear does this, so which form it takes, and what a site does with it, are switches.
 */
import { z } from "zod";
import type { Faults, FaultSettings } from "./faults.ts";
import type { Actor, Ticket } from "./records.ts";
import type { TicketStore, WorkflowStep } from "./store.ts";
import { allowedTransitions } from "./workflow.ts";

export const workflowFields = z.object({
  Action: z.string().max(60).optional(),
  Status: z.string().max(60).optional(),
  CloseType: z.string().max(60).optional(),
  Comment: z.string().max(4_000).optional(),
});
export type WorkflowFields = z.infer<typeof workflowFields>;

/** "refused" where the site does not take it, or its close type or comment is missing. */
export function actionOf(
  ticket: Ticket,
  { Action, Status, CloseType, Comment }: WorkflowFields,
  { workflowBy, notOffered, closeTypes }: FaultSettings,
): WorkflowStep | "none" | "refused" {
  if (Action === undefined && Status === undefined) {
    return CloseType === undefined && Comment === undefined ? "none" : "refused";
  }
  const asked = { action: Action, status: Status, nothing: undefined }[workflowBy];
  const other = workflowBy === "action" ? Status : Action;
  const found = allowedTransitions(ticket.Status).find(
    ({ action, to }) => !notOffered.includes(action) && (workflowBy === "action" ? action : to) === asked,
  );
  if (asked === undefined || other !== undefined || found === undefined) {
    return "refused";
  }
  const [closeType, comment] = [CloseType ?? "", Comment ?? ""];
  const complete = closeTypes.includes(closeType) && comment !== "";
  return found.needsCloseType && !complete ? "refused" : { action: found.action, closeType, comment };
}

interface Parts {
  readonly store: TicketStore;
  readonly faults: Faults;
  readonly actor: Actor;
}

/** Whoever opens again what the API has just ended. */
const REQUESTER: Actor = { id: 900_002, name: "The requester" };

export function perform(ticket: Ticket, step: WorkflowStep, { store, faults, actor }: Parts): Ticket {
  if (faults.take("actionIgnored")) {
    return ticket;
  }
  const resolves = step.action === "Close" && faults.settings.closeIsPending;
  const done = store.step(ticket.ID, resolves ? { ...step, action: "Resolve" } : step, actor) ?? ticket;
  const back = done.Status === "Closed" ? "Reopen" : done.Status === "Pending Close" ? "Resolution Failed" : undefined;
  if (back !== undefined && faults.take("reopenedAtOnce")) {
    store.step(ticket.ID, { action: back }, REQUESTER);
  }
  return done;
}
