/**
 * The fact document as the text that is sealed. A team of ten named in full, each with its age, is 2 KB that every
 * import carries into the database; most of it is the same words and the same age again. Here a value is a list, the
 * ages stand once, and a name that follows from its parts is not repeated.
 */
import { z } from "zod";
import { defined } from "../kit/defined.ts";
import type {
  ClosedTicket,
  Device,
  Fact,
  FactDocument,
  FactSource,
  Meeting,
  PersonName,
  Place,
  SignIn,
  YearMonth,
} from "./facts.ts";

const VERSION = 2;

type Flag = 0 | 1;
/** By its place among the sources, which only grow; 0 and absent: an import. */
type PackedAge = readonly [learnedAt: number, baseline: Flag, source?: number, until?: number];
type PackedName = readonly [given: string, family: string, display?: string];
type PackedPlace = readonly [city: string, country: string];

/** Its place among the ages, then the value; 0: nothing is known. */
type PackedOne<Value> = readonly [age: number, value: Value] | 0;
/** In their order; each list of one age. */
type PackedMany<Value> = readonly (readonly [age: number, ...values: Value[]])[];

/** Empty lists at the end are left out, so that a kind of fact that comes later can stand there. */
type Packed = readonly [
  version: typeof VERSION,
  ages: readonly PackedAge[],
  name: PackedName,
  manager: PackedOne<PackedName>,
  department: PackedOne<string>,
  office: PackedOne<PackedPlace>,
  startMonth: PackedOne<readonly [year: number, month: number]>,
  peers?: PackedMany<PackedName>,
  directReports?: PackedMany<PackedName>,
  groups?: PackedMany<string>,
  closedTickets?: PackedMany<readonly [number: string, summary: string, closedAt: number, requesterVerified: Flag]>,
  meetings?: PackedMany<readonly [who: PackedName, startsAt: number, organisedInside: Flag, accepted: Flag]>,
  signIns?: PackedMany<readonly [place: PackedPlace, at: number]>,
  devices?: PackedMany<readonly [model: string, assetTag: string]>,
];

export function textOfFacts(facts: FactDocument): string {
  const { placeOf, ages } = agesOf();
  const one = <Value, PackedValue>(fact: Fact<Value> | undefined, pack: (value: Value) => PackedValue) =>
    fact === undefined ? 0 : ([placeOf(fact), pack(fact.value)] as const);
  const many = <Value, PackedValue>(
    known: readonly Fact<Value>[],
    pack: (value: Value) => PackedValue,
  ): PackedMany<PackedValue> => {
    const runs: [age: number, ...values: PackedValue[]][] = [];
    for (const fact of known) {
      const age = placeOf(fact);
      const run = runs.at(-1);
      if (run?.[0] === age) run.push(pack(fact.value));
      else runs.push([age, pack(fact.value)]);
    }
    return runs;
  };
  const packed: Packed = [
    VERSION,
    ages,
    packName(facts.name),
    one(facts.manager, packName),
    one(facts.department, itself),
    one(facts.office, packPlace),
    one(facts.startMonth, ({ year, month }) => [year, month] as const),
    many(facts.peers, packName),
    many(facts.directReports, packName),
    many(facts.groups, itself),
    many(facts.closedTickets, packTicket),
    many(facts.meetings, packMeeting),
    many(facts.signIns, ({ place, at }) => [packPlace(place), at] as const),
    many(facts.devices, ({ model, assetTag }) => [model, assetTag] as const),
  ];
  const filled = packed.findLastIndex((part) => !Array.isArray(part) || part.length > 0);
  return JSON.stringify(packed.slice(0, filled + 1));
}

/** Also of a text that an earlier version wrote: the document's own JSON. Whatever else opens is a defect. */
export function factsOfText(text: string): FactDocument {
  const read: unknown = JSON.parse(text);
  if (!Array.isArray(read)) return earlier.parse(read) as unknown as FactDocument;
  if (read[0] !== VERSION) throw new Error(`facts of version ${String(read[0])} cannot be read`);
  return unpacked(read as unknown as Packed);
}

const earlier = z.looseObject({ name: z.object({ given: z.string(), family: z.string(), display: z.string() }) });

