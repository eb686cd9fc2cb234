/** What imports have to do with a count of Coverage: when people were changed last, and whether they are being changed. */
import { HOUR_MS, type EpochMs } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";

/** What is compared only changes nobody; others stand behind it. */
const IMPORTS_LOOKED_AT = 10;

/** One that was left lying must not keep anybody from being counted. */
const WAITED_FOR_MS = 2 * HOUR_MS;

export interface ImportState {
  /** 0 where nothing was ever written. */
  readonly changedAt: EpochMs;
  /** A count begins anew with its end, and waits for it meanwhile. */
  readonly underWay: boolean;
}

export async function importState({ directory, clock }: Pick<Deps, "directory" | "clock">): Promise<ImportState> {
  const now = clock();
  const written = (await directory.latest(IMPORTS_LOOKED_AT)).find(({ phase }) => phase !== "comparing");
  if (written === undefined) return { changedAt: 0, underWay: false };
  const { open, startedAt, endedAt = 0 } = written;
  return { changedAt: open ? now : endedAt, underWay: open && now - startedAt < WAITED_FOR_MS };
}
