/** What a session says of its check where the record cannot be believed. Its names are the record's. */
import { recordOf, type SessionRecord } from "./record.ts";
import type { Session } from "./session.ts";

export type KeptCheck = Pick<
  SessionRecord,
  "ticketId" | "personId" | "requesterName" | "requesterEmail" | "destinationTag" | "status" | "endedAt"
>;

export function keptCheck(session: Session): KeptCheck {
  const { ticketId, personId, requesterName, requesterEmail, destinationTag, status, endedAt } = recordOf(session);
  return { ticketId, personId, requesterName, requesterEmail, destinationTag, status, endedAt };
}
