/** Writes the waiting notes of one ticket, in order, until one has to wait or none is left. */
import { retryDelaySeconds } from "../../core/messages/backoff.ts";
import type { TicketId } from "../../core/kit/ids.ts";
import { SECOND_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import type { PendingNote } from "../ports/tickets.ts";

/** Longer than the slowest write with all its retries, so that no second writer starts meanwhile. */
const LEASE_MS = 60_000;
/** About six hours of backoff; after that somebody has to look. */
const ATTEMPTS_BEFORE_PARKING = 80;
const NOTES_PER_CALL = 20;
/** A refused account is for somebody to put right and ends no note; asked rarely, so that we do not get it locked. */
const REFUSED_ACCOUNT_SECONDS = 60;

/** Seconds to wait when a note could not be written; undefined when nothing waits. */
export async function writeTicketNotes(deps: Deps, ticketId: TicketId): Promise<{ retryAfterSeconds?: number }> {
  const ticket = await deps.tickets.byId(ticketId);
  const connection = ticket === undefined ? undefined : deps.connection(ticket.connection);
  if (ticket === undefined || connection === undefined) {
    deps.log.event("note.no_connection", { ticket: ticketId });
    return {};
  }
  for (let written = 0; written < NOTES_PER_CALL; written += 1) {
    const pending = await deps.notes.claimNext(ticketId, deps.clock(), LEASE_MS);
    if (pending === undefined) {
      return {};
    }
    const result = await connection.itsm.addInternalNote({
      externalId: ticket.externalId,
      note: pending.note,
      // The first attempt may have been cut off after the write: the key is looked for whenever one was made.
      retry: pending.attempts > 0 || deps.clock() - pending.createdAt >= LEASE_MS,
      at: pending.createdAt,
    });
    if (!result.ok) {
      return fail(deps, pending, result.error);
    }
    await deps.notes.written(pending.id, deps.clock());
  }
  return { retryAfterSeconds: 0 };
}

async function fail(deps: Deps, pending: PendingNote, problem: PeerProblem): Promise<{ retryAfterSeconds?: number }> {
  const refused = problem.code === "peer.unauthorised";
  const parked = !(problem.retryable || refused) || pending.attempts + 1 >= ATTEMPTS_BEFORE_PARKING;
  const seconds = retryDelaySeconds(pending.attempts + 1, {
    retryAfterSeconds: refused ? REFUSED_ACCOUNT_SECONDS : problem.retryAfterSeconds,
    random: deps.random,
  });
  await deps.notes.failed(pending.id, {
    problem: problem.code,
    nextAt: deps.clock() + seconds * SECOND_MS,
    parked,
  });
  deps.log.event("note.failed", { note: pending.id, code: problem.code, attempts: pending.attempts + 1, parked });
  return parked ? {} : { retryAfterSeconds: seconds };
}
