import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import type { FactDocument } from "../facts.ts";
import type { QuestionKind } from "../kind.ts";
import {
  SAMPLE_FACTS,
  SAMPLE_NOW,
  SAMPLE_POPULATION,
  sampleFact,
  sampleInput,
  sampleName,
} from "../sample-person.fixture.ts";
import { manager } from "./manager.ts";
import { signInCity } from "./sign-in-city.ts";
import { startMonth } from "./start-month.ts";

const SEEDS = Array.from({ length: 40 }, (_, index) => `person-${String(index)}`);
const fresh = SAMPLE_NOW - HOUR_MS;

const built = (kind: QuestionKind, facts: Partial<FactDocument> = {}) =>
  kind.build(sampleInput({ facts: { ...SAMPLE_FACTS, ...facts } }));

const without = (key: "manager" | "office" | "startMonth"): FactDocument => {
  const { [key]: _left, ...rest } = SAMPLE_FACTS;
  return rest;
};

describe("sign_in_city", () => {
  const signIn = (city: string, hoursAgo: number) =>
    sampleFact(
      { place: { city, country: "GB" }, at: SAMPLE_NOW - hoursAgo * HOUR_MS },
      SAMPLE_NOW - hoursAgo * HOUR_MS,
    );
  const cityOf = (...signIns: readonly ReturnType<typeof signIn>[]) => {
    // Of one in eight the truth is the option that is not shown.
    const truths = SEEDS.flatMap((seed) =>
      signInCity
        .build(sampleInput({ seed, facts: { ...SAMPLE_FACTS, signIns } }))
        .flatMap(({ options, expected }) => (expected.type === "option" ? (options[expected.index] ?? []) : [])),
    );
    const [city, ...others] = new Set(truths);
    expect(others).toEqual([]);
    return city;
  };

  it("offers cities of one country, never the office's, with that of the last sign-in before today", () => {
    for (const seed of SEEDS) {
      const questions = signInCity.build(sampleInput({ seed }));
      expect(questions).toMatchObject([{ form: "choice", exposure: "private", m: 8 }]);
      expect(questions[0]?.options).not.toContain("London");
    }
    expect(cityOf(signIn("York", 72), signIn("Leeds", 30), signIn("Bath", 2))).toBe("Leeds");
  });

  it("lets a sign-in of the last day confirm, never decide", () => {
    expect(cityOf(signIn("Leeds", 50), signIn("Leeds", 20))).toBe("Leeds");
    expect(cityOf(signIn("Leeds", 50), signIn("York", 20))).toBeUndefined();
    expect(cityOf(signIn("York", 20))).toBeUndefined();
  });

  it("does not ask about a month ago or about today", () => {
    expect(cityOf(signIn("Leeds", 31 * 24))).toBeUndefined();
    expect(cityOf(signIn("Leeds", 2))).toBeUndefined();
  });

  it("is not asked where it is the city of the office", () => {
    expect(built(signInCity, { signIns: [signIn("london", 50)] })).toEqual([]);
    expect(signInCity.build(sampleInput({ facts: without("office") }))).toHaveLength(1);
  });

  it("offers cities of where the person was, and asks nothing where too few are known there", () => {
    const paris = sampleFact({ place: { city: "Paris", country: "FR" }, at: SAMPLE_NOW - 50 * HOUR_MS });
    const french = (...cities: readonly string[]) =>
      signInCity.build(
        sampleInput({
          population: {
            ...SAMPLE_POPULATION,
            cities: [...SAMPLE_POPULATION.cities, ...cities.map((city) => ({ city, country: "FR" }))],
          },
          facts: { ...SAMPLE_FACTS, signIns: [paris] },
        }),
      );
    const [asked] = french("Paris", "Lyon", "Nice", "Lille", "Brest");
    const shown = asked?.options ?? [];
    expect(shown.filter((city) => !["Paris", "Lyon", "Nice", "Lille", "Brest"].includes(city))).toEqual([]);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(french("Paris", "Lyon", "Nice")).toEqual([]);
  });

  it("reckons that large cities are guessed first", () => {
    expect(built(signInCity)[0]?.g).toBeCloseTo(1.5 / 8, 10);
  });
});

describe("start_month", () => {
  it("expects month and year and names the organisation", () => {
    expect(built(startMonth)).toMatchObject([
      { form: "month", params: { organisation: "Aldermoor" }, expected: { type: "month", year: 2021, month: 4 } },
    ]);
  });

  it("asks nothing when it is unknown, fresh or still to come", () => {
    expect(startMonth.build(sampleInput({ facts: without("startMonth") }))).toEqual([]);
    expect(built(startMonth, { startMonth: sampleFact({ year: 2021, month: 4 }, fresh) })).toEqual([]);
    expect(built(startMonth, { startMonth: sampleFact({ year: 2026, month: 12 }) })).toEqual([]);
  });
});

describe("manager", () => {
  it("expects the name, as text", () => {
    expect(built(manager)).toMatchObject([
      { form: "text", options: [], expected: { type: "name", given: "Helen", family: "Okafor" }, m: 30 },
    ]);
  });

  it("knows colleagues whose names could be taken for a slip in it", () => {
    const people = ["Helena Okafor", "Helen Okafors", "Nell Okafor", "Grace Okafor", "Helen Brandt", "Olga Petrova"];
    const population = { ...SAMPLE_POPULATION, people: people.map(sampleName), named: [sampleName("Helen Okafor")] };
    const [question] = manager.build(sampleInput({ population }));
    expect(question?.expected).toMatchObject({
      others: ["helena okafor", "helen okafors", "nell okafor"],
    });
  });

  it("asks nothing when it is unknown, fresh or the person himself", () => {
    expect(manager.build(sampleInput({ facts: without("manager") }))).toEqual([]);
    expect(built(manager, { manager: sampleFact(sampleName("Helen Okafor"), fresh) })).toEqual([]);
    expect(built(manager, { manager: sampleFact(SAMPLE_FACTS.name) })).toEqual([]);
  });
});

it("keeps no fact in a key", () => {
  for (const kind of [signInCity, startMonth, manager]) {
    expect(built(kind)[0]?.factKey).toMatch(new RegExp(`^${kind.id}:[0-9a-f]{64}$`, "u"));
  }
  const later = built(startMonth, { startMonth: sampleFact({ year: 2022, month: 4 }, SAMPLE_NOW - 2 * DAY_MS) });
  expect(later[0]?.factKey).not.toBe(built(startMonth)[0]?.factKey);
});
