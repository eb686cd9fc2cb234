import { expect, it } from "vitest";
import { gradeMonth } from "./months.ts";

it.each([
  [2021, 4, "correct"],
  [2021, 5, "partial"],
  [2021, 11, "partial"],
  [2019, 4, "partial"],
  [2020, 5, "invalid"],
  [2019, 1, "invalid"],
])("April 2021 answered %i-%i is %s", (year, month, expected) => {
  expect(gradeMonth({ year: 2021, month: 4 }, { year, month })).toBe(expected);
});

it("takes the neighbouring month across New Year for half right", () => {
  expect(gradeMonth({ year: 2021, month: 1 }, { year: 2020, month: 12 })).toBe("partial");
  expect(gradeMonth({ year: 2021, month: 1 }, { year: 2020, month: 11 })).toBe("invalid");
});
