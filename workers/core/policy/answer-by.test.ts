import { describe, expect, it } from "vitest";
import { answerBy } from "./answer-by.ts";
import { readOpeningHours } from "./opening-hours.ts";

const WEEK = "Mon-Fri 08:00-18:00, Sat 09:00-12:00";

function answered(asked: string, text = WEEK, timeZone = "Europe/London"): string {
  const hours = readOpeningHours(text);
  return new Date(answerBy(Date.parse(asked), { hours, timeZone })).toISOString().slice(0, 16);
}

describe("a person's answer is promised for", () => {
  it.each([
    ["the same time tomorrow", "2026-11-24T14:40:00Z", "2026-11-25T14:40"],
    ["the same time tomorrow, over the end of a month", "2026-11-30T10:00:00Z", "2026-12-01T10:00"],
    ["the same time tomorrow, asked in the minute of opening", "2026-11-24T08:00:00Z", "2026-11-25T08:00"],
    ["tomorrow's end, asked at closing time", "2026-11-24T18:00:00Z", "2026-11-25T18:00"],
    ["tomorrow's end, asked a minute before midnight", "2026-11-24T23:59:00Z", "2026-11-25T18:00"],
    ["the end of the day, asked a minute after midnight", "2026-11-25T00:01:00Z", "2026-11-25T18:00"],
    ["Saturday, asked on a Friday morning", "2026-11-27T10:15:00Z", "2026-11-28T10:15"],
    ["Saturday's end, asked on a Friday afternoon", "2026-11-27T14:40:00Z", "2026-11-28T12:00"],
    ["Monday soon after opening, asked on a Saturday", "2026-11-28T10:00:00Z", "2026-11-30T09:00"],
    ["Monday at that time, asked on a Sunday", "2026-11-29T10:00:00Z", "2026-11-30T10:00"],
    ["Monday's end, asked on a Sunday night", "2026-11-29T21:00:00Z", "2026-11-30T18:00"],
  ])("%s", (_name, asked, by) => {
    expect(answered(asked)).toBe(by);
  });

  it.each([
    ["a closed day in between", "Mon 08:00-18:00, Wed 08:00-18:00", "2026-11-23T10:00:00Z", "2026-11-25T09:00"],
    ["one day a week", "Tue 08:00-12:00", "2026-11-24T11:00:00Z", "2026-12-01T09:00"],
    ["lunch", "Mon-Fri 08:00-12:30 13:30-18:00", "2026-11-24T12:45:00Z", "2026-11-25T12:30"],
    ["half an hour a day", "Mon-Fri 08:00-08:30", "2026-11-24T12:00:00Z", "2026-11-25T08:30"],
    ["half an hour on some days", "Mon 08:00-08:30, Fri 08:00-08:30", "2026-11-24T12:00:00Z", "2026-11-27T08:30"],
    ["hours until midnight", "Mon-Sun 20:00-24:00", "2026-11-24T23:30:00Z", "2026-11-25T23:30"],
    ["always open", "Mon-Sun 00:00-24:00", "2026-11-24T03:30:00Z", "2026-11-25T03:30"],
    ["no hours, where nobody knows better", "", "2026-11-28T22:00:00Z", "2026-11-29T22:00"],
  ])("%s", (_name, hours, asked, by) => {
    expect(answered(asked, hours)).toBe(by);
  });

  it("the same time on the clock, over both changes of it", () => {
    const always = "Mon-Sun 00:00-24:00";
    // 24 October 2026 is 25 hours before the same clock time on the 25th, 27 March 23 hours before the 28th.
    expect(answered("2026-10-24T13:40:00Z", always)).toBe("2026-10-25T14:40");
    expect(answered("2026-03-28T14:40:00Z", always)).toBe("2026-03-29T13:40");
    // On the Saturday before the change, answered on the Monday after it.
    expect(answered("2026-10-24T09:00:00Z")).toBe("2026-10-26T09:00");
  });

  it("a time that the clocks skip: an hour on, and never before it", () => {
    expect(answered("2026-03-28T01:30:00Z", "Mon-Sun 00:00-24:00")).toBe("2026-03-29T01:30");
  });

  it("days and hours of the zone that the hours name", () => {
    // 22:00 on Monday in London is 07:00 on Tuesday in Tokyo.
    expect(answered("2026-11-23T22:00:00Z", "Mon-Fri 08:00-18:00 Asia/Tokyo")).toBe("2026-11-24T09:00");
    expect(answered("2026-11-23T23:30:00Z", "Mon-Fri 08:00-18:00 Asia/Tokyo")).toBe("2026-11-24T23:30");
  });

  it("days of the organisation's zone otherwise", () => {
    // 01:00 on Saturday UTC is still Friday 17:00 in Los Angeles.
    expect(answered("2026-11-28T01:00:00Z", WEEK, "America/Los_Angeles")).toBe("2026-11-28T20:00");
  });
});
