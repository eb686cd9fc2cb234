/**
 * What stands between a link and a result, known before anything is sent. The Send page shows
 * it and Send holds to it: both ask here, so that no form is offered that would be refused.
 */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import { usableCount } from "../../core/questions/asking/select.ts";
import { outlookOf, type Outlook } from "../../core/verdict/outlook.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import type { Destination } from "../../core/policy/required-proofs.ts";
import type { PersonRecord } from "../ports/people.ts";

export interface Prospect {
  /** As the rules see them, see `Subject`. */
  readonly person: PersonRecord;
  readonly destination: Destination;
  readonly policy: Policy;
  readonly pool: readonly PooledQuestion[];
  /** Proofs that somebody there is could give beside the check, see `laterMeans`. */
  readonly later: readonly Proof[];
}

export type ProspectProblem =
  | { readonly code: "send.refused"; readonly problem: "too_few_facts" }
  | { readonly code: "send.cannot_pass"; readonly field: "evidenceOnly" };

/** The questions of the story do not reach the profile's minimum: such a check has no result. */
export function hasTooFewFacts({ policy, pool }: Pick<Prospect, "policy" | "pool">): boolean {
  return usableCount(pool) < policy.profile.minimumQuestions;
}

export function prospectOutlook({
  person,
  destination,
  policy,
  later,
}: Pick<Prospect, "destination" | "policy" | "later"> & {
  readonly person: Pick<PersonRecord, "privileged">;
}): Outlook {
  return outlookOf(
    {
      action: policy.action,
      privileged: person.privileged,
      profile: policy.profile.id,
      required: policy.requiredProofs,
      independentProof: policy.independentProof,
    },
    { destination, later },
  );
}

/**
 * Refused: too few facts, and a check that cannot pass where evidence alone was not asked for. Whether it can only
 * be evidence; sending that is a choice of its own, never a default.
 */
export function admit(
  prospect: Prospect,
  evidenceWanted: boolean,
): Result<{ readonly evidenceOnly: boolean }, ProspectProblem> {
  if (hasTooFewFacts(prospect)) {
    return err({ code: "send.refused", problem: "too_few_facts" });
  }
  const { canPass } = prospectOutlook(prospect);
  return canPass || evidenceWanted
    ? ok({ evidenceOnly: !canPass })
    : err({ code: "send.cannot_pass", field: "evidenceOnly" });
}
