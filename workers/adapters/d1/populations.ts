/** Whom and what wrong options are drawn from: the colleagues of a person, and values of the whole directory. */
import { and, asc, eq, gt, isNull, lt, ne, or, sql, type SQL } from "drizzle-orm";
import type { PersonRecord } from "../../app/ports/people.ts";
import { namedInFacts, type Colleague, type FactDocument, type Population } from "../../core/questions/facts.ts";
import type { Database } from "./database.ts";
import { directoryValues, people } from "./schema.ts";

/**
 * What profiles show of a colleague beside the person, and how many of each are read: enough for the options of three
 * questions after the person's own circle is taken out. Those who are neither stand beside truths who are neither: a
 * meeting is with anybody.
 */
const NEARNESS = {
  together: { read: 60, shown: {} },
  department: { read: 40, shown: { elsewhere: true, sameDepartment: true } },
  office: { read: 40, shown: { elsewhere: true } },
  neither: { read: 40, shown: { elsewhere: true, sameOffice: false } },
} as const satisfies Readonly<
  Record<string, { readonly read: number; readonly shown: Omit<Colleague, keyof NameColumns> }>
>;
type Nearness = keyof typeof NEARNESS;
/** In place of the person and of namesakes. */
const FURTHER_READ = 10;
const ALL = Object.keys(NEARNESS) as readonly Nearness[];

interface NameColumns {
  readonly given: string;
  readonly family: string;
  readonly display: string;
}

type Values = Omit<Population, "people">;
type PersonRow = typeof people.$inferSelect;
type Person = Pick<PersonRow, "id" | "displayName"> & Place & { readonly managerId: string | null };

interface Place {
  readonly department?: string | null;
  readonly officeCity?: string | null;
}

/**
 * Of each nearness those whose ids follow the person's own, from the lowest again after the highest: so that nobody of
 * a large department is everybody's wrong option, and known by it.
 */
export async function populationOf(
  database: Database,
  person: PersonRecord,
  facts: FactDocument | undefined,
): Promise<Population> {
  const [values, named, [own], ...lists] = await database.batch([
    database.select().from(directoryValues),
    namedQuery(database, facts === undefined ? [] : namedInFacts(facts)),
    database.select({ managerId: people.managerId }).from(people).where(eq(people.id, person.id)),
    ...ALL.flatMap((nearness) => [
      colleaguesQuery(database, person, { nearness, beside: gt(people.id, person.id) }),
      colleaguesQuery(database, person, { nearness, beside: lt(people.id, person.id) }),
    ]),
  ]);
  const found = ALL.map((nearness, place) => ({
    nearness,
    rows: [...(lists[2 * place] ?? []), ...(lists[2 * place + 1] ?? [])],
  }));
  const asked = { ...person, managerId: own?.managerId ?? null };
  return {
    ...valuesOf(values),
    people: colleaguesFor(asked, found),
    named: named.filter(isReadable).map((row) => colleagueOf(row, asked, nearnessOf(row, person))),
  };
}

interface WithFacts {
  readonly row: PersonRow;
  readonly facts: FactDocument | undefined;
}

export interface PopulationReader {
  /** One for each of the people, in their order. */
  of(persons: readonly WithFacts[]): Promise<readonly Population[]>;
  /** Asked of the database up to now. */
  statements(): number;
}

/** For many people: those of one department and office are asked for once, from the lowest id, so that of more than are read each gets as many as `populationOf` gives, if not the same. */
export function populationReader(database: Database): PopulationReader {
  let asked = 0;
  let values: Values | undefined;
  const known = new Map<string, readonly Found[]>();
  const of: PopulationReader["of"] = async (asking) => {
    const persons = asking.map(({ row }) => row);
    if (values === undefined) {
      asked += 1;
      values = valuesOf(await database.select().from(directoryValues));
    }
    const shared = values;
    const wanted = [...new Map(persons.map((person) => [placeOf(person), person]))].filter(
      ([place]) => !known.has(place),
    );
    const queries = wanted.flatMap(([, person]) =>
      ALL.map((nearness) => colleaguesQuery(database, person, { nearness })),
    );
    const [first, ...rest] = queries;
    if (first !== undefined) {
      asked += queries.length;
      const lists = await database.batch([first, ...rest]);
      wanted.forEach(([place], index) =>
        known.set(
          place,
          ALL.map((nearness, at) => ({ nearness, rows: lists[index * ALL.length + at] ?? [] })),
        ),
      );
    }
    asked += 1;
    const names = asking.map(({ facts }) => (facts === undefined ? [] : namedInFacts(facts)));
    const named = Map.groupBy(await namedQuery(database, names.flat()), ({ display }) => display);
    return persons.map((person, index) => ({
      ...shared,
      people: colleaguesFor(
        person,
        (known.get(placeOf(person)) ?? []).map(({ nearness, rows }) => ({ nearness, rows: from(person.id, rows) })),
      ),
      named: (names[index] ?? [])
        .flatMap((name) => named.get(name) ?? [])
        .filter(isReadable)
        .map((row) => colleagueOf(row, person, nearnessOf(row, person))),
    }));
  };
  return { of, statements: () => asked };
}

