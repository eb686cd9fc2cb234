/**
 * What one agent can do within 24 hours: a sign-in that was taken over, or an agent who sells, does much of it at once.
 * Counted by the rows of the audit log and of checks that are there anyway.
 */
import { DAY_MS, type EpochMs } from "../kit/time.ts";

/** What counts for which limit, by the audit log's names. A route names its limit. */
export const COUNTED = {
  answers: ["transcript.opened"],
  people: ["people.searched", "person.read", "coverage.listed", "coverage.exported"],
  overrides: ["verification.judged", "verification.taken_over", "delivery.discarded", "block.lifted"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AgentLimit = keyof typeof COUNTED;

/**
 * When it goes on; undefined where it may go on now.
 * @param times newest first, of what was done within the last 24 hours; the newest `limit` are enough
 */
export function goesOnAt(times: readonly EpochMs[], limit: number): EpochMs | undefined {
  const oldest = times[limit - 1];
  return oldest === undefined ? undefined : oldest + DAY_MS;
}
