/** The audit log: who did what, when. */
import { z } from "zod";
import type { SecurityCause, SecurityChannel } from "../../core/messages/security-notice.ts";
import type { AgentLimit } from "../../core/policy/agent-limits.ts";
import type { KeptClass } from "../../core/policy/kept-days.ts";
import type { Lifted } from "../../core/policy/may-lift.ts";
import type { Session, StatusDetail } from "../../core/session/session.ts";
import type { TicketBecame } from "../../core/tickets/closing.ts";
import type { CoverageCount } from "./coverage.ts";
import type { DeliveryRow } from "./delivery.ts";

export type { KeptClass };

const filter = {
  from: z.coerce.number().int().nonnegative().optional(),
  to: z.coerce.number().int().nonnegative().optional(),
  /** Id of an agent, "requester", "system" or a ticket system's "webhook:name". */
  actor: z.string().max(120).optional(),
  action: z.string().max(80).optional(),
  /** Anywhere in subject or details. */
  q: z.string().trim().max(120).optional(),
};

/** GET /api/audit: newest first; without `from`, of the 30 days before `to`, else before now. */
export const auditQuery = z.strictObject({ ...filter, cursor: z.string().max(300).optional() });

/** POST /api/audit/export. */
export const auditExportRequest = z.strictObject({ ...filter, format: z.enum(["csv", "jsonl"]) });

export type AuditExportRequest = z.input<typeof auditExportRequest>;

/** GET /api/audit/events: oldest first, from behind `after`. */
export const auditEventsQuery = z.strictObject({
  after: z.string().max(300).default(""),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});

/** What stands in details as a code; each has words. */
export type AuditCode =
  | StatusDetail
  | Session["destination"]["origin"]
  | SecurityCause
  | SecurityChannel
  | AgentLimit
  | CoverageCount["cause"]
  | Lifted
  | TicketBecame
  | DeliveryRow["kind"];

export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  /** A name where it is known. */
  readonly user: string;
  readonly action: string;
  readonly words: string;
  readonly subject: string;
  /** A name where it is known. */
  readonly subjectName?: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly source: string;
}

export interface AuditReply {
  readonly rows: readonly AuditRow[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
  /** From when on it was looked through, where nobody said. */
  readonly since?: number;
  /** Of the directory, whom these rows name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  readonly actions: readonly { readonly id: string; readonly words: string }[];
}

export interface AuditEventsReply {
  readonly events: readonly AuditRow[];
  /** To be given as `after` the next time; the same where nothing is new. */
  readonly next: string;
}
