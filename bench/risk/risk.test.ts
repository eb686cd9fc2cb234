/** What every run of the tests plays: three hundred of each row, with one seed. The figures are in docs/risk.md. */
import { beforeAll, expect, it } from "vitest";
import { createCompany } from "./organisation.ts";
import type { Played } from "./results.ts";
import { playRow, rowsOf, SMALL, stageOf, type Stage } from "./rows.ts";
import { shareOf, tallyOf } from "./tally.ts";
import { targetsOf } from "./targets.ts";

const SEED = 7;
const NOW = Date.UTC(2026, 10, 18, 12);
let stage: Stage;
let results: readonly Played[];

const shareIn = (id: string): number => {
  const tally = results.find(({ row }) => row.id === id)?.tally;
  return tally === undefined ? expect.fail(`${id} was not played`) : tally.accepted / tally.sessions;
};
const rowsWhere = (holds: (played: Played) => boolean): readonly Played[] => results.filter(holds);

beforeAll(() => {
  stage = stageOf(createCompany(SEED, NOW));
  results = rowsOf(SMALL).map((row) => ({ row, tally: tallyOf(playRow(row, stage, SEED)) }));
}, 120_000);

it("plays every row whole, and the same again", () => {
  for (const { row, tally } of results) {
    expect(tally.sessions, row.id).toBe(SMALL.target);
    expect(
      Object.values(tally.statuses).reduce((sum, count) => sum + count, 0),
      row.id,
    ).toBe(SMALL.target);
  }
  const [first] = rowsOf(SMALL);
  expect(first && tallyOf(playRow(first, stage, SEED))).toEqual(results[0]?.tally);
  expect(first && tallyOf(playRow(first, stage, SEED + 1))).not.toEqual(results[0]?.tally);
});

it("lets nobody pass an MFA reset, or a reset at a typed destination, where the second human says no", () => {
  const refused = rowsWhere(({ row }) => row.secondHuman === "no");
  expect(refused.length).toBeGreaterThan(20);
  expect(refused.filter(({ tally }) => tally.accepted > 0).map(({ row }) => row.id)).toEqual([]);
});

it("lets in no program, and of those who only guess hardly one in a thousand", () => {
  const programs = rowsWhere(({ row }) => row.population.id === "bot");
  expect(programs.filter(({ tally }) => tally.accepted > 0).map(({ row }) => row.id)).toEqual([]);
  const guessing = rowsWhere(({ row }) => row.population.id === "opportunist").map(({ tally }) => tally);
  const sum = (of: "accepted" | "sessions") => guessing.reduce((total, tally) => total + tally[of], 0);
  expect(sum("sessions")).toBeGreaterThan(3000);
  expect(sum("accepted") / sum("sessions")).toBeLessThan(0.002);
});

it("lets in whom it is for, and more of them than of those who researched", () => {
  expect(shareIn("known_phone password_reset on_record yes")).toBeGreaterThan(0.95);
  expect(shareIn("first_time password_reset on_record yes")).toBeGreaterThan(0.9);
  expect(shareIn("sim_thief password_reset on_record yes answers_all")).toBeLessThan(0.25);
  expect(shareIn("researcher password_reset typed yes answers_all")).toBeLessThan(0.1);
});

it("names every target with what was measured", () => {
  const targets = targetsOf(results);
  expect(targets.length).toBeGreaterThan(15);
  expect(targets.filter(({ measured }) => measured === "")).toEqual([]);
  const misses = targets.filter(({ met }) => !met);
  expect(targets.slice(0, misses.length)).toEqual(misses);
});

it.each([
  [0, 300, 0, 0.013],
  [150, 300, 0.444, 0.556],
  [300, 300, 0.987, 1],
])("the interval of %d in %d is Wilson's", (hits, of, low, high) => {
  const found = shareOf(hits, of);
  expect(found.low).toBeCloseTo(low, 2);
  expect(found.high).toBeCloseTo(high, 2);
});
