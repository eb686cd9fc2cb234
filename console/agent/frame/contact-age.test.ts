import { expect, it } from "vitest";
import { contactAge } from "./contact-age.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 30, 12);
const contact = { baseline: false, changedAt: NOW, selfService: false, trusted: true, trustedFrom: NOW + 7 * DAY };

it.each([
  ["on record since the baseline", { baseline: true }],
  ["the person can change it, so it counts as typed", { selfService: true, trusted: false, baseline: true }],
  ["changed today, not trusted until 7 Dec", { trusted: false }],
  ["changed 2 days ago, not trusted until 7 Dec", { trusted: false, changedAt: NOW - 2 * DAY }],
  ["unchanged for 20 days", { changedAt: NOW - 20 * DAY }],
] as const)("says %s", (said, change) => {
  expect(contactAge({ ...contact, ...change }, NOW, "UTC")).toBe(said);
});
