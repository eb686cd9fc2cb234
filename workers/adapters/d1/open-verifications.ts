/** Checks that are not over: whom they name, what is held, what is overdue, and who may not approve in them any more. */
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { VerificationRecord } from "../../app/ports/verifications.ts";
import { agentId, verificationId, type AgentId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import type { Role } from "../../core/kit/roles.ts";
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import type { Database } from "./database.ts";
import { idsOf } from "./readable.ts";
import { verifications } from "./schema.ts";
import { recordOf } from "./verification-rows.ts";

interface Reading {
  readonly database: Database;
  readonly macs: RowMacs;
}

/** Page by page: rows that somebody else wrote must hide none. */
export async function openNaming({ database, macs }: Reading, id: AgentId | PersonId): Promise<VerificationRecord[]> {
  const named = and(isNull(verifications.endedAt), sql`instr(${verifications.live}, ${id}) > 0`);
  const found: VerificationRecord[] = [];
  for (let behind = "", pages = 1, more = true; more && pages <= OPEN_PAGES; pages += 1) {
    const page = await database
      .select()
      .from(verifications)
      .where(and(named, gt(verifications.id, behind)))
      .orderBy(verifications.id)
      .limit(OPEN_READ);
    found.push(...page.map((row) => recordOf(macs, row)));
    behind = page.at(-1)?.id ?? "";
    more = page.length === OPEN_READ;
  }
  return found.toSorted((one, other) => (one.deadlineAt ?? 0) - (other.deadlineAt ?? 0));
}

const OPEN_PAGES = 20;
const OPEN_READ = 100;

export async function held({ database, macs }: Reading): Promise<VerificationRecord[]> {
  const rows = await database
    .select()
    .from(verifications)
    .where(and(isNull(verifications.endedAt), eq(verifications.status, "holding")))
    .orderBy(verifications.deadlineAt)
    .limit(OPEN_READ);
  return rows.map((row) => recordOf(macs, row));
}

export async function overdue({ database, macs }: Reading, cutoff: EpochMs, limit: number): Promise<VerificationId[]> {
  const rows = await database
    .select({ id: verifications.id })
    .from(verifications)
    .where(and(isNull(verifications.endedAt), lt(verifications.deadlineAt, cutoff)))
    .limit(limit);
  return idsOf(macs, { table: "verifications", rows, id: verificationId });
}

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
