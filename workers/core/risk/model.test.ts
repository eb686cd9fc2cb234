import { describe, expect, it } from "vitest";
import { CATEGORIES } from "./assessment.ts";
import { MODEL, type Weight } from "./model.ts";
import { priorBitsFor } from "../policy/policy.ts";
import { SIGNALS } from "./registry.ts";

const rows = Object.entries(MODEL.weights) as [string, Weight][];

describe("the table of weights", () => {
  it("has exactly one signal for each row", () => {
    expect(SIGNALS.all.map((signal) => signal.id).sort()).toEqual(rows.map(([id]) => id).sort());
  });

  it("gives every row a finite weight and a reason", () => {
    for (const [id, { bits, why }] of rows) {
      expect(Number.isFinite(bits), id).toBe(true);
      expect(why.length, id).toBeGreaterThan(15);
    }
  });

  it("lets nothing lower risk but the known phone, the edge's own data and our history", () => {
    expect(
      rows
        .filter(([, row]) => row.bits < 0)
        .map(([id]) => id)
        .sort(),
    ).toEqual(["known_network", "known_phone", "organisation_network"]);
  });

  it("forces only on the findings that the model names", () => {
    const forcing = (force: Weight["force"]): string[] =>
      rows
        .filter(([, row]) => row.force === force)
        .map(([id]) => id)
        .sort();
    expect(forcing("critical")).toEqual(["agent_device_and_network", "anonymiser", "destination_used_for_others"]);
    expect(forcing("blocking")).toEqual(["person_inactive", "reported"]);
  });

  it("holds no category open on either side", () => {
    for (const category of CATEGORIES) {
      const { low, high } = MODEL.clamps[category];
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
    }
  });
});

it("starts suspicious, and even for privileged people", () => {
  expect(priorBitsFor({ privileged: false })).toBe(-2);
  expect(priorBitsFor({ privileged: true })).toBe(0);
});
