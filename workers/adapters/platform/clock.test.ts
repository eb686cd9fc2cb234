import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../core/kit/time.ts";
import { createTimekeeper } from "./clock.ts";

const FROM = Date.UTC(2026, 4, 4, 9);

describe("a faster clock", () => {
  it("starts at the wall clock's time", () => {
    expect(createTimekeeper({ from: FROM, rate: 60 }, () => FROM).clock()).toBe(FROM);
  });

  it("lets ten minutes pass in ten seconds", () => {
    expect(createTimekeeper({ from: FROM, rate: 60 }, () => FROM + 10 * SECOND_MS).clock()).toBe(FROM + 10 * MINUTE_MS);
  });

  it("says when on the wall a moment comes", () => {
    expect(createTimekeeper({ from: FROM, rate: 60 }).wallTime(FROM + 10 * MINUTE_MS)).toBe(FROM + 10 * SECOND_MS);
  });

  it("never sets an alarm before its moment, and less than a millisecond after it", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 600, noNaN: true }), fc.integer({ min: 0, max: DAY_MS }), (rate, after) => {
        const at = FROM + after;
        const alarm = createTimekeeper({ from: FROM, rate }).wallTime(at);
        const shown = createTimekeeper({ from: FROM, rate }, () => alarm).clock();
        // Numbers of this size carry fractions of a millisecond, hence the one below.
        expect(shown).toBeGreaterThanOrEqual(at - 1);
        expect(shown).toBeLessThan(at + rate + 1);
      }),
    );
  });
});

describe("the wall clock", () => {
  it("shows its own time", () => {
    expect(createTimekeeper(undefined, () => FROM).clock()).toBe(FROM);
  });

  it("takes alarms as they are", () => {
    expect(createTimekeeper(undefined).wallTime(FROM)).toBe(FROM);
  });
});
