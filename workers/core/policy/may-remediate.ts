/** Who may remediate: report a check, say what a person found out about it, raise an incident. */
import type { Role } from "../kit/roles.ts";
import { isSelf, type ActedOn, type ActingAgent } from "./may-act.ts";

/** Auditors read. */
export const REMEDIATES: readonly Role[] = ["agent", "analyst", "admin"];

/** Whoever sent it may too: that is who calls back. Nobody about themselves, admins included. */
export function mayRemediate(agent: ActingAgent, check: ActedOn): boolean {
  return REMEDIATES.includes(agent.role) && !isSelf(agent, { id: check.personId, email: check.requesterEmail });
}
