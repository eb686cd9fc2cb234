/**
 * Who counts as a second person for a check, and why somebody does not. Two humans must stand behind it who did not
 * make each other: an account that was made, promoted or given a way in for the purpose is the first one's again.
 */
import type { AgentId, PersonId } from "../kit/ids.ts";
import { err, ok, type Result } from "../kit/result.ts";
import type { Role } from "../kit/roles.ts";
import { DAY_MS, MINUTE_MS, type EpochMs } from "../kit/time.ts";
import { isSelf } from "./may-act.ts";
import { may } from "./permissions.ts";

/** A week is longer than a break-in goes unnoticed, and than anybody waits on the line. */
export const SECOND_AFTER_MS = 7 * DAY_MS;

/** So lately somebody was at the console who is named as there. */
export const THERE_WITHIN_MS = 5 * MINUTE_MS;

export interface Candidate {
  readonly id: AgentId;
  readonly role: Role;
  readonly active: boolean;
  readonly email: string;
  readonly personId?: PersonId;
  readonly addedAt: EpochMs;
  /** Since when this role, without a break. */
  readonly roleSince: EpochMs;
  /** Who invited them, and who gave them this role: ids of agents, where it was one. */
  readonly madeBy: readonly string[];
  /** Of the passkey, company account or link that was added last. */
  readonly newFactorAt?: EpochMs;
  /** When a passkey was last removed or suspended: whoever has none signs nothing. */
  readonly lostPasskeyAt?: EpochMs;
}

export interface SecondCase {
  /** Who sent the link, or was in charge of the check, as far as they are still known. */
  readonly hands: readonly Pick<Candidate, "id" | "madeBy">[];
  readonly person: { readonly id: PersonId; readonly email: string };
  /** Of the person: whose word counts as theirs alone, or one human would stand for two. */
  readonly manager?: { readonly id: PersonId; readonly email: string } | undefined;
  readonly now: EpochMs;
}

/** Each continues the name of whoever is not asked. */
export const SECOND_PROBLEMS = {
  not_allowed: "may not approve checks",
  involved: "has a hand in this check",
  requester: "is the person who is checked",
  manager: "is the person's manager, and can only vouch as that",
  added_lately: "became a user in the last 7 days",
  promoted_lately: "has had this role for less than 7 days",
  new_factor: "added a way to sign in within the last 7 days",
  lost_passkey: "had a passkey removed or suspended within the last 7 days",
  made_by_sender: "was invited or promoted by who sends this check",
  made_sender: "invited or promoted who sends this check",
} as const;

export type SecondProblem = keyof typeof SECOND_PROBLEMS;

export function maySecond(
  candidate: Candidate,
  { hands, person, manager, now }: SecondCase,
): Result<undefined, SecondProblem> {
  const since = now - SECOND_AFTER_MS;
  const problems: readonly (readonly [SecondProblem, boolean])[] = [
    ["not_allowed", !candidate.active || !may(candidate.role, "approvals.give")],
    ["involved", hands.some(({ id }) => id === candidate.id)],
    ["requester", isSelf(candidate, person)],
    ["manager", manager !== undefined && isSelf(candidate, manager)],
    ["added_lately", candidate.addedAt > since],
    ["promoted_lately", candidate.roleSince > since],
    ["new_factor", candidate.newFactorAt !== undefined && candidate.newFactorAt > since],
    ["lost_passkey", candidate.lostPasskeyAt !== undefined && candidate.lostPasskeyAt > since],
    ["made_by_sender", hands.some(({ id }) => candidate.madeBy.includes(id))],
    ["made_sender", hands.some(({ madeBy }) => madeBy.includes(candidate.id))],
  ];
  const found = problems.find(([, holds]) => holds);
  return found === undefined ? ok() : err(found[0]);
}

/** At the console now, as far as can be told. */
export function isThere(lastSeenAt: EpochMs | undefined, now: EpochMs): boolean {
  return lastSeenAt !== undefined && now - lastSeenAt <= THERE_WITHIN_MS;
}
