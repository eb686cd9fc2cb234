import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { clockText, timeLeft } from "./clock-text.ts";

const NOW = Date.UTC(2026, 10, 19, 14, 12);
const lisbon = { now: NOW, timeZone: "Europe/Lisbon" };

describe("clockText", () => {
  it.each([
    [NOW, "14:12"],
    [NOW + DAY_MS, "tomorrow 14:12"],
    [NOW - DAY_MS, "yesterday 14:12"],
    [NOW + 3 * DAY_MS, "22 Nov 14:12"],
    [NOW + 9 * HOUR_MS + 48 * MINUTE_MS, "tomorrow 00:00"],
  ])("%d", (at, text) => {
    expect(clockText(at, lisbon)).toBe(text);
  });

  it("speaks in the zone of the desk", () => {
    expect(clockText(NOW, { now: NOW, timeZone: "Asia/Tokyo" })).toBe("23:12");
    expect(clockText(NOW + HOUR_MS, { now: NOW, timeZone: "Asia/Tokyo" })).toBe("tomorrow 00:12");
  });

  it("counts a day of 25 hours as one", () => {
    const before = Date.UTC(2026, 9, 24, 23, 30);
    expect(clockText(before + 25 * HOUR_MS, { now: before, timeZone: "Europe/Lisbon" })).toBe("tomorrow 00:30");
  });
});

it("timeLeft counts down and stops at zero", () => {
  expect(timeLeft(NOW + 9 * MINUTE_MS + 40_999, NOW)).toBe("9:40");
  expect(timeLeft(NOW + 5_000, NOW)).toBe("0:05");
  expect(timeLeft(NOW - 1, NOW)).toBe("0:00");
});
