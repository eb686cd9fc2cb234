import { expect, it } from "vitest";
import type { FactSource } from "../../core/questions/facts.ts";
import { availability } from "./person-prospects.ts";

const nothing = { pool: () => [], origin: () => undefined };
const office = (person: { officeCity?: string; officeCountry?: string }) =>
  availability(nothing, person).find(({ kind }) => kind === "office")?.because;

it("says of an office whose country alone is missing that it is, and of none that nothing is on file", () => {
  expect(office({ officeCity: "Lisbon" })).toBe("no_country");
  expect(office({})).toBe("nothing_known");
  expect(office({ officeCountry: "PT" })).toBe("nothing_known");
  const others = availability(nothing, { officeCity: "Lisbon" }).filter(({ kind }) => kind !== "office");
  expect(new Set(others.map(({ because }) => because))).toEqual(new Set(["nothing_known"]));
});

it("says of what people can change themselves that this is why nobody is asked, and where it comes from", () => {
  const kindOf = (sources: readonly FactSource[]) =>
    availability({ pool: () => [], origin: () => ({ sources, learnedAt: 7 }) }, {})[0];
  expect(kindOf(["self_service"])).toMatchObject({
    because: "self_service",
    known: { sources: ["self_service"], learnedAt: 7 },
  });
  expect(kindOf(["import", "self_service"])?.because).toBe("not_usable");
});
