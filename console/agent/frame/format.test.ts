import { describe, expect, it } from "vitest";
import {
  age,
  clock,
  clockSeconds,
  codeGroups,
  codeSpoken,
  countdown,
  dateTime,
  monthYear,
  oneIn,
  signed,
  spent,
  startOfDay,
  whenShort,
} from "./format.ts";

const at = Date.parse("2026-11-19T14:12:08Z");
const DAY = 86_400_000;

describe("clock times", () => {
  it("uses the organisation's zone and not the machine's", () => {
    expect(clock(at, "Asia/Tokyo")).toBe("23:12");
    expect(clockSeconds(at, "Europe/Lisbon")).toBe("14:12:08");
  });

  it("writes midnight as 00, not 24", () => {
    expect(clock(Date.parse("2026-11-19T00:05:00Z"), "UTC")).toBe("00:05");
  });

  it("names the day only when it is not today", () => {
    expect(whenShort(at, at + 3_600_000, "UTC")).toBe("14:12");
    expect(whenShort(at, at + DAY, "UTC")).toBe("19 Nov, 14:12");
    expect(whenShort(at, at + 400 * DAY, "UTC")).toBe("19 Nov 2026");
    expect(dateTime(at, "UTC")).toBe("19 Nov 2026, 14:12:08");
  });
});

it("writes a month without a day", () => {
  expect(monthYear({ year: 2021, month: 3 })).toBe("March 2021");
});

describe("durations", () => {
  it.each([
    [588_000, "9:48"],
    [587_001, "9:48"],
    [0, "0:00"],
    [-5_000, "0:00"],
    [3_725_000, "1:02:05"],
  ])("counts %i ms down as %s", (left, text) => {
    expect(countdown(left)).toBe(text);
  });

  it.each([
    [14_000, "14 s"],
    [312_000, "5 min 12 s"],
    [120_000, "2 min"],
    [7_380_000, "2 h 3 min"],
  ])("says that %i ms took %s", (length, text) => {
    expect(spent(length)).toBe(text);
  });

  it.each([
    [0.5, "today"],
    [1, "1 day"],
    [3, "3 days"],
    [340, "11 months"],
    [365.25, "1 year"],
    [975, "2 years 8 months"],
  ])("says that %f days are %s", (days, text) => {
    expect(age(days * DAY)).toBe(text);
  });
});

describe("numbers and codes", () => {
  it("always gives sign and figure together", () => {
    expect([signed(1), signed(-0.5), signed(0), signed(-0.04)]).toEqual(["+1.0", "−0.5", "0", "0"]);
  });

  it("groups and spells a code", () => {
    expect(codeGroups("482916")).toBe("482 916");
    expect(codeSpoken("482916")).toBe("four eight two, nine one six");
  });

  it("turns bits into odds", () => {
    expect(oneIn(8)).toBe("1 in 256");
    expect(oneIn(12)).toBe("1 in 4,096");
  });
});

describe("startOfDay", () => {
  it.each([
    ["2026-11-19", "Europe/Lisbon", "2026-11-19T00:00:00Z"],
    ["2026-07-01", "America/New_York", "2026-07-01T04:00:00Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z"],
    ["2026-11-19", "Asia/Kolkata", "2026-11-18T18:30:00Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z"],
    ["2026-09-27", "Pacific/Auckland", "2026-09-26T12:00:00Z"],
  ])("finds midnight of %s in %s", (day, zone, expected) => {
    expect(startOfDay(day, zone)).toBe(Date.parse(expected));
  });

  it("refuses what is not a day", () => {
    expect(startOfDay("2026-13-45", "UTC")).toBeUndefined();
    expect(startOfDay("yesterday", "UTC")).toBeUndefined();
  });
});
