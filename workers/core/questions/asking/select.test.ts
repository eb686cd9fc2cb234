import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedFor } from "../../../../test/support/keyed.ts";
import { ACTIONS } from "../../policy/policy.ts";
import { expectedBits } from "../bits.ts";
import { KNOWLEDGE } from "../kind.ts";
import type { Exposure, PooledQuestion } from "../question.ts";
import { buildPool } from "../registry.ts";
import { sampleInput } from "../sample-person.fixture.ts";
import { asAskedAfter, askable, selectNext, SELECTION_POLICY, usableCount } from "./select.ts";

function question(change: Partial<PooledQuestion> & { readonly factKey: string }): PooledQuestion {
  const exposure = change.exposure ?? "internal";
  return {
    kind: change.factKey,
    form: "text",
    params: {},
    options: [],
    expected: { type: "text", accepted: ["yes"] },
    exposure,
    k: KNOWLEDGE[exposure],
    r: 0.9,
    m: 5,
    ...change,
  };
}

const first = (label: string) => label;
const select = (input: Partial<Parameters<typeof selectNext>[0]> & { readonly pool: readonly PooledQuestion[] }) =>
  selectNext({ asked: [], keyed: first, recentFactKeys: [], ...input });

const pools = fc.array(
  fc
    .record({
      kind: fc.constantFrom("a", "b", "c", "d"),
      factKey: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8"),
      exposure: fc.constantFrom<Exposure>("public", "semi_public", "desk", "internal", "private"),
      r: fc.double({ min: 0.6, max: 0.97, noNaN: true }),
      m: fc.integer({ min: 1, max: 50 }),
    })
    .map(question),
  { maxLength: 20 },
);

describe("selectNext", () => {
  it("takes the question that tells most about this person", () => {
    const pool = [
      question({ factKey: "a", exposure: "desk" }),
      question({ factKey: "b", exposure: "private" }),
      question({ factKey: "c" }),
    ];
    expect(select({ pool })).toBe(1);
    expect(select({ pool, asked: [1] })).toBe(2);
    expect(select({ pool, asked: [1, 2] })).toBe(0);
    expect(select({ pool, asked: [1, 2, 0] })).toBeUndefined();
  });

  it("takes a choice before a typed answer, unless that tells about twice as much", () => {
    const choice = question({ factKey: "choice", form: "choice", exposure: "internal" });
    const month = question({ factKey: "month", form: "month", exposure: "internal", m: 7 });
    const typed = question({ factKey: "typed", exposure: "private", m: 12 });
    expect(expectedBits(month)).toBeGreaterThan(expectedBits(choice));
    expect(expectedBits(typed)).toBeGreaterThan(expectedBits(month));
    const pool = [typed, month, choice];
    expect(select({ pool })).toBe(2);
    expect(select({ pool, policy: { ...SELECTION_POLICY, effortExponent: 0 } })).toBe(0);
    const telling = question({ factKey: "telling", r: 0.97, exposure: "private", m: 1_000 });
    expect(expectedBits(telling)).toBeGreaterThan(2 * expectedBits(choice));
    expect(select({ pool: [...pool, telling] })).toBe(3);
  });

  it("asks nothing that is public or that a stranger answers as well", () => {
    expect(select({ pool: [question({ factKey: "a", exposure: "public", m: 1_000 })] })).toBeUndefined();
    expect(select({ pool: [question({ factKey: "a", m: 1 })] })).toBeUndefined();
  });

  it("asks one semi-public question", () => {
    const pool = [
      question({ factKey: "a", exposure: "semi_public" }),
      question({ factKey: "b", exposure: "semi_public" }),
    ];
    expect(select({ pool, asked: [0] })).toBeUndefined();
  });

  it("asks nothing that half of the impostors know before two others", () => {
    const pool = [
      question({ factKey: "a", k: 0.5, r: 0.97 }),
      ...["b", "c"].map((factKey) => question({ factKey, r: 0.61, exposure: "desk" })),
    ];
    expect([select({ pool }), select({ pool, asked: [1] })].includes(0)).toBe(false);
    expect(select({ pool, asked: [1, 2] })).toBe(0);
    expect(select({ pool: pool.slice(0, 1) })).toBeUndefined();
  });

  it("asks three of a kind, the further ones after others of nearly their worth", () => {
    const peers = ["1", "2", "3", "4"].map((factKey) => question({ kind: "peer", factKey }));
    expect(select({ pool: peers, asked: [0, 1] })).toBeDefined();
    expect(select({ pool: peers, asked: [0, 1, 2] })).toBeUndefined();
    const other = question({ factKey: "other", exposure: "desk" });
    expect(expectedBits(other)).toBeLessThan(expectedBits(question({ factKey: "2" })));
    expect(select({ pool: [...peers, other], asked: [0] })).toBe(4);
  });

  it("prefers facts that no recent session used, unless they tell far less", () => {
    const recent = question({ factKey: "a", exposure: "private" });
    expect(select({ pool: [recent, question({ factKey: "b" })], recentFactKeys: ["a"] })).toBe(1);
    const weak = question({ factKey: "b", r: 0.61, exposure: "desk" });
    expect(select({ pool: [recent, weak], recentFactKeys: ["a"] })).toBe(0);
  });

  it("breaks ties by the given randomness, whatever the order of the pool", () => {
    const pool = ["a", "b", "c"].map((factKey) => question({ factKey }));
    const chosen = Array.from({ length: 300 }, (_, seed) => select({ pool, keyed: keyedFor(`day-${seed}`) }));
    for (const index of [0, 1, 2]) {
      expect(chosen.filter((one) => one === index).length).toBeGreaterThan(70);
    }
    const reversed = [...pool].reverse();
    const keyOf = (list: readonly PooledQuestion[]) =>
      list[select({ pool: list, keyed: keyedFor("today") }) ?? -1]?.factKey;
    expect(keyOf(reversed)).toBe(keyOf(pool));
  });

  it("never repeats a fact, asks at most one semi-public and nothing public, for any pool", () => {
    fc.assert(
      fc.property(pools, fc.string(), fc.subarray(["1", "2", "3"]), (pool, seed, recentFactKeys) => {
        const keyed = keyedFor(seed);
        const asked: number[] = [];
        for (let next = select({ pool, keyed, recentFactKeys }); next !== undefined;) {
          asked.push(next);
          next = select({ pool, asked, keyed, recentFactKeys });
        }
        const questions = asked.flatMap((index) => pool[index] ?? []);
        expect(new Set(questions.map((one) => one.factKey)).size).toBe(questions.length);
        expect(questions.filter((one) => one.exposure === "semi_public").length).toBeLessThanOrEqual(1);
        expect(questions.filter((one) => one.exposure === "public")).toEqual([]);
        for (const kind of ["a", "b", "c", "d"]) {
          const ofKind = questions.filter((one) => one.kind === kind).length;
          expect(ofKind).toBeLessThanOrEqual(SELECTION_POLICY.perKindAllowed);
        }
      }),
    );
  });

  it("stays within the day's set when sessions are opened and left", () => {
    const pool = buildPool(sampleInput());
    const session = (length: number): string[] => {
      const keyed = keyedFor("grace|2026-11-18");
      const asked: number[] = [];
      while (asked.length < length) {
        asked.push(select({ pool, asked, keyed }) ?? -1);
      }
      return asked.flatMap((index) => pool[index]?.factKey ?? []);
    };
    const whole = session(6);
    for (let length = 1; length <= 6; length += 1) {
      expect(session(length)).toEqual(whole.slice(0, length));
    }
  });
});

