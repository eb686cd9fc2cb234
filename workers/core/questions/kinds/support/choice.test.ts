import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Keyed } from "../../../kit/keyed.ts";
import { keyedFor } from "../../../../../test/support/keyed.ts";
import { choiceDrafts, LEFT_OUT_SHARE, OPTIONS_SHOWN, type Item } from "./choice.ts";

const item = (label: string): Item => ({ key: label.toLowerCase(), label });
const candidates = Array.from({ length: 30 }, (_, index) => item(`Wrong ${String.fromCharCode(97 + index)}`));
const few = candidates.slice(0, 8);

function build(seed: string, overrides: Partial<Parameters<typeof choiceDrafts>[0]> = {}) {
  return choiceDrafts({
    kind: "sample",
    facts: [{ truth: item("Right") }],
    never: [],
    candidates: few,
    keyed: keyedFor(seed),
    ...overrides,
  });
}

function buildOne(seed: string, overrides: Partial<Parameters<typeof choiceDrafts>[0]> = {}) {
  const [draft] = build(seed, overrides);
  if (draft === undefined) {
    throw new Error("no question was built");
  }
  return draft;
}

const indexOf = (draft: ReturnType<typeof build>[number]): number =>
  draft.expected.type === "option" ? draft.expected.index : -1;

const SEEDS = Array.from({ length: 2_000 }, (_, index) => `person-${index}`);

/** Three standard deviations of a share of so many draws. */
const sigmas = (share: number, draws: number): number => 3 * Math.sqrt(share * (1 - share) * draws);

