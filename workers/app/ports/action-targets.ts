/** What the use cases ask of a system in which accounts are unlocked and passwords set. */
import type { FollowUpCall, ReservedCall, TargetAction, TargetSubject } from "../../core/actions/grant.ts";
import type { PasswordRules } from "../../core/actions/password-rules.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { PeerProblem } from "./peer-problem.ts";

/** "link": the target sends its own. Never "set_by_agent": no agent learns or chooses a password. */
export type PasswordCapability = "link" | "set_by_person";

export interface TargetAccount {
  readonly enabled: boolean;
  /** A member of what is privileged there, read live. */
  readonly privileged: boolean;
  /** Absent where the target does not say. */
  readonly locked?: boolean;
  /** Its password is kept elsewhere: synced from on premises, or a federated domain. */
  readonly managedElsewhere?: "synced" | "federated";
  /** A password alone does not sign in there. */
  readonly keepsSecondFactor: boolean;
  readonly passwordSetAt?: EpochMs;
  readonly rules: PasswordRules;
}

/** `inItsWords`: the target's own, plain text on one line, without anything of the person or the password. */
export type TargetProblem =
  | PeerProblem
  | { readonly code: "target.unknown_account" }
  /** Its rules said no: another password may do. */
  | { readonly code: "target.refused"; readonly inItsWords: string }
  /** Our account there may not, whoever asks. */
  | { readonly code: "target.forbidden"; readonly inItsWords: string }
  /** The call went out and its answer was lost: only `changedSince` can tell. */
  | { readonly code: "target.outcome_unknown" };

export interface ActionTarget {
  /** Absent: it sets none. */
  readonly passwordReset?: PasswordCapability;
  readonly accountUnlock?: true;
  /** Which accounts it serves, and which it leaves alone: a sentence or two. */
  readonly serves: string;
  /** Whether it is there and lets us in. Changes nothing. */
  probe(): Promise<Result<undefined, TargetProblem>>;
  /** What our own account there lacks, a sentence each. Absent where that cannot be read. Changes nothing. */
  shortcomings?(): Promise<Result<readonly string[], TargetProblem>>;
  /** Changes nothing. */
  lookUp(subject: TargetSubject): Promise<Result<TargetAccount, TargetProblem>>;
  setPassword(call: ReservedCall, password: Secret): Promise<Result<{ readonly setAt: EpochMs }, TargetProblem>>;
  unlock(call: ReservedCall): Promise<Result<undefined, TargetProblem>>;
  /** "not_supported": old sessions stay; the last page says so. */
  revokeSessions(call: FollowUpCall): Promise<Result<"revoked" | "not_supported", TargetProblem>>;
  /** Whether the account shows what the call wanted, done at or after its reservation. */
  changedSince(call: FollowUpCall): Promise<Result<"changed" | "unchanged" | "cannot_tell", TargetProblem>>;
}

/** For whoever looks after the connection: the target's own words, or ours. */
export function problemWords(problem: TargetProblem): string {
  switch (problem.code) {
    case "target.refused":
    case "target.forbidden":
      return problem.inItsWords;
    case "target.unknown_account":
      return "there is no such account";
    case "target.outcome_unknown":
      return "its answer was lost";
    default:
      return problem.detail;
  }
}

/** One that the settings name. */
export interface NamedTarget {
  readonly name: string;
  /** What people call the kind of system. */
  readonly label: string;
  readonly target: ActionTarget;
}

export const canDo = ({ passwordReset, accountUnlock }: ActionTarget, action: TargetAction): boolean =>
  action === "password_reset" ? passwordReset !== undefined : accountUnlock === true;

/** Those of the settings. */
export interface ActionTargets {
  /** Undefined where none has this name, or not any more. */
  readonly named: (name: string) => NamedTarget | undefined;
  /** The one that does this; undefined where an agent acts. */
  readonly doing: (action: TargetAction) => NamedTarget | undefined;
}
