/** Earlier tries at one person: what counts as one, and how it fades. */
import { DAY_MS } from "../../../kit/time.ts";
import type { Evidence, PastVerification } from "../../evidence.ts";

export interface Try {
  readonly daysAgo: number;
  readonly sameDestination: boolean;
  /** Failed or reported; otherwise it only came to nothing after a first answer. */
  readonly failed: boolean;
}

/** Ended without a pass: failed or reported, or cancelled, timed out or left after a first answer. */
export function endedUnproven({ history, at }: Evidence, windowDays: number): readonly Try[] {
  return history.past.flatMap((past): Try[] => {
    const daysAgo = Math.max(0, at - past.endedAt) / DAY_MS;
    return daysAgo <= windowDays && (isFailure(past) || (past.status !== "passed" && past.answered === true))
      ? [{ daysAgo, sameDestination: past.sameDestination, failed: isFailure(past) }]
      : [];
  });
}

function isFailure({ status }: PastVerification): boolean {
  return status === "failed" || status === "reported";
}

export function fading(
  tries: readonly Try[],
  { halfLifeDays, bitsOf }: { readonly halfLifeDays: number; readonly bitsOf: (one: Try) => number },
): number {
  return tries.reduce((sum, one) => sum + bitsOf(one) * 2 ** (-one.daysAgo / halfLifeDays), 0);
}