interface Found {
  readonly nearness: Nearness;
  readonly rows: readonly ColleagueRow[];
}

const isPlaced = ({ department, officeCity }: Place): boolean => Boolean(department ?? "") || Boolean(officeCity ?? "");

const placeOf = ({ department, officeCity }: Place): string => JSON.stringify([department ?? "", officeCity ?? ""]);

const from = (id: string, rows: readonly ColleagueRow[]): readonly ColleagueRow[] => [
  ...rows.filter((row) => row.id > id),
  ...rows.filter((row) => row.id < id),
];

/** A peer, a report or the manager as a "wrong" option would be right: they are marked. A namesake is left out. */
function colleaguesFor(person: Person, found: readonly Found[]): readonly Colleague[] {
  return found.flatMap(({ nearness, rows }) =>
    rows
      .filter((row) => isReadable(row) && row.display !== person.displayName)
      .slice(0, NEARNESS[nearness].read)
      .map((row) => colleagueOf(row, person, nearness)),
  );
}

/** A name that SQL wrote may be no text: it is nobody's option, and keeps no one else from being asked. */
function isReadable({ given, family, display }: NameColumns): boolean {
  return [given, family, display].every((part: unknown) => typeof part === "string");
}

function colleagueOf(row: ColleagueRow, person: Person, nearness: Nearness): Colleague {
  const { given, family, display } = row;
  // Of somebody without a department and an office no profile shows who is near.
  const { shown } = NEARNESS[isPlaced(person) ? nearness : "together"];
  return { given, family, display, ...shown, ...(isTied(row, person) ? { tied: true } : {}) };
}

function isTied({ id, managerId }: Pick<ColleagueRow, "id" | "managerId">, person: Person): boolean {
  return (managerId !== null && managerId === person.managerId) || managerId === person.id || id === person.managerId;
}

function valuesOf(values: readonly (typeof directoryValues.$inferSelect)[]): Values {
  const of = (kind: string): string[] => values.filter((row) => row.kind === kind).map((row) => row.value);
  const places = (kind: string) =>
    values.filter((row) => row.kind === kind).map((row) => ({ city: row.value, country: row.country }));
  return {
    groups: of("group"),
    departments: of("department"),
    offices: places("office"),
    cities: places("city"),
    ticketSummaries: of("ticket_summary"),
  };
}

interface ColleagueRow extends NameColumns {
  readonly id: string;
  readonly managerId: string | null;
}

interface NamedRow extends ColleagueRow {
  readonly department: string | null;
  readonly officeCity: string | null;
}

/** By an index on the name; a few colleagues of each person. */
function namedQuery(database: Database, names: readonly string[]) {
  return database
    .select({ ...COLUMNS, department: people.department, officeCity: people.officeCity })
    .from(people)
    .where(
      and(
        sql`${people.displayName} IN (SELECT value FROM json_each(${JSON.stringify([...new Set(names)])}))`,
        eq(people.active, true),
      ),
    )
    .orderBy(asc(people.id));
}

/** Somebody without a department or an office is of none that others share. */
function nearnessOf(row: NamedRow, place: Place): Nearness {
  const department = row.department !== null && row.department === (place.department ?? undefined);
  const office = row.officeCity !== null && row.officeCity === (place.officeCity ?? undefined);
  if (department) return office ? "together" : "department";
  return office ? "office" : "neither";
}

const COLUMNS = {
  id: people.id,
  managerId: people.managerId,
  given: people.givenName,
  family: people.familyName,
  display: people.displayName,
};

function colleaguesQuery(
  database: Database,
  place: Place,
  { nearness, beside }: { readonly nearness: Nearness; readonly beside?: SQL },
) {
  return database
    .select(COLUMNS)
    .from(people)
    .where(and(isNear(place, nearness), eq(people.active, true), beside))
    .orderBy(asc(people.id))
    .limit(NEARNESS[nearness].read + FURTHER_READ);
}

/** As `nearnessOf`. */
function isNear(place: Place, nearness: Nearness): SQL | undefined {
  const department = eq(people.department, place.department ?? "");
  const office = eq(people.officeCity, place.officeCity ?? "");
  const otherDepartment = or(isNull(people.department), ne(people.department, place.department ?? ""));
  const otherOffice = or(isNull(people.officeCity), ne(people.officeCity, place.officeCity ?? ""));
  switch (nearness) {
    case "together":
      return and(department, office);
    case "department":
      return and(department, otherOffice);
    case "office":
      return and(office, otherDepartment);
    case "neither":
      return and(otherDepartment, otherOffice);
  }
}
