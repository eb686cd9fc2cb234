/** What a pass led to: who acted, on which authority, and what came of it. */
import type { ActionStep, StepResult } from "../../core/actions/steps.ts";
import type { ActionId } from "../../core/policy/policy.ts";

/** Absent until a check has passed or somebody was asked to approve it. */
export interface ActionCardReply {
  readonly action: ActionId;
  /** The rules that the check ran under; absent where nothing was lent to the portal. */
  readonly policyVersion?: string;
  /** What the requester pressed in the portal, in order. */
  readonly attempts: readonly ActionAttempt[];
  /** How many of them the target's own rules refused. */
  readonly refusals: number;
  readonly desk?: {
    readonly by: string;
    readonly begunAt: number;
    readonly ended?: { readonly at: number; readonly words: string; readonly done: boolean; readonly late?: true };
  };
  readonly approvals: readonly ActionApproval[];
  /** The note that asks for it, or says what became of the ticket. */
  readonly closing?: {
    readonly title: string;
    readonly at: number;
    readonly status: "waiting" | "written" | "parked" | "discarded";
  };
}

export interface ActionAttempt {
  readonly id: string;
  /** What people call the system. */
  readonly target: string;
  readonly at: number;
  /** What the system answered; absent while the call is under way, or was cut off. */
  readonly answer?: "done" | "refused" | "not_done" | "unknown" | "withdrawn" | "superseded";
  readonly doneAt?: number;
  readonly steps: readonly { readonly step: ActionStep; readonly result: StepResult; readonly at: number }[];
}

export interface ActionApproval {
  readonly id: string;
  readonly kind: "second_approver" | "manager_vouch";
  readonly by: string;
  readonly askedBy: string;
  readonly askedAt: number;
  /** When they first looked at it. */
  readonly seenAt?: number;
  readonly answeredAt?: number;
  readonly answer?: "given" | "refused";
  readonly reason?: string;
}
