/**
 * Who may act on a running check, for every verb in one place. The permissions say which roles come
 * this far; here it is decided whether this agent may do this to this check.
 */
import { sameMail } from "../kit/mail.ts";
import type { AgentId, PersonId } from "../kit/ids.ts";
import type { Role } from "../kit/roles.ts";
import { may } from "./permissions.ts";

export const ACTS = [
  "resend",
  "cancel",
  "caller_refused",
  "new_code",
  "read_code",
  "take_over",
  "ask_approver",
] as const;
export type Act = (typeof ACTS)[number];

export interface ActingAgent {
  readonly id: AgentId;
  readonly role: Role;
  readonly email: string;
  /** Who the agent is in the directory, where that is known. */
  readonly personId?: PersonId;
}

export interface ActedOn {
  /** The agent in charge. */
  readonly referrerId: AgentId;
  readonly personId: PersonId;
  readonly requesterEmail: string;
}

/** The agent is the requester, by person or by work mail. */
export function isSelf(
  agent: Pick<ActingAgent, "email" | "personId">,
  person: { readonly id: PersonId; readonly email: string },
): boolean {
  return agent.personId === person.id || sameMail(agent.email, person.email);
}

/**
 * Nobody acts on a check of themselves, admins included. Else whoever is in charge does everything, an
 * admin does what needs no caller on the line, and any colleague may take the check over.
 */
export function mayAct(act: Act, agent: ActingAgent, check: ActedOn): boolean {
  if (!sends(agent) || isSelf(agent, { id: check.personId, email: check.requesterEmail })) {
    return false;
  }
  if (act === "take_over" || check.referrerId === agent.id) {
    return true;
  }
  // The code is read to the caller, who is on the line with the agent in charge.
  return agent.role === "admin" && act !== "read_code";
}

/** Whether this agent may start a check of whom the ticket names; the limits of the day are not asked. */
export function mayStart(
  agent: ActingAgent,
  person: { readonly id: PersonId; readonly email: string },
  ticket: { readonly closed: boolean; readonly action?: string },
): boolean {
  return sends(agent) && !ticket.closed && ticket.action !== undefined && !isSelf(agent, person);
}

/** Whether this agent may act on a pass: whoever sends checks, and nobody on a check of themselves. */
export function mayActOnPass(agent: ActingAgent, check: ActedOn): boolean {
  return may(agent.role, "passes.use") && !isSelf(agent, { id: check.personId, email: check.requesterEmail });
}

function sends({ role }: Pick<ActingAgent, "role">): boolean {
  return may(role, "verifications.send");
}
