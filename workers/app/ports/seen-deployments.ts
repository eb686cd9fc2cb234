import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";
import type { SettingsValues } from "./settings.ts";

/** What the deployment's own variables said when they last said something else. */
export interface SeenDeployment {
  readonly number: number;
  readonly at: EpochMs;
  /** By key of the configuration, without secrets. */
  readonly document: SettingsValues;
  readonly weakens: readonly string[];
}

/** A row that was written or changed without the root secret is not found. */
export interface SeenDeployments {
  newest(): Promise<SeenDeployment | undefined>;
  byNumber(number: number): Promise<SeenDeployment | undefined>;
  /** The newest one that weakened, not before `since`. */
  weakened(since: EpochMs): Promise<SeenDeployment | undefined>;
  /** With the mails that tell of it, by its number, and the audit row; nothing when another isolate has seen it already. */
  add(
    seen: Omit<SeenDeployment, "number">,
    mails: (number: string) => readonly NewDeskMail[],
    audit: AuditEntry | undefined,
  ): Promise<void>;
}
