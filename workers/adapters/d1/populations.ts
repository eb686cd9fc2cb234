/** Whom and what wrong options are drawn from: the colleagues of a person, and values of the whole directory. */
import { and, desc, eq, ne, or, sql, type SQL } from "drizzle-orm";
import type { PersonRecord } from "../../app/ports/people.ts";
import type { Population } from "../../core/questions/facts.ts";
import type { Database } from "./database.ts";
import { directoryValues, people } from "./schema.ts";

/** Enough to draw three wrong options from after the person's own circle is taken out. */
const COLLEAGUES_READ = 60;

type Values = Omit<Population, "people">;

export async function populationOf(database: Database, person: PersonRecord): Promise<Population> {
  const [values, rows] = await database.batch([
    database.select().from(directoryValues),
    colleaguesQuery(database, person),
  ]);
  return { ...valuesOf(values), people: rows.map(colleagueOf) };
}

type PersonRow = typeof people.$inferSelect;

export interface PopulationReader {
  /** One for each of the people, in their order. */
  of(persons: readonly PersonRow[]): Promise<readonly Population[]>;
  /** Asked of the database up to now. */
  statements(): number;
}

/** Read of each department and office: who is left when the circle of any one of them is taken out. */
const NEIGHBOURS_READ = COLLEAGUES_READ + 40;

/** For many people: those of one department and office are asked for once. What each gets is what `populationOf` gives. */
export function populationReader(database: Database): PopulationReader {
  let asked = 0;
  let values: Values | undefined;
  const known = new Map<string, readonly Neighbour[]>();
  const batch = async <Row>(queries: readonly Query<Row>[]): Promise<readonly Row[][]> => {
    const [first, ...rest] = queries;
    if (first === undefined) return [];
    asked += queries.length;
    return database.batch([first, ...rest]);
  };
  const of: PopulationReader["of"] = async (persons) => {
    if (values === undefined) {
      asked += 1;
      values = valuesOf(await database.select().from(directoryValues));
    }
    const shared = values;
    const wanted = [...new Map(persons.map((person) => [placeOf(person), person]))].filter(
      ([place]) => !known.has(place),
    );
    // Those of both stand before the others: where they are enough, only they are read, a tenth of the rows.
    const ofBoth = await batch(wanted.map(([, person]) => neighboursQuery(database, person, "both")));
    const further = wanted.filter((_, index) => (ofBoth[index]?.length ?? 0) < NEIGHBOURS_READ);
    const ofEither = await batch(further.map(([, person]) => neighboursQuery(database, person, "either")));
    const keep = (places: typeof wanted, read: typeof ofBoth): void =>
      places.forEach(([place], index) =>
        known.set(
          place,
          (read[index] ?? []).map((row) => ({ ...row, colleague: colleagueOf(row) })),
        ),
      );
    keep(wanted, ofBoth);
    keep(further, ofEither);
    const drawn = persons.map((person) => colleaguesAmong(known.get(placeOf(person)) ?? [], person));
    const short = persons.filter((_, index) => drawn[index] === undefined);
    const alone = await batch(short.map((person) => colleaguesQuery(database, person)));
    const byId = new Map(short.map(({ id }, index) => [id, alone[index] ?? []]));
    return persons.map(({ id }, index) => ({
      ...shared,
      people: drawn[index]?.map(({ colleague }) => colleague) ?? (byId.get(id) ?? []).map(colleagueOf),
    }));
  };
  return { of, statements: () => asked };
}

type Query<Row> = Parameters<Database["batch"]>[0][0] & PromiseLike<Row[]>;

/** `colleague`: one and the same for everybody who gets it. */
type Neighbour = Awaited<ReturnType<typeof neighboursQuery>>[number] & {
  readonly colleague: Population["people"][number];
};

interface Place {
  readonly department?: string | null;
  readonly officeCity?: string | null;
}

const placeOf = ({ department, officeCity }: Place): string => JSON.stringify([department ?? "", officeCity ?? ""]);

/** Undefined where those who were read are too few to say. */
function colleaguesAmong(neighbours: readonly Neighbour[], person: PersonRow): readonly Neighbour[] | undefined {
  const left = neighbours.filter(
    ({ id, managerId, display }) =>
      id !== person.id &&
      managerId !== person.managerId &&
      managerId !== person.id &&
      id !== person.managerId &&
      display !== person.displayName,
  );
  return left.length < COLLEAGUES_READ && neighbours.length === NEIGHBOURS_READ
    ? undefined
    : left.slice(0, COLLEAGUES_READ);
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

interface ColleagueRow {
  readonly given: string;
  readonly family: string;
  readonly display: string;
  readonly together: number;
}

const colleagueOf = ({ given, family, display, together }: ColleagueRow): Population["people"][number] => ({
  given,
  family,
  display,
  elsewhere: together !== 1,
});

function colleaguesQuery(database: Database, person: Place & Pick<PersonRow, "id" | "displayName">) {
  const { near, together } = neighbourhood(person);
  return database
    .select({ given: people.givenName, family: people.familyName, display: people.displayName, together })
    .from(people)
    .where(and(near, ne(people.id, person.id), eq(people.active, true), unconnected(person)))
    .orderBy(desc(together), people.id)
    .limit(COLLEAGUES_READ);
}

function neighboursQuery(database: Database, place: Place, of: "both" | "either") {
  const { near, both, together } = neighbourhood(place);
  return database
    .select({
      id: people.id,
      managerId: people.managerId,
      given: people.givenName,
      family: people.familyName,
      display: people.displayName,
      together,
    })
    .from(people)
    .where(and(of === "both" ? both : near, eq(people.active, true)))
    .orderBy(desc(together), people.id)
    .limit(NEIGHBOURS_READ);
}

function neighbourhood(place: Place) {
  const department = eq(people.department, place.department ?? "");
  const office = eq(people.officeCity, place.officeCity ?? "");
  return {
    near: or(department, office),
    both: and(department, office),
    together: sql<number>`(${department} AND ${office}) IS TRUE`,
  };
}

/** A peer, a report, the manager or a namesake as a "wrong" option would be right. */
function unconnected(person: Pick<PersonRow, "id" | "displayName">): SQL {
  return sql`${people.managerId} IS NOT (SELECT manager_id FROM people WHERE id = ${person.id})
    AND ${people.managerId} IS NOT ${person.id}
    AND ${people.id} IS NOT (SELECT manager_id FROM people WHERE id = ${person.id})
    AND ${people.displayName} <> ${person.displayName}`;
}
