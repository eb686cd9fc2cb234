/**
 * From when a person's id names them in tickets too. A personnel number may be the ticket system's number of somebody
 * else, so whoever could make one count could point that person's tickets at this one, who would pass as themselves: it
 * counts when its days are over, as a contact does.
 */
import type { EpochMs } from "../kit/time.ts";
import { AGE_MS } from "./age.ts";

/** The last moment that there is: the id is the directory's alone. */
export const NEVER: EpochMs = 8_640_000_000_000_000;

/** Null: ever since. `said`: whether the ticket system knows people by the file's ids; undefined: the file does not say. */
export function idInTicketsFrom(
  before: EpochMs | null | undefined,
  said: boolean | undefined,
  { baseline, now }: { readonly baseline: boolean; readonly now: EpochMs },
): EpochMs | null {
  if (said === false) return NEVER;
  if (said === undefined || before !== NEVER) return before ?? null;
  return baseline ? null : now + AGE_MS;
}

/** What was known before an import put back; what comes back begins its days anew. */
export function idInTicketsBack(
  current: EpochMs | null | undefined,
  earlier: EpochMs | null,
  now: EpochMs,
): EpochMs | null {
  return earlier === NEVER ? NEVER : idInTicketsFrom(current ?? earlier, true, { baseline: false, now });
}
