/** What the portal shows up to the first answer: the same whatever is true, of every kind that offers options. */
import { describe, expect, it } from "vitest";
import { keyedFor } from "../../../test/support/keyed.ts";
import { selectNext } from "./asking/select.ts";
import type { FactDocument, Population } from "./facts.ts";
import type { PooledQuestion } from "./question.ts";
import { buildPool, QUESTION_KINDS } from "./registry.ts";
import { SAMPLE_FACTS, SAMPLE_POPULATION, sampleInput } from "./sample-person.fixture.ts";

const SEEDS = Array.from({ length: 24 }, (_, index) => `person-${String(index)}`);

/** With what profiles show of whom the facts name, as the directory says it. */
const NAMED = [...SAMPLE_FACTS.peers, ...SAMPLE_FACTS.directReports]
  .map(({ value }) => value)
  .concat(SAMPLE_FACTS.meetings.map(({ value }) => value.with));

const shown = ({ kind, form, params, options }: PooledQuestion) => ({ kind, form, params, options });
const truthOf = ({ expected, options }: PooledQuestion): string | undefined =>
  expected.type === "option" ? options[expected.index] : undefined;

function firstOf(pool: readonly PooledQuestion[], seed: string): PooledQuestion | undefined {
  const index = selectNext({ pool, asked: [], keyed: keyedFor(seed), recentFactKeys: [] });
  return index === undefined ? undefined : pool[index];
}

/** Each text in the other's place, wherever it stands: in the facts and among those beside the person. */
function exchanged<Value>(value: Value, [one, other]: readonly [string, string]): Value {
  const [given, family] = [one, other].map((text) => {
    const [first = "", ...rest] = text.split(" ");
    return { given: first, family: rest.join(" "), display: text };
  }) as [object, object];
  const read = (found: unknown): unknown => {
    if (found === one) return other;
    if (found === other) return one;
    if (Array.isArray(found)) return found.map(read);
    if (typeof found !== "object" || found === null) return found;
    const { display } = found as { display?: unknown };
    if (display === one) return { ...found, ...family };
    if (display === other) return { ...found, ...given };
    return Object.fromEntries(Object.entries(found).map(([key, part]) => [key, read(part)]));
  };
  return read(value) as Value;
}

describe("with another option in the truth's place", () => {
  it.each([
    ["on record", { typedDestination: false }],
    ["typed", { typedDestination: true }],
    ["before an MFA reset", { typedDestination: false, action: "mfa_reset" }],
  ] as const)("the page is the same: %s", (_name, story) => {
    const tried = new Set<string>();
    let firsts = 0;
    for (const seed of SEEDS) {
      const input = sampleInput({ seed, ...story, population: { ...SAMPLE_POPULATION, named: NAMED } });
      const before = buildPool(input);
      const first = firstOf(before, seed);
      for (const question of before.filter(({ form }) => form === "choice")) {
        const truth = truthOf(question);
        if (truth === undefined) continue;
        for (const option of question.options.filter((one) => one !== truth).slice(0, 2)) {
          const facts: FactDocument = exchanged(input.facts, [truth, option]);
          const population: Population = exchanged(input.population, [truth, option]);
          const after = buildPool({ ...input, facts, population });
          const ofKind = (pool: readonly PooledQuestion[]) =>
            pool.filter(({ kind }) => kind === question.kind).map(shown);
          expect(ofKind(after)).toEqual(ofKind(before));
          if (question === first) {
            const now = firstOf(after, seed);
            expect(now && shown(now)).toEqual(shown(first));
            firsts += 1;
          }
          const same = after.find((one) => JSON.stringify(shown(one)) === JSON.stringify(shown(question)));
          expect(same && truthOf(same), question.kind).toBe(option);
          tried.add(question.kind);
        }
      }
    }
    expect(firsts).toBeGreaterThan(SEEDS.length / 2);
    const public_ = story.typedDestination ? ["closed_ticket"] : "action" in story ? ["meeting_person"] : [];
    const choices = QUESTION_KINDS.all.map(({ id }) => id).filter((id) => id !== "manager" && id !== "start_month");
    expect([...tried].sort()).toEqual(choices.filter((id) => !public_.includes(id)).sort());
  });
});
