import type { EpochMs } from "../../core/kit/time.ts";
import type { SettingsEvent } from "../../core/messages/templates/settings.ts";
import type { AuditEntry } from "./audit.ts";
import type { SendFailure } from "./messages.ts";
import type { Receiver, SettingsValues } from "./settings.ts";

export interface NewSettingsNotices {
  readonly event: SettingsEvent;
  /** Id of a proposal, or the number of a deployment. */
  readonly subject: string;
  readonly receivers: readonly Receiver[];
  readonly at: EpochMs;
}

export interface SettingsNotice extends Omit<NewSettingsNotices, "receivers"> {
  readonly id: string;
  readonly receiver: Receiver;
  readonly attempts: number;
}

/** How many are told, wait, or could not be told. */
export interface NoticeCounts {
  readonly told: number;
  readonly waiting: number;
  readonly failed: number;
}

export interface SettingsNoticeStore {
  /** Takes one that is due for one attempt. */
  claim(now: EpochMs, leaseMs: number): Promise<SettingsNotice | undefined>;
  sent(id: string, now: EpochMs): Promise<void>;
  failed(id: string, failure: SendFailure): Promise<void>;
  /** It has nobody to go to, or nothing to tell. */
  drop(id: string): Promise<void>;
  counts(subject: string): Promise<NoticeCounts>;
}

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
  /** With who is told, and the audit row; nothing when another isolate has seen it already. */
  add(
    seen: Omit<SeenDeployment, "number">,
    receivers: readonly Receiver[],
    audit: AuditEntry | undefined,
  ): Promise<void>;
}
