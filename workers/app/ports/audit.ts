import type { AgentId } from "../../core/kit/ids.ts";
import type { Actor } from "../../core/kit/actor.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Done } from "../../core/policy/agent-limits.ts";

export interface AuditEntry {
  readonly at: EpochMs;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

export interface AuditFilter {
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly actor?: string;
  readonly action?: string;
  readonly text?: string;
}

export interface AuditRecord {
  /** Begins with the time: ids are in the order of time. */
  readonly id: string;
  readonly at: EpochMs;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

export interface AuditPage {
  readonly filter: AuditFilter;
  /** Rows before this id, newest first; or after it, oldest first. */
  readonly before?: string;
  readonly after?: string;
  readonly limit: number;
}

/** Rows of what somebody did of this within a time. */
export interface RecentQuery {
  readonly actor: AgentId;
  readonly from: EpochMs;
  readonly actions: readonly string[];
  readonly limit: number;
}

export type RecentRow = Done & Pick<AuditRecord, "subject">;

/** Whether somebody did any of this, to any of them, since then. */
export interface ActedQuery {
  readonly actor: AgentId;
  readonly from: EpochMs;
  readonly actions: readonly string[];
  readonly subjects: readonly string[];
}

export interface AuditLog {
  acted(query: ActedQuery): Promise<boolean>;
  /** Newest first; a row of what is the same within a minute with how often it was done. */
  recent(query: RecentQuery): Promise<readonly RecentRow[]>;
  page(page: AuditPage): Promise<readonly AuditRecord[]>;
  /**
   * What people call these records, in one read: people, tickets and their notes by number, checks
   * by ticket and requester. Of those that are there.
   */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What is the same within a minute is one row with a count: strangers must not fill the log. */
  count(entry: AuditEntry): Promise<void>;
}

/** Equal keys of one moment are one row. */
export type KeyedAuditEntry = AuditEntry & { readonly key: string };
