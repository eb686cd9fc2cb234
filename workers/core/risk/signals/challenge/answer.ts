import { answerWeights } from "../../../questions/bits.ts";
import type { Exposure, Grade } from "../../../questions/question.ts";
import { finding, type Signal } from "../signal.ts";

/** One finding per scored answer: how it was graded and what that weighs, never what was asked for or said. */
export const answer: Signal<"answer"> = {
  id: "answer",
  category: "challenge",
  evaluate(evidence, weight) {
    const scored = evidence.answers.filter((graded) => graded.scored);
    const weights = new Map(answerWeights(scored).map((bits, place) => [scored[place], bits]));
    return evidence.answers.flatMap((graded, index) =>
      graded.scored
        ? finding(answer, weight, {
            id: `answer_${index + 1}`,
            ...(graded.notReached === true
              ? {
                  reason: `Question ${index + 1} was not reached in time`,
                  observed: { question: index + 1, grade: NOT_REACHED },
                }
              : {
                  reason: `Question ${index + 1}, about ${EXPOSURE_WORDS[graded.exposure]}, was ${GRADE_WORDS[graded.grade]}`,
                  observed: { question: index + 1, kind: graded.kind, exposure: graded.exposure, grade: graded.grade },
                }),
            bits: weights.get(graded) ?? 0,
          })
        : [],
    );
  },
};

/** Stands where a grade would: the question weighs as much as a skipped one, and is not called so. */
export const NOT_REACHED = "not_reached";

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  correct: "answered as expected",
  partial: "answered as expected in part",
  invalid: "not answered as expected",
  skipped: "skipped",
};

const EXPOSURE_WORDS: Readonly<Record<Exposure, string>> = {
  public: "something public",
  semi_public: "something that many can find out",
  desk: "something that the desk can see",
  internal: "something known inside",
  private: "something private",
};
