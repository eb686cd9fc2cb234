/**
 * A ticket whose webhook was refused or lost is found again: the ticket system's list of changes,
 * since the last one seen, with an overlap. Running twice, or beside a late webhook, changes
 * nothing, for a delivery is taken once.
 */
import { categoryFor } from "../../core/settings/category-policy.ts";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "../../core/kit/time.ts";
import type { Connection, Deps } from "../deps.ts";
import type { TicketChange } from "../ports/itsm.ts";
import { receiveTicket } from "./receive-ticket.ts";

/** Changes may show up in the list after newer ones did. */
const OVERLAP_MS = 5 * MINUTE_MS;
/** Younger changes have a webhook on its way. */
const GRACE_MS = 30 * SECOND_MS;
/** The next minute reads the others. */
const READ_AT_ONCE = 20;

/** All connections; how many tickets were found. One that fails says so on its health row. */
export async function findMissedTickets(deps: Deps): Promise<number> {
  const names = Object.keys(deps.config.CONNECTIONS);
  const found = await Promise.all(names.map((name) => findMissedOf(deps, name)));
  return found.reduce((sum, count) => sum + count, 0);
}

async function findMissedOf(deps: Deps, name: string): Promise<number> {
  const connection = deps.connection(name);
  if (connection === undefined) {
    return 0;
  }
  const now = deps.clock();
  const { changes: before } = await deps.connectionHealth.read(name);
  const listed = await connection.itsm.changedSince(
    before.readTo === undefined ? undefined : before.readTo - OVERLAP_MS,
  );
  if (!listed.ok) {
    deps.log.event("changes.failed", { connection: name, code: listed.error.code });
    await deps.connectionHealth.changesFailed(name, { at: now, problem: listed.error.code });
    return 0;
  }
  // The first reading only finds the place to go on from: what is older was never ours.
  const changes = listed.value.filter(({ changedAt }) => before.readTo !== undefined || changedAt >= now - OVERLAP_MS);
  const settled = changes.filter(({ changedAt }) => changedAt <= now - GRACE_MS);
  const missed = await notTaken(deps, connection, settled);
  const { found, left } = await takeAll(deps, connection, missed.toReversed());
  const open = [...left, ...changes.filter(({ changedAt }) => changedAt > now - GRACE_MS)];
  const newest = listed.value[0]?.changedAt;
  const readTo = newest === undefined ? undefined : open.reduce((at, change) => Math.min(at, change.changedAt), newest);
  await deps.connectionHealth.changesRead(name, { now, foundLate: found, ...(readTo === undefined ? {} : { readTo }) });
  return found;
}

/** Those whose last change we have not read. A ticket we never heard of matters only where it needs a check. */
async function notTaken(deps: Deps, { name }: Connection, changes: readonly TicketChange[]): Promise<TicketChange[]> {
  if (changes.length === 0) {
    return [];
  }
  const known = await deps.tickets.revisions(
    name,
    changes.map(({ externalId }) => externalId),
  );
  return changes.filter(({ externalId, revision, category }) => {
    const taken = known.get(externalId);
    return taken === undefined
      ? categoryFor(deps.config, { connection: name, category }) !== undefined
      : revision === undefined || revision > taken;
  });
}

/** Oldest first, so that a limit never leaves a hole behind. */
async function takeAll(
  deps: Deps,
  { name, itsm }: Connection,
  missed: readonly TicketChange[],
): Promise<{ found: number; left: readonly { readonly changedAt: EpochMs }[] }> {
  const left: TicketChange[] = missed.slice(READ_AT_ONCE);
  let found = 0;
  for (const change of missed.slice(0, READ_AT_ONCE)) {
    const ticket = await itsm.readTicket(change.externalId);
    if (ticket.ok) {
      const { accepted } = await receiveTicket(deps, { connection: name, snapshot: ticket.value });
      found += accepted ? 1 : 0;
    } else if (ticket.error.retryable) {
      left.push(change);
    }
  }
  return { found, left };
}
