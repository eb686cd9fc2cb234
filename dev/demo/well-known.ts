/** Of whom enough is on file for what a story or a test needs. */
import type { DemoPerson } from "./model.ts";

/** For an ordinary check to a contact on record. */
export function hasEnough({ facts, contacts }: DemoPerson): boolean {
  return contacts.length > 0 && facts.peers.length > 1 && facts.meetings.length > 1;
}

/** For every story, also the strict ones (a typed destination, an MFA reset), and for another contact. */
export function isWellKnown(person: DemoPerson): boolean {
  const { facts, contacts } = person;
  return (
    hasEnough(person) &&
    contacts.length > 1 &&
    facts.peers.length > 2 &&
    facts.groups.length > 2 &&
    facts.closedTickets.some(({ value }) => value.requesterVerified)
  );
}
