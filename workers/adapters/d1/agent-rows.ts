/** Between an agent and the row that keeps it, whose columns are under its mac. */
import type { AgentRecord } from "../../app/ports/agents.ts";
import { agentId, personId } from "../../core/kit/ids.ts";
import { ROLES, type Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { agents } from "./schema.ts";

/** What a row says beside the agent itself. */
export interface KeptOfAgent {
  readonly createdAt: EpochMs;
  readonly adminSince?: EpochMs | null;
  readonly adminBy?: string | null;
  /** Of the time as an admin that ended last. */
  readonly formerAdminSince?: EpochMs | null | undefined;
  readonly formerAdminBy?: string | null | undefined;
  readonly formerAdminUntil?: EpochMs | null | undefined;
  /** Since when, and by whom, the role and its being active; absent on rows from before it was kept. */
  readonly roleSince?: EpochMs | null | undefined;
  readonly roleBy?: string | null | undefined;
  readonly invitedBy?: string | null | undefined;
}

/** What a change of a role changes beside it. */
export const KEPT_COLUMNS = [
  "admin_since",
  "admin_by",
  "former_admin_since",
  "former_admin_by",
  "former_admin_until",
  "role_since",
  "role_by",
] as const;

export function agentRow(agent: AgentRecord, { createdAt, ...kept }: KeptOfAgent) {
  return {
    id: agent.id,
    email: agent.email,
    name: agent.name,
    role: agent.role,
    person_id: agent.personId,
    active: agent.active,
    created_at: createdAt,
    admin_since: kept.adminSince ?? undefined,
    admin_by: kept.adminBy ?? undefined,
    former_admin_since: kept.formerAdminSince ?? undefined,
    former_admin_by: kept.formerAdminBy ?? undefined,
    former_admin_until: kept.formerAdminUntil ?? undefined,
    role_since: kept.roleSince ?? undefined,
    role_by: kept.roleBy ?? undefined,
    invited_by: kept.invitedBy ?? undefined,
  };
}

export function agentOf(row: typeof agents.$inferSelect): AgentRecord {
  return {
    id: agentId.parse(row.id),
    email: row.email,
    name: row.name,
    role: roleOf(row.role),
    active: row.active,
    ...(row.personId === null ? {} : { personId: personId.parse(row.personId) }),
  };
}

/** An unknown role in the table has the least rights there are. */
function roleOf(role: string): Role {
  return ROLES.find((known) => known === role) ?? "auditor";
}
