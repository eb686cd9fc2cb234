import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";

export interface DatabaseShape {
  /** What is there, is another or is missing, each by its kind and name. */
  deviations(): Promise<readonly string[]>;
  /** True when this day was compared. */
  compared(slot: EpochMs): Promise<boolean>;
  /** The entry is the mark that the day was compared; a second one changes nothing. */
  mark(slot: EpochMs, entry: Omit<AuditEntry, "at">): Promise<void>;
}
