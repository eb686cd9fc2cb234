/** Where a note goes: kept with it under its mac, so that no changed row of a ticket leads it elsewhere. */
import type { TicketId } from "../../core/kit/ids.ts";
import type { Deps } from "../deps.ts";
import type { NoteTarget } from "../ports/tickets.ts";

export const noteTarget = ({ connection, externalId }: NoteTarget): NoteTarget => ({ connection, externalId });

/** Undefined for a ticket that is not here. */
export async function noteTargetOf({ tickets }: Pick<Deps, "tickets">, id: TicketId): Promise<NoteTarget | undefined> {
  const ticket = await tickets.byId(id);
  return ticket === undefined ? undefined : noteTarget(ticket);
}

/** Whether it goes where the row of its ticket leads by now. One from before it was kept says nothing. */
export function leadsTo(target: NoteTarget | undefined, { connection, externalId }: NoteTarget): boolean {
  return target === undefined || (target.connection === connection && target.externalId === externalId);
}
