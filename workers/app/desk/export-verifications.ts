/**
 * The whole table that a filter shows, page by page: one page is in memory at a time. Who may see
 * the list may take it along, and that is written down before the first row leaves.
 */
import type { z } from "zod";
import type { exportRequest, VerificationRow } from "../../contract/console/verifications.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { VerificationFilter, VerificationRecord } from "../ports/verifications.ts";
import { filterOf } from "./list-verifications.ts";
import { frameOf, rowOf } from "./row.ts";

export interface VerificationExport {
  /** As counted at the start; a check that starts meanwhile is not in it. */
  readonly total: number;
  readonly pages: AsyncIterable<readonly VerificationRow[]>;
}

/** Few enough to be small, enough for a hundred thousand rows within one invocation's queries. */
const PAGE_ROWS = 1_000;

/** Refuses nothing. Throws where it cannot be written down, and no row has left then. */
export async function exportVerifications(
  deps: Pick<Deps, "agents" | "clock" | "config" | "verifications">,
  agent: AgentRecord,
  request: z.output<typeof exportRequest>,
): Promise<VerificationExport> {
  const filter = filterOf(request);
  const total = await deps.verifications.count(filter);
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "verifications.exported",
    subject: agent.id,
    details: {
      rows: total,
      ...defined({
        q: filter.q,
        category: filter.category,
        referrer: filter.referrer,
        asked: filter.personAsked,
        from: filter.from,
        to: filter.to,
        status: filter.standings?.join(","),
        level: filter.levels.length === 0 ? undefined : filter.levels.join(","),
      }),
    },
  });
  return { total, pages: pagesOf(deps, filter) };
}

async function* pagesOf(
  deps: Pick<Deps, "clock" | "config" | "verifications">,
  filter: VerificationFilter,
): AsyncGenerator<readonly VerificationRow[]> {
  const frame = frameOf(deps);
  let last: VerificationRecord | undefined;
  do {
    const after = last === undefined ? {} : { after: { createdAt: last.createdAt, id: last.id } };
    const records = await deps.verifications.list({ filter, ...after, limit: PAGE_ROWS });
    yield records.map((sources) => rowOf(sources, frame));
    last = records.length === PAGE_ROWS ? records.at(-1)?.record : undefined;
  } while (last !== undefined);
}
