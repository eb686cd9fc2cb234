/** What is known of two admins, to tell whether they are two people. */
import { defined } from "../../core/kit/defined.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import {
  mayApprove,
  mayApproveDeployment,
  OWN_PERSON_FOR_MS,
  wasSomebodyElse,
  type ActingAdmin,
  type ApprovalProblem,
} from "../../core/policy/may-approve.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { SettingsProposal } from "../ports/settings.ts";

/** Whether this agent may be the second admin of what another one proposed. */
export async function approval(
  deps: Pick<Deps, "agents" | "clock">,
  { id }: AgentRecord,
  { agentId, at }: Pick<SettingsProposal, "agentId" | "at">,
): Promise<Result<undefined, ApprovalProblem>> {
  const [approver, proposer] = await Promise.all([actingAdmin(deps, id), actingAdmin(deps, agentId)]);
  return mayApprove(approver, { proposer, at });
}

/** Whether this agent may let in what the deployment says. Who deployed it, nobody knows here. */
export async function approvalOfDeployment(
  deps: Pick<Deps, "agents" | "clock">,
  { id }: Pick<AgentRecord, "id">,
  { at }: Pick<SettingsProposal, "at">,
): Promise<Result<undefined, ApprovalProblem>> {
  return mayApproveDeployment(await actingAdmin(deps, id), at);
}

/** Whether there is any other active admin, or was somebody else within the days that tell two people apart. */
export async function isThereAnother(
  { agents, clock }: Pick<Deps, "agents" | "clock">,
  { id }: Pick<AgentRecord, "id">,
): Promise<boolean> {
  const others = (await agents.list()).some((one) => one.id !== id && one.role === "admin" && one.active);
  return others || wasThereAnother({ agents, clock }, { id });
}

/**
 * Whether an admin of his own, not this one, ceased to be one so lately that removing him frees nothing yet. Nor does
 * changing his row by SQL.
 */
export async function wasThereAnother(
  { agents, clock }: Pick<Deps, "agents" | "clock">,
  { id }: Pick<AgentRecord, "id">,
): Promise<boolean> {
  const at = clock();
  const [former, spoiled] = await Promise.all([agents.formerAdmins(at - OWN_PERSON_FOR_MS), agents.spoiled()]);
  return former.some((one) => wasSomebodyElse(one, { id }, at)) || spoiled.some((one) => one !== id);
}

export async function actingAdmin(
  { agents, clock }: Pick<Deps, "agents" | "clock">,
  id: AgentId,
): Promise<ActingAdmin> {
  const [madeAdmin, links] = await Promise.all([
    agents.madeAdmin(id),
    agents.linksMadeFor(id, clock() - OWN_PERSON_FOR_MS),
  ]);
  const by = agentId.safeParse(madeAdmin?.by);
  const maker = by.success ? await agents.madeAdmin(by.data) : undefined;
  return {
    id,
    // What the deployment issues is no admin's. One that was changed by SQL may be anybody's, and used.
    links: links.flatMap(({ intact, issuedBy, at, usedAt }) => {
      if (!intact) return [{ usedAt: at }];
      return agentId.safeParse(issuedBy).success ? [defined({ usedAt })] : [];
    }),
    ...defined({ madeAdmin, maker }),
  };
}
