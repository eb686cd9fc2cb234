/** Writes the waiting notes of one ticket, in order, until one has to wait or none is left. */
import { noteRetrySeconds } from "../../core/messages/backoff.ts";
import type { TicketId } from "../../core/kit/ids.ts";
import { ok, type Result } from "../../core/kit/result.ts";
import { SECOND_MS } from "../../core/kit/time.ts";
import type { Note } from "../../core/tickets/note.ts";
import { outcomeOfVoid } from "../../core/tickets/outcome-texts.ts";
import type { Deps } from "../deps.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import type { PendingNote } from "../ports/tickets.ts";
import { doAsked, isAsked, type Asked } from "./close-ticket.ts";
import { leadsTo } from "./note-target.ts";

/** A writer that died holds its ticket so long; one that is at it renews in time, so that no second one starts. */
const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
/** A note is given up only after the ticket system itself has said no this often; a deploy or a proxy never ends one. */
const REFUSALS_BEFORE_PARKING = 5;
const NOTES_PER_CALL = 20;

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
    if (!leadsTo(pending.target, ticket)) {
      await deps.notes.failed(pending.id, { problem: "unattested", nextAt: deps.clock(), refused: true, parked: true });
      continue;
    }
    if (pending.kind === "closing" && isAsked(pending) && (await deps.notes.anyMissing(pending))) {
      await deps.notes.failed(pending.id, {
        problem: "note.missing",
        nextAt: deps.clock(),
        refused: true,
        parked: true,
      });
      continue;
    }
    const result = await leased(deps, pending, () => write(deps, { pending, ticket, connection }));
    if (!result.ok) {
      await saidByHealth(deps, connection.name, result.error);
      return fail(deps, pending, result.error);
    }
    await deps.notes.written(pending.id, deps.clock());
  }
  return { retryAfterSeconds: 0 };
}

async function write(deps: Deps, asked: Asked): Promise<Result<unknown, PeerProblem>> {
  const { pending, ticket, connection } = asked;
  const note = isAsked(pending) ? await doAsked(deps, asked) : ok(await noteOf(deps, pending));
  return note.ok
    ? connection.itsm.addInternalNote({
        externalId: ticket.externalId,
        note: note.value,
        // The first attempt may have been cut off after the write: the key is looked for whenever one was made.
        retry: pending.attempts > 0 || deps.clock() - pending.createdAt >= LEASE_MS,
        at: pending.createdAt,
      })
    : note;
}

/** A note says what was true when it was made; of a pass nobody may act on by now that would invite to. */
async function noteOf(deps: Deps, pending: PendingNote): Promise<Note> {
  const { note, passIsVoid } = pending;
  if (passIsVoid === undefined) {
    return note;
  }
  const instead = outcomeOfVoid(note, passIsVoid);
  // First here: the console's list of notes says what the ticket does.
  await deps.notes.reword(pending, instead);
  return instead;
}

/** Of what the ticket system is to blame for, and not the note: at once, until the minute's reading of its changes. */
async function saidByHealth(deps: Deps, connection: string, { code, retryable }: PeerProblem): Promise<void> {
  if (!retryable || code === "peer.credentials_refused" || code === "peer.conflict") return;
  await deps.connectionHealth
    .changesFailed(connection, { at: deps.clock(), problem: code })
    .catch((error: unknown) => deps.log.failure("integrations.failed", error));
}

async function leased<Value>(deps: Deps, { id }: PendingNote, write: () => Promise<Value>): Promise<Value> {
  const renewing = setInterval(() => {
    deps.notes
      .renew(id, deps.clock() + LEASE_MS)
      .catch((error: unknown) => deps.log.failure("note.renew", error, { note: id }));
  }, RENEW_EVERY_MS);
  try {
    return await write();
  } finally {
    clearInterval(renewing);
  }
}

async function fail(deps: Deps, pending: PendingNote, problem: PeerProblem): Promise<{ retryAfterSeconds?: number }> {
  const { attempts, refusals } = pending;
  const refused = !problem.retryable;
  const parked = refused && refusals + 1 >= REFUSALS_BEFORE_PARKING;
  const seconds = secondsToWait(deps, attempts + 1, problem);
  await deps.notes.failed(pending.id, {
    problem: problem.code,
    nextAt: deps.clock() + seconds * SECOND_MS,
    refused,
    parked,
  });
  deps.log.event("note.failed", { note: pending.id, code: problem.code, attempts: attempts + 1, parked });
  return parked ? {} : { retryAfterSeconds: seconds };
}

/** Refused credentials are a pause of the whole connection, which says how long; nothing else waits for it. */
function secondsToWait(deps: Deps, attempt: number, { code, retryAfterSeconds }: PeerProblem): number {
  return code === "peer.credentials_refused" && retryAfterSeconds !== undefined
    ? retryAfterSeconds
    : noteRetrySeconds(attempt, { retryAfterSeconds, random: deps.random });
}
