/**
 * When a change that protects less takes place without a decision: a day after it was proposed, and a day after
 * somebody else than its proposer was handed the news, who can still say no. As long as there is nobody, it waits.
 */
import type { AgentId } from "../kit/ids.ts";
import { DAY_MS, type EpochMs } from "../kit/time.ts";

export const WAITS_MS = DAY_MS;

export interface ToldOfChange {
  /** Who was to hear of it: a user's id, or undefined for the security contact. */
  readonly user?: string;
  /** Of a user: since when they are an active admin without a break; absent for who is none now. */
  readonly adminSince?: EpochMs;
  /** It went to an address that may be the proposer's own, see `mayBeOneMailbox`. */
  readonly ownMailbox?: boolean;
  /** When the row was written: what came later, to whom the proposer may have chosen since, is no witness. */
  readonly at: EpochMs;
  /** When it was handed over; absent as long as it was not. */
  readonly sentAt?: EpochMs;
}

/** Undefined while nobody but the proposer knows of it and could stop it. `agentId`: the proposer; absent where the deployment is it. */
export function takesPlaceAt(
  proposal: { readonly agentId?: AgentId; readonly at: EpochMs; readonly appliesAt: EpochMs },
  told: readonly ToldOfChange[],
): EpochMs | undefined {
  const times = told
    .filter(({ at }) => at <= proposal.at)
    .filter((one) => one.ownMailbox !== true && (one.user === undefined || isOverseer(one, proposal)))
    .flatMap(({ sentAt }) => sentAt ?? []);
  return times.length === 0 ? undefined : Math.max(proposal.appliesAt, Math.min(...times) + WAITS_MS);
}

/** Whoever the proposer has deleted or demoted since, or brought back, says nothing against it any more. */
const isOverseer = (
  { user, adminSince }: ToldOfChange,
  proposal: { readonly agentId?: AgentId; readonly at: EpochMs },
): boolean => user !== proposal.agentId && adminSince !== undefined && adminSince <= proposal.at;
