/**
 * Who may lift a block, or free a person whose checks of the day are used up. Whoever had a part in what led there must
 * not clear it away: a caller who works an agent is let in by a second one, or by the person's own phone.
 */
import { err, ok, type Result } from "../kit/result.ts";
import { MINUTE_MS, type EpochMs } from "../kit/time.ts";
import { isSelf, type ActingAgent } from "./may-act.ts";
import type { PersonId } from "../kit/ids.ts";
import { may } from "./permissions.ts";

/** "report": the block after "This wasn't me". "used_up": the checks of 24 hours. */
export const LIFTED = ["report", "used_up"] as const;
export type Lifted = (typeof LIFTED)[number];

/** A call of longer ago says little of who is on the line now. */
export const CALL_BACK_WITHIN_MS = 60 * MINUTE_MS;

export interface LiftState {
  readonly fencedUntil?: EpochMs;
  readonly startsToday: number;
  /** The fewest checks a day that any category allows. */
  readonly startsPerDay: number;
}

/** What there is to lift now. */
export function liftable({ fencedUntil, startsToday, startsPerDay }: LiftState): readonly Lifted[] {
  return [
    ...(fencedUntil === undefined ? [] : (["report"] as const)),
    ...(startsToday >= startsPerDay ? (["used_up"] as const) : []),
  ];
}

export type LiftProblem = "lift.own_account" | "lift.own_checks" | "lift.again";

export interface LiftCase {
  readonly person: { readonly id: PersonId; readonly email: string };
  /** The agent sent, sent again or took over one of the checks behind it, or was refused one since. */
  readonly involved: boolean;
  /** The agent has freed the person within 24 hours before: what came since is another one's to judge. */
  readonly again: boolean;
}

export function mayLift(agent: ActingAgent, { person, involved, again }: LiftCase): Result<undefined, LiftProblem> {
  if (!may(agent.role, "blocks.lift") || isSelf(agent, person)) {
    return err("lift.own_account");
  }
  if (involved) {
    return err("lift.own_checks");
  }
  return again ? err("lift.again") : ok();
}

/** Only a number that would also count for a link, called after the block and lately. */
export function isCallBack(
  contact: { readonly channel: "sms" | "email"; readonly trusted: boolean } | undefined,
  { calledAt, blockedAt, now }: { readonly calledAt: EpochMs; readonly blockedAt: EpochMs; readonly now: EpochMs },
): boolean {
  return (
    contact?.channel === "sms" &&
    contact.trusted &&
    calledAt <= now &&
    // The agent tells it in whole minutes.
    calledAt > blockedAt - MINUTE_MS &&
    now - calledAt <= CALL_BACK_WITHIN_MS
  );
}
