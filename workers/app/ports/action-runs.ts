/**
 * Every attempt of an action that left for a target system, and what followed it. Written before the call, so that
 * whatever is cut off is found again; it outlives the session. No password is any part of it.
 */
import type { ConsumedGrant, ReservedGrant } from "../../core/actions/grant.ts";
import type { ActionStep, StepResult, StepResults } from "../../core/actions/steps.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Session } from "../../core/session/session.ts";
import type { NewActionNotices } from "./action-notices.ts";
import type { NewNote } from "./tickets.ts";

export interface NewActionRun {
  readonly grant: ReservedGrant;
  readonly ticket: Session["ticket"];
  readonly personName: string;
  /** It passed under the rules for privileged people. */
  readonly privileged: boolean;
  readonly account?: Session["account"];
}

/** What the target answered to one attempt. "superseded": another attempt of the same grant was the one that did it. */
export type ActionAnswer = "done" | "refused" | "not_done" | "unknown" | "withdrawn" | "superseded";

export interface ActionRun extends NewActionRun {
  readonly steps: StepResults;
  readonly doneAt: EpochMs;
  /** Tries of the step that is next. */
  readonly attempts: number;
}

/** As the details page shows it. */
export interface ActionRunView {
  readonly attempt: string;
  readonly target: string;
  /** The rules that its check ran under. */
  readonly policyVersion: string;
  readonly at: EpochMs;
  /** Absent: the call is under way, or was cut off. */
  readonly answer?: ActionAnswer;
  readonly doneAt?: EpochMs;
  readonly steps: readonly { readonly step: ActionStep; readonly result: StepResult; readonly at: EpochMs }[];
}

export interface StepDone {
  readonly step: ActionStep;
  readonly result: StepResult;
  readonly at: EpochMs;
  readonly note?: NewNote;
  readonly notices?: NewActionNotices;
}

export interface ActionRunStore {
  /** Before the call goes out; again, nothing changes. */
  begin(run: NewActionRun): Promise<void>;
  /** What became of it; "done" is kept once for a grant, and opens what follows. The answer is what is kept in the end. */
  settle(
    attempt: string,
    settled: { readonly answer: ActionAnswer; readonly at: EpochMs; readonly doneAt?: EpochMs },
  ): Promise<ActionAnswer | undefined>;
  /** Attempts of which nothing was heard, that began before this moment. */
  unsettled(before: EpochMs, limit: number): Promise<readonly NewActionRun[]>;
  /** Attempts after which something is still to be done. */
  due(now: EpochMs, limit: number): Promise<readonly string[]>;
  /** Leased, so that one at a time goes on with it; undefined when another does, or nothing is left. */
  claim(attempt: string, lease: { readonly now: EpochMs; readonly until: EpochMs }): Promise<ActionRun | undefined>;
  /** With what belongs to the step, or not at all; again, nothing changes. */
  stepDone(run: Pick<ActionRun, "grant">, step: StepDone): Promise<void>;
  stepFailed(attempt: string, failure: { readonly nextAt: EpochMs }): Promise<void>;
  finished(attempt: string): Promise<void>;
  /** Grants of this check that were used, for what is undone afterwards. */
  usedOf(id: VerificationId): Promise<readonly ConsumedGrant[]>;
  ofVerification(id: VerificationId): Promise<readonly ActionRunView[]>;
}
