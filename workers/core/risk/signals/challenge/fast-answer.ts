import { finding, type Signal } from "../signal.ts";

/** Skipping takes no reading and is left out; so is the unscored question. Counted once, however many. */
export const fastAnswer: Signal<"fast_answer"> = {
  id: "fast_answer",
  category: "challenge",
  evaluate(evidence, weight) {
    const count = evidence.answers.filter(
      (graded) =>
        graded.scored && graded.grade !== "skipped" && graded.answeredAt - graded.askedAt < weight.limits.readingMs,
    ).length;
    return count === 0
      ? undefined
      : finding(fastAnswer, weight, {
          reason: `${count === 1 ? "One answer" : `${count} answers`} came faster than reading allows`,
          observed: { count },
        });
  },
};
