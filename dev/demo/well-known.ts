/** Of whom enough is on file for what a story or a test needs. */
import type { DemoPerson, Organisation } from "./model.ts";

/** In a smaller place everybody is a peer. */
const PLACE_PEOPLE = 7;

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

/** Whether somebody around is no peer: else no wrong options are left about peers. */
export function hasPlaceAround({ department, office }: DemoPerson, { people }: Pick<Organisation, "people">): boolean {
  const around = people.filter(
    (other) => other.active && other.department === department && other.office.city === office.city,
  );
  return around.length >= PLACE_PEOPLE;
}
