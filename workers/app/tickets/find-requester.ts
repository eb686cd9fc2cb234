/** Who the ticket's requester is, or why that cannot be said. Never guesses between two people. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import { isSelf } from "../../core/policy/may-act.ts";
import type { SendProblem } from "../../contract/console/send.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

export async function findRequester(
  deps: Deps,
  ticket: TicketRecord,
): Promise<Result<PersonRecord, "requester_unknown" | "requester_ambiguous">> {
  const exact = await candidates(deps, ticket);
  const [only, other] = exact;
  if (only === undefined) {
    return err("requester_unknown");
  }
  return other === undefined ? ok(only) : err("requester_ambiguous");
}

/** The directory's own key first, then the mail address, and a name only where nothing else is given. */
async function candidates(deps: Deps, ticket: TicketRecord): Promise<readonly PersonRecord[]> {
  const byKey =
    ticket.requesterExternalId === undefined ? [] : await deps.people.byExternalId(ticket.requesterExternalId);
  if (byKey.length > 0) {
    return byKey;
  }
  const email = ticket.requesterEmail ?? (await emailFromItsm(deps, ticket));
  if (email !== undefined) {
    return deps.people.byEmail(email);
  }
  return ticket.requesterName === undefined ? [] : deps.people.byDisplayName(ticket.requesterName);
}

async function emailFromItsm(deps: Deps, ticket: TicketRecord): Promise<string | undefined> {
  const connection = deps.connection(ticket.connection);
  if (connection === undefined || ticket.requesterExternalId === undefined) {
    return undefined;
  }
  const person = await connection.itsm.findPersonById(ticket.requesterExternalId);
  return person.ok ? person.value?.email : undefined;
}

/** What stops a link from being sent, before any contact is chosen. */
export function sendProblemOf(agent: AgentRecord, ticket: TicketRecord, person: PersonRecord): SendProblem | undefined {
  if (ticket.closed) {
    return "ticket_closed";
  }
  if (ticket.action === undefined) {
    return "category_needs_none";
  }
  if (!person.active) {
    return "requester_inactive";
  }
  return isSelf(agent, person) ? "requester_is_agent" : undefined;
}
