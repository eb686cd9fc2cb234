/**
 * What is known of one person, and of the people around them. The fact document is the
 * crown jewel: it is encrypted at rest, opened only to build a session's questions, and no
 * part of it ever reaches a log, a note, a queue or an agent's screen.
 */
import type { EpochMs } from "../kit/time.ts";

/**
 * Where a fact comes from: a file of the directory; a column of it that the person or the desk can change; a system
 * that keeps it for other ends, such as the calendar.
 */
export type FactSource = "import" | "self_service" | "system";

/** A fact with its age. Fresh facts can be planted, so they count after 24 h unless part of the accepted baseline. */
export interface Fact<Value> {
  readonly value: Value;
  readonly learnedAt: EpochMs;
  readonly baseline: boolean;
  /** Absent: an import. */
  readonly source?: Exclude<FactSource, "import">;
  /** From when on it holds no more. */
  readonly until?: EpochMs;
}

export interface PersonName {
  readonly given: string;
  readonly family: string;
  /** As colleagues see it, for example "Grace Mwangi". */
  readonly display: string;
}

export interface Place {
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface ClosedTicket {
  readonly number: string;
  readonly summary: string;
  readonly closedAt: EpochMs;
  /** Only tickets closed with a verified requester count; others could have been planted. */
  readonly requesterVerified: boolean;
}

export interface Meeting {
  readonly with: PersonName;
  readonly startsAt: EpochMs;
  readonly organisedInside: boolean;
  readonly accepted: boolean;
}

export interface SignIn {
  readonly place: Place;
  readonly at: EpochMs;
}

export interface YearMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

export interface Device {
  readonly model: string;
  readonly assetTag: string;
}

export interface FactDocument {
  readonly name: PersonName;
  readonly manager?: Fact<PersonName>;
  readonly peers: readonly Fact<PersonName>[];
  readonly directReports: readonly Fact<PersonName>[];
  readonly department?: Fact<string>;
  readonly office?: Fact<Place>;
  readonly groups: readonly Fact<string>[];
  readonly closedTickets: readonly Fact<ClosedTicket>[];
  readonly meetings: readonly Fact<Meeting>[];
  readonly signIns: readonly Fact<SignIn>[];
  readonly startMonth?: Fact<YearMonth>;
  readonly devices: readonly Fact<Device>[];
}

export interface Colleague extends PersonName {
  /** In another department or another office than the person: whoever looks both up sees it. */
  readonly elsewhere?: boolean;
  /** Of those elsewhere: in another office of the same department. */
  readonly sameDepartment?: boolean;
  /** Of those elsewhere: false where the office is another too. */
  readonly sameOffice?: boolean;
  /** By a reporting line, whatever the facts say: never a wrong option. */
  readonly tied?: boolean;
}

export type FactName = Exclude<keyof FactDocument, "name">;

/** What may be said of facts whose values stay where they are. */
export interface FactOrigin {
  /** Each once. */
  readonly sources: readonly FactSource[];
  /** When the newest of them was learned; absent where all of them are of the accepted baseline. */
  readonly learnedAt?: EpochMs;
}

/** Undefined where there is no such fact. */
export function originOf(facts: FactDocument, name: FactName): FactOrigin | undefined {
  const found: readonly Fact<unknown>[] = [facts[name] ?? []].flat();
  const later = found.filter(({ baseline }) => !baseline).map(({ learnedAt }) => learnedAt);
  return found.length === 0
    ? undefined
    : {
        sources: [...new Set(found.map(({ source }): FactSource => source ?? "import"))],
        ...(later.length === 0 ? {} : { learnedAt: Math.max(...later) }),
      };
}

/** Whom the facts name as colleagues, by their display names, each once. */
export function namedInFacts({ peers, directReports, meetings }: FactDocument): readonly string[] {
  const names = [...peers, ...directReports].map(({ value }) => value.display);
  return [...new Set([...names, ...meetings.map(({ value }) => value.with.display)])];
}

/** Where wrong options come from: the same population as the right one, so that the odd one out is not the truth. */
export interface Population {
  /** Colleagues, those of the same department and office first. Whoever the facts tie to the person is never a wrong option. */
  readonly people: readonly Colleague[];
  /** Those whom the facts name, with what profiles show of them. Absent or without somebody: it is not known. */
  readonly named?: readonly Colleague[];
  readonly groups: readonly string[];
  readonly departments: readonly string[];
  readonly offices: readonly Place[];
  readonly cities: readonly Place[];
  readonly ticketSummaries: readonly string[];
}
