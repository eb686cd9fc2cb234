/**
 * Decides how a check ends when its questions are over, or when its deadline comes after
 * enough of them were answered to decide. Reported, cancelled and timed out are events of
 * the state machine and come first there. Nothing here looks at one thing alone: a pass
 * needs the answers, the level, the proofs and nothing that blocks.
 */
import type { Assessment } from "../risk/assessment.ts";
import type { Proof } from "../policy/proofs.ts";
import { missingProofGroups, type ProofNeeds } from "../policy/required-proofs.ts";
import type { FailReason } from "./status.ts";
import type { NotEnoughReason } from "../questions/asking/sequential.ts";

export interface OutcomeInput extends ProofNeeds {
  /** Scored questions that got an answer; skipped ones do not count. */
  readonly answered: number;
  readonly minimum: number;
  /** There was nothing left to ask; otherwise too many were skipped. */
  readonly poolExhausted: boolean;
  /** A required proof was tried and its tries are used up, perhaps before the first question. */
  readonly proofFailed: boolean;
  readonly assessment: Pick<Assessment, "level" | "blocked" | "score" | "passLine">;
  readonly proven: readonly Proof[];
  /** Proofs that somebody could still give. */
  readonly means: readonly Proof[];
}

export type Outcome =
  | { readonly status: "passed" }
  /** Nothing is missing but proofs that people, or a passkey, can still give. */
  | { readonly status: "approving" }
  | { readonly status: "failed"; readonly detail: FailReason }
  | { readonly status: "not_enough_questions"; readonly detail: NotEnoughReason };

/** Passed, failed or not enough questions, with the reason that comes first; or what is missing is waited for. */
export function decideOutcome(input: OutcomeInput): Outcome {
  // Written so that a count that is not a number never counts as enough.
  const enough = input.answered >= input.minimum;
  if (!enough && !input.proofFailed) {
    return { status: "not_enough_questions", detail: input.poolExhausted ? "too_few_facts" : "skipped_too_many" };
  }
  const detail = enough ? failReason(input) : failReasonBeforeQuestions(input);
  if (detail === undefined) {
    return { status: "passed" };
  }
  return detail === "proof_missing" && canStillCome(input) ? { status: "approving" } : { status: "failed", detail };
}

function failReason(input: OutcomeInput): FailReason | undefined {
  const { assessment } = input;
  const hard = hardReason(input);
  if (hard !== undefined) {
    return hard;
  }
  // The level is read again from the score: a record that contradicts itself must not pass.
  if (assessment.level !== "verified" || !(assessment.score <= assessment.passLine)) {
    return "risk_medium";
  }
  return input.proofFailed || missingProofGroups(input, input.proven).length > 0 ? "proof_missing" : undefined;
}

function canStillCome(input: OutcomeInput): boolean {
  const missing = missingProofGroups(input, input.proven);
  return !input.proofFailed && missing.every((group) => group.some((proof) => input.means.includes(proof)));
}

/** Without answers a middling score says nothing yet; what ended the check is the proof. */
function failReasonBeforeQuestions(input: OutcomeInput): FailReason {
  return hardReason(input) ?? "proof_missing";
}

function hardReason({ assessment }: OutcomeInput): FailReason | undefined {
  if (assessment.blocked) {
    return "blocking";
  }
  return assessment.level === "high" ? "risk_high" : undefined;
}
