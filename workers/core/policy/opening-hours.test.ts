import { describe, expect, it } from "vitest";
import { openToday, readOpeningHours } from "./opening-hours.ts";

const HOURS = "Mon-Fri 08:00-12:30 13:00-18:00, Sat 09:00-12:00";
const at = (iso: string, timeZone = "Europe/London", text = HOURS) => {
  const hours = readOpeningHours(text);
  return hours === undefined ? "unreadable" : openToday(hours, { now: Date.parse(iso), timeZone });
};

describe("opening hours", () => {
  it.each([
    ["a Tuesday at ten", "2026-11-24T10:00:00Z", { until: "12:30" }],
    ["a Tuesday at lunch", "2026-11-24T12:45:00Z", { from: "13:00", until: "18:00" }],
    ["a Tuesday before opening", "2026-11-24T07:59:00Z", { from: "08:00", until: "12:30" }],
    ["the minute before closing", "2026-11-24T17:59:59Z", { until: "18:00" }],
    ["closing time", "2026-11-24T18:00:00Z", undefined],
    ["ten at night", "2026-11-24T22:00:00Z", undefined],
    ["a Saturday", "2026-11-28T09:30:00Z", { until: "12:00" }],
    ["a Sunday", "2026-11-29T10:00:00Z", undefined],
    ["summer time", "2026-07-01T16:59:00Z", { until: "18:00" }],
    ["an hour later in summer", "2026-07-01T17:00:00Z", undefined],
  ])("on %s", (_when, iso, open) => {
    expect(at(iso)).toEqual(open);
  });

  it("are of the zone they name", () => {
    // Sunday evening in Los Angeles is Monday morning in Tokyo.
    const instant = "2026-11-30T01:00:00Z";
    expect(at(instant, "America/Los_Angeles")).toBeUndefined();
    expect(at(instant, "America/Los_Angeles", `${HOURS} Asia/Tokyo`)).toEqual({ until: "12:30" });
  });

  it("may be none, or all", () => {
    expect(at("2026-11-24T10:00:00Z", "UTC", "")).toBeUndefined();
    expect(at("2026-11-29T23:59:00Z", "UTC", "Mon-Sun 00:00-24:00")).toEqual({ until: "24:00" });
    expect(at("2026-11-24T10:00:00Z", "UTC", "tue 09:00-17:00")).toEqual({ until: "17:00" });
  });

  it.each([
    "18:00",
    "Mon 8:00-18:00",
    "Mon-Fri 18:00-08:00",
    "Fri-Mon 08:00-18:00",
    "Mon 08:00-25:00",
    "weekdays",
    ",",
  ])("%j is unreadable", (text) => {
    expect(at("2026-11-24T10:00:00Z", "UTC", text)).toBe("unreadable");
  });
});
