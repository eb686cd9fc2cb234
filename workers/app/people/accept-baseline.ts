/**
 * Whose word the baseline needs: it makes contacts count at once, which one admin who was taken over could use to be
 * verified as anybody. Two admins where there are two who may approve for each other, else the one.
 */
import type { Result } from "../../core/kit/result.ts";
import { mayApprove, type ApprovalProblem } from "../../core/policy/may-approve.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ImportProgress } from "../ports/directory.ts";
import { approverFrom } from "../settings/change-settings.ts";

type BaselineDeps = Pick<Deps, "agents" | "clock">;

/** Whether there is somebody else who could accept what this admin proposes now. */
export async function hasSecondAdmin(deps: BaselineDeps, { id }: AgentRecord): Promise<boolean> {
  const others = (await deps.agents.list()).filter((one) => one.id !== id && one.role === "admin" && one.active);
  const proposal = { agentId: id, at: deps.clock() };
  const allowed = await Promise.all(others.map(async (one) => mayApprove(await approverFrom(deps, one), proposal)));
  return allowed.some(({ ok }) => ok);
}

export async function mayAcceptBaseline(
  deps: BaselineDeps,
  agent: AgentRecord,
  { by, at }: NonNullable<ImportProgress["baselineAsked"]>,
): Promise<Result<undefined, ApprovalProblem>> {
  return mayApprove(await approverFrom(deps, agent), { agentId: by, at });
}
