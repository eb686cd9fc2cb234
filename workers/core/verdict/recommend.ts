/**
 * What the desk should do now. A function of how the check ended and of whether that still
 * holds, never of the level alone: "proceed" needs a pass that is still valid, of a person
 * who is still active, still named by the ticket and has reported no other check since, in a
 * record that nobody else has written. Everything that is unclear leads to a verdict under which nobody acts.
 */
import { assertNever } from "../kit/result.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Level } from "../risk/levels.ts";
import {
  type CancelReason,
  type FailReason,
  isTerminal,
  type SessionStatus,
  type TimeoutReason,
} from "../session/status.ts";
import type { NotEnoughReason } from "../questions/asking/sequential.ts";

export type EndDetail = TimeoutReason | CancelReason | FailReason | NotEnoughReason;

/**
 * Whether a record is as this product wrote it. "unmarked": it comes from before records were marked, or its evidence
 * was removed when its days were over; what it says is history.
 */
export type Integrity = "intact" | "changed" | "unmarked";

export interface RecommendInput {
  readonly integrity: Integrity;
  readonly status: SessionStatus;
  readonly detail?: EndDetail | undefined;
  /** End of the pass; absent unless passed. */
  readonly validUntil?: EpochMs | undefined;
  readonly now: EpochMs;
  readonly ticketStillNamesSamePerson: boolean;
  readonly level?: Level | undefined;
  readonly personActive: boolean;
  /** Somebody confirmed that it was an impostor. */
  readonly confirmedImpostor: boolean;
  /** Another check of the person was reported since this one began. */
  readonly otherReported: boolean;
  /** The requester does it in the portal, or did; absent where an agent acts. */
  readonly portalAction?: PortalAction | undefined;
  /** When an agent recorded that it is done. */
  readonly doneByAgentAt?: EpochMs | undefined;
}

/** What became of the action that a pass leads to in the portal. */
export interface PortalAction {
  /** Until when the requester can do it; absent once it is done or withdrawn. */
  readonly offeredUntil?: EpochMs;
  readonly doneAt?: EpochMs;
}

export type Recommendation =
  | { readonly verdict: "done"; readonly by: "agent" | "requester"; readonly at: EpochMs }
  | { readonly verdict: "proceed"; readonly by: "agent" | "requester"; readonly validUntil: EpochMs }
  | { readonly verdict: "wait"; readonly reason: "in_progress" | "approval" | "hold" }
  | { readonly verdict: "stop"; readonly reason: "second_look" | "proof_missing" | "other_person" }
  | { readonly verdict: "reject"; readonly reason: "high_risk" | "reported" | "impostor" }
  | { readonly verdict: "do_not_proceed"; readonly reason?: "changed" | "other_reported" }
  | { readonly verdict: "expired"; readonly validUntil?: EpochMs }
  | { readonly verdict: "not_verified"; readonly reason: "not_enough_questions" | "timed_out" }
  | { readonly verdict: "cancelled" };

/** Absent: the person is inactive, or something blocks. */
export type DoNotProceedReason = Extract<Recommendation, { verdict: "do_not_proceed" }>["reason"];

const WAITS_FOR: Readonly<Partial<Record<SessionStatus, "approval" | "hold">>> = {
  approving: "approval",
  holding: "hold",
};

/** The recommendation for one verification at one moment. */
export function recommend(input: RecommendInput): Recommendation {
  if (input.integrity === "changed") {
    return { verdict: "do_not_proceed", reason: "changed" };
  }
  if (!input.personActive) {
    return { verdict: "do_not_proceed" };
  }
  if (!isTerminal(input.status)) {
    return input.ticketStillNamesSamePerson
      ? { verdict: "wait", reason: WAITS_FOR[input.status] ?? "in_progress" }
      : { verdict: "stop", reason: "other_person" };
  }
  switch (input.status) {
    case "passed":
      return afterPass(input);
    case "failed":
      return afterFailure(input);
    case "not_enough_questions":
    case "timed_out":
      return { verdict: "not_verified", reason: input.status };
    case "cancelled":
      return { verdict: "cancelled" };
    case "reported":
      return { verdict: "reject", reason: "reported" };
    default:
      return assertNever(input.status);
  }
}

function afterPass({
  integrity,
  validUntil,
  now,
  ticketStillNamesSamePerson,
  confirmedImpostor,
  otherReported,
  portalAction,
  doneByAgentAt,
}: RecommendInput): Recommendation {
  if (confirmedImpostor) {
    return { verdict: "reject", reason: "impostor" };
  }
  if (otherReported) {
    return { verdict: "do_not_proceed", reason: "other_reported" };
  }
  const done = integrity === "intact" ? doneOf({ portalAction, doneByAgentAt }) : undefined;
  if (done !== undefined) {
    return done;
  }
  if (!ticketStillNamesSamePerson) {
    return { verdict: "stop", reason: "other_person" };
  }
  if (validUntil === undefined) {
    return { verdict: "expired" };
  }
  if (!(now < validUntil)) {
    return { verdict: "expired", validUntil };
  }
  if (integrity !== "intact") {
    return { verdict: "expired" };
  }
  const { offeredUntil } = portalAction ?? {};
  return offeredUntil !== undefined && now < offeredUntil
    ? { verdict: "proceed", by: "requester", validUntil: Math.min(offeredUntil, validUntil) }
    : { verdict: "proceed", by: "agent", validUntil };
}

function doneOf({
  portalAction,
  doneByAgentAt,
}: Pick<RecommendInput, "portalAction" | "doneByAgentAt">): Recommendation | undefined {
  if (portalAction?.doneAt !== undefined) {
    return { verdict: "done", by: "requester", at: portalAction.doneAt };
  }
  return doneByAgentAt === undefined ? undefined : { verdict: "done", by: "agent", at: doneByAgentAt };
}

function afterFailure({ detail, level }: RecommendInput): Recommendation {
  if (detail === "blocking") {
    return { verdict: "do_not_proceed" };
  }
  if (detail === "risk_high" || level === "high") {
    return { verdict: "reject", reason: "high_risk" };
  }
  return { verdict: "stop", reason: detail === "proof_missing" ? "proof_missing" : "second_look" };
}
