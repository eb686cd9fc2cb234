import { describe, expect, it } from "vitest";
import { KEPT_CLASSES } from "../../core/policy/kept-days.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { SECTIONS } from "../../core/settings/registry.ts";
import type { DirectoryStore } from "../ports/directory.ts";
import { removeExpired, retentionSlot } from "./retention.ts";

describe("the slot of the day", () => {
  it.each([
    ["2026-11-22T02:59:59.999Z", "2026-11-21T03:00:00.000Z"],
    ["2026-11-22T03:00:00.000Z", "2026-11-22T03:00:00.000Z"],
    ["2026-11-22T23:59:00.000Z", "2026-11-22T03:00:00.000Z"],
    ["2026-11-23T00:00:00.000Z", "2026-11-22T03:00:00.000Z"],
  ])("at %s is %s", (time, slot) => {
    expect(new Date(retentionSlot(Date.parse(time))).toISOString()).toBe(slot);
  });
});

/** A clean-up with so many full batches left of one class. */
function withLeft(batches: number, { kept = {}, now = "2026-11-22T09:17:00Z" } = {}) {
  const days: Record<string, number> = {};
  const finished = new Set<number>();
  let left = batches;
  let asked = 0;
  const run = (at = now) =>
    removeExpired({
      config: { RETENTION: SECTIONS.retention.fields.RETENTION.parse(kept) },
      clock: () => Date.parse(at),
      log: { event: () => undefined, failure: () => undefined },
      directory: {
        leftBefore: async (before) => {
          days["leaver"] = (Date.parse(at) - before) / DAY_MS;
          asked += 1;
          return [];
        },
        forgetLeavers: async () => 0,
      } as Partial<DirectoryStore> as DirectoryStore,
      retention: {
        finished: async (slot) => finished.has(slot),
        remove: async (kind, olderThan) => {
          days[kind] = (Date.parse(at) - olderThan) / DAY_MS;
          asked += 1;
          const more = kind === "record" && left > 0;
          left -= more ? 1 : 0;
          return { removed: more ? 500 : 0, more };
        },
        finish: async (slot) => {
          finished.add(slot);
        },
      },
    });
  return { run, days, finished, left: () => left, asked: () => asked };
}

describe("the clean-up", () => {
  it("runs at any time of the day when the morning was missed, and once", async () => {
    const made = withLeft(0);
    expect(await made.run()).toBe("done");
    expect([...made.finished]).toEqual([Date.parse("2026-11-22T03:00:00Z")]);
    expect(await made.run("2026-11-23T02:59:00Z")).toBe("done");
    expect(made.asked()).toBe(KEPT_CLASSES.length);
    await made.run("2026-11-23T03:00:00Z");
    expect(made.finished.size).toBe(2);
  });

  it("goes on in the next minute when there is more than one call may take", async () => {
    const made = withLeft(30);
    expect(await made.run()).toBe("more");
    expect([made.left(), made.finished.size]).toEqual([10, 0]);
    expect(await made.run()).toBe("done");
    expect([made.left(), made.finished.size]).toEqual([0, 1]);
  });

  it("goes by the days that the settings say, and by those of answers whatever they say", async () => {
    const made = withLeft(0, { kept: { evidence: 45, recordYears: 2 } });
    await made.run();
    expect(made.days).toEqual({
      answers: 30,
      contact: 30,
      evidence: 45,
      ticketText: 90,
      leaver: 90,
      phone: 365,
      record: 731,
      access: 90,
    });
  });
});
