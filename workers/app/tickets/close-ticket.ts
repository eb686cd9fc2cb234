/**
 * Closes a ticket once what it asked for is done, or reopens it. What is asked stands among the
 * ticket's notes: so it comes after those that were to be there first, is tried as they are, is on
 * the Delivery page when it is stuck, and ends as the note that says what became of the ticket.
 */
import { pathTo } from "../../contract/console/paths.ts";
import { noteId, type NoteId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { defined } from "../../core/kit/defined.ts";
import { referenceOf } from "../../core/session/reference.ts";
import {
  CLOSING_ASKED,
  closingAsked,
  closingComment,
  closingNote,
  REOPENING_ASKED,
  reopeningAsked,
  reopeningComment,
  reopeningNote,
  revisionTried,
  triedAt,
  whyNotClose,
  type Closing,
  type ClosingFacts,
  type ClosingSubject,
  type Reopening,
  type TicketBecame,
} from "../../core/tickets/closing.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { Nameable, TicketRequester } from "../../core/tickets/requester.ts";
import { judgedOf } from "../../core/verdict/judgement.ts";
import type { Connection, Deps } from "../deps.ts";
import type { ClosedHow } from "../ports/itsm.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import type { NewNote, PendingNote, TicketRecord } from "../ports/tickets.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { noteTargetOf } from "./note-target.ts";
import { receiveTicket } from "./receive-ticket.ts";

export type TicketAct = "closing" | "reopening";

export interface AskedOfTicket {
  readonly act: TicketAct;
  readonly verificationId: VerificationId;
  /** The same one again changes nothing. */
  readonly key: string;
}

/**
 * What a ticket is asked, as a row for the batch of whatever it follows from; whoever writes it
 * wakes the ticket's notes. Undefined for an unknown check.
 */
export async function askedOfTicket(
  deps: Deps,
  { act, verificationId, key }: AskedOfTicket,
): Promise<NewNote | undefined> {
  const check = await deps.verifications.byId(verificationId);
  if (check === undefined) {
    return undefined;
  }
  const id = noteId.parse(`not_${key}`);
  const note = (act === "closing" ? closingAsked : reopeningAsked)(subjectOf(deps, check, id));
  return {
    id,
    ticketId: check.ticketId,
    ...defined({ target: await noteTargetOf(deps, check.ticketId) }),
    verificationId,
    note,
    kind: act,
    at: deps.clock(),
  };
}

/** Asks for it, and wakes who does it. False for an unknown check. */
export async function askTicket(deps: Deps, asked: AskedOfTicket): Promise<boolean> {
  const row = await askedOfTicket(deps, asked);
  if (row === undefined) {
    return false;
  }
  await deps.notes.add(row);
  try {
    await deps.queues.writeNotes([row.ticketId]);
  } catch (error) {
    // The row is committed; the sweep finds it.
    deps.log.failure("queue.wake", error);
  }
  return true;
}

function subjectOf({ config }: Pick<Deps, "config">, check: VerificationRecord, key: NoteId): ClosingSubject {
  return {
    key,
    action: check.action,
    person: check.requesterName,
    reference: referenceOf(check.id),
    verificationId: check.id,
    url: `${config.CONSOLE_ORIGIN}${pathTo.details(check.id)}`,
  };
}

/** Whether what a row asks for is still to be done: once it is, the row is the note that says so. */
export function isAsked({ kind, note }: Pick<PendingNote, "kind" | "note">): boolean {
  return (
    (kind === "closing" && note.title === CLOSING_ASKED) || (kind === "reopening" && note.title === REOPENING_ASKED)
  );
}

export interface Asked {
  readonly pending: PendingNote;
  readonly ticket: TicketRecord;
  readonly connection: Connection;
}

interface Known extends Asked {
  readonly check: VerificationRecord;
  readonly subject: ClosingSubject;
}

/** What the ticket system cannot take ends as an open ticket after so many tries: later notes must not wait for ever. */
const TRIES = 8;
/** Somebody else changes the ticket at the same time; more than this is a fault, not a race. */
const ROUNDS = 3;

/** The note that says what became of it. A problem: not known yet, to be tried again. */
export async function doAsked(deps: Deps, asked: Asked): Promise<Result<Note, PeerProblem>> {
  const { pending } = asked;
  const check = await checkOf(deps, pending.verificationId);
  const known = { ...asked, check, subject: subjectOf(deps, check, pending.id) };
  if (pending.kind === "reopening") {
    const became = await reopen(known);
    return became.ok
      ? settle(deps, known, { note: reopeningNote(known.subject, became.value), became: became.value })
      : became;
  }
  const closing = await close(deps, known);
  if (!closing.ok) {
    return closing;
  }
  const { value } = closing;
  const became = value.became === "open" ? value.why : value.became;
  return settle(deps, known, { note: closingNote(known.subject, value), became });
}

async function checkOf(deps: Deps, id: VerificationId | undefined): Promise<VerificationRecord> {
  const check = id === undefined ? undefined : await deps.verifications.byId(id);
  if (check === undefined) {
    throw new Error("a ticket is closed for a check");
  }
  return check;
}

async function settle(
  deps: Deps,
  { pending, ticket, check }: Known,
  { note, became }: { readonly note: Note; readonly became: TicketBecame },
): Promise<Result<Note, never>> {
  await deps.notes.settle(pending, note, {
    key: pending.id,
    at: deps.clock(),
    actor: "system",
    action: pending.kind === "reopening" ? "ticket.reopening" : "ticket.closing",
    subject: check.id,
    details: { ticket: ticket.number, became },
  });
  return ok(note);
}

async function close(deps: Deps, known: Known): Promise<Result<Closing, PeerProblem>> {
  const { pending, connection, ticket } = known;
  const { externalId } = ticket;
  for (let round = 1; ; round += 1) {
    const read = await readTicket(deps, known);
    if (!read.ok) {
      return orLeftOpen(read.error, pending);
    }
    const { closed, revision, requester } = read.value;
    if (closed) {
      return ok({ became: "closed" });
    }
    const why = whyNotClose(await factsOf(deps, known, { revision, requester }));
    if (why !== undefined) {
      return ok({ became: "open", why });
    }
    await deps.notes.reword(pending, triedAt(pending.note, revision));
    const answer = await connection.itsm.close({ externalId, revision, comment: closingComment(known.subject) });
    if (answer.ok) {
      return ok(closingOf(answer.value));
    }
    if (DID_NOTHING.has(answer.error.code)) {
      await deps.notes.reword(pending, triedAt(pending.note, undefined));
    }
    if (answer.error.code !== "peer.conflict" || round === ROUNDS) {
      return orLeftOpen(answer.error, pending);
    }
  }
}

/** After these the ticket is as it was. */
const DID_NOTHING: ReadonlySet<PeerProblem["code"]> = new Set([
  "peer.conflict",
  "peer.unauthorised",
  "peer.credentials_refused",
  "peer.rate_limited",
  "peer.redirected",
]);

function closingOf(how: ClosedHow): Closing {
  return how === "not_offered" || how === "still_open" ? { became: "open", why: how } : { became: how };
}

function orLeftOpen(problem: PeerProblem, { attempts }: PendingNote): Result<Closing, PeerProblem> {
  if (!problem.retryable) {
    return ok({ became: "open", why: "refused" });
  }
  return attempts + 1 >= TRIES ? ok({ became: "open", why: "away" }) : err(problem);
}

async function reopen({ pending, connection, ticket, subject }: Known): Promise<Result<Reopening, PeerProblem>> {
  const answer = await connection.itsm.reopen({
    externalId: ticket.externalId,
    comment: reopeningComment(subject),
  });
  if (answer.ok) {
    return ok(answer.value === "not_offered" ? "closed" : answer.value);
  }
  return answer.error.retryable && pending.attempts + 1 < TRIES ? err(answer.error) : ok("closed");
}

/** Taken in as a webhook would bring it: a webhook that was lost must not close somebody else's ticket. */
async function readTicket(
  deps: Deps,
  { connection, ticket }: Known,
): Promise<Result<{ closed: boolean; revision: number; requester: TicketRequester }, PeerProblem>> {
  const read = await connection.itsm.readTicket(ticket.externalId);
  if (!read.ok) {
    return read;
  }
  await receiveTicket(deps, { connection: connection.name, snapshot: read.value });
  const requester = (await deps.tickets.byId(ticket.id)) ?? read.value;
  return ok({ closed: read.value.closed, revision: read.value.revision, requester });
}

async function factsOf(
  deps: Deps,
  { pending, check: { id } }: Known,
  { revision, requester }: { readonly revision: number; readonly requester: TicketRequester },
): Promise<ClosingFacts> {
  // Anew: it may have been reported while the ticket system was asked.
  const check = await checkOf(deps, id);
  const [person, judgements] = await Promise.all([
    deps.people.byId(check.personId),
    deps.judgements.ofVerification(id),
  ]);
  const asChecked: Nameable = { id: check.personId, email: check.requesterEmail, displayName: check.requesterName };
  const tried = revisionTried(pending.note);
  return {
    check: {
      intact: check.integrity === "intact",
      status: check.status,
      takenBack:
        check.live.lateReportAt !== undefined ||
        check.voided !== undefined ||
        judgedOf(judgements)?.impostor !== undefined,
    },
    person: person ?? asChecked,
    ticket: requester,
    changedSinceTried: tried !== undefined && tried !== revision,
  };
}
