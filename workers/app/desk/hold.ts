/** A held pass: who may let it begin before its time. Whoever could approve the check, and has no hand in it. */
import type { DetailsReply } from "../../contract/console/verifications.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { may } from "../../core/policy/permissions.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import type { ApprovalError } from "./approvals.ts";
import { approverOf, soughtFor } from "./approvers.ts";

/** Refused: not held any more, or an agent who could not have approved it. That the sign-in is fresh is the route's to ask. */
export async function releaseHold(
  deps: Deps,
  { agent, id }: { readonly agent: AgentRecord; readonly id: VerificationId },
): Promise<Result<undefined, ApprovalError>> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err({ code: "verification.unknown" });
  }
  if (record.integrity !== "intact") {
    return err({ code: "verification.changed" });
  }
  const sought = soughtFor(record);
  if ((await approverOf(deps, sought, agent.id)) === undefined) {
    return err({ code: sought.hands.includes(agent.id) ? "approval.own_check" : "approval.not_any_more" });
  }
  const released = await deps.session(id).apply({ type: "hold.released", actor: { id: agent.id, name: agent.name } });
  return released.ok ? ok() : err({ code: released.error });
}

export async function holdReply(
  deps: Deps,
  agent: AgentRecord,
  record: VerificationRecord,
): Promise<DetailsReply["hold"]> {
  if (record.status !== "holding" || record.deadlineAt === undefined) {
    return undefined;
  }
  const asks = record.integrity === "intact" && may(agent.role, "approvals.give");
  const release = asks && (await approverOf(deps, soughtFor(record), agent.id)) !== undefined;
  return { until: record.deadlineAt, release };
}