describe("a question after others", () => {
  const options = ["Ada", "Ben", "Carla", "Dora", "Emil", "Fiona", "Gil"];
  const choice = (factKey: string, shown: readonly string[]) =>
    question({ factKey, form: "choice", options: shown, m: shown.length + 1, g: 1 / (shown.length + 1) });
  const meeting = choice("meeting", options);

  it("is guessed among those that stood in no question of another kind", () => {
    const peers = choice("peers", ["Ada", "Ben", "Zoe"]);
    expect(asAskedAfter(meeting, [peers]).g).toBeCloseTo(1 / 6, 10);
    expect(asAskedAfter(meeting, [peers, choice("reports", ["Carla", "Ada"])]).g).toBeCloseTo(1 / 5, 10);
    expect(asAskedAfter(meeting, [choice("all", options)]).g).toBe(1);
  });

  it("is as it was beside others of its kind, and where nobody stands in both", () => {
    expect(asAskedAfter(meeting, [])).toBe(meeting);
    expect(asAskedAfter(meeting, [choice("peers", ["Zoe", "Yann"])])).toBe(meeting);
    expect(asAskedAfter(meeting, [{ ...choice("before", options), kind: "meeting" }])).toBe(meeting);
  });

  it("comes later by so much, and not at all where everything was seen", () => {
    const seen = choice("seen", options.slice(0, 6));
    const pool = [seen, meeting, choice("other", ["Hal", "Ida", "Jo", "Kim", "Lou", "Max", "Nia"])];
    expect(select({ pool, asked: [0] })).toBe(2);
    expect(select({ pool: [choice("all", options), meeting], asked: [0] })).toBeUndefined();
  });
});

describe("usableCount", () => {
  it("counts what one session may ask, not what is in the pool", () => {
    const pool = [
      question({ factKey: "a", exposure: "semi_public" }),
      question({ factKey: "b", exposure: "semi_public" }),
      question({ factKey: "c" }),
      question({ factKey: "c", kind: "other" }),
      question({ factKey: "d" }),
    ];
    expect(usableCount(pool)).toBe(3);
    expect(usableCount([])).toBe(0);
  });

  it.each(ACTIONS)("has enough about the sample person for the longest check before a %s", (action) => {
    expect(usableCount(buildPool(sampleInput({ action })))).toBeGreaterThanOrEqual(6);
  });

  it("agrees with what is asked", () => {
    const questions = askable(buildPool(sampleInput()));
    expect(questions.filter((one) => one.exposure === "semi_public")).toHaveLength(1);
    expect(usableCount(buildPool(sampleInput()))).toBe(questions.length);
  });
});
