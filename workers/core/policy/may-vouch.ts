/**
 * Whether somebody's manager can be asked for their word, and why not. It is worth something only as the word of
 * somebody who has been the manager for long enough, does not owe it to the person, and has no other hand in the check.
 */
import type { PersonId } from "../kit/ids.ts";
import { err, ok, type Result } from "../kit/result.ts";
import { DAY_MS, type EpochMs } from "../kit/time.ts";

/** A week is longer than anybody who has changed the directory for it wants to wait. */
export const VOUCHES_AFTER_MS = 7 * DAY_MS;
/** So long whoever got somebody's word does not give theirs for that one. */
export const NOT_MUTUAL_FOR_MS = 30 * DAY_MS;
/** Asked at one time, over all checks: whoever is asked more often stops reading. */
export const OPEN_VOUCHES = 3;

export interface VouchCase {
  readonly managerId: PersonId;
  readonly active: boolean;
  /** When they became the manager; absent where it has stood since the accepted import. */
  readonly since?: EpochMs | undefined;
  readonly personId: PersonId;
  /** People can sign in at their own page by more than a password. */
  readonly canSignIn: boolean;
  /** There is a work address, or a phone that has been on record for long enough. */
  readonly reachable: boolean;
  /** An agent who sent the check, was in charge of it, or is asked to approve it, is the manager too. */
  readonly involved: boolean;
  /** When the person last gave their word for the manager; absent where they never did. */
  readonly vouchedBack?: EpochMs | undefined;
  /** Of the manager's, those that are not answered: of other checks. */
  readonly open: number;
  readonly now: EpochMs;
}

/** Each continues the manager's name. */
export const VOUCH_PROBLEMS = {
  requester: "is the person who is checked",
  inactive: "is not active in the directory",
  cannot_sign_in: "cannot be asked, because people have no sign-in with a second factor here",
  involved: "has a hand in this check",
  changed_lately: "became the manager within the last 7 days",
  mutual: "got this person's word within the last 30 days",
  no_contact: "has no work address and no phone on record to be asked by",
  too_many: "has three such requests open already",
} as const;

export type VouchProblem = keyof typeof VOUCH_PROBLEMS;

/** They keep somebody from being asked, and not from answering: whatever else there is comes before them. */
export const ONLY_OF_ASKING: ReadonlySet<VouchProblem> = new Set(["no_contact", "too_many"]);

export function mayVouch(asked: VouchCase): Result<undefined, VouchProblem> {
  const { now, since, vouchedBack } = asked;
  const problems: readonly (readonly [VouchProblem, boolean])[] = [
    ["requester", asked.managerId === asked.personId],
    ["inactive", !asked.active],
    ["cannot_sign_in", !asked.canSignIn],
    ["involved", asked.involved],
    ["changed_lately", since !== undefined && since > now - VOUCHES_AFTER_MS],
    ["mutual", vouchedBack !== undefined && vouchedBack > now - NOT_MUTUAL_FOR_MS],
    ["no_contact", !asked.reachable],
    ["too_many", asked.open >= OPEN_VOUCHES],
  ];
  const found = problems.find(([, holds]) => holds);
  return found === undefined ? ok() : err(found[0]);
}
