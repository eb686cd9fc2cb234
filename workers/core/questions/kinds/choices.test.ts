import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import { MOST_OPTIONS } from "./support/choice.ts";
import type { ClosedTicket, FactDocument, Meeting, Population } from "../facts.ts";
import type { QuestionKind } from "../kind.ts";
import type { PooledQuestion } from "../question.ts";
import {
  SAMPLE_FACTS,
  SAMPLE_NOW,
  SAMPLE_POPULATION,
  sampleFact,
  sampleInput,
  sampleName,
} from "../sample-person.fixture.ts";
import { closedTicket } from "./closed-ticket.ts";
import { directReport } from "./direct-report.ts";
import { group } from "./group.ts";
import { meetingPerson } from "./meeting-person.ts";
import { peer } from "./peer.ts";

const SEEDS = Array.from({ length: 150 }, (_, index) => `person-${index}`);
const fresh = SAMPLE_NOW - HOUR_MS;

function built(kind: QuestionKind, facts: Partial<FactDocument> = {}, population: Partial<Population> = {}) {
  return SEEDS.flatMap((seed) =>
    kind.build(
      sampleInput({
        seed,
        facts: { ...SAMPLE_FACTS, ...facts },
        population: { ...SAMPLE_POPULATION, ...population },
      }),
    ),
  );
}

function truthOf(question: PooledQuestion): string | undefined {
  return question.expected.type === "option" ? question.options[question.expected.index] : undefined;
}

const truthsOf = (questions: readonly PooledQuestion[]): string[] =>
  [...new Set(questions.flatMap((question) => truthOf(question) ?? []))].sort();

/** What would be true of the sample person, per kind. */
const TRUE_ANSWERS: readonly [QuestionKind, readonly string[]][] = [
  [peer, SAMPLE_FACTS.peers.map((fact) => fact.value.display)],
  [directReport, SAMPLE_FACTS.directReports.map((fact) => fact.value.display)],
  [group, SAMPLE_FACTS.groups.map((fact) => fact.value)],
  [closedTicket, SAMPLE_FACTS.closedTickets.map((fact) => fact.value.summary)],
];

describe.each(TRUE_ANSWERS.map(([kind, answers]) => [kind.id, kind, answers] as const))("%s", (_id, kind, answers) => {
  it("asks about each fact in somebody's picture, and never offers a second true answer", () => {
    const questions = built(kind);
    expect(truthsOf(questions)).toEqual([...answers].sort());
    for (const question of questions) {
      expect(question.options.length).toBeLessThanOrEqual(MOST_OPTIONS);
      expect(question.m).toBe(question.options.length + 1);
      const truth = truthOf(question);
      expect(question.options.filter((option) => answers.includes(option))).toEqual(truth === undefined ? [] : [truth]);
    }
  });
});

