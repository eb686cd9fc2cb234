import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedFor } from "../../../../../test/support/keyed.ts";
import { choiceDrafts, LEAST_OPTIONS, MOST_OPTIONS, type Choices, type Item } from "./choice.ts";

const item = (label: string, place?: number): Item => ({
  key: label.toLowerCase(),
  label,
  ...(place === undefined ? {} : { class: place }),
});
const strangers = (count: number, place?: number): readonly Item[] =>
  Array.from({ length: count }, (_, index) =>
    item(`Wrong ${String(place ?? 0)} ${String(index).padStart(3, "0")}`, place),
  );
const fact = (label: string, place?: number) => ({ truth: item(label, place) });

function build(seed: string, overrides: Partial<Choices> = {}) {
  return choiceDrafts({
    kind: "sample",
    facts: [fact("Right")],
    never: [],
    candidates: strangers(30),
    keyed: keyedFor(seed),
    ...overrides,
  });
}

function buildOne(seed: string, overrides: Partial<Choices> = {}) {
  const [draft] = build(seed, overrides);
  return draft ?? expect.fail("no question was built");
}

type Built = ReturnType<typeof buildOne>;
const indexOf = ({ expected }: Built): number => (expected.type === "option" ? expected.index : -1);
const truthOf = (draft: Built): string | undefined => draft.options[indexOf(draft)];
/** What the page shows. */
const shown = ({ options, params, form }: Built) => ({ options, params, form });

const SEEDS = Array.from({ length: 2_000 }, (_, index) => `person-${String(index)}`);

/** Three standard deviations of a share of so many draws. */
const sigmas = (share: number, draws: number): number => 3 * Math.sqrt(share * (1 - share) * draws);

