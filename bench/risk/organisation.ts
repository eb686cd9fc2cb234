/** A company that nobody of the demo has met: people of several countries in teams, with what a directory would know of them. */
import { en, Faker } from "@faker-js/faker";
import type { Random } from "../../workers/core/kit/random.ts";
import { DAY_MS, HOUR_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import {
  namedInFacts,
  type Colleague,
  type Fact,
  type FactDocument,
  type PersonName,
  type Population,
} from "../../workers/core/questions/facts.ts";
import { chanceFrom, oneOf, some, whole } from "./chance.ts";
import { CITIES, HEADQUARTERS, LOCALES, OFFICES, type Office } from "./places.ts";
import { ORGANISATION } from "./company-numbers.ts";

export interface Member {
  readonly id: string;
  readonly name: PersonName;
  readonly department: string;
  readonly office: Office;
  readonly title: string;
  /** Of the team that they lead or are in. */
  readonly team: number;
  readonly managerId: string | undefined;
  readonly facts: FactDocument;
  readonly population: Population;
  readonly kinds: ReadonlySet<"few_facts" | "new_joiner" | "directory_only" | "one_name" | "small_team">;
}

export interface Company {
  readonly name: string;
  readonly now: EpochMs;
  readonly members: readonly Member[];
}

/** With their shares of people. */
const DEPARTMENTS: Readonly<Record<string, number>> = {
  Production: 0.22,
  Engineering: 0.2,
  Sales: 0.14,
  Logistics: 0.12,
  Service: 0.1,
  Finance: 0.07,
  Quality: 0.06,
  Purchasing: 0.04,
  Legal: 0.02,
  People: 0.03,
};

const TOPICS =
  "Travel,Budget,Onboarding,Safety,Pension,Fleet,Customs,Supplier,Energy,Canteen,Patent,Training,Audit,Recall,Packaging,Archive,Award,Mentoring,Translation,Parking".split(
    ",",
  );
const BODIES = ["Approvers", "Circle", "Council", "Panel", "Volunteers", "Reviewers"] as const;
const TICKETS =
  "Headset without sound,Second screen at home,Printer jams on floor two,Badge does not open gate,Calendar shows wrong zone,Drawing software request,Phone does not charge,Shared mailbox for events,Meeting room screen flickers,Mouse needs replacing,Labels print blank,Slow start in the morning,Wiki page is missing,Scanner sends blank pages,Travel portal access,Keyboard layout is wrong,Docking station not found,Video call drops,Shared folder is full,New office chair,Battery swells,Camera stays black,Old files to restore,License has expired".split(
    ",",
  );

const LEARNED_DAYS = 60;
const COLLEAGUES_READ = 60;
const ELSEWHERE_READ = 40;

/** `seed`: of the bench, never of the demo. The same numbers make the same company. */
export function createCompany(seed: number, now: EpochMs): Company {
  const random = chanceFrom(seed);
  const drafts = draftsOf(random, seed);
  const groups = groupNames();
  const byTeam = Map.groupBy(drafts, ({ team }) => team);
  const known = drafts.map((draft) => ({ draft, facts: factsOf(random, { draft, drafts, byTeam, groups, now }) }));
  return {
    name: "Brunnhof",
    now,
    members: known.map(({ draft, facts }) => ({
      ...draft,
      facts,
      population: populationOf(draft, facts, { drafts, groups }),
      kinds: new Set([
        ...draft.kinds,
        ...((byTeam.get(draft.team)?.length ?? 0) <= SMALL_TEAM ? (["small_team"] as const) : []),
      ]),
    })),
  };
}

const SMALL_TEAM = 4;

type Draft = Omit<Member, "facts" | "population">;

/** Departments have a head, teams a lead, who stands in the team's own list too. */
function draftsOf(random: Random, seed: number): readonly Draft[] {
  const used = new Set<string>();
  const fakers = new Map(
    OFFICES.map((one, place) => {
      const faker = new Faker({ locale: [...(LOCALES[one.city] ?? [en])] });
      faker.seed(seed + place);
      return [one.city, faker] as const;
    }),
  );
  const named = (city: string): { readonly name: PersonName; readonly single: boolean } => {
    for (;;) {
      const faker = fakers.get(city) ?? new Faker({ locale: en });
      const [given, family] = [faker.person.firstName(), faker.person.lastName()];
      const single = random() < ORGANISATION.oneName;
      const display = single ? given : `${given} ${family}`;
      if (!used.has(display)) {
        used.add(display);
        return { name: { given, family: single ? "" : family, display }, single };
      }
    }
  };
  const drafts: Draft[] = [];
  let team = 0;
  for (const [department, share] of Object.entries(DEPARTMENTS)) {
    const size = Math.round(share * ORGANISATION.people);
    const head = add(drafts, {
      ...named("Munich"),
      department,
      office: HEADQUARTERS,
      title: `Head of ${department}`,
      team,
      managerId: undefined,
    });
    for (let left = size - 1; left > 0;) {
      team += 1;
      // Most people work in teams of five to twelve; some are two or three.
      const people = Math.min(
        left,
        random() < 0.2 ? whole(random, { least: 2, most: 3 }) : whole(random, { least: 5, most: 13 }),
      );
      const at = placed(random);
      const lead = add(drafts, {
        ...named(at.city),
        department,
        office: at,
        title: `Team Lead ${department}`,
        team,
        managerId: head.id,
      });
      for (let member = 1; member < people; member += 1) {
        const where = random() < 0.85 ? at : placed(random);
        const person = named(where.city);
        const added = add(drafts, {
          ...person,
          department,
          office: where,
          title: oneOf(random, ["Specialist", "Senior Specialist", "Analyst", "Coordinator", "Engineer"]),
          team,
          managerId: lead.id,
        });
        const drawn = random();
        const { fewFacts, newJoiner, directoryOnly } = ORGANISATION.leaves;
        const kind =
          drawn < fewFacts
            ? "few_facts"
            : drawn < fewFacts + newJoiner
              ? "new_joiner"
              : drawn < fewFacts + newJoiner + directoryOnly
                ? "directory_only"
                : undefined;
        if (kind !== undefined) drafts[drafts.indexOf(added)] = { ...added, kinds: new Set([...added.kinds, kind]) };
      }
      left -= people;
    }
    team += 1;
  }
  return drafts;
}

function add(drafts: Draft[], { single, ...made }: Omit<Draft, "id" | "kinds"> & { readonly single: boolean }): Draft {
  const draft: Draft = {
    ...made,
    id: `per_${String(drafts.length).padStart(8, "0")}`,
    kinds: new Set(single ? ["one_name"] : []),
  };
  drafts.push(draft);
  return draft;
}

function placed(random: Random): Office {
  let left = random();
  return OFFICES.find(({ share }) => (left -= share) < 0) ?? HEADQUARTERS;
}

/** Some are called after a department, and give it away. */
function groupNames(): readonly string[] {
  return [
    ...TOPICS.flatMap((topic, place) => BODIES.slice(place % 3, (place % 3) + 3).map((body) => `${topic} ${body}`)),
    ...Object.keys(DEPARTMENTS).flatMap((department) => [`${department} News Readers`, `${department} Tool Users`]),
  ];
}

interface Around {
  readonly draft: Draft;
  readonly drafts: readonly Draft[];
  readonly byTeam: ReadonlyMap<number, readonly Draft[]>;
  readonly groups: readonly string[];
  readonly now: EpochMs;
}

function factsOf(random: Random, around: Around): FactDocument {
  const { draft, drafts, byTeam, groups, now } = around;
  const { kinds } = draft;
  const fact = <Value>(value: Value): Fact<Value> => ({
    value,
    learnedAt: now - LEARNED_DAYS * DAY_MS,
    baseline: true,
  });
  const seen = <Value>(value: Value, at: EpochMs): Fact<Value> => ({
    value,
    learnedAt: at,
    baseline: false,
    source: "system",
  });
  const nameOf = (id: string | undefined): PersonName | undefined => drafts.find((one) => one.id === id)?.name;
  const team = byTeam.get(draft.team) ?? [];
  const manager = nameOf(draft.managerId);
  const bare = kinds.has("few_facts") || kinds.has("directory_only");
  const months = kinds.has("new_joiner")
    ? whole(random, { least: 0, most: 1 })
    : Math.floor(2 + -48 * Math.log(1 - random()));
  const began = new Date(now - months * 30.4 * DAY_MS);
  const own = groups.filter((group) => group.startsWith(draft.department));
  const others = groups.filter((group) => !Object.keys(DEPARTMENTS).some((department) => group.startsWith(department)));
  const count = bare ? whole(random, { least: 0, most: 1 }) : whole(random, ORGANISATION.groups);
  const inGroups = Array.from({ length: count }, () =>
    oneOf(random, random() < ORGANISATION.groupsOfDepartment ? own : others),
  );
  return {
    name: draft.name,
    ...(manager === undefined ? {} : { manager: fact(manager) }),
    peers: drafts
      .filter((one) => one.managerId === draft.managerId && one.id !== draft.id && one.managerId !== undefined)
      .map(({ name }) => fact(name)),
    directReports: drafts.filter((one) => one.managerId === draft.id).map(({ name }) => fact(name)),
    department: fact(draft.department),
    office: fact({ city: draft.office.city, country: draft.office.country }),
    groups: kinds.has("directory_only") ? [] : [...new Set(inGroups)].map((name) => fact(name)),
    closedTickets: bare || random() > ORGANISATION.connected.tickets ? [] : ticketsOf(random, now, fact),
    meetings:
      bare || random() > ORGANISATION.connected.calendar ? [] : meetingsOf(random, { draft, drafts, team, now }, seen),
    signIns: bare || random() > ORGANISATION.connected.signIns ? [] : [signInOf(random, draft, { now, seen })],
    startMonth: fact({ year: began.getUTCFullYear(), month: began.getUTCMonth() + 1 }),
    devices: [],
  };
}

type Seen = <Value>(value: Value, at: EpochMs) => Fact<Value>;

function ticketsOf(
  random: Random,
  now: EpochMs,
  fact: <Value>(value: Value) => Fact<Value>,
): FactDocument["closedTickets"] {
  return some(random, TICKETS, whole(random, ORGANISATION.tickets)).map((summary, place) =>
    fact({
      number: `IR-${String(place)}`,
      summary,
      closedAt: now - whole(random, { least: 5, most: 360 }) * DAY_MS,
      requesterVerified: random() < 0.8,
    }),
  );
}

/** Four of five are with the team or the department. */
function meetingsOf(
  random: Random,
  { draft, drafts, team, now }: { draft: Draft; drafts: readonly Draft[]; team: readonly Draft[]; now: EpochMs },
  seen: Seen,
): FactDocument["meetings"] {
  const department = drafts.filter((one) => one.department === draft.department);
  return Array.from({ length: whole(random, ORGANISATION.meetings) }, () => {
    const share = random();
    const partners = (share < 0.45 ? team : share < 0.8 ? department : drafts).filter((one) => one.id !== draft.id);
    const startsAt =
      now - whole(random, { least: 1, most: 7 }) * DAY_MS - whole(random, { least: 0, most: 5 }) * HOUR_MS;
    return seen(
      {
        with: oneOf(random, partners.length === 0 ? department : partners).name,
        startsAt,
        organisedInside: random() < 0.92,
        accepted: random() < 0.9,
      },
      startsAt - 3 * DAY_MS,
    );
  });
}

function signInOf(
  random: Random,
  { office: at }: Draft,
  { now, seen }: { readonly now: EpochMs; readonly seen: Seen },
) {
  const near = CITIES.filter(({ city, country }) => country === at.country && city !== at.city);
  const place = random() < ORGANISATION.signsInElsewhere ? oneOf(random, near) : { city: at.city, country: at.country };
  const when = now - whole(random, { least: 30, most: 90 }) * HOUR_MS;
  return seen({ place, at: when }, when);
}

/** As the product reads it: so many active colleagues of both, of the department elsewhere, of the office alone and of neither. */
function populationOf(
  draft: Draft,
  facts: FactDocument,
  { drafts, groups }: { readonly drafts: readonly Draft[]; readonly groups: readonly string[] },
): Population {
  const together = (one: Draft): boolean =>
    one.department === draft.department && one.office.city === draft.office.city;
  // From the person on, and round again.
  const place = drafts.indexOf(draft);
  const others = [...drafts.slice(place + 1), ...drafts.slice(0, place)].filter(
    (one) => one.name.display !== facts.name.display,
  );
  const sameDepartment = (one: Draft): boolean => one.department === draft.department;
  const sameOffice = (one: Draft): boolean => one.office.city === draft.office.city;
  const shown = (one: Draft): Colleague => ({
    ...one.name,
    elsewhere: !together(one),
    sameDepartment: sameDepartment(one),
    sameOffice: sameOffice(one),
    tied:
      (one.managerId !== undefined && one.managerId === draft.managerId) ||
      one.managerId === draft.id ||
      one.id === draft.managerId,
  });
  const near = [
    ...others.filter(together).slice(0, COLLEAGUES_READ),
    ...[
      others.filter((one) => sameDepartment(one) && !sameOffice(one)),
      others.filter((one) => !sameDepartment(one) && sameOffice(one)),
      others.filter((one) => !sameDepartment(one) && !sameOffice(one)),
    ].flatMap((some) => some.slice(0, ELSEWHERE_READ)),
  ];
  const named = new Set(namedInFacts(facts));
  return {
    named: others.filter(({ name }) => named.has(name.display)).map(shown),
    people: near.map(shown),
    groups,
    departments: Object.keys(DEPARTMENTS),
    offices: OFFICES.map(({ city, country }) => ({ city, country })),
    cities: CITIES,
    ticketSummaries: TICKETS,
  };
}