describe("people", () => {
  const everybody = [
    ...SAMPLE_POPULATION.people,
    SAMPLE_FACTS.name,
    { ...SAMPLE_FACTS.name, display: "Mwangi, Grace" },
    ...SAMPLE_FACTS.peers.map((fact) => fact.value),
    ...SAMPLE_FACTS.directReports.map((fact) => fact.value),
    ...SAMPLE_FACTS.meetings.map((fact) => fact.value.with),
    sampleName("Helen Okafor"),
  ];

  it.each([peer, directReport, meetingPerson].map((kind) => [kind.id, kind] as const))(
    "%s never offers the person himself or anybody tied to him beside the truth",
    (_id, kind) => {
      const tied = everybody.slice(SAMPLE_POPULATION.people.length).map((name) => name.display);
      const strangersOnly =
        kind === meetingPerson ? tied : tied.filter((name) => !name.match(/Hughes|Marques|Menon|Novak/u));
      for (const question of built(kind, {}, { people: everybody })) {
        const shown = question.options.filter((option) => strangersOnly.includes(option));
        expect(shown).toEqual([truthOf(question) ?? []].flat());
      }
    },
  );

  it.each([peer, directReport, meetingPerson].map((kind) => [kind.id, kind] as const))(
    "%s offers those whom profiles show to be like the one who is right",
    (_id, kind) => {
      const [near, far] = [SAMPLE_POPULATION.people.slice(0, 12), SAMPLE_POPULATION.people.slice(12, 24)];
      const elsewhere = far.map((one) => ({ ...one, elsewhere: true, sameDepartment: true }));
      const tied = [...SAMPLE_FACTS.peers, ...SAMPLE_FACTS.directReports].map(({ value }) => value);
      const met = SAMPLE_FACTS.meetings.map(({ value }) => value.with);
      for (const [truths, wrong] of [
        [{ elsewhere: false }, far],
        [{ elsewhere: true, sameDepartment: true }, near],
      ] as const) {
        const named = [...tied, ...met].map((one) => ({ ...one, ...truths }));
        const questions = built(kind, {}, { people: [...near, ...elsewhere], named });
        expect(questions.length).toBeGreaterThan(0);
        const shown = new Set(questions.flatMap(({ options }) => options));
        expect(wrong.filter(({ display }) => shown.has(display))).toEqual([]);
      }
    },
  );

  it("never offers whom a reporting line ties to the person, though the facts do not say so", () => {
    const [tied, ...others] = SAMPLE_POPULATION.people;
    if (tied === undefined) expect.fail("nobody");
    const people = [{ ...tied, tied: true }, ...others];
    for (const kind of [peer, directReport, meetingPerson]) {
      expect(built(kind, {}, { people }).flatMap(({ options }) => options)).not.toContain(tied.display);
    }
  });

  it("does not ask about a peer learned an hour ago, and does not offer him either", () => {
    const peers = [sampleFact(sampleName("Tomas Lindqvist")), sampleFact(sampleName("Ada Brandt"), fresh)];
    const questions = built(peer, { peers });
    expect(truthsOf(questions)).toEqual(["Tomas Lindqvist"]);
    expect(questions.flatMap((question) => question.options)).not.toContain("Ada Brandt");
  });

  it("asks about a fresh peer of the accepted import", () => {
    const peers = [{ ...sampleFact(sampleName("Tomas Lindqvist"), fresh), baseline: true }];
    expect(truthsOf(built(peer, { peers }))).toEqual(["Tomas Lindqvist"]);
  });
});

describe("group", () => {
  it("refuses names that only systems read", () => {
    const groups = ["SG-APP-4711-RW", "Travel Booking Approvers"].map((name) => sampleFact(name));
    expect(truthsOf(built(group, { groups }))).toEqual(["Travel Booking Approvers"]);
  });

  it("refuses a group called after the department or the office", () => {
    const groups = ["Finance Approvers", "London Fire Wardens"].map((name) => sampleFact(name));
    expect(built(group, { groups })).toEqual([]);
  });

  it("does not offer a group the person is in, though it is too fresh to be asked about", () => {
    const groups = [...SAMPLE_FACTS.groups, sampleFact("Fire Wardens", fresh)];
    expect(built(group).flatMap((question) => question.options)).toContain("Fire Wardens");
    expect(built(group, { groups }).flatMap((question) => question.options)).not.toContain("Fire Wardens");
  });

  it("offers no group called after anybody's department or office", () => {
    const groups = [...SAMPLE_POPULATION.groups, "Legal News Readers", "Cardiff Social Club"];
    const shown = built(group, {}, { groups }).flatMap((question) => question.options);
    expect(shown.filter((name) => /Legal|Cardiff/.test(name))).toEqual([]);
  });

  it("offers no unreadable name", () => {
    const questions = built(group, {}, { groups: [...SAMPLE_POPULATION.groups, "SG-APP-4712-RW"] });
    expect(questions.flatMap((question) => question.options)).not.toContain("SG-APP-4712-RW");
  });
});

const TICKET: ClosedTicket = {
  number: "IR-0000011",
  summary: "Second monitor for home desk",
  closedAt: SAMPLE_NOW - 40 * DAY_MS,
  requesterVerified: true,
};

