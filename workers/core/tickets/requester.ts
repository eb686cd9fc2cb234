/**
 * Whom a ticket names. One rule for the Send page, the banner, cancelling and the counters, so
 * that no two of them can say different things of one ticket.
 */
import { foldedMail, sameMail } from "../kit/mail.ts";

/** The ticket's side, as the ticket system gives it. */
export interface TicketRequester {
  /** The directory's person that was found for these fields. */
  readonly requesterPersonId?: string;
  /** The ticket system's person id. */
  readonly requesterExternalId?: string;
  readonly requesterName?: string;
  readonly requesterEmail?: string;
}

/** The directory's side. */
export interface Nameable {
  readonly id: string;
  /** Absent where the directory's ids are not the ticket system's. */
  readonly idInTickets?: string;
  readonly email: string;
  readonly displayName: string;
}

/**
 * The person that was found decides. Where none was, the strongest field that can be compared
 * does: an id that agrees, then the mail, then the name. An id that differs says nothing by
 * itself, for the two systems may number people apart; with no mail beside it, it is somebody else.
 */
export function namesPerson(ticket: TicketRequester, person: Nameable): boolean {
  if (ticket.requesterPersonId !== undefined) {
    return ticket.requesterPersonId === person.id;
  }
  if (ticket.requesterExternalId !== undefined && ticket.requesterExternalId === person.idInTickets) {
    return true;
  }
  if (ticket.requesterEmail !== undefined) {
    return sameMail(ticket.requesterEmail, person.email);
  }
  if (ticket.requesterExternalId !== undefined && person.idInTickets !== undefined) {
    return false;
  }
  return ticket.requesterName !== undefined && foldedName(ticket.requesterName) === foldedName(person.displayName);
}

/** Whether two states of a ticket, or two tickets of one system, name whoever it is by the same fields. */
export function sameRequester(left: TicketRequester, right: TicketRequester): boolean {
  return keyOf(left) === keyOf(right);
}

/** True where the ticket names anybody at all. */
export function hasRequester(ticket: TicketRequester): boolean {
  return keyOf(ticket) !== keyOf({});
}

/** A name counts only where nothing better is given: people change theirs. */
function keyOf({ requesterExternalId: id, requesterEmail: email, requesterName: name }: TicketRequester): string {
  const key = [id ?? "", email === undefined ? "" : foldedMail(email)];
  const byName = id === undefined && email === undefined && name !== undefined;
  return JSON.stringify([...key, byName ? foldedName(name) : ""]);
}

function foldedName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
