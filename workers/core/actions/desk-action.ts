/**
 * What an agent does with a pass that leads to nothing in the portal. One agent has it at a time, and what was done
 * with it is chosen from a list: nobody types a password, a code or a story about the person here.
 */
import type { AgentId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";

export const NOT_DONE_REASONS = [
  "no_rights",
  "system_away",
  "account_differs",
  "caller_gone",
  "not_needed",
  "colleague",
] as const;
export type NotDoneReason = (typeof NOT_DONE_REASONS)[number];

export const DESK_OUTCOMES = ["done", ...NOT_DONE_REASONS] as const;
export type DeskOutcome = (typeof DESK_OUTCOMES)[number];

/** In the words of notes and screens: a sentence without a full stop. */
export const DESK_OUTCOME_WORDS: Readonly<Record<DeskOutcome, string>> = {
  done: "Done",
  no_rights: "No right to do it in that system",
  system_away: "The system did not answer",
  account_differs: "The account is not as it should be",
  caller_gone: "The caller is gone",
  not_needed: "Not needed any more",
  colleague: "A colleague does it",
};

export interface DeskAction {
  readonly by: { readonly id: AgentId; readonly name: string };
  readonly begunAt: EpochMs;
  /** Absent until it is recorded. */
  readonly ended?: {
    readonly at: EpochMs;
    readonly outcome: DeskOutcome;
    /** It was recorded when the pass had ended. */
    readonly late?: true;
  };
}

/** Somebody has it: nobody else may act on the pass. */
export const isDeskActionOpen = (action: DeskAction | undefined): action is DeskAction =>
  action !== undefined && action.ended === undefined;

/** Nobody acts on the pass any more. */
export const isDeskActionDone = (action: DeskAction | undefined): boolean => action?.ended?.outcome === "done";
