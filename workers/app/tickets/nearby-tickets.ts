import { hasRequester, namesPerson, sameRequester } from "../../core/tickets/requester.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { personId } from "../../core/kit/ids.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

/** How many other tickets that came since `from` name this person, by whatever fields. */
export async function countNearby(
  { tickets }: Pick<Deps, "tickets">,
  { ticket, person, from }: { ticket: TicketRecord; person: PersonRecord; from: EpochMs },
): Promise<number> {
  const others = await tickets.requestersSince({ from, personId: personId.parse(person.id), exceptId: ticket.id });
  return others.filter((other) => namesPerson(other, person) || (hasRequester(ticket) && sameRequester(other, ticket)))
    .length;
}
