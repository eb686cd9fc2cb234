/**
 * What the portal promises: answers go after 30 days, evidence of network and browser after 90.
 * The record that a check took place stays. Runs once a day; a missed day is made up by the next.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";

const ANSWERS_KEPT_DAYS = 30;
const EVIDENCE_KEPT_DAYS = 90;
/** Quiet in most of the world's offices. */
const RUNS_AT_HOUR_UTC = 3;

/** True within the one minute of the day in which the clean-up runs. */
export function isRetentionMinute(now: number): boolean {
  return Math.floor((now % DAY_MS) / MINUTE_MS) === (RUNS_AT_HOUR_UTC * HOUR_MS) / MINUTE_MS;
}

export async function removeExpired(deps: Deps): Promise<void> {
  const now = deps.clock();
  const removed = await deps.verifications.removeExpired({
    answersBefore: now - ANSWERS_KEPT_DAYS * DAY_MS,
    evidenceBefore: now - EVIDENCE_KEPT_DAYS * DAY_MS,
  });
  deps.log.event("retention.removed", removed);
}
