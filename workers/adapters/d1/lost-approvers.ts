/** Approvals of whoever may not approve any more: found by what the open checks say of them. */
import { agentId, verificationId, type AgentId, type VerificationId } from "../../core/kit/ids.ts";
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { Database } from "./database.ts";

/** From its link to the end of a hold: older checks are not looked at. */
const LONGEST_MS = 2 * DAY_MS;

interface Lost {
  readonly check: VerificationId;
  readonly agentId: AgentId;
}

/** The rows are trusted with nothing: each session asks itself what this agent has approved in it. */
export async function lostApprovers(
  { $client: db }: Database,
  roles: readonly Role[],
  { endedAfter, limit }: { readonly endedAfter: EpochMs; readonly limit: number },
): Promise<readonly Lost[]> {
  const { results } = await db
    .prepare(
      `WITH looked AS (
         SELECT id, live FROM verifications WHERE ended_at IS NULL
         UNION ALL
         SELECT id, live FROM verifications WHERE created_at > ?2 - ?3 AND status = 'passed' AND ended_at > ?2
       )
       SELECT DISTINCT looked.id AS "check", agents.id AS agent
       FROM looked
       JOIN json_each(CASE WHEN json_valid(looked.live) THEN looked.live ELSE '{}' END, '$.approvals') AS asked
       JOIN agents ON agents.id = asked.value ->> '$.by.agentId'
       WHERE COALESCE(asked.value ->> '$.answer', '') <> 'refused'
         AND (agents.active = 0 OR agents.role NOT IN (SELECT value FROM json_each(?1)))
       LIMIT ?4`,
    )
    .bind(JSON.stringify(roles), endedAfter, LONGEST_MS, limit)
    .all<{ check: string; agent: string }>();
  return results.flatMap((row) => {
    const [check, agent] = [verificationId.safeParse(row.check), agentId.safeParse(row.agent)];
    return check.success && agent.success ? [{ check: check.data, agentId: agent.data }] : [];
  });
}
