/** What somebody has approved counts only as long as they may approve. */
import { ROLES } from "../../core/kit/roles.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { may } from "../../core/policy/permissions.ts";
import type { Deps } from "../deps.ts";

/** No pass holds for longer. */
const PASS_AT_MOST_MS = HOUR_MS;
const APPROVING = ROLES.filter((role) => may(role, "approvals.give"));

/** Refuses nothing: the next minute finds those that are beyond the limit, or whose session was away. */
export async function dropLostApprovers(
  { verifications, session, clock }: Pick<Deps, "verifications" | "session" | "clock">,
  limit: number,
): Promise<void> {
  const lost = await verifications.lostApprovers(APPROVING, { endedAfter: clock() - PASS_AT_MOST_MS, limit });
  await Promise.all(lost.map(({ check, agentId }) => session(check).apply({ type: "approver.left", agentId })));
}
