/** While the first admin sets the desk up alone, nothing waits for a second one. */
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";

/** A desk that is not at work by then asks a second person. */
const SET_UP_WITHIN_MS = 30 * DAY_MS;

/**
 * From the first admin's coming until the first check there is nothing to weaken, and one admin alone has to get
 * there. Whoever can delete the checks, or write old rows back, does not come back to it.
 */
export async function isBeingSetUp(deps: Deps): Promise<boolean> {
  const openedAt = await deps.settings.store.setUpOpenedAt();
  return openedAt !== undefined && !(await isSetUpOver(deps, openedAt));
}

/** Once a minute. Refuses nothing. */
export async function endSetUpWithFirstCheck(deps: Deps): Promise<void> {
  const openedAt = await deps.settings.store.setUpOpenedAt();
  if (openedAt !== undefined && (await isSetUpOver(deps, openedAt))) {
    await deps.settings.store.endSetUp();
  }
}

/** Once over it is over for good: the row that says it is open may be put back, what was closed stays closed. */
async function isSetUpOver(deps: Deps, openedAt: EpochMs): Promise<boolean> {
  const [what, now] = [`set-up:${String(openedAt)}`, deps.clock()];
  if (await deps.guards.isClosed(what, now)) {
    return true;
  }
  const over = now >= openedAt + SET_UP_WITHIN_MS || (await hasChecks(deps));
  if (over) {
    await deps.guards.close(what, now);
  }
  return over;
}

async function hasChecks({ verifications }: Deps): Promise<boolean> {
  return (await verifications.list({ filter: { levels: [] }, limit: 1 })).length > 0;
}
