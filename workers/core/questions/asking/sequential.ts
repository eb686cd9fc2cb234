/**
 * When to ask on and when to stop. Stops early for one reason only, a score good enough after
 * the minimum was answered, and hides even that in one session of five. Never stops because
 * it goes badly: that would tell an impostor which answer was wrong.
 */
import type { Random } from "../../kit/random.ts";
import type { Profile } from "../../policy/policy.ts";
import type { GradedAnswer } from "../question.ts";

/** One session of five asks one further, unscored question. */
export const EXTRA_QUESTION_SHARE = 0.2;

export type FinishReason = "early_accept" | "maximum_asked" | "pool_exhausted" | NotEnoughReason;

/** A `NotEnoughReason` means that fewer than the minimum were answered: `not_enough_questions`. */
export type Decision =
  | { readonly type: "ask" }
  | { readonly type: "ask_unscored" }
  | { readonly type: "finish"; readonly reason: FinishReason };

/** What to do after the answers so far. Skipped questions count as asked, not as answered. */
export function decideNext(input: {
  /** The last answer to each question, the unscored one included. */
  readonly answers: readonly Pick<GradedAnswer, "grade" | "scored">[];
  /** The assessment's score over the scored answers. */
  readonly score: number;
  readonly profile: Profile;
  /** Questions that may still be asked. */
  readonly remaining: number;
  /** Drawn once, when the session is created. */
  readonly extraQuestion: boolean;
}): Decision {
  const { answers, profile } = input;
  const scored = answers.filter((answer) => answer.scored);
  const answered = scored.filter((answer) => answer.grade !== "skipped").length;
  const enough = answered >= profile.minimumQuestions;
  const canAsk = answers.length < profile.maximumQuestions && input.remaining > 0;
  const extraPending = input.extraQuestion && scored.length === answers.length;

  // Also after the extra question: the answer before it may have been changed meanwhile.
  if (enough && input.score <= profile.earlyAccept) {
    return extraPending && canAsk ? { type: "ask_unscored" } : { type: "finish", reason: "early_accept" };
  }
  if (canAsk) {
    return { type: "ask" };
  }
  if (!enough) {
    const skipped = scored.length >= profile.minimumQuestions;
    return { type: "finish", reason: skipped ? "skipped_too_many" : "too_few_facts" };
  }
  return { type: "finish", reason: answers.length >= profile.maximumQuestions ? "maximum_asked" : "pool_exhausted" };
}

/** Whether this session asks the further question; drawn at creation so that the course of the answers cannot show in it. */
export function drawExtraQuestion(random: Random): boolean {
  return random() < EXTRA_QUESTION_SHARE;
}

/** "3 to 6 questions": one range per profile, whatever the course and the pool, so that it tells nothing. */
export function questionRange(profile: Profile): { readonly least: number; readonly most: number } {
  return { least: profile.minimumQuestions, most: profile.maximumQuestions };
}

export type NotEnoughReason = "skipped_too_many" | "too_few_facts";