function unpacked(packed: Packed): FactDocument {
  const [, ages, name, manager, department, office, startMonth, peers, directReports, groups] = packed;
  const [, , , , , , , , , , closedTickets, meetings, signIns, devices] = packed;
  const fact = <Value>(age: number, value: Value): Fact<Value> => {
    const [learnedAt, baseline, source = 0, until] = ages[age] ?? [Infinity, 0];
    return { value, learnedAt, baseline: baseline === 1, ...defined({ source: sourceAt(source), until }) };
  };
  const one = <PackedValue, Value>(found: PackedOne<PackedValue>, unpack: (value: PackedValue) => Value) =>
    found === 0 ? undefined : fact(found[0], unpack(found[1]));
  const many = <PackedValue, Value>(runs: PackedMany<PackedValue> = [], unpack: (value: PackedValue) => Value) =>
    runs.flatMap(([age, ...values]) => values.map((value) => fact(age, unpack(value))));
  return {
    name: unpackName(name),
    ...defined({
      manager: one(manager, unpackName),
      department: one(department, itself),
      office: one(office, unpackPlace),
      startMonth: one(startMonth, ([year, month]): YearMonth => ({ year, month })),
    }),
    peers: many(peers, unpackName),
    directReports: many(directReports, unpackName),
    groups: many(groups, itself),
    closedTickets: many(closedTickets, unpackTicket),
    meetings: many(meetings, unpackMeeting),
    signIns: many(signIns, ([place, at]): SignIn => ({ place: unpackPlace(place), at })),
    devices: many(devices, ([model, assetTag]): Device => ({ model, assetTag })),
  };
}

/** The ages that facts have, each once: nearly all of an import's are of one. */
function agesOf() {
  const ages: PackedAge[] = [];
  const placeOf = (fact: Fact<unknown>): number => {
    const { learnedAt, baseline, source = "import", until } = fact;
    const from = SOURCES.indexOf(source);
    const known = ages.findIndex(
      ([at, accepted, known = 0, end]) =>
        at === learnedAt && accepted === Number(baseline) && known === from && end === until,
    );
    return known === -1 ? ages.push(packAge(fact, from)) - 1 : known;
  };
  return { ages, placeOf };
}

const SOURCES = ["import", "self_service", "system"] as const satisfies readonly FactSource[];

function packAge({ learnedAt, baseline, until }: Fact<unknown>, source: number): PackedAge {
  if (until !== undefined) return [learnedAt, flag(baseline), source, until];
  return source === 0 ? [learnedAt, flag(baseline)] : [learnedAt, flag(baseline), source];
}

/** One of a later version counts for nothing here. */
function sourceAt(place: number): Fact<unknown>["source"] {
  const source: FactSource = SOURCES[place] ?? "self_service";
  return source === "import" ? undefined : source;
}

const flag = (value: boolean): Flag => (value ? 1 : 0);
const itself = (value: string): string => value;

const inFull = (given: string, family: string): string => (family === "" ? given : `${given} ${family}`);

const packName = ({ given, family, display }: PersonName): PackedName =>
  display === inFull(given, family) ? [given, family] : [given, family, display];

const unpackName = ([given, family, display = inFull(given, family)]: PackedName): PersonName => ({
  given,
  family,
  display,
});

const packPlace = ({ city, country }: Place): PackedPlace => [city, country];
const unpackPlace = ([city, country]: PackedPlace): Place => ({ city, country });

const packTicket = ({ number, summary, closedAt, requesterVerified }: ClosedTicket) =>
  [number, summary, closedAt, flag(requesterVerified)] as const;
const unpackTicket = ([number, summary, closedAt, verified]: ReturnType<typeof packTicket>): ClosedTicket => ({
  number,
  summary,
  closedAt,
  requesterVerified: verified === 1,
});

const packMeeting = (meeting: Meeting) =>
  [packName(meeting.with), meeting.startsAt, flag(meeting.organisedInside), flag(meeting.accepted)] as const;
const unpackMeeting = ([who, startsAt, inside, accepted]: ReturnType<typeof packMeeting>): Meeting => ({
  with: unpackName(who),
  startsAt,
  organisedInside: inside === 1,
  accepted: accepted === 1,
});
