import type { Random } from "../kit/random.ts";
import { MINUTE_MS, SECOND_MS } from "../kit/time.ts";

const FIRST_STEP_SECONDS = 5;
const LONGEST_STEP_SECONDS = 300;
/** Spread, so that messages that failed together do not come back together. */
const JITTER_SHARE = 0.2;
/**
 * Nothing that waits to be sent or written waits longer than this, whatever a peer asks for. A time
 * that lies further ahead was set by a clock that has been put back since, and holds nothing back.
 */
export const LONGEST_WAIT_MS = 30 * MINUTE_MS;

export interface RetryOptions {
  readonly retryAfterSeconds?: number | undefined;
  readonly random: Random;
}

/**
 * Whole seconds to wait after the given attempt, counted from 1: 10, 20, 40 ... 300, plus up
 * to a fifth. A peer's Retry-After is a floor up to half an hour: asking earlier only prolongs its trouble.
 */
export function retryDelaySeconds(attempt: number, options: RetryOptions): number {
  return delaySeconds(attempt, LONGEST_STEP_SECONDS, options);
}

/** The same for what is tried for days: 10, 20, 40 ... up to half an hour. */
export function owedRetrySeconds(attempt: number, options: RetryOptions): number {
  return delaySeconds(attempt, LONGEST_WAIT_MS / SECOND_MS, options);
}

function delaySeconds(attempt: number, longest: number, { retryAfterSeconds = 0, random }: RetryOptions): number {
  const step = Math.min(2 ** Math.max(attempt, 0) * FIRST_STEP_SECONDS, longest);
  const floor = Math.max(step, retryAfterSeconds);
  return Math.min(Math.round(floor + random() * step * JITTER_SHARE), LONGEST_WAIT_MS / SECOND_MS);
}

const NOTE_SHORT_ATTEMPTS = 10;
const NOTE_SHORT_SECONDS = 30;
/** `retryDelaySeconds` is past 30 seconds from here on. */
const SHORT_STEPS = 2;

/**
 * The same for a ticket's note, 5 to 30 seconds until ten tries have failed and minutes after
 * that: a desk waits for it, so not even the peer's Retry-After holds it longer at first.
 */
export function noteRetrySeconds(attempt: number, { retryAfterSeconds = 0, random }: RetryOptions): number {
  if (attempt > NOTE_SHORT_ATTEMPTS) {
    return retryDelaySeconds(attempt - NOTE_SHORT_ATTEMPTS + SHORT_STEPS, { retryAfterSeconds, random });
  }
  const step = Math.min(2 ** (Math.max(attempt, 1) - 1) * FIRST_STEP_SECONDS, NOTE_SHORT_SECONDS * (1 - JITTER_SHARE));
  return Math.min(Math.round(Math.max(step, retryAfterSeconds) + random() * step * JITTER_SHARE), NOTE_SHORT_SECONDS);
}
