/**
 * What answers weigh, in bits: log2 of how much more likely they are from somebody else than
 * from the requester. Negative speaks for the requester. Clamps and priors belong to the risk
 * model and come in as arguments.
 */
import type { Grade, GradedAnswer, PooledQuestion } from "./question.ts";

export type Strength = Pick<PooledQuestion, "k" | "r" | "m" | "g">;

/** What "I don't know" costs, and the kinds from which nobody is expected to remember. */
export const SKIP_BITS = 1;
export const SKIP_FREE_BELOW_RECALL = 0.7;

/** How much of the belief that somebody else knows a kind is left once they got one of it wrong. */
export const KNOWN_AFTER_WRONG = 0.05;

/** P(the best guess is right). */
const guessRate = ({ m, g }: Pick<Strength, "m" | "g">): number => g ?? 1 / m;

/** P(correct | somebody else): he knows it, or guesses. */
export function guessedRight(strength: Pick<Strength, "k" | "m" | "g">): number {
  return strength.k + (1 - strength.k) * guessRate(strength);
}

/** That somebody else knows the facts of a kind, and that he does not, each as likely as what was answered up to now. */
interface Belief {
  readonly knows: number;
  readonly guesses: number;
}

const believed = ({ k }: Pick<Strength, "k">): Belief => ({ knows: k, guesses: 1 - k });
const total = ({ knows, guesses }: Belief): number => knows + guesses;

function after(belief: Belief, strength: Pick<Strength, "m" | "g">, right: boolean): Belief {
  const g = guessRate(strength);
  return right
    ? { knows: belief.knows, guesses: belief.guesses * g }
    : { knows: belief.knows * KNOWN_AFTER_WRONG, guesses: belief.guesses * (1 - g) };
}

/**
 * The weight of each answer in bits, in their order. Who knows one fact of a kind knows the others: of a
 * kind that was answered before, an answer weighs what it adds.
 * Partial lies midway between correct and invalid, but never below 0, because half an answer
 * (a country, a surname) is guessed far more easily than the model says; and never above what
 * "I don't know" costs, because who half remembers should not regret having tried.
 */
export function answerWeights(
  answers: readonly (Strength & { readonly kind: string; readonly grade: Grade })[],
): readonly number[] {
  const beliefs = new Map<string, Belief>();
  return answers.map((answer) => {
    const before = beliefs.get(answer.kind) ?? believed(answer);
    const [right, wrong] = [after(before, answer, true), after(before, answer, false)];
    const correct = Math.log2(total(right) / total(before) / answer.r);
    const invalid = Math.log2(total(wrong) / total(before) / (1 - answer.r));
    const skipped = answer.r < SKIP_FREE_BELOW_RECALL ? 0 : SKIP_BITS;
    const partial = Math.min(Math.max(0, (correct + invalid) / 2), skipped);
    if (answer.grade === "correct" || answer.grade === "invalid") {
      beliefs.set(answer.kind, answer.grade === "correct" ? right : wrong);
    }
    return { correct, partial, invalid, skipped }[answer.grade];
  });
}

/** Bits the question is expected to yield from the requester himself (Kullback-Leibler). 0 where a stranger does as well. */
export function expectedBits(strength: Strength): number {
  const right = guessedRight(strength);
  const { r } = strength;
  return right >= r ? 0 : r * Math.log2(r / right) + (1 - r) * Math.log2((1 - r) / (1 - right));
}

/**
 * How hard it was to get right what was got right: -log2 of the probability that somebody else
 * answers all the scored, correct answers correctly, whose kinds he knows or does not. Skipped and wrong ones prove
 * nothing and add nothing.
 */
export function strengthBits(
  answers: readonly Pick<GradedAnswer, "kind" | "k" | "m" | "g" | "grade" | "scored">[],
): number {
  const right = answers.filter((answer) => answer.scored && answer.grade === "correct");
  const beliefs = [...Map.groupBy(right, ({ kind }) => kind).values()].map((ofKind) =>
    ofKind.reduce<Belief | undefined>((belief, answer) => after(belief ?? believed(answer), answer, true), undefined),
  );
  return beliefs.reduce((sum, belief) => sum - Math.log2(belief === undefined ? 1 : total(belief)), 0);
}
