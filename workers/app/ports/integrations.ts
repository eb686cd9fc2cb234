/** What is known of each provider: what the minute's call came to, and what the rows of its outboxes tell. */
import type { EpochMs } from "../../core/kit/time.ts";
import type { IntegrationFacts } from "../../core/messages/integration-health.ts";

/** By kind; a company's sign-in by its name. */
export type IntegrationId =
  "sms" | "mail" | "security_webhook" | "access" | "leaked_passwords" | `sign_in:${string}` | `action:${string}`;

export interface Backlog {
  readonly waiting: number;
  /** Of the one that has waited longest. */
  readonly oldestAt?: EpochMs;
}

export interface IntegrationReport extends IntegrationFacts, Backlog {}

export interface IntegrationReports {
  /** One that nothing is known of has none. */
  readonly integrations: ReadonlyMap<IntegrationId, IntegrationReport>;
  /** Notes that wait for a ticket system, by connection. */
  readonly notes: ReadonlyMap<string, Backlog>;
}

export interface IntegrationStore {
  /** What the minute's call came to; `problem` where it failed. */
  probed(integration: IntegrationId, call: { readonly now: EpochMs; readonly problem?: string }): Promise<void>;
  /** What its last call met; undefined where that went through, or none was made. */
  lastProblem(integration: IntegrationId): Promise<string | undefined>;
  /** `since`: what failed before is forgotten. */
  read(since: EpochMs): Promise<IntegrationReports>;
}
