/** What a directory says of a person, as facts: who is around them, and since when they are there. */
import type { FactColumn, ImportColumn } from "./columns.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Fact, FactDocument, PersonName, Place, YearMonth } from "../questions/facts.ts";

export interface Around {
  readonly name: PersonName;
  readonly manager: PersonName | undefined;
  readonly peers: readonly PersonName[];
  readonly directReports: readonly PersonName[];
  readonly department: string | null;
  readonly office: Place | undefined;
  /** Absent: the file does not say. Null: it says that there is none. */
  readonly startMonth?: YearMonth | null;
}

const FACTS_OF = {
  manager: ["manager"],
  department: ["department"],
  office: ["officeCity", "officeCountry"],
  startMonth: ["startDate"],
} as const satisfies Readonly<Record<string, readonly FactColumn[]>>;

/** Which facts people can change themselves; of one that is absent the file says nothing. */
export type OwnFacts = Readonly<Partial<Record<keyof typeof FACTS_OF, boolean>>>;

export function ownFacts({
  columns,
  typed,
}: {
  readonly columns: readonly ImportColumn[];
  readonly typed: readonly ImportColumn[];
}): OwnFacts {
  return Object.fromEntries(
    Object.entries(FACTS_OF).flatMap(([fact, made]) =>
      made.some((column) => columns.includes(column)) ? [[fact, made.some((column) => typed.includes(column))]] : [],
    ),
  );
}

/** More colleagues than that make no better questions, and a document that grows with the team. */
const MOST_COLLEAGUES = 24;

const NOTHING: FactDocument = {
  name: { given: "", family: "", display: "" },
  peers: [],
  directReports: [],
  groups: [],
  closedTickets: [],
  meetings: [],
  signIns: [],
  devices: [],
};

/**
 * The document with what the directory says now. A value that was known keeps its age, a new one
 * begins its own; what comes from elsewhere stays. The same object where nothing differs.
 */
export function factsAfter(
  before: FactDocument | undefined,
  around: Around,
  { baseline, now, own }: { readonly baseline: boolean; readonly now: EpochMs; readonly own: OwnFacts },
): FactDocument {
  const all = <Value>(known: readonly Fact<Value>[], values: readonly Value[], said: boolean | undefined) => {
    // Of what the file does not say, people can change what they could before.
    const theirs = said ?? known.some(isOwn);
    const holds = (fact: Fact<Value>, value: Value): boolean =>
      same(fact.value, value) && isOwn(fact) === theirs && (fact.until === undefined || now < fact.until);
    return values.map(
      (value): Fact<Value> =>
        known.find((fact) => holds(fact, value)) ?? {
          value,
          learnedAt: now,
          baseline,
          ...(theirs ? { source: "self_service" } : {}),
        },
    );
  };
  const one = <Value>(known: Fact<Value> | undefined, value: Value | undefined, said: boolean | undefined) =>
    all(known === undefined ? [] : [known], value === undefined ? [] : [value], said)[0];
  // Who is around whom follows from managers.
  const many = (known: readonly Fact<PersonName>[], names: readonly PersonName[]): readonly Fact<PersonName>[] =>
    all(known, names.slice(0, MOST_COLLEAGUES), own.manager);
  const { manager, department, office, startMonth, ...rest } = before ?? NOTHING;
  const start = around.startMonth === undefined ? startMonth?.value : (around.startMonth ?? undefined);
  const after: FactDocument = {
    ...rest,
    name: around.name,
    peers: many(rest.peers, around.peers),
    directReports: many(rest.directReports, around.directReports),
    ...named("manager", one(manager, around.manager, own.manager)),
    ...named("department", one(department, around.department ?? undefined, own.department)),
    ...named("office", one(office, around.office, own.office)),
    ...named("startMonth", one(startMonth, start, own.startMonth)),
  };
  return before !== undefined && same(before, after) ? before : after;
}

const isOwn = ({ source }: Fact<unknown>): boolean => source === "self_service";

function named<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}

/** As people are called in whom a document names. */
export const namedIn = ({ manager, peers, directReports }: FactDocument): readonly string[] =>
  [...(manager === undefined ? [] : [manager]), ...peers, ...directReports].map(({ value }) => value.display);

/** Without whoever is not in the directory. */
export function namingOnly(
  { manager, peers, directReports, ...rest }: FactDocument,
  isThere: (displayName: string) => boolean,
): FactDocument {
  const there = (fact: Fact<PersonName>): boolean => isThere(fact.value.display);
  return {
    ...rest,
    ...(manager !== undefined && there(manager) ? { manager } : {}),
    peers: peers.filter(there),
    directReports: directReports.filter(there),
  };
}

/** An earlier document put back: what is known now keeps its age, what comes back begins anew. */
export function factsBack(current: FactDocument | undefined, earlier: FactDocument, now: EpochMs): FactDocument {
  const fresh = <Value>(fact: Fact<Value>, known: readonly Fact<Value>[]): Fact<Value> =>
    known.find((other) => same(other.value, fact.value) && isOwn(other) === isOwn(fact)) ?? {
      ...fact,
      learnedAt: now,
      baseline: false,
    };
  const one = <Value>(fact: Fact<Value> | undefined, known: Fact<Value> | undefined): Fact<Value> | undefined =>
    fact === undefined ? undefined : fresh(fact, known === undefined ? [] : [known]);
  const { manager, department, office, startMonth, ...rest } = earlier;
  return {
    ...rest,
    peers: rest.peers.map((fact) => fresh(fact, current?.peers ?? [])),
    directReports: rest.directReports.map((fact) => fresh(fact, current?.directReports ?? [])),
    ...named("manager", one(manager, current?.manager)),
    ...named("department", one(department, current?.department)),
    ...named("office", one(office, current?.office)),
    ...named("startMonth", one(startMonth, current?.startMonth)),
  };
}

/** Whatever the order of their keys. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}
