/** What follows an action that was done, in this order. Each is carried out once, however often it has to be begun. */
import type { TargetAction } from "./grant.ts";

export const ACTION_STEPS = ["notices", "sign_out", "note", "close"] as const;
export type ActionStep = (typeof ACTION_STEPS)[number];

/** What became of a step; "not_needed" where the action has no such thing. */
export const STEP_RESULTS = ["done", "not_supported", "not_needed", "failed"] as const;
export type StepResult = (typeof STEP_RESULTS)[number];

export type StepResults = Readonly<Partial<Record<ActionStep, StepResult>>>;

/** The first that is not over; undefined once all are. */
export const nextStep = (results: StepResults): ActionStep | undefined =>
  ACTION_STEPS.find((step) => results[step] === undefined);

/** Old sessions were opened with the old password; a locked account had none worth ending. */
export const endsSessions = (action: TargetAction): boolean => action === "password_reset";
