/** Whether a message that failed is tried again, and when. */
import type { Random } from "../kit/random.ts";
import { SECOND_MS, type EpochMs } from "../kit/time.ts";
import { isOwed } from "../policy/owed.ts";
import { owedRetrySeconds, retryDelaySeconds } from "./backoff.ts";
import { deliveryProblemWords, type DeliveryProblem } from "./delivery-problem.ts";

/** A caller waits for a link: after these somebody has to look. A queue wakes no message oftener either. */
const ATTEMPTS = 6;

export interface FailedTry {
  readonly kind: string;
  /** With this one. */
  readonly attempts: number;
  readonly notAfter: EpochMs;
  readonly problem: DeliveryProblem;
  readonly retryable: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

export interface NextTry {
  readonly at: EpochMs;
  /** For the queue, in seconds; absent where the sweep is to find it. */
  readonly wakeAfter?: number;
}

/**
 * Undefined: it is given up. What is owed to a person waits for as long as it is of use, also for whoever puts our own
 * account right; only a contact that cannot be reached ends it.
 */
export function nextTry(
  failed: FailedTry,
  { now, random }: { readonly now: EpochMs; readonly random: Random },
): NextTry | undefined {
  const { kind, attempts, notAfter, problem, retryable, retryAfterSeconds } = failed;
  const owed = isOwed(kind);
  const spacing = owed ? owedRetrySeconds : retryDelaySeconds;
  const seconds = spacing(attempts, { retryAfterSeconds, random });
  const at = now + seconds * SECOND_MS;
  const last = owed
    ? !retryable && deliveryProblemWords(problem).fault === "destination"
    : !retryable || attempts >= ATTEMPTS;
  if (last || at >= notAfter) {
    return undefined;
  }
  return { at, ...(attempts < ATTEMPTS ? { wakeAfter: seconds } : {}) };
}