describe("choiceDrafts", () => {
  it("shows four options, the truth where it says, and five plausible answers", () => {
    for (const seed of SEEDS.slice(0, 200)) {
      const draft = buildOne(seed);
      expect(draft.options).toHaveLength(OPTIONS_SHOWN);
      expect(draft.guesses).toBe(5);
      const index = indexOf(draft);
      expect(index === OPTIONS_SHOWN ? draft.options.includes("Right") : draft.options[index] !== "Right").toBe(false);
    }
  });

  describe("options that looking the person up rules out", () => {
    const elsewhere = candidates.slice(8, 15).map((one) => ({ ...one, implausible: true }));

    it("are shown for want of better only", () => {
      for (const seed of SEEDS.slice(0, 200)) {
        const { options, guesses } = buildOne(seed, { candidates: [...few, ...elsewhere] });
        expect(options.filter((label) => elsewhere.some((one) => one.label === label))).toEqual([]);
        expect(guesses).toBe(5);
      }
    });

    it("do not count as plausible", () => {
      for (const seed of SEEDS.slice(0, 200)) {
        const draft = buildOne(seed, { candidates: [...few.slice(0, 2), ...elsewhere] });
        // Both of the team are always shown; the truth beside them, unless it was left out.
        expect(draft.guesses).toBe(indexOf(draft) === OPTIONS_SHOWN ? 3 : 4);
      }
    });

    it("make no question alone, nor with one other: the one who fits would be the answer", () => {
      expect(build("person", { candidates: elsewhere })).toEqual([]);
      expect(build("person", { candidates: [...few.slice(0, 1), ...elsewhere] })).toEqual([]);
    });
  });

  it("puts the truth in every place equally often", () => {
    const places = SEEDS.map((seed) => indexOf(buildOne(seed))).filter((index) => index < OPTIONS_SHOWN);
    for (let place = 0; place < OPTIONS_SHOWN; place += 1) {
      const seen = places.filter((index) => index === place).length;
      expect(Math.abs(seen - places.length / OPTIONS_SHOWN)).toBeLessThan(sigmas(1 / OPTIONS_SHOWN, places.length));
    }
  });

  it("leaves the truth out in one of six", () => {
    const out = SEEDS.filter((seed) => indexOf(buildOne(seed)) === OPTIONS_SHOWN).length;
    expect(Math.abs(out - SEEDS.length * LEFT_OUT_SHARE)).toBeLessThan(sigmas(LEFT_OUT_SHARE, SEEDS.length));
  });

  it("uses every wrong option equally often", () => {
    const shown = SEEDS.flatMap((seed) => build(seed)[0]?.options ?? []).filter((label) => label !== "Right");
    for (const { label } of few) {
      const seen = shown.filter((one) => one === label).length;
      expect(Math.abs(seen - shown.length / few.length)).toBeLessThan(sigmas(1 / few.length, shown.length));
    }
  });

  it("gives the same picture however the lists are ordered, so that intersecting sessions shows nothing", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.shuffledSubarray(candidates, { minLength: 30, maxLength: 30 }),
        fc.shuffledSubarray([item("Right"), item("Also right"), item("Right too")], { minLength: 3, maxLength: 3 }),
        (seed, mixed, truths) => {
          const once = build(seed, {
            candidates,
            facts: ["Right", "Also right", "Right too"].map((label) => ({ truth: item(label) })),
          });
          const again = build(seed, { candidates: mixed, facts: truths.map((truth) => ({ truth })) });
          expect(again).toEqual(once);
        },
      ),
    );
  });

  it("changes one option at most when a colleague joins or leaves", () => {
    for (const seed of SEEDS.slice(0, 300)) {
      const before = buildOne(seed).options;
      const joined = buildOne(seed, { candidates: [...few, item("Wrong new")] }).options;
      const left = buildOne(seed, { candidates: few.slice(1) }).options;
      expect(before.filter((label) => !joined.includes(label)).length).toBeLessThanOrEqual(1);
      expect(before.filter((label) => !left.includes(label)).length).toBeLessThanOrEqual(1);
    }
  });

  it("never offers another true answer, the person himself or one thing twice", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom(...candidates)), (seed, more) => {
        const drafts = build(seed, {
          facts: [{ truth: item("Right") }, { truth: item("Also right") }],
          never: ["wrong a", "wrong b"],
          candidates: [...candidates, ...more, item("right"), item("ALSO RIGHT"), { key: "", label: "Blank" }],
        });
        for (const draft of drafts) {
          const lower = draft.options.map((option) => option.toLowerCase());
          expect(new Set(lower).size).toBe(lower.length);
          expect(lower.filter((key) => ["wrong a", "wrong b", "blank"].includes(key))).toEqual([]);
          expect(lower.filter((key) => key.endsWith("right")).length).toBe(indexOf(draft) < OPTIONS_SHOWN ? 1 : 0);
        }
      }),
    );
  });

  it("uses no option in two questions of a kind", () => {
    for (const seed of SEEDS.slice(0, 300)) {
      const options = build(seed, {
        candidates,
        facts: ["Right", "Also right", "Right too", "Right as well"].map((label) => ({ truth: item(label) })),
      }).flatMap((draft) => draft.options);
      expect(new Set(options).size).toBe(options.length);
    }
  });

  it("asks nothing when wrong options run short", () => {
    expect(build("grace", { candidates: few.slice(0, OPTIONS_SHOWN) })).toHaveLength(1);
    expect(build("grace", { candidates: few.slice(0, OPTIONS_SHOWN - 1) })).toEqual([]);
  });

  it("prefers wrong options of similar length", () => {
    const long = item("A very long option that nobody would take for the right one");
    for (const seed of SEEDS.slice(0, 200)) {
      expect(buildOne(seed, { candidates: [...few, long] }).options).not.toContain(long.label);
    }
  });

  it("makes no digest of what cannot be shown", () => {
    const asked: string[] = [];
    const keyed: Keyed = (label) => {
      asked.push(label);
      return keyedFor("anybody")(label);
    };
    const long = Array.from({ length: 5 }, (_, index) => item(`Wrong ${String(index)} and much longer`));
    build("anybody", { candidates: [...few, ...long], keyed, facts: [{ truth: item("Right 1") }] });
    expect(asked.filter((label) => /wrong/.test(label))).toHaveLength(few.length);
    asked.length = 0;
    build("anybody", { candidates, keyed, facts: [] });
    expect(asked).toEqual([]);
  });

  it("keeps the fact out of its key", () => {
    expect(buildOne("grace").factKey).toMatch(/^sample:[0-9a-f]{64}$/u);
    expect(buildOne("grace").factKey).not.toBe(buildOne("helen").factKey);
    expect(buildOne("grace").factKey).not.toBe(buildOne("grace", { facts: [{ truth: item("Left") }] }).factKey);
  });
});
