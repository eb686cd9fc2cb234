/** What the directory says of people and of those around them, as facts. */
import { defined } from "../../core/kit/defined.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { factsAfter, type Around, type OwnFacts } from "../../core/people/import-facts.ts";
import type { PersonName } from "../../core/questions/facts.ts";
import type { DirectoryPerson, DirectoryStore, FactsWrite, LeftToDo, TeamMember } from "../ports/directory.ts";

export interface Learning {
  /** Absent: as it is known. */
  readonly startMonthOf?: (id: PersonId) => LeftToDo["startMonth"];
  readonly baseline: boolean;
  readonly own: OwnFacts;
  readonly now: EpochMs;
}

/** Of these people, the facts that differ from those they have. */
export async function factsAround(
  directory: Pick<DirectoryStore, "people" | "teams" | "names">,
  ids: readonly PersonId[],
  { startMonthOf, ...learning }: Learning,
): Promise<readonly FactsWrite[]> {
  const people = await directory.people(ids);
  const managers = new Set(
    people.flatMap(({ id, managerId }) => [id as string, ...(managerId === null ? [] : [managerId])]),
  );
  const teams = Map.groupBy(await directory.teams([...managers]), ({ managerId }) => managerId as string);
  const names = await directory.names(managerIds(people));
  return people.flatMap((person): FactsWrite[] => {
    const around = { ...aroundOf(person, { teams, names }), ...defined({ startMonth: startMonthOf?.(person.id) }) };
    const facts = factsAfter(person.facts, around, learning);
    return facts === person.facts ? [] : [{ id: person.id, facts }];
  });
}

const managerIds = (people: readonly DirectoryPerson[]) => [
  ...new Set(people.flatMap(({ managerId }) => personId.safeParse(managerId).data ?? [])),
];

interface Colleagues {
  readonly teams: ReadonlyMap<string, readonly TeamMember[]>;
  readonly names: ReadonlyMap<string, PersonName>;
}

function aroundOf(
  { id, name, managerId, department, officeCity, officeCountry }: DirectoryPerson,
  { teams, names }: Colleagues,
): Omit<Around, "startMonth"> {
  const named = (members: readonly TeamMember[] | undefined): PersonName[] =>
    (members ?? [])
      .filter((member) => member.id !== id)
      .map(({ given, family, display }) => ({ given, family, display }));
  return {
    name,
    manager: managerId === null ? undefined : names.get(managerId),
    peers: managerId === null ? [] : named(teams.get(managerId)),
    directReports: named(teams.get(id)),
    department,
    office: officeCity === null || officeCountry === null ? undefined : { city: officeCity, country: officeCountry },
  };
}
