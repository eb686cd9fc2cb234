import { expect, it } from "vitest";
import { availability } from "./person-prospects.ts";

const nothing = { pool: () => [], knows: () => false };
const office = (person: { officeCity?: string; officeCountry?: string }) =>
  availability(nothing, person).find(({ kind }) => kind === "office")?.because;

it("says of an office whose country alone is missing that it is, and of none that nothing is on file", () => {
  expect(office({ officeCity: "Lisbon" })).toBe("no_country");
  expect(office({})).toBe("nothing_known");
  expect(office({ officeCountry: "PT" })).toBe("nothing_known");
  const others = availability(nothing, { officeCity: "Lisbon" }).filter(({ kind }) => kind !== "office");
  expect(new Set(others.map(({ because }) => because))).toEqual(new Set(["nothing_known"]));
});
