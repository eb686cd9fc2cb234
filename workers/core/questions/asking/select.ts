/**
 * Chooses the next question. Looks at what was asked, never at how it was answered: two
 * callers who start from the same facts see the same questions, so opening and leaving many
 * sessions shows nothing new. Nor does it look at what is true: with another option in the
 * truth's place it chooses the same.
 */
import type { Keyed } from "../../kit/keyed.ts";
import { expectedBits } from "../bits.ts";
import type { PooledQuestion } from "../question.ts";
import { effortOf } from "./effort.ts";

export interface SelectionPolicy {
  /** Facts an outsider can look up. */
  readonly semiPublicAllowed: number;
  /** What so many impostors know only fills a short pool: it is asked after two others at the earliest. */
  readonly lateFromKnown: number;
  /** Who knows one fact of a kind tends to know the next. */
  readonly perKindAllowed: number;
  /** What a fact is worth again when asked in a recent session. */
  readonly recentFactor: number;
  /** What a further question of a kind is worth. */
  readonly sameKindFactor: number;
  /** How much a question's effort counts against what it tells: 0 not at all, 1 in full. */
  readonly effortExponent: number;
}

export const SELECTION_POLICY: SelectionPolicy = {
  semiPublicAllowed: 1,
  lateFromKnown: 0.5,
  perKindAllowed: 3,
  recentFactor: 0.5,
  sameKindFactor: 0.7,
  // A typed answer has to tell about twice as much as a choice to come first.
  effortExponent: 0.3,
};

const OTHERS_BEFORE = 2;

/** Differences below this are ties. */
const TIE_BITS = 1e-9;

/**
 * Index of the question with the highest expected information for its effort, or undefined
 * when none may be asked. `recentFactKeys` are those of earlier days: with today's among
 * them, a stranger who opens one session after the other would be led through the whole pool.
 */
export function selectNext(input: {
  readonly pool: readonly PooledQuestion[];
  /** Indexes in the pool of what was asked in this session, answered or not. */
  readonly asked: readonly number[];
  /** Of this session; see `VerificationSession`. Decides between equals only. */
  readonly keyed: Keyed;
  readonly recentFactKeys: readonly string[];
  readonly policy?: SelectionPolicy;
}): number | undefined {
  const { pool, recentFactKeys, policy = SELECTION_POLICY } = input;
  const asked = input.asked.flatMap((index) => pool[index] ?? []);
  const choices = pool
    .map((question, index) => ({ question, index }))
    .filter(({ question }) => mayAsk(question, asked, policy))
    .map((choice) => ({
      ...choice,
      worth:
        (expectedBits(asAskedAfter(choice.question, asked)) / effortOf(choice.question) ** policy.effortExponent) *
        (recentFactKeys.includes(choice.question.factKey) ? policy.recentFactor : 1) *
        policy.sameKindFactor ** asked.filter((earlier) => earlier.kind === choice.question.kind).length,
    }));
  const most = Math.max(...choices.map((choice) => choice.worth));
  const equals = choices.filter((choice) => most - choice.worth < TIE_BITS);
  // A tie must not depend on the order in which the pool happened to be built.
  const drawn = equals.map(({ question, index }) => ({
    index,
    at: input.keyed(`tie|${String(asked.length)}|${shownOf(question)}`),
  }));
  return drawn.sort((a, b) => (a.at < b.at ? -1 : 1))[0]?.index;
}

/**
 * The question as somebody meets it who has seen those before: what stood in a question of another kind is left out of
 * the guess, because a colleague who is a wrong option in one is mostly wrong in both.
 */
export function asAskedAfter(question: PooledQuestion, asked: readonly PooledQuestion[]): PooledQuestion {
  const { options, g = 1 / question.m } = question;
  const seen = new Set(asked.flatMap(({ kind, options: shown }) => (kind === question.kind ? [] : shown)));
  const left = options.filter((option) => !seen.has(option)).length;
  return left === options.length ? question : { ...question, g: Math.min(1, (g * (options.length + 1)) / (left + 1)) };
}

/** What the page shows of it. */
function shownOf({ kind, params, options }: PooledQuestion): string {
  return JSON.stringify([kind, params, options]);
}

/** The questions of a pool that may be asked in one session, in the order in which they would be. */
export function askable(
  pool: readonly PooledQuestion[],
  policy: SelectionPolicy = SELECTION_POLICY,
): readonly PooledQuestion[] {
  const asked: number[] = [];
  for (;;) {
    const next = selectNext({ pool, asked, keyed: (label) => label, policy, recentFactKeys: [] });
    if (next === undefined) {
      return asked.flatMap((index) => pool[index] ?? []);
    }
    asked.push(next);
  }
}

/** How many questions may be asked in one session; below the profile's minimum there are too few facts. */
export function usableCount(pool: readonly PooledQuestion[], policy: SelectionPolicy = SELECTION_POLICY): number {
  return askable(pool, policy).length;
}

function mayAsk(question: PooledQuestion, asked: readonly PooledQuestion[], policy: SelectionPolicy): boolean {
  const semiPublic = asked.filter((earlier) => earlier.exposure === "semi_public").length;
  const sameKind = asked.filter((earlier) => earlier.kind === question.kind).length;
  return (
    question.exposure !== "public" &&
    (question.exposure !== "semi_public" || semiPublic < policy.semiPublicAllowed) &&
    (question.k < policy.lateFromKnown || asked.length >= OTHERS_BEFORE) &&
    sameKind < policy.perKindAllowed &&
    !asked.some((earlier) => earlier.factKey === question.factKey) &&
    expectedBits(asAskedAfter(question, asked)) > 0
  );
}
