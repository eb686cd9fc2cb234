/**
 * Attempts that were cut off between the call and what is written after it: the target is asked what it shows. Run by
 * the sweep, again and again until something is known; after an hour nothing will be.
 */
import { followUpCall, RESERVATION_MS, type Settlement } from "../../core/actions/grant.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { NewActionRun } from "../ports/action-runs.ts";
import { finish } from "./act.ts";

const ASKED_FOR_MS = HOUR_MS;

/** How many there were. */
export async function recoverActions(deps: Deps, limit: number): Promise<number> {
  const runs = await deps.actionRuns.unsettled(deps.clock() - RESERVATION_MS, limit);
  await Promise.all(
    runs.map(async (run) => {
      const settlement = await whatBecameOf(deps, run);
      if (settlement !== undefined) {
        await finish(deps, run, settlement);
      }
    }),
  );
  return runs.length;
}

/** Undefined while it can still be asked. */
async function whatBecameOf(deps: Deps, { grant }: NewActionRun): Promise<Settlement | undefined> {
  const changed = await deps.actionTargets.named(grant.target)?.target.changedSince(followUpCall(grant));
  if (changed?.ok === true && changed.value !== "cannot_tell") {
    return changed.value === "changed" ? { outcome: "consumed", doneAt: deps.clock() } : { outcome: "not_done" };
  }
  const forGood = changed?.ok === true || deps.clock() - grant.attempt.reservedAt >= ASKED_FOR_MS;
  return forGood ? { outcome: "unknown" } : undefined;
}
