/**
 * A ticket was created or changed. One batch writes ticket, audit and the note that offers the
 * link; a repeated delivery, or one in which nothing that we read has changed, writes neither. A
 * check that no longer fits its ticket is cancelled.
 */
import { categoryFor } from "../../core/settings/category-policy.ts";
import { pathTo } from "../../contract/console/paths.ts";
import { defined } from "../../core/kit/defined.ts";
import { ticketId, noteId, personId, type TicketId } from "../../core/kit/ids.ts";
import { linkOffered } from "../../core/tickets/note-texts.ts";
import { namesPerson, sameRequester } from "../../core/tickets/requester.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import { findInDirectory } from "./find-requester.ts";
import type { TicketSnapshot } from "../ports/itsm.ts";
import type { NewNote, NoteTarget, TicketRecord } from "../ports/tickets.ts";

export interface TicketReceived {
  readonly ticketId: TicketId;
  readonly accepted: boolean;
}

interface Delivery {
  readonly connection: string;
  readonly snapshot: TicketSnapshot;
}

/** Refuses nothing: a revision that is old, was delivered before or changes nothing that we read is not accepted. */
export async function receiveTicket(deps: Deps, delivery: Delivery): Promise<TicketReceived> {
  const { connection, snapshot } = delivery;
  const known = await deps.tickets.byExternalId(connection, snapshot.externalId);
  const id = known?.id ?? (await newTicketId(deps, delivery));
  if (known !== undefined && snapshot.revision < known.revision) {
    return { ticketId: id, accepted: false };
  }
  const action = categoryFor(deps.config, { connection, category: snapshot.category })?.action;
  const accepted =
    known !== undefined && known.action === action && readsTheSame(known, snapshot)
      ? await takeRevisionOver(deps, known, snapshot)
      : await record(deps, delivery, { id, known, action });
  if (known !== undefined) {
    // Also for a repeated delivery: the first one may have been cut off between the write and this.
    await cancelWhatNoLongerFits(deps, id);
  }
  return { ticketId: id, accepted };
}

/**
 * An echo: our own note coming back, or anybody's change of what we do not read. Who wrote it
 * says nothing, for the record is whole and may carry somebody else's change with it.
 */
function readsTheSame(known: TicketRecord, snapshot: TicketSnapshot): boolean {
  return READ.every((field) => known[field] === snapshot[field]);
}

const READ = [
  "number",
  "category",
  "summary",
  "description",
  "status",
  "closed",
  "requesterExternalId",
  "requesterName",
  "requesterEmail",
  "openedAt",
] as const satisfies readonly (keyof TicketRecord & keyof TicketSnapshot)[];

async function takeRevisionOver(deps: Deps, known: TicketRecord, { revision }: TicketSnapshot): Promise<false> {
  if (revision > known.revision) {
    await deps.tickets.raiseRevision(known.id, revision);
  }
  return false;
}

async function record(
  deps: Deps,
  { connection, snapshot }: Delivery,
  { id, known, action }: { id: TicketId; known: TicketRecord | undefined; action: ActionId | undefined },
): Promise<boolean> {
  const now = deps.clock();
  const note = offersLink(known, snapshot, action)
    ? offer(deps, { id, target: { connection, externalId: snapshot.externalId }, action, now, known })
    : undefined;
  const accepted = await deps.tickets.recordDelivery({
    ticketId: id,
    connection,
    snapshot,
    ...defined({ action, note }),
    requester: await requesterOf(deps, known, snapshot),
    audit: {
      at: now,
      actor: `webhook:${connection}`,
      action: known === undefined ? "ticket.created" : "ticket.updated",
      subject: id,
      details: { number: snapshot.number, category: snapshot.category, revision: snapshot.revision },
    },
    now,
  });
  if (accepted && note !== undefined) {
    await wake(deps, id);
  }
  return accepted;
}

/** Looked up again when the fields that say who it is have changed, or nobody was found yet. */
async function requesterOf(deps: Deps, known: TicketRecord | undefined, snapshot: TicketSnapshot) {
  const unchanged = known !== undefined && sameRequester(known, snapshot);
  if (unchanged && known.requesterPersonId !== undefined) {
    return { personId: personId.parse(known.requesterPersonId), unchanged };
  }
  const found = await findInDirectory(deps.people, snapshot);
  return { unchanged, ...(found.ok ? { personId: found.value.id } : {}) };
}

/** The same ticket gets the same id in every parallel copy of its first delivery. */
async function newTicketId(deps: Deps, { connection, snapshot }: Delivery): Promise<TicketId> {
  return ticketId.parse(`tkt_${await deps.vault.tag("ticket", `${connection}/${snapshot.externalId}`)}`);
}

/** Created in, or moved into, a category that needs verification; once per move. */
function offersLink(
  known: TicketRecord | undefined,
  snapshot: TicketSnapshot,
  action: ActionId | undefined,
): action is ActionId {
  return action !== undefined && !snapshot.closed && known?.action === undefined;
}

function offer(
  deps: Deps,
  ticket: { id: TicketId; target: NoteTarget; action: ActionId; now: number; known: TicketRecord | undefined },
): NewNote {
  const id = noteId.parse(
    `not_${ticket.id.slice("tkt_".length)}_${ticket.known === undefined ? 0 : ticket.known.revision}`,
  );
  return {
    id,
    ticketId: ticket.id,
    target: ticket.target,
    kind: "offered",
    note: linkOffered({
      key: id,
      brand: deps.config.BRAND_NAME,
      action: ticket.action,
      sendUrl: `${deps.config.CONSOLE_ORIGIN}${pathTo.sendTicket(ticket.id)}`,
    }),
    at: ticket.now,
  };
}

async function wake(deps: Deps, id: TicketId): Promise<void> {
  try {
    await deps.queues.writeNotes([id]);
  } catch (error) {
    // The row is committed; the sweep finds it.
    deps.log.failure("queue.wake", error);
  }
}

/** Compares with the person of each open check, not with the ticket as it was: that may be lost. */
async function cancelWhatNoLongerFits(deps: Deps, id: TicketId): Promise<void> {
  const open = await deps.tickets.openChecks(id);
  const ticket = open.length === 0 ? undefined : await deps.tickets.byId(id);
  if (ticket === undefined) {
    return;
  }
  const unfit = ticket.closed ? open : open.filter(({ person }) => !namesPerson(ticket, person));
  await Promise.all(
    unfit.map((check) => deps.session(check.id).apply({ type: ticket.closed ? "ticket.closed" : "requester.changed" })),
  );
}
