/**
 * What an answer weighs, in bits: log2 of how much more likely it is from somebody else than
 * from the requester. Negative speaks for the requester. Clamps and priors belong to the risk
 * model and come in as arguments.
 */
import type { Grade, GradedAnswer, PooledQuestion } from "./question.ts";

export type Strength = Pick<PooledQuestion, "k" | "r" | "m">;

/** What "I don't know" costs, and the kinds from which nobody is expected to remember. */
export const SKIP_BITS = 1;
export const SKIP_FREE_BELOW_RECALL = 0.7;

/** P(correct | somebody else): he knows it, or guesses among m. */
export function guessedRight({ k, m }: Pick<Strength, "k" | "m">): number {
  return k + (1 - k) / m;
}

/**
 * Weight of a graded answer in bits.
 * Partial lies midway between correct and invalid, but never below 0, because half an answer
 * (a country, a surname) is guessed far more easily than m says; and never above what
 * "I don't know" costs, because who half remembers should not regret having tried.
 */
export function answerWeight(answer: Strength & { readonly grade: Grade }): number {
  const right = guessedRight(answer);
  const correct = Math.log2(right / answer.r);
  const invalid = Math.log2((1 - right) / (1 - answer.r));
  const skipped = answer.r < SKIP_FREE_BELOW_RECALL ? 0 : SKIP_BITS;
  const partial = Math.min(Math.max(0, (correct + invalid) / 2), skipped);
  return { correct, partial, invalid, skipped }[answer.grade];
}

/** Bits the question is expected to yield from the requester himself (Kullback-Leibler). 0 where a stranger does as well. */
export function expectedBits(strength: Strength): number {
  const right = guessedRight(strength);
  const { r } = strength;
  return right >= r ? 0 : r * Math.log2(r / right) + (1 - r) * Math.log2((1 - r) / (1 - right));
}

/**
 * How hard it was to get right what was got right: -log2 of the probability that somebody else
 * answers all the scored, correct answers correctly. Skipped and wrong ones prove nothing and add nothing.
 */
export function strengthBits(answers: readonly Pick<GradedAnswer, "k" | "m" | "grade" | "scored">[]): number {
  return answers
    .filter((answer) => answer.scored && answer.grade === "correct")
    .reduce((sum, answer) => sum - Math.log2(guessedRight(answer)), 0);
}
