/**
 * Deletes what is older than the settings say, once for each day. Asked every minute: a minute
 * that was missed, or a day, is made up for by the next call, and so is a clean-up that was too
 * large for one. Its mark is its row in the audit log.
 */
import { DAY_MS, HOUR_MS, type EpochMs } from "../../core/kit/time.ts";
import { DESK_KEPT_DAYS, KEPT_CLASSES, type KeptClass } from "../../core/policy/kept-days.ts";
import { keptDays } from "../../core/settings/sections/retention.ts";
import type { Deps } from "../deps.ts";
import { removeLeavers } from "../people/remove-people.ts";
import type { Removed } from "../ports/retention.ts";

/** Quiet in most of the world's offices. */
const STARTS_AT_MS = 3 * HOUR_MS;
const ROWS_PER_BATCH = 500;
/** Of one call and class; the next minute goes on. */
const BATCHES_PER_CALL = 20;

/** The start of the day's clean-up that is due at this moment: 03:00 UTC of today or yesterday. */
export function retentionSlot(now: EpochMs): EpochMs {
  return Math.floor((now - STARTS_AT_MS) / DAY_MS) * DAY_MS + STARTS_AT_MS;
}

interface Upkeep extends Pick<Deps, "clock" | "directory" | "log" | "retention"> {
  readonly config: Pick<Deps["config"], "RETENTION">;
}

/** "done": now or before. "more": the next call goes on. */
export async function removeExpired(deps: Upkeep): Promise<"done" | "more"> {
  const now = deps.clock();
  const slot = retentionSlot(now);
  if (await deps.retention.finished(slot)) {
    return "done";
  }
  const kept = { ...DESK_KEPT_DAYS, ...keptDays(deps.config.RETENTION) };
  const removed: Partial<Record<KeptClass, number>> = {};
  let left = false;
  for (const kind of KEPT_CLASSES) {
    const gone = await removeClass(deps, kind, now - kept[kind] * DAY_MS);
    removed[kind] = gone.removed;
    left ||= gone.more;
  }
  deps.log.event("retention.removed", { ...removed, more: left });
  if (left) {
    return "more";
  }
  await deps.retention.finish(slot, {
    actor: "job:retention",
    action: "retention.finished",
    subject: "retention",
    details: { ...removed, finishedAt: deps.clock() },
  });
  return "done";
}

async function removeClass(deps: Upkeep, kind: KeptClass, olderThan: EpochMs): Promise<Removed> {
  let removed = 0;
  for (let batch = 1; batch <= BATCHES_PER_CALL; batch += 1) {
    const gone = await (kind === "leaver"
      ? removeLeavers(deps, olderThan)
      : deps.retention.remove(kind, olderThan, ROWS_PER_BATCH));
    removed += gone.removed;
    if (!gone.more) {
      return { removed, more: false };
    }
  }
  return { removed, more: true };
}
