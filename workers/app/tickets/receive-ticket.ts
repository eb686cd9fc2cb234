/**
 * A ticket was created or changed. One batch writes ticket, audit and the note that offers the
 * link; a repeated delivery writes nothing. A check that no longer fits its ticket is cancelled.
 */
import { pathTo } from "../../contract/console/paths.ts";
import { defined } from "../../core/kit/defined.ts";
import { ticketId, noteId, type TicketId } from "../../core/kit/ids.ts";
import { linkOffered } from "../../core/tickets/note-texts.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import type { TicketSnapshot } from "../ports/itsm.ts";
import type { NewNote, TicketRecord } from "../ports/tickets.ts";

export interface TicketReceived {
  readonly ticketId: TicketId;
  readonly accepted: boolean;
}

export async function receiveTicket(
  deps: Deps,
  delivery: { connection: string; snapshot: TicketSnapshot },
): Promise<TicketReceived> {
  const { connection, snapshot } = delivery;
  const known = await deps.tickets.byExternalId(connection, snapshot.externalId);
  const id = known?.id ?? (await newTicketId(deps, delivery));
  if (isEcho(deps, known, delivery)) {
    return { ticketId: id, accepted: false };
  }
  const now = deps.clock();
  const action = deps.config.CATEGORIES[snapshot.category]?.action;
  const note = offersLink(known, snapshot, action) ? offer(deps, { id, action, now, known }) : undefined;
  const accepted = await deps.tickets.recordDelivery({
    ticketId: id,
    connection,
    snapshot,
    ...defined({ action, note }),
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
  // Also for a repeated delivery: the first one may have been cut off between the write and this.
  await cancelWhatNoLongerFits(deps, known, { id, snapshot });
  return { ticketId: id, accepted };
}

/** Our own note coming back, or an older revision that was overtaken. */
function isEcho(
  deps: Deps,
  known: TicketRecord | undefined,
  { connection, snapshot }: { connection: string; snapshot: TicketSnapshot },
): boolean {
  if (known === undefined) {
    return false;
  }
  return snapshot.revision < known.revision || deps.connection(connection)?.isOwnChange(snapshot) === true;
}

/** The same ticket gets the same id in every parallel copy of its first delivery. */
async function newTicketId(
  deps: Deps,
  { connection, snapshot }: { connection: string; snapshot: TicketSnapshot },
): Promise<TicketId> {
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
  ticket: { id: TicketId; action: ActionId; now: number; known: TicketRecord | undefined },
): NewNote {
  const id = noteId.parse(
    `not_${ticket.id.slice("tkt_".length)}_${ticket.known === undefined ? 0 : ticket.known.revision}`,
  );
  return {
    id,
    ticketId: ticket.id,
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

async function cancelWhatNoLongerFits(
  deps: Deps,
  known: TicketRecord | undefined,
  ticket: { id: TicketId; snapshot: TicketSnapshot },
): Promise<void> {
  if (known === undefined) {
    return;
  }
  const { snapshot } = ticket;
  const requesterChanged =
    (known.requesterExternalId ?? known.requesterEmail) !== (snapshot.requesterExternalId ?? snapshot.requesterEmail);
  if (!snapshot.closed && !requesterChanged) {
    return;
  }
  const open = await deps.tickets.openVerifications(ticket.id);
  await Promise.all(
    open.map((id) => deps.session(id).apply({ type: snapshot.closed ? "ticket.closed" : "requester.changed" })),
  );
}
