/** What each finding did to the score: an analyst asks first whether the one that looks odd decided. */
import type { Assessment } from "../../core/risk/assessment.ts";
import { counterfactual } from "../../core/risk/assess.ts";
import { MODEL } from "../../core/risk/model.ts";

/**
 * The score without each finding that changes it, by its id; under a category's cap many do not. Empty for an assessment of an
 * older model: its clamps are not known any more, and a guess would contradict its waterfall.
 */
export function counterfactuals(assessment: Assessment): Readonly<Record<string, number>> {
  if (assessment.modelVersion !== MODEL.version) {
    return {};
  }
  const weighed = assessment.findings.filter((finding) => finding.bits !== 0);
  return Object.fromEntries(
    weighed
      .map(({ id }) => [id, counterfactual(assessment, id)] as const)
      .filter(([, score]) => score !== assessment.score),
  );
}
