/**
 * Who may give up on what was to go out. A colluding agent must not be able to keep the ticket or
 * security from hearing how a check ended that was theirs, nor a person that they were freed.
 */
import type { AgentId } from "../kit/ids.ts";
import type { ActedOn, ActingAgent } from "./may-act.ts";
import { isSelf } from "./may-act.ts";
import { isOwed } from "./owed.ts";
import { may } from "./permissions.ts";

export interface Discardable {
  readonly kind: "message" | "note" | "security" | "desk" | "outbox" | "dead_letter";
  readonly status: "waiting" | "failed";
  /** Which event a note tells, unknown on older ones; which kind of message it is. */
  readonly event?: string | undefined;
  readonly liftedBy?: AgentId | undefined;
  readonly check?: (ActedOn & { readonly open: boolean }) | undefined;
}

/** Notes that tell nothing of how a check ended, which whoever sent it may discard. */
const HARMLESS: ReadonlySet<string | undefined> = new Set(["sent", "resent", "not_delivered", "taken_over", "offered"]);

/** They hold answers, notes and the audit of a check, or tell of access: nobody gives those up. */
const NEVER: ReadonlySet<Discardable["kind"]> = new Set(["outbox", "desk"]);

/** Whoever let in the file that replaced a contact, or lifted a block, must not keep the person from hearing of it. */
const isKept = ({ kind, event, liftedBy }: Discardable, agent: ActingAgent): boolean =>
  NEVER.has(kind) || isOwed(event) || liftedBy === agent.id;

export function mayDiscard(agent: ActingAgent, item: Discardable): boolean {
  const { check } = item;
  if (!may(agent.role, "delivery.act")) {
    return false;
  }
  if (isKept(item, agent)) {
    return false;
  }
  // The link of an open check is not thrown away beside it: whoever wants that cancels the check.
  if (item.kind === "message" && item.status === "waiting" && check?.open === true) {
    return false;
  }
  if (check === undefined) {
    return item.kind !== "dead_letter" || agent.role === "admin";
  }
  if (isSelf(agent, { id: check.personId, email: check.requesterEmail })) {
    return false;
  }
  const tellsOutcome = item.kind === "security" || (item.kind === "note" && !HARMLESS.has(item.event));
  return !(tellsOutcome && check.referrerId === agent.id);
}
