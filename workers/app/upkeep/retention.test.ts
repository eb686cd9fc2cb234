import { expect, it } from "vitest";
import { isRetentionMinute } from "./retention.ts";

it.each([
  ["2026-11-22T02:59:59.999Z", false],
  ["2026-11-22T03:00:00.000Z", true],
  ["2026-11-22T03:00:59.999Z", true],
  ["2026-11-22T03:01:00.000Z", false],
])("at %s the clean-up runs: %s", (time, runs) => {
  expect(isRetentionMinute(Date.parse(time))).toBe(runs);
});
