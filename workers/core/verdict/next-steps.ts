/**
 * What an agent can do when "proceed" is not the answer: named steps, the first one primary,
 * at most three. Somebody honest who did not pass always finds a way here; where the
 * request is rejected there is deliberately none.
 */
import { assertNever } from "../kit/result.ts";
import type { Proof } from "../policy/proofs.ts";
import type { EndDetail, Recommendation } from "./recommend.ts";

export type AdviceId =
  | "send_again"
  | "other_contact"
  | "new_spoken_code"
  | "manager"
  | "second_approver"
  | "desk"
  | "ask_other_approver"
  | "remind_approver"
  | "verify_named_person"
  | "route_to_security";

export interface AdviceLine {
  readonly id: AdviceId;
  readonly label: string;
}

export interface AdviceInput {
  readonly recommendation: Recommendation;
  readonly detail?: EndDetail | undefined;
  /** Groups of proofs not yet met, from `missingProofGroups`. */
  readonly missing: readonly (readonly Proof[])[];
  readonly approverFirstName?: string | undefined;
  readonly ticketNowNames?: string | undefined;
}

const LABELS: Readonly<Record<AdviceId, string>> = {
  send_again: "Send again",
  other_contact: "Another contact",
  new_spoken_code: "New spoken code",
  manager: "Manager",
  second_approver: "Second approver",
  desk: "Desk",
  ask_other_approver: "Ask somebody else",
  remind_approver: "Remind the approver",
  verify_named_person: "Verify the person now named",
  route_to_security: "Route to security",
};

const MOST = 3;

/** The named next steps for one recommendation, the primary one first. */
export function adviceLines(input: AdviceInput): readonly AdviceLine[] {
  const labelled = idsFor(input).map((id) => ({ id, label: labelOf(id, input) }));
  return labelled.slice(0, MOST);
}

function labelOf(id: AdviceId, { recommendation, approverFirstName, ticketNowNames }: AdviceInput): string {
  if (id === "remind_approver" && approverFirstName !== undefined) {
    return `Remind ${approverFirstName}`;
  }
  if (id === "verify_named_person" && ticketNowNames !== undefined) {
    return `Verify ${ticketNowNames}`;
  }
  // Beside "Send again" the words are "Other contact", everywhere else "Another contact".
  return id === "other_contact" && recommendation.verdict === "not_verified" && recommendation.reason === "timed_out"
    ? "Other contact"
    : LABELS[id];
}

function idsFor(input: AdviceInput): readonly AdviceId[] {
  const { recommendation, approverFirstName } = input;
  switch (recommendation.verdict) {
    case "proceed":
    case "reject":
      return [];
    case "wait":
      return recommendation.reason === "in_progress"
        ? []
        : ["ask_other_approver", ...(approverFirstName === undefined ? [] : (["remind_approver"] as const))];
    case "stop":
      return afterStop(recommendation.reason, input.missing);
    case "do_not_proceed":
      return ["route_to_security"];
    case "expired":
      return ["send_again"];
    case "not_verified":
      return recommendation.reason === "timed_out"
        ? ["send_again", "other_contact"]
        : ["other_contact", "manager", "desk"];
    case "cancelled":
      return afterCancel(input.detail);
    default:
      return assertNever(recommendation);
  }
}

function afterStop(
  reason: Extract<Recommendation, { verdict: "stop" }>["reason"],
  missing: readonly (readonly Proof[])[],
): readonly AdviceId[] {
  if (reason === "other_person") {
    return ["verify_named_person"];
  }
  if (reason === "second_look") {
    return ["other_contact", "manager", "desk"];
  }
  const stepsToProofs = missing.flatMap((group) => group.map((proof) => STEP_TO_PROOF[proof]));
  return [...new Set<AdviceId>([...stepsToProofs, "other_contact"])];
}

const STEP_TO_PROOF: Readonly<Record<Proof, AdviceId>> = {
  contact_on_record: "other_contact",
  destination_typed: "other_contact",
  spoken_code: "new_spoken_code",
  contact_code: "other_contact",
  known_phone: "other_contact",
  passkey: "second_approver",
  second_approver: "second_approver",
  manager_vouch: "manager",
  desk_code: "desk",
};

function afterCancel(detail: EndDetail | undefined): readonly AdviceId[] {
  switch (detail) {
    case "someone_contacted_me":
    case "does_not_know":
      return ["route_to_security"];
    case "caller_refused":
      return ["other_contact", "desk"];
    case "ticket_closed":
      return [];
    case "requester_changed":
      return ["verify_named_person"];
    default:
      return ["send_again"];
  }
}
