import { expect, it } from "vitest";
import { dayAndTime } from "./days.ts";

const WORDS = { today: "today, {time}", tomorrow: "tomorrow, {time}", other: "{weekday} {day} {month}, {time}" };
const read = (at: string, now: string, timeZone = "Europe/London") =>
  dayAndTime(Date.parse(at), { now: Date.parse(now), timeZone, lang: "en-GB" }, { ...WORDS, time: "14:40" });

it.each([
  ["2026-11-24T14:40:00Z", "2026-11-24T00:00:00Z", "today, 14:40"],
  ["2026-11-25T14:40:00Z", "2026-11-24T23:59:59Z", "tomorrow, 14:40"],
  ["2026-11-25T14:40:00Z", "2026-11-25T00:00:00Z", "today, 14:40"],
  ["2026-11-30T09:00:00Z", "2026-11-27T15:00:00Z", "Monday 30 November, 14:40"],
  ["2026-11-23T09:00:00Z", "2026-11-24T15:00:00Z", "Monday 23 November, 14:40"],
  // The day of 25 hours.
  ["2026-10-26T09:00:00Z", "2026-10-24T23:30:00Z", "tomorrow, 14:40"],
])("%s, read at %s, is %s", (at, now, words) => {
  expect(read(at, now)).toBe(words);
});

it("counts the days of the zone", () => {
  expect(read("2026-11-25T14:40:00Z", "2026-11-24T23:30:00Z", "Asia/Tokyo")).toBe("today, 14:40");
});

it("is short where there is little room", () => {
  const at = Date.parse("2026-11-30T09:00:00Z");
  const frame = { now: at - 3 * 86_400_000, timeZone: "UTC", lang: "en-GB", short: true };
  expect(dayAndTime(at, frame, { ...WORDS, time: "09:00" })).toBe("Mon 30 Nov, 09:00");
});
