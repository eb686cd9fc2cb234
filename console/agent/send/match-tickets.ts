import type { TicketReply } from "../../../workers/contract/console/send.ts";

export function matchingTickets<Ticket extends TicketReply>(
  tickets: readonly Ticket[],
  typed: string,
): readonly Ticket[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return tickets;
  const exact = tickets.filter((ticket) => ticket.number.toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  return tickets.filter((ticket) =>
    [ticket.number, ticket.summary, ticket.requesterName ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
}
