import { expect, it } from "vitest";
import { timeOfDay, zonedTime } from "./zoned-time.ts";

const AT = Date.UTC(2026, 6, 1, 23, 5);

it.each([
  ["Europe/London", "00:05 London time"],
  ["America/Argentina/Buenos_Aires", "20:05 Buenos Aires time"],
  ["Asia/Kolkata", "04:35 Kolkata time"],
  ["UTC", "23:05 UTC"],
  ["America/Port_of_Spain", "19:05 Port of Spain time"],
  ["Etc/UTC", "23:05 UTC"],
  ["Etc/GMT+5", "18:05 GMT-5"],
])("%s reads %s", (timeZone, words) => {
  expect(zonedTime(AT, timeZone)).toBe(words);
});

it("writes midnight as 00, not 24", () => {
  expect(timeOfDay(Date.UTC(2026, 0, 1), "UTC")).toBe("00:00");
});

it("refuses a zone that does not exist", () => {
  expect(() => timeOfDay(AT, "Mars/Olympus")).toThrow(RangeError);
});
