/**
 * Who counts as a second admin. One whom the proposer made, or lets in, may be the proposer: such a
 * change waits for somebody else, or for its day.
 */
import type { AgentId } from "../kit/ids.ts";
import { err, ok, type Result } from "../kit/result.ts";
import { DAY_MS, type EpochMs } from "../kit/time.ts";

/** So long before the proposal somebody has to have been an active admin. */
const ADMIN_FOR_MS = DAY_MS;
/** So long whoever made an admin, or a link that was used, may act through it: of a proposal, and of now. */
export const MADE_WITHIN_MS = 7 * DAY_MS;

export interface Approver {
  readonly id: AgentId;
  /** Absent for who is no active admin. */
  readonly madeAdmin?: { readonly since: EpochMs; readonly by?: string };
  /** That others made for this agent within `MADE_WITHIN_MS`. */
  readonly links: readonly { readonly issuedBy: string; readonly usedAt?: EpochMs }[];
}

export type ApprovalProblem = "own_change" | "approver_new" | "approver_made" | "approver_linked";

/** Refused where the approver may be the proposer in another sign-in. `at`: of the proposal, epoch milliseconds. */
export function mayApprove(
  { id, madeAdmin, links }: Approver,
  { agentId: proposer, at }: { readonly agentId: AgentId; readonly at: EpochMs },
): Result<undefined, ApprovalProblem> {
  if (id === proposer) {
    return err("own_change");
  }
  if (madeAdmin === undefined || madeAdmin.since > at - ADMIN_FOR_MS) {
    return err("approver_new");
  }
  if (madeAdmin.by === proposer && madeAdmin.since > at - MADE_WITHIN_MS) {
    return err("approver_made");
  }
  return links.some(({ issuedBy, usedAt }) => issuedBy === proposer && usedAt !== undefined)
    ? err("approver_linked")
    : ok();
}
