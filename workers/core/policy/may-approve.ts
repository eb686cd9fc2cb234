/**
 * When two admins count as two people. An admin can make another one, or a link with which he comes in as one: as
 * proposer or as approver he would then be both. Such a change waits for somebody else, or for its day.
 */
import type { AgentId } from "../kit/ids.ts";
import { err, ok, type Result } from "../kit/result.ts";
import { DAY_MS, type EpochMs } from "../kit/time.ts";

/** So long before the proposal both have to have been active admins, whoever made them, and come in by no admin's link. */
export const OWN_PERSON_FOR_MS = 7 * DAY_MS;
/** So long whoever was made an admin by the other of the two is not somebody else: a week can be waited for. */
const OWN_MADE_FOR_MS = 30 * DAY_MS;

export interface ActingAdmin {
  readonly id: AgentId;
  /** Absent for who is no active admin. `by`: id of whoever did it, where that was an agent. */
  readonly madeAdmin?: { readonly since: EpochMs; readonly by?: string };
  /** How the agent in `madeAdmin.by` became an admin; absent for who is none now. */
  readonly maker?: { readonly since: EpochMs; readonly by?: string };
  /** That other agents made for this one within `OWN_PERSON_FOR_MS`. */
  readonly links: readonly { readonly usedAt?: EpochMs }[];
}

type Doubt = "new" | "linked";
export type ApprovalProblem = "own_change" | `approver_${Doubt | "made"}` | `proposer_${Doubt | "made"}`;

/** Refused where one of the two may be the other in another sign-in. `at`: of the proposal, epoch milliseconds. */
export function mayApprove(
  approver: ActingAdmin,
  { proposer, at }: { readonly proposer: ActingAdmin; readonly at: EpochMs },
): Result<undefined, ApprovalProblem> {
  if (approver.id === proposer.id) {
    return err("own_change");
  }
  const [ofApprover, ofProposer] = [doubtOf(approver, at), doubtOf(proposer, at)];
  if (ofApprover !== undefined) {
    return err(`approver_${ofApprover}`);
  }
  if (ofProposer !== undefined) {
    return err(`proposer_${ofProposer}`);
  }
  if (isMadeBy(approver, proposer, at) || isMadeByMade(approver, at)) {
    return err("approver_made");
  }
  return isMadeBy(proposer, approver, at) || isMadeByMade(proposer, at) ? err("proposer_made") : ok();
}

/** The deployment proposed it, and may be whoever approves: refused where the approver may be another admin's second sign-in. */
export function mayApproveDeployment(approver: ActingAdmin, at: EpochMs): Result<undefined, ApprovalProblem> {
  const doubt = doubtOf(approver, at);
  if (doubt !== undefined) {
    return err(`approver_${doubt}`);
  }
  return isMadeByMade(approver, at) ? err("approver_made") : ok();
}

/** Whether there may be a chain: lately, by somebody whom another admin made lately, or who is no admin any more. */
const isMadeByMade = ({ madeAdmin, maker }: ActingAdmin, at: EpochMs): boolean =>
  madeAdmin?.by !== undefined &&
  madeAdmin.since > at - OWN_MADE_FOR_MS &&
  (maker === undefined || (maker.by !== undefined && maker.since > at - OWN_MADE_FOR_MS));

/** Whether the one was made an admin by the other lately. */
export const isMadeBy = (
  { madeAdmin }: Pick<ActingAdmin, "madeAdmin">,
  { id }: Pick<ActingAdmin, "id">,
  at: EpochMs,
): boolean => madeAdmin?.by === id && madeAdmin.since > at - OWN_MADE_FOR_MS;

/** Whether there is nobody else behind this admin, as far as can be told. */
export const isOwnPerson = (admin: ActingAdmin, at: EpochMs): boolean => doubtOf(admin, at) === undefined;

/** Somebody who was an active admin until then. */
export interface FormerAdmin {
  readonly id: AgentId;
  readonly since: EpochMs;
  readonly by?: string;
  readonly until: EpochMs;
}

/**
 * Whether there was somebody else until lately: who removes the only other admin has not become the only one there is.
 */
export const wasSomebodyElse = ({ id, since, by, until }: FormerAdmin, other: Pick<ActingAdmin, "id">, at: EpochMs) =>
  id !== other.id &&
  until > at - OWN_PERSON_FOR_MS &&
  since <= until - OWN_PERSON_FOR_MS &&
  !isMadeBy({ madeAdmin: { since, ...(by === undefined ? {} : { by }) } }, other, at);

function doubtOf({ madeAdmin, links }: ActingAdmin, at: EpochMs): Doubt | undefined {
  if (madeAdmin === undefined || madeAdmin.since > at - OWN_PERSON_FOR_MS) {
    return "new";
  }
  return links.some(({ usedAt }) => usedAt !== undefined) ? "linked" : undefined;
}
