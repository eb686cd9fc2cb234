import { expect, it } from "vitest";
import { HOUR_MS } from "../../../kit/time.ts";
import { counts, trusted } from "./trust.ts";

const NOW = 1_000 * HOUR_MS;
const fact = (hours: number, baseline = false) => ({ value: hours, learnedAt: NOW - hours * HOUR_MS, baseline });

it("counts a fact after a day, not at a day", () => {
  expect(counts(fact(24), NOW)).toBe(false);
  expect(counts({ ...fact(24), learnedAt: fact(24).learnedAt - 1 }, NOW)).toBe(true);
});

it("counts a fresh fact of the accepted import", () => {
  expect(counts(fact(0, true), NOW)).toBe(true);
});

it("never counts what people can change themselves, however old or accepted", () => {
  expect(counts({ ...fact(900, true), source: "self_service" }, NOW)).toBe(false);
  expect(counts({ ...fact(30), source: "system" }, NOW)).toBe(true);
});

it("counts a fact up to its end", () => {
  expect(counts({ ...fact(30), until: NOW + 1 }, NOW)).toBe(true);
  expect(counts({ ...fact(30, true), until: NOW }, NOW)).toBe(false);
});

it("does not count a fact from the future", () => {
  expect(counts(fact(-48), NOW)).toBe(false);
});

it("gives the values of the facts that count", () => {
  expect(trusted([fact(1), fact(30), fact(2, true)], NOW)).toEqual([30, 2]);
});
