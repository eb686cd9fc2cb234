/** Tickets, people and contacts as the Send page shows them. */
import { languageOf } from "../../core/kit/language.ts";
import { defined } from "../../core/kit/defined.ts";
import { verdictOf } from "../../core/verdict/verdict.ts";
import type { TicketReply, ContactReply, OpenTicketReply, PersonReply } from "../../contract/console/send.ts";
import { appearanceFor } from "../people/appearance.ts";
import type { Deps } from "../deps.ts";
import { frameOf } from "../desk/row.ts";
import { verdictInput } from "../desk/verdict-input.ts";
import { isTrusted, trustedFrom } from "../../core/policy/contact-age.ts";
import type { ContactRecord, PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

export function ticketReply(deps: Deps, ticket: TicketRecord): TicketReply {
  return {
    id: ticket.id,
    number: ticket.number,
    category: ticket.category,
    action: ticket.action ?? "identity_check",
    summary: ticket.summary,
    description: ticket.description,
    status: ticket.status,
    closed: ticket.closed,
    url: deps.connection(ticket.connection)?.itsm.ticketUrl(ticket.externalId) ?? "",
    ...defined({ requesterName: ticket.requesterName, openedAt: ticket.openedAt }),
  };
}

export function contactReply(deps: Deps, contact: ContactRecord): ContactReply {
  return {
    id: contact.id,
    channel: contact.channel,
    masked: contact.masked,
    source: contact.source,
    changedAt: contact.changedAt,
    trusted: isTrusted(contact, deps.clock()),
    trustedFrom: trustedFrom(contact),
    baseline: contact.baseline,
    selfService: contact.typed,
  };
}

export function personReply({ config }: Pick<Deps, "config">, person: PersonRecord): PersonReply {
  return {
    id: person.id,
    name: person.displayName,
    firstName: person.givenName,
    email: person.email,
    appearance: appearanceFor({ config }, { name: person.displayName, email: person.email }),
    userName: person.userName,
    privileged: person.privileged,
    language: languageOf(person.locale) ?? config.LANGUAGE,
    ...defined({ department: person.department, office: person.officeCity, manager: person.managerName }),
  };
}

const OPEN_TICKETS_SHOWN = 50;

/** Newest first, each with its last check. Refuses nothing. */
export async function readSendable(deps: Deps): Promise<readonly OpenTicketReply[]> {
  const open = await deps.tickets.open(OPEN_TICKETS_SHOWN);
  const checks = await deps.verifications.lastOfTickets(open.map(({ id }) => id));
  const frame = frameOf(deps);
  const last = new Map(checks.map((check) => [check.record.ticketId, verdictOf(verdictInput(check), frame)]));
  return open.map((ticket) => ({ ...ticketReply(deps, ticket), ...defined({ lastCheck: last.get(ticket.id) }) }));
}
