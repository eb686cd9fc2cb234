/** Who the ticket's requester is, or why that cannot be said. Never guesses between two people. */
import { personId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { isSelf } from "../../core/policy/may-act.ts";
import { shareAWord } from "../../core/people/identity.ts";
import { hasRequester, type TicketRequester } from "../../core/tickets/requester.ts";
import type { SendProblem } from "../../contract/console/send.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { PeopleStore, PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

type Found = Result<PersonRecord, "requester_missing" | "requester_unknown" | "requester_ambiguous">;

/**
 * Refused: a ticket that names nobody, a requester whom the directory does not have, and one who may be several people.
 * Asks the ticket system only where the directory alone cannot tell. What is found is kept with the ticket.
 */
export async function findRequester(deps: Deps, ticket: TicketRecord): Promise<Found> {
  const known =
    ticket.requesterPersonId === undefined
      ? undefined
      : await deps.people.byId(personId.parse(ticket.requesterPersonId));
  // Somebody who left may have come back under another record.
  if (known?.active === true) {
    return ok(known);
  }
  if (!hasRequester(ticket)) {
    return err("requester_missing");
  }
  const requester = await completed(deps, ticket);
  const found = await findInDirectory(deps.people, requester);
  if (found.ok && found.value.id !== ticket.requesterPersonId) {
    await deps.tickets.rememberRequester(ticket, found.value.id);
  }
  // A ticket system that cannot say more leaves the name, which is enough for now and not to be kept.
  return !found.ok && found.error === "requester_unknown" && asksItsm(requester)
    ? byName(deps.people, requester)
    : found;
}

/**
 * The directory's own key first, then the mail address, and a name only where nothing else is given. Refused: nobody
 * fits, or several do, also where the key is one person's and the mail beside it another's, or, with none that is known, the name.
 */
export async function findInDirectory(people: PeopleStore, requester: TicketRequester): Promise<Found> {
  const { requesterExternalId: id, requesterEmail: email } = requester;
  const byKey = id === undefined ? [] : await people.byIdInTickets(id);
  if (byKey.length > 0) {
    const found = onlyOne(byKey);
    if (!found.ok) {
      return found;
    }
    const byMail = email === undefined ? [] : await people.byEmail(email);
    const fits =
      byMail.length === 0 ? isCalled(found.value, requester) : byMail.every((other) => other.id === found.value.id);
    return fits ? found : err("requester_ambiguous");
  }
  if (email !== undefined) {
    return onlyOne(await people.byEmail(email));
  }
  return id === undefined ? byName(people, requester) : err("requester_unknown");
}

/** The two systems may number people apart: an id alone is not believed against the name beside it. */
function isCalled(person: PersonRecord, { requesterName: name }: TicketRequester): boolean {
  return name === undefined || shareAWord(name, person.displayName);
}

/** An id that the directory does not know may be the ticket system's own: only it can say whose. */
function asksItsm({ requesterExternalId: id, requesterEmail: email }: TicketRequester): boolean {
  return id !== undefined && email === undefined;
}

async function completed(deps: Deps, ticket: TicketRecord): Promise<TicketRequester> {
  const { requesterExternalId: id, connection } = ticket;
  const itsm = deps.connection(connection)?.itsm;
  if (!asksItsm(ticket) || id === undefined || itsm === undefined) {
    return ticket;
  }
  const known = await deps.people.byIdInTickets(id);
  if (known.some((person) => isCalled(person, ticket))) {
    return ticket;
  }
  const person = await itsm.findPersonById(id);
  const requesterEmail = person.ok ? person.value?.email : undefined;
  return requesterEmail === undefined ? ticket : { ...ticket, requesterEmail };
}

async function byName(people: PeopleStore, { requesterName: name }: TicketRequester): Promise<Found> {
  return onlyOne(name === undefined ? [] : await people.byDisplayName(name));
}

function onlyOne([only, other]: readonly PersonRecord[]): Found {
  if (only === undefined) {
    return err("requester_unknown");
  }
  return other === undefined ? ok(only) : err("requester_ambiguous");
}

/** What stops a link from being sent, before any contact is chosen. */
export function sendProblemOf(agent: AgentRecord, ticket: TicketRecord, person: PersonRecord): SendProblem | undefined {
  if (ticket.closed) {
    return "ticket_closed";
  }
  if (ticket.action === undefined) {
    return "category_needs_none";
  }
  if (!person.intact) {
    return "requester_changed";
  }
  if (!person.active) {
    return "requester_inactive";
  }
  return isSelf(agent, person) ? "requester_is_agent" : undefined;
}
