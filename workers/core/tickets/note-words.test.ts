import { expect, it } from "vitest";
import { zonedMoment } from "./note-words.ts";

const AT = Date.UTC(2026, 6, 1, 23, 5);

it("adds the date as the zone sees it, not as UTC does", () => {
  const nextMinuteInLondon = AT + 60_000;
  expect(zonedMoment(nextMinuteInLondon, AT, "Europe/London")).toBe("00:06 London time");
  expect(zonedMoment(nextMinuteInLondon, AT - 3_600_000, "Europe/London")).toBe("2 July 2026, 00:06 London time");
});
