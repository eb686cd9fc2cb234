import { expect, it } from "vitest";
import { calendar, daysBefore } from "./calendar.ts";

it("gives the day of the person's own zone", () => {
  const lateEvening = Date.UTC(2026, 10, 18, 2);
  expect(calendar()(lateEvening)).toBe("2026-11-18");
  expect(calendar("America/New_York")(lateEvening)).toBe("2026-11-17");
  expect(calendar("Pacific/Auckland")(Date.UTC(2026, 11, 31, 23))).toBe("2027-01-01");
});

it("counts days across months and the change of clocks", () => {
  expect(daysBefore("2026-10-31", "2026-11-01")).toBe(1);
  expect(daysBefore("2026-11-18", "2026-11-18")).toBe(0);
  expect(daysBefore("2026-11-19", "2026-11-18")).toBe(-1);
});