describe("choiceDrafts", () => {
  it("shows seven options, the truth where it says, and reckons with one guess in eight", () => {
    for (const seed of SEEDS.slice(0, 200)) {
      const draft = buildOne(seed, { candidates: strangers(31) });
      expect(draft.options).toHaveLength(MOST_OPTIONS);
      expect([draft.guesses, draft.guessed]).toEqual([8, 1 / 8]);
      expect(draft.options.includes("Right")).toBe(indexOf(draft) < MOST_OPTIONS);
      expect(truthOf(draft) ?? "Right").toBe("Right");
    }
  });

  it("puts the truth in every place, and out of sight, equally often", () => {
    const places = SEEDS.map((seed) => indexOf(buildOne(seed, { candidates: strangers(31) })));
    for (let place = 0; place <= MOST_OPTIONS; place += 1) {
      const seen = places.filter((index) => index === place).length;
      expect(Math.abs(seen - SEEDS.length / 8), `place ${String(place)}`).toBeLessThan(sigmas(1 / 8, SEEDS.length));
    }
  });

  it("uses every wrong option equally often", () => {
    const candidates = strangers(15);
    const all = SEEDS.flatMap((seed) => buildOne(seed, { candidates }).options).filter((label) => label !== "Right");
    for (const { label } of candidates) {
      const seen = all.filter((one) => one === label).length;
      expect(Math.abs(seen - all.length / candidates.length)).toBeLessThan(sigmas(1 / candidates.length, all.length));
    }
  });

  it("shows the same with another option in the truth's place, whatever there is", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 4 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
        (seed, others, sizes, classesOfFacts) => {
          const candidates = sizes.flatMap((size, place) => strangers(size, place));
          const facts = classesOfFacts
            .slice(0, others + 1)
            .map((place, index) => fact(`Right ${String(index)}`, Math.min(place, sizes.length - 1)));
          const classes = [0.5, 0.3, 0.1, 0.1].slice(0, sizes.length);
          const before = build(seed, { candidates, facts, classes });
          for (const draft of before) {
            const truth = truthOf(draft);
            const everything = [...facts.map((one) => one.truth), ...candidates];
            for (const label of draft.options.filter((option) => truth !== undefined && option !== truth)) {
              const [was, is] = [truth, label].map((one) => everything.find((other) => other.label === one));
              if (was === undefined || is === undefined) expect.fail("an option came from nowhere");
              const after = build(seed, {
                candidates: candidates.map((one) => (one === is ? was : one)),
                facts: facts.map((one) => (one.truth === was ? { ...one, truth: is } : one)),
                classes,
              });
              expect(after.map(shown)).toEqual(before.map(shown));
              expect(after.map(truthOf)).toEqual(before.map((one) => (one === draft ? label : truthOf(one))));
              expect(after.map(({ guessed }) => guessed)).toEqual(before.map(({ guessed }) => guessed));
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives the same picture however the candidates are ordered", () => {
    const candidates = strangers(30);
    fc.assert(
      fc.property(
        fc.string(),
        fc.shuffledSubarray([...candidates], { minLength: 30, maxLength: 30 }),
        (seed, mixed) => {
          expect(build(seed, { candidates: mixed })).toEqual(build(seed));
        },
      ),
    );
  });

  it("moves a set by one option when somebody joins or leaves, and keeps most whole", () => {
    const seeds = SEEDS.slice(0, 400);
    const kept = (change: readonly Item[]): number =>
      seeds.filter((seed) => {
        const [before, after] = [buildOne(seed).options, buildOne(seed, { candidates: change }).options];
        return before.filter((label) => !after.includes(label)).length <= 2;
      }).length;
    expect(kept([...strangers(30), item("New")])).toBeGreaterThan(0.85 * seeds.length);
    expect(kept(strangers(29))).toBeGreaterThan(0.85 * seeds.length);
  });

  it("never offers another true answer, the person himself or one thing twice", () => {
    const candidates = strangers(30);
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom(...candidates)), (seed, more) => {
        const drafts = build(seed, {
          facts: [fact("Right"), fact("Also right"), fact("Right too"), fact("Right as well")],
          never: ["wrong 0 000", "wrong 0 001"],
          candidates: [...candidates, ...more, item("right"), item("ALSO RIGHT"), { key: "", label: "Blank" }],
        });
        for (const draft of drafts) {
          const lower = draft.options.map((option) => option.toLowerCase());
          expect(new Set(lower).size).toBe(lower.length);
          expect(lower.filter((key) => ["wrong 0 000", "wrong 0 001", "blank"].includes(key))).toEqual([]);
          expect(lower.filter((key) => key.includes("right")).length).toBe(
            indexOf(draft) < draft.options.length ? 1 : 0,
          );
        }
      }),
    );
  });

  it("asks about three facts at most, and uses no option in two questions", () => {
    for (const seed of SEEDS.slice(0, 300)) {
      const facts = ["a", "b", "c", "d", "e"].map((name) => fact(`Right ${name}`));
      const drafts = build(seed, { candidates: strangers(60), facts });
      expect(drafts.length).toBeLessThanOrEqual(3);
      const options = drafts.flatMap((draft) => draft.options);
      expect(new Set(options).size).toBe(options.length);
    }
  });

  it("asks about one thing once, as it was first said", () => {
    const params = (day: string) => ({ truth: item("Right"), params: { day } });
    const drafts = build("anybody", { facts: [params("Monday"), params("Tuesday")] });
    expect(drafts.map((draft) => draft.params)).toEqual([{ day: "Monday" }]);
  });

  it("asks nothing when wrong options run short, or nothing is known", () => {
    expect(buildOne("anybody", { candidates: strangers(LEAST_OPTIONS) }).options).toHaveLength(LEAST_OPTIONS);
    expect(build("anybody", { candidates: strangers(LEAST_OPTIONS - 1) })).toEqual([]);
    expect(build("anybody", { facts: [] })).toEqual([]);
    expect(build("anybody", { facts: [fact("")] })).toEqual([]);
  });

  describe("of several classes", () => {
    const classes = [0.7, 0.3];

    it("keeps to the truth's own where that is large enough", () => {
      for (const seed of SEEDS.slice(0, 200)) {
        const near = [fact("Right", 0)];
        const candidates = [...strangers(20, 0), ...strangers(20, 1)];
        expect(
          buildOne(seed, { facts: near, candidates, classes }).options.filter((one) => one.startsWith("Wrong 1")),
        ).toEqual([]);
        const far = [fact("Right", 1)];
        expect(
          buildOne(seed, { facts: far, candidates, classes }).options.filter((one) => one.startsWith("Wrong 0")),
        ).toEqual([]);
      }
    });

    it("shows a class that is too small whole beside the next, and reckons with who picks it", () => {
      for (const seed of SEEDS.slice(0, 200)) {
        const candidates = [...strangers(2, 0), ...strangers(20, 1)];
        const draft = buildOne(seed, { facts: [fact("Right", 0)], candidates, classes });
        const near = draft.options.filter((one) => one === "Right" || one.startsWith("Wrong 0")).length;
        // All three, but for the one that may be the hidden one.
        expect(near).toBeGreaterThanOrEqual(2);
        expect(draft.guessed).toBeCloseTo((7 / 8) * (0.7 / near), 10);
      }
    });

    it("reckons that somebody who stands out is picked", () => {
      const draft = SEEDS.map((seed) =>
        buildOne(seed, { facts: [fact("Right", 0)], candidates: strangers(20, 1), classes }),
      ).find(({ options }) => options.includes("Right"));
      expect(draft?.guessed).toBeCloseTo((7 / 8) * 0.7, 10);
    });
  });

  it("keeps the fact out of its key", () => {
    expect(buildOne("grace").factKey).toMatch(/^sample:[0-9a-f]{64}$/u);
    expect(buildOne("grace").factKey).not.toBe(buildOne("helen").factKey);
    expect(buildOne("grace").factKey).not.toBe(buildOne("grace", { facts: [fact("Left")] }).factKey);
  });
});