describe("closed_ticket", () => {
  const ticket = (change: Partial<ClosedTicket>) => sampleFact({ ...TICKET, ...change });

  it.each([
    ["closed without a verified requester", { requesterVerified: false }],
    ["closed more than a year ago", { closedAt: SAMPLE_NOW - 366 * DAY_MS }],
    ["closed in the future", { closedAt: SAMPLE_NOW + 1 }],
    ["with the person's name in it", { summary: "New phone for Mwangi" }],
    ["with an address in it", { summary: "Mail to a@example.test bounces" }],
  ])("does not ask about a ticket %s", (_case, change) => {
    expect(built(closedTicket, { closedTickets: [ticket(change)] })).toEqual([]);
  });

  it("does not offer another ticket of the person, verified or not", () => {
    const closedTickets = [ticket({}), ticket({ summary: "Laptop fan is loud", requesterVerified: false })];
    const options = built(closedTicket, { closedTickets }).flatMap((question) => question.options);
    expect(options).not.toContain("Laptop fan is loud");
  });
});

const MEETING: Meeting = {
  with: sampleName("Ravi Menon"),
  startsAt: SAMPLE_NOW - 2 * DAY_MS,
  organisedInside: true,
  accepted: true,
};

describe("meeting_person", () => {
  const meeting = (change: Partial<Meeting>, learnedAt = SAMPLE_NOW - 2 * DAY_MS) =>
    sampleFact({ ...MEETING, ...change }, learnedAt);

  it("names the day and never offers anybody met on it", () => {
    const met = SAMPLE_FACTS.meetings.map((fact) => fact.value.with.display);
    const questions = built(meetingPerson);
    expect([...new Set(questions.map((question) => question.params["date"]))].sort()).toEqual([
      "2026-11-13",
      "2026-11-16",
      "2026-11-17",
    ]);
    expect(truthsOf(questions)).toEqual([...met].sort());
    for (const question of questions) {
      const truth = truthOf(question);
      expect(question.options.filter((option) => met.includes(option))).toEqual(truth === undefined ? [] : [truth]);
    }
  });

  it.each([
    ["organised outside", { organisedInside: false }],
    ["not accepted", { accepted: false }],
    ["of today", { startsAt: SAMPLE_NOW - 2 * HOUR_MS }],
    ["of eight days ago", { startsAt: SAMPLE_NOW - 8 * DAY_MS }],
    ["to come", { startsAt: SAMPLE_NOW + DAY_MS }],
    ["with himself", { with: SAMPLE_FACTS.name }],
  ])("does not ask about a meeting %s", (_case, change) => {
    expect(built(meetingPerson, { meetings: [meeting({})] })).not.toEqual([]);
    expect(built(meetingPerson, { meetings: [meeting(change)] })).toEqual([]);
  });

  it("does not ask about a colleague who may be asked about as a team mate or a report", () => {
    const [mate, report] = [SAMPLE_FACTS.peers[0]?.value, SAMPLE_FACTS.directReports[0]?.value];
    if (mate === undefined || report === undefined) expect.fail("nobody");
    const one = { peers: [sampleFact(mate)], directReports: [sampleFact(report)] };
    const meetings = [meeting({ with: mate }), meeting({ with: report })];
    expect(built(meetingPerson, { ...one, meetings })).toEqual([]);
    expect(built(meetingPerson, { ...one, meetings: [...meetings, meeting({})] })).not.toEqual([]);
    expect(built(meetingPerson, { peers: [], directReports: [], meetings })).not.toEqual([]);
  });

  it("does not offer somebody met in a meeting that does not count", () => {
    const meetings = [meeting({}), meeting({ with: sampleName("Ada Brandt"), accepted: false })];
    const optionsOf = (facts: Partial<FactDocument>) =>
      built(meetingPerson, facts).flatMap((question) => question.options);
    expect(optionsOf({ meetings: [meeting({})] })).toContain("Ada Brandt");
    expect(optionsOf({ meetings })).not.toContain("Ada Brandt");
  });

  it("does not ask about a meeting that entered the calendar an hour ago", () => {
    expect(built(meetingPerson, { meetings: [meeting({}, fresh)] })).toEqual([]);
  });

  it("goes by the person's own calendar", () => {
    const facts = { ...SAMPLE_FACTS, meetings: [meeting({ startsAt: Date.UTC(2026, 10, 17, 2) })] };
    const question = meetingPerson.build(sampleInput({ facts, timeZone: "America/New_York" }))[0];
    expect(question?.params).toEqual({ date: "2026-11-16" });
  });
});
