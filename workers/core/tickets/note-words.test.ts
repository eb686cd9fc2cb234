import { expect, it } from "vitest";
import { clockTime, zonedMoment, zonedTime } from "./note-words.ts";

const AT = Date.UTC(2026, 6, 1, 23, 5);

it.each([
  ["Europe/London", "00:05 London time"],
  ["America/Argentina/Buenos_Aires", "20:05 Buenos Aires time"],
  ["Asia/Kolkata", "04:35 Kolkata time"],
  ["UTC", "23:05 UTC"],
  ["Etc/UTC", "23:05 UTC"],
  ["Etc/GMT+5", "18:05 GMT-5"],
])("%s reads %s", (timeZone, words) => {
  expect(zonedTime(AT, timeZone)).toBe(words);
});

it("writes midnight as 00, not 24", () => {
  expect(clockTime(Date.UTC(2026, 0, 1), "UTC")).toBe("00:00");
});

it("adds the date as the zone sees it, not as UTC does", () => {
  const nextMinuteInLondon = AT + 60_000;
  expect(zonedMoment(nextMinuteInLondon, AT, "Europe/London")).toBe("00:06 London time");
  expect(zonedMoment(nextMinuteInLondon, AT - 3_600_000, "Europe/London")).toBe("2 July 2026, 00:06 London time");
});
