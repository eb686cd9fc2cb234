/**
 * What an answer weighs, in bits: log2 of how much more likely it is from somebody else than
 * from the requester. Negative speaks for the requester. Clamps and priors belong to the risk
 * model and come in as arguments.
 */
import type { Profile } from "../policy/policy.ts";
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

/**
 * The best score these questions can lead to: the strongest ones a profile may ask, all
 * answered correctly, nothing else observed. A profile whose early-accept line lies below it
 * could never be met.
 */
export function lowestReachableScore(input: {
  readonly profile: Pick<Profile, "maximumQuestions">;
  /** Prior and whatever else is certain, for example a typed destination. */
  readonly startBits: number;
  /** Questions that may be asked together, see `askable`. */
  readonly questions: readonly Strength[];
  readonly challengeClamp: { readonly low: number; readonly high: number };
}): number {
  const weights = input.questions
    .map((question) => answerWeight({ ...question, grade: "correct" }))
    .sort((a, b) => a - b);
  const sum = weights.slice(0, input.profile.maximumQuestions).reduce((total, bits) => total + bits, 0);
  const clamped = Math.min(Math.max(sum, input.challengeClamp.low), input.challengeClamp.high);
  const score = 5 + (input.startBits + clamped) / 2;
  return Math.round(Math.min(Math.max(score, 0), 10) * 10) / 10;
}
