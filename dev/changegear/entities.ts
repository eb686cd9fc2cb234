/** Records as the REST API and webhooks show them. */
import type { Row } from "./entity-query.ts";
import type { Person, Ticket } from "./records.ts";
import type { TicketStore } from "./store.ts";
import { allowedTransitions } from "./workflow.ts";

/** `notOffered`: actions of the workflow that the reader's account may not take. */
export function ticketEntity(ticket: Ticket, store: TicketStore, notOffered: readonly string[] = []): Row {
  const requester = store.person(ticket.Requester);
  // The journal is written under one name and read under another.
  const { custom, HistoryRecords, ...fields } = ticket;
  return {
    ...fields,
    IncidentRequestHistoryRecords: HistoryRecords,
    // Sites call either of the two "category".
    Category: ticket.IncidentRequestType,
    RequesterName: requester?.name ?? "",
    EmailPIT: requester?.email ?? "",
    PhonePIT: requester?.phone ?? "",
    DepartmentNamePIT: requester?.department ?? "",
    LocationNamePIT: requester?.location ?? "",
    AllowedActions: [
      "View",
      "Edit",
      ...allowedTransitions(ticket.Status)
        .map(({ action }) => action)
        .filter((action) => !notOffered.includes(action)),
    ].join(", "),
    ...custom,
  };
}

export function personEntity(person: Person): Row {
  return {
    ID: Number(person.externalId),
    FullName: person.name,
    Email: person.email,
    UserName: person.userName,
    Phone: person.phone ?? "",
    Department: person.department ?? "",
    Location: person.location ?? "",
  };
}
