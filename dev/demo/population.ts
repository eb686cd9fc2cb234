/** What a directory would offer as wrong options for one person. */
import type { PersonId } from "../../workers/core/kit/ids.ts";
import type { FactDocument, PersonName, Population } from "../../workers/core/questions/facts.ts";
import type { Organisation } from "./model.ts";
import { personOf } from "./organisation.ts";

/** Everyone the facts tie the person to: a true answer to one question or another. */
export function connectedNames(facts: FactDocument): Set<string> {
  const names: readonly PersonName[] = [
    facts.name,
    ...(facts.manager ? [facts.manager.value] : []),
    ...facts.peers.map(({ value }) => value),
    ...facts.directReports.map(({ value }) => value),
    ...facts.meetings.map(({ value }) => value.with),
  ];
  return new Set(names.map(({ display }) => display));
}

/**
 * Active colleagues of the same department or office whom no fact ties to the person, and
 * whose name is nobody's who is tied: a namesake as a wrong option would be right.
 */
export function populationOf(organisation: Organisation, personId: PersonId): Population {
  const person = personOf(organisation, personId);
  const taken = connectedNames(person.facts);
  const people = organisation.people.filter(
    ({ active, department, office, facts }) =>
      active &&
      (department === person.department || office.city === person.office.city) &&
      !taken.has(facts.name.display) &&
      taken.add(facts.name.display),
  );
  return {
    people: people.map(({ facts }) => facts.name),
    groups: organisation.groups,
    departments: organisation.departments,
    offices: organisation.offices,
    cities: organisation.cities,
    ticketSummaries: organisation.ticketSummaries,
  };
}
