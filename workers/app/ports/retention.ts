import type { EpochMs } from "../../core/kit/time.ts";
import type { KeptClass } from "../../core/policy/kept-days.ts";
import type { AuditEntry } from "./audit.ts";

export interface Removed {
  /** Rows that went or were emptied. */
  readonly removed: number;
  /** Some may be left. */
  readonly more: boolean;
}

/** What goes row by row; people take more with them, see `remove-people`. */
export type RowClass = Exclude<KeptClass, "leaver">;

export interface RetentionStore {
  /** True when the clean-up of this slot was finished. */
  finished(slot: EpochMs): Promise<boolean>;
  /** Removes at most `limit` rows of each place that holds the class. */
  remove(kind: RowClass, olderThan: EpochMs, limit: number): Promise<Removed>;
  /** The entry is the mark that the slot was finished; a second one changes nothing. */
  finish(slot: EpochMs, entry: Omit<AuditEntry, "at">): Promise<void>;
}
