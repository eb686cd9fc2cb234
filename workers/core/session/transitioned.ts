/** The types that every transition shares. */
import type { GrantProblem } from "../actions/grant.ts";
import type { Keyed } from "../kit/keyed.ts";
import type { Random } from "../kit/random.ts";
import type { Result } from "../kit/result.ts";
import type { EpochMs } from "../kit/time.ts";
import type { PooledQuestion } from "../questions/question.ts";
import type { Effect } from "./effects.ts";
import type { Session } from "./session.ts";

export interface TransitionContext {
  readonly now: EpochMs;
  readonly random: Random;
  /** Of this session; decides between questions of equal worth. */
  readonly keyed: Keyed;
  readonly pool: readonly PooledQuestion[];
}

export type TransitionProblem =
  | "session.ended"
  | "session.not_allowed"
  | "session.other_browser"
  | "link.revoked"
  | "answer.out_of_order"
  | "answer.conflict"
  | "resend.too_soon"
  | "resend.none_left"
  | "resend.other_channel"
  | "time.none_left"
  | "move.none_left"
  | "message.unknown"
  | "approval.unknown"
  | "approval.answered"
  | "approval.none_left"
  | "approval.not_needed"
  | "approval.own_check"
  | "approval.other_action"
  | "approval.approver"
  | "approval.not_yet"
  | "passkey.too_new"
  | "grant.not_held"
  | "desk_action.taken"
  | "desk_action.requester_acts"
  | "desk_action.over"
  | "desk_action.recorded"
  | "desk_action.not_yours"
  | GrantProblem;

export interface Transitioned {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

export type TransitionResult = Result<Transitioned, TransitionProblem>;
