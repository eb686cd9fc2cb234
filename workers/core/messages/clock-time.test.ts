import { describe, expect, it } from "vitest";
import { clockTime } from "./clock-time.ts";

const at = Date.UTC(2026, 10, 19, 14, 12);

describe("clockTime", () => {
  it.each([
    ["Europe/London", "14:12 London time"],
    ["America/New_York", "09:12 New York time"],
    ["America/Argentina/Buenos_Aires", "11:12 Buenos Aires time"],
    ["Asia/Kolkata", "19:42 Kolkata time"],
    ["UTC", "14:12 UTC"],
    ["Etc/UTC", "14:12 UTC"],
  ])("%s", (zone, shown) => {
    expect(clockTime(at, zone)).toBe(shown);
  });

  it("writes midnight as 00", () => {
    expect(clockTime(Date.UTC(2026, 0, 1), "UTC")).toBe("00:00 UTC");
  });
});
