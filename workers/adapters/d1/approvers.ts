/** Who could approve a colleague's check: agents, with how long they have been what they are. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ApproverRecord } from "../../app/ports/agents.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { isAttested } from "./attested.ts";
import { present } from "./database.ts";
import { agents } from "./schema.ts";
import { agentOf } from "./agent-rows.ts";
import type { Writing } from "./users.ts";

/**
 * Of passkeys, company accounts and links the macs are not asked: a row that somebody else wrote only keeps an agent
 * from approving. A link counts that another agent made; who could remove it could remove the row as well.
 */
const newFactorAt = sql<number>`MAX(
  IFNULL((SELECT MAX(added_at) FROM passkeys WHERE agent_id = ${agents.id}), 0),
  IFNULL((SELECT MAX(linked_at) FROM agent_identities WHERE agent_id = ${agents.id}), 0),
  IFNULL((SELECT MAX(made_at) FROM recovery_codes WHERE agent_id = ${agents.id}), 0),
  IFNULL((SELECT MAX(used_at) FROM sign_in_links
    WHERE agent_id = ${agents.id} AND issued_by <> agent_id AND issued_by LIKE 'agt_%'), 0))`;

/** By the audit log, which has an index of its own for it; and an id of its own, so the agents' is written out. */
const lostPasskeyAt = sql<number>`MAX(
  IFNULL((SELECT MAX(suspended_at) FROM passkeys WHERE agent_id = ${agents.id}), 0),
  IFNULL((SELECT MAX(at) FROM audit WHERE actor = agents.id AND action = 'passkey.removed'), 0))`;

export async function approvers(
  { database, macs }: Pick<Writing, "database" | "macs">,
  now: EpochMs,
): Promise<readonly ApproverRecord[]> {
  const lastSeenAt = sql<number | null>`(SELECT MAX(last_seen_at) FROM agent_sessions
    WHERE agent_id = ${agents.id} AND ended_at IS NULL AND expires_at > ${now} AND last_seen_at <= ${now})`;
  const rows = await database
    .select({ agent: agents, newFactorAt, lostPasskeyAt, lastSeenAt })
    .from(agents)
    .where(and(eq(agents.active, true), isNull(agents.removedAt)))
    .orderBy(agents.name);
  return rows.flatMap(({ agent, newFactorAt: factor, lostPasskeyAt: lost, lastSeenAt: seen }) =>
    isAttested(macs, agents, agent)
      ? [
          {
            ...agentOf(agent),
            addedAt: agent.createdAt,
            roleSince: agent.roleSince ?? agent.createdAt,
            madeBy: [agent.invitedBy, agent.roleBy, agent.adminBy].filter((by) => by !== null),
            ...(factor === 0 ? {} : { newFactorAt: factor }),
            ...(lost === 0 ? {} : { lostPasskeyAt: lost }),
            ...present("lastSeenAt", seen),
          },
        ]
      : [],
  );
}
