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
import { office } from "./office.ts";
import { signInCity } from "./sign-in-city.ts";
import { startMonth } from "./start-month.ts";

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
    const expected = built(signInCity, { signIns })[0]?.expected;
    return expected?.type === "place" ? expected.city : undefined;
  };

  it("expects the city of the last sign-in before today, as text", () => {
    expect(built(signInCity)).toMatchObject([
      {
        form: "text",
        options: [],
        expected: { type: "place", city: "Leeds", country: "GB" },
        exposure: "private",
        m: 8,
      },
    ]);
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
    expect(signInCity.build(sampleInput({ facts: without("office") }))).toMatchObject([{ m: 9 }]);
  });

  it("counts the cities near the office as guesses, wherever the person was", () => {
    const abroad = ["Paris", "Lyon", "Nice"].map((city) => ({ city, country: "FR" }));
    const population = { ...SAMPLE_POPULATION, cities: [...SAMPLE_POPULATION.cities, ...abroad] };
    const away = sampleFact({ place: { city: "Paris", country: "FR" }, at: SAMPLE_NOW - 50 * HOUR_MS });
    const asked = (change: Partial<FactDocument>) =>
      signInCity.build(sampleInput({ population, facts: { ...SAMPLE_FACTS, ...change } }));
    expect([asked({}), asked({ signIns: [away] })]).toMatchObject([[{ m: 8 }], [{ m: 8 }]]);
    expect(asked({ office: sampleFact({ city: "Aldermoor", country: "NO" }) })).toMatchObject([{ m: 1 }]);
  });

  it("says how many answers are plausible without a population", () => {
    const population = { ...SAMPLE_POPULATION, cities: [] };
    expect(signInCity.build(sampleInput({ population }))).toMatchObject([{ m: 8 }]);
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

  it("asks nothing when it is unknown, fresh or the person himself", () => {
    expect(manager.build(sampleInput({ facts: without("manager") }))).toEqual([]);
    expect(built(manager, { manager: sampleFact(sampleName("Helen Okafor"), fresh) })).toEqual([]);
    expect(built(manager, { manager: sampleFact(SAMPLE_FACTS.name) })).toEqual([]);
  });
});

describe("office", () => {
  it("expects the city, as text", () => {
    expect(built(office)).toMatchObject([
      { form: "text", options: [], expected: { type: "place", city: "London", country: "GB" }, m: 5 },
    ]);
  });

  it("asks nothing when it is unknown, fresh or one of two", () => {
    expect(office.build(sampleInput({ facts: without("office") }))).toEqual([]);
    expect(built(office, { office: sampleFact({ city: "London", country: "GB" }, fresh) })).toEqual([]);
    const population = { ...SAMPLE_POPULATION, offices: SAMPLE_POPULATION.offices.slice(0, 2) };
    expect(office.build(sampleInput({ population }))).toEqual([]);
  });
});

it("keeps no fact in a key", () => {
  for (const kind of [signInCity, startMonth, manager, office]) {
    expect(built(kind)[0]?.factKey).toMatch(new RegExp(`^${kind.id}:[0-9a-f]{64}$`, "u"));
  }
  const later = built(startMonth, { startMonth: sampleFact({ year: 2022, month: 4 }, SAMPLE_NOW - 2 * DAY_MS) });
  expect(later[0]?.factKey).not.toBe(built(startMonth)[0]?.factKey);
});
