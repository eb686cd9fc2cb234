/** Who may remediate: report a check, say what a person found out about it, raise an incident. */
import { isSelf, type ActedOn, type ActingAgent } from "./may-act.ts";
import { may } from "./permissions.ts";

/** Whoever sent it may too: that is who calls back. Nobody about themselves, admins included. */
export function mayRemediate(agent: ActingAgent, check: ActedOn): boolean {
  return may(agent.role, "checks.report") && !isSelf(agent, { id: check.personId, email: check.requesterEmail });
}
