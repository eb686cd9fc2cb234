/**
 * Whose word the baseline needs: it makes contacts count at once, which one admin who was taken over could use to be
 * verified as anybody. Two admins where there are two who may approve for each other, else the one.
 */
import type { Result } from "../../core/kit/result.ts";
import { isMadeBy, isOwnPerson, type ApprovalProblem } from "../../core/policy/may-approve.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ImportProgress } from "../ports/directory.ts";
import { actingAdmin, approval, wasThereAnother } from "../settings/second-admin.ts";

type BaselineDeps = Pick<Deps, "agents" | "clock">;

/** Whether there is, or was within seven days, another admin of his own who could accept it: then nobody accepts his own. */
export async function hasSecondAdmin(deps: BaselineDeps, { id }: AgentRecord): Promise<boolean> {
  const others = (await deps.agents.list()).filter((one) => one.id !== id && one.role === "admin" && one.active);
  const acting = await Promise.all(others.map((one) => actingAdmin(deps, one.id)));
  const at = deps.clock();
  return acting.some((one) => isOwnPerson(one, at) && !isMadeBy(one, { id }, at)) || wasThereAnother(deps, { id });
}

export function mayAcceptBaseline(
  deps: BaselineDeps,
  agent: AgentRecord,
  { by, at }: NonNullable<ImportProgress["baselineAsked"]>,
): Promise<Result<undefined, ApprovalProblem>> {
  return approval(deps, agent, { agentId: by, at });
}
