import { MINUTE_MS } from "../kit/time.ts";

/** At most three log-ins fall into any fifteen minutes: most directories lock an account at five. */
const PAUSES_MINUTES = [5, 10, 15, 30] as const;

/** Milliseconds until the next log-in, after so many refused ones in a row, counted from 1. */
export function pauseAfterRefusals(refusals: number): number {
  const step = Math.min(Math.max(refusals, 1), PAUSES_MINUTES.length) - 1;
  return (PAUSES_MINUTES[step] ?? 0) * MINUTE_MS;
}
