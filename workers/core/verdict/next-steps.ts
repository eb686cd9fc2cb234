/**
 * What an agent can do when "proceed" is not the answer: named steps, what helps most first, at
 * most three. Somebody honest who did not pass always finds a way here; where the request is
 * rejected the steps are what to say and whom to tell, and never another try.
 */
import { assertNever } from "../kit/result.ts";
import type { Proof } from "../policy/proofs.ts";
import type { EndDetail, Recommendation } from "./recommend.ts";

export type AdviceId =
  | "send_again"
  | "other_contact"
  | "spoken_code"
  | "known_phone"
  | "verify_named_person"
  | "copy_say"
  | "manager"
  | "second_approver"
  | "desk"
  | "ask_other_approver"
  | "remind_approver"
  | "report_to_security"
  | "route_to_security";

/** "done": security has it from a colleague already. Absent: this reader cannot, so it goes by hand. */
export type ReportOffer = "offered" | "done";

export interface AdviceLine {
  readonly id: AdviceId;
  readonly label: string;
  /** A new check, the line to say on the clipboard, Remediate's Report, or something that only people can do. */
  readonly how: "check" | "copy" | "report" | "hand";
}

export interface AdviceInput {
  readonly recommendation: Recommendation;
  readonly detail?: EndDetail | undefined;
  /** Groups of proofs not yet met, from `missingProofGroups`. */
  readonly missing: readonly (readonly Proof[])[];
  readonly approverFirstName?: string | undefined;
  readonly ticketNowNames?: string | undefined;
  readonly report?: ReportOffer | undefined;
}

const STEPS: Readonly<Record<AdviceId, Omit<AdviceLine, "id">>> = {
  send_again: { label: "Send again", how: "check" },
  other_contact: { label: "Another contact", how: "check" },
  spoken_code: { label: "Send again with a spoken code", how: "check" },
  known_phone: { label: "Send again, for the phone used before", how: "check" },
  verify_named_person: { label: "Verify the person now named", how: "check" },
  copy_say: { label: "Copy the line to say", how: "copy" },
  manager: { label: "Ask the manager, on a number on record", how: "hand" },
  second_approver: { label: "Send again, and ask a second approver", how: "check" },
  desk: { label: "Send them to the IT desk with their staff badge", how: "hand" },
  ask_other_approver: { label: "Ask somebody else to approve", how: "hand" },
  remind_approver: { label: "Remind the approver", how: "hand" },
  report_to_security: { label: "Report to security", how: "report" },
  route_to_security: { label: "Route the ticket to security", how: "hand" },
};

const MOST = 3;

/** The named next steps for one recommendation, the primary one first. */
export function adviceLines(input: AdviceInput): readonly AdviceLine[] {
  return idsFor(input)
    .slice(0, MOST)
    .map((id) => ({ ...STEPS[id], id, label: labelOf(id, input) }));
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
    : STEPS[id].label;
}

function idsFor(input: AdviceInput): readonly AdviceId[] {
  const { recommendation, approverFirstName } = input;
  switch (recommendation.verdict) {
    case "proceed":
    case "done":
      return [];
    case "reject":
    case "do_not_proceed":
      return ["copy_say", ...toSecurity(input)];
    case "wait":
      return recommendation.reason !== "approval"
        ? []
        : ["ask_other_approver", ...(approverFirstName === undefined ? [] : (["remind_approver"] as const))];
    case "stop":
      return afterStop(recommendation.reason, input.missing);
    case "expired":
      return ["send_again"];
    case "not_verified":
      return recommendation.reason === "timed_out"
        ? ["send_again", "other_contact"]
        : ["other_contact", "manager", "desk"];
    case "cancelled":
      return afterCancel(input);
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
  const steps = [...new Set(stepsTo(missing))];
  return steps.length === 0 ? ["other_contact", "desk"] : steps;
}

/**
 * Only what can help: a further check where it can bring a proof of every group that is missing;
 * else it would fail as this one did, and what people have to do comes alone.
 */
function stepsTo(missing: readonly (readonly Proof[])[]): readonly AdviceId[] {
  const all = missing.map((group) => group.map((proof) => STEP_TO_PROOF[proof]));
  const isCheck = (id: AdviceId): boolean => STEPS[id].how === "check";
  return all.every((group) => group.some(isCheck))
    ? all.flatMap((group) => group.toSorted((one, other) => Number(isCheck(other)) - Number(isCheck(one))))
    : all.flatMap((group) => group.filter((id) => !isCheck(id)));
}

const STEP_TO_PROOF: Readonly<Record<Proof, AdviceId>> = {
  contact_on_record: "other_contact",
  destination_typed: "other_contact",
  spoken_code: "spoken_code",
  contact_code: "second_approver",
  known_phone: "known_phone",
  passkey: "second_approver",
  second_approver: "second_approver",
  manager_vouch: "manager",
  desk_code: "desk",
};

function toSecurity({ report }: AdviceInput): readonly AdviceId[] {
  return report === "done" ? [] : [report === "offered" ? "report_to_security" : "route_to_security"];
}

function afterCancel(input: AdviceInput): readonly AdviceId[] {
  switch (input.detail) {
    case "someone_contacted_me":
    case "does_not_know":
    case "manager_warned":
      return toSecurity(input);
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
