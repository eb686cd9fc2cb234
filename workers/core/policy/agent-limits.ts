/**
 * What one agent can do within 24 hours: a sign-in that was taken over, or an agent who sells, does much of it at once.
 * Counted by what the audit log and checks say anyway.
 */
import { DAY_MS, type EpochMs } from "../kit/time.ts";

/** What counts for which limit, by the audit log's names. A route names its limit. */
export const COUNTED = {
  answers: ["transcript.opened"],
  people: ["people.searched", "person.read", "coverage.listed", "coverage.exported"],
  overrides: ["verification.judged", "verification.taken_over", "delivery.discarded", "block.lifted", "person.erased"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AgentLimit = keyof typeof COUNTED;

/** What was done at one moment, or within one minute of the audit log, and how often. */
export interface Done {
  readonly at: EpochMs;
  readonly times: number;
}

/**
 * When it goes on; undefined where it may go on now.
 * @param done newest first, within the last 24 hours; the newest `limit` are enough
 */
export function goesOnAt(done: readonly Done[], limit: number): EpochMs | undefined {
  let total = 0;
  const oldest = done.find(({ times }) => {
    total += times;
    return total >= limit;
  });
  return oldest === undefined ? undefined : oldest.at + DAY_MS;
}
