import { z } from "zod";
import type { ConnectionState } from "../../core/settings/connection-state.ts";
import type { WebhookRefusal } from "../../core/tickets/webhook-refusal.ts";
import type { IntegrationState } from "../../core/messages/integration-health.ts";

/** How each ticket system is, for whoever looks after deliveries. Times in epoch milliseconds. */
export interface ConnectionReply {
  readonly name: string;
  /** What people call it; with its name where there are several. */
  readonly label: string;
  readonly state: ConnectionState;
  /** Why its changes are not read: a clause that begins in lower case, without a full stop. */
  readonly reason?: string;
  /** The last failure of the last day, where it is over; the reason is a clause. */
  readonly failure?: { readonly at: number; readonly reason: string };
  readonly backlog: BacklogReply;
  /** Present while the ticket system refuses our account: nothing is written until it is put right. */
  readonly refused?: { readonly since: number; readonly times: number; readonly nextTryAt: number };
  /** When a call of its webhook was last taken, to the minute. */
  readonly webhookAt?: number;
  readonly changes: {
    /** When the list of changed tickets was last read. */
    readonly readAt?: number;
    /** Code of what went wrong with the last reading. */
    readonly problem?: string;
    /** Tickets found by the list that no webhook had told us of. */
    readonly foundLate: number;
    readonly foundLateAt?: number;
  };
}

/** What came of a ticket system's webhook, for whoever sets it up. Times in epoch milliseconds. */
export interface WebhookReply {
  /** That each call shows; absent where the ticket system shows none. */
  readonly userName?: string;
  /** The last call that was taken: its credentials held, and its ticket was read. */
  readonly taken?: { readonly at: number; readonly ticket?: WebhookTicketReply };
  /** Calls of the last hour, since the one that was taken, by reason; newest first. */
  readonly refused: readonly WebhookRefusedReply[];
}

export interface WebhookTicketReply {
  readonly number: string;
  readonly category: string;
  /** Whether its category asks for a verification. */
  readonly required: boolean;
  readonly requester: "found" | "requester_missing" | "requester_unknown" | "requester_ambiguous";
}

export interface WebhookRefusedReply {
  readonly reason: WebhookRefusal;
  /** Of a ticket that could not be read: the names of its fields. */
  readonly detail?: string;
  readonly times: number;
  /** Of the newest, to the minute. */
  readonly at: number;
}

export type { WebhookRefusal };

/** What waits to go out. */
export interface BacklogReply {
  readonly waiting: number;
  readonly oldestAt?: number;
}

/** A provider of messages, a company's sign-in, a system that sets passwords, a service for leaked ones, Cloudflare Access, or the security contact's webhook. */
export interface IntegrationReply {
  readonly id: string;
  readonly kind: "sms" | "mail" | "sign_in" | "action" | "access" | "leaked_passwords" | "security_webhook";
  /** What people call the provider; absent where there is one alone. */
  readonly label?: string;
  readonly state: IntegrationState;
  /** When something last went through, or the minute's call did. */
  readonly okAt?: number;
  /** The last failure, also where it is over; the reason is a clause. */
  readonly failure?: { readonly at: number; readonly reason: string };
  /** Whether it is called once a minute; the others are known only by what is sent. */
  readonly called: boolean;
  readonly backlog: BacklogReply;
}

export interface ConnectionsReply {
  readonly connections: readonly ConnectionReply[];
  readonly integrations: readonly IntegrationReply[];
  /** What of the database's tables, indexes and triggers is not as the product made it. */
  readonly database: readonly string[];
}

/** Ends the pause after refused credentials; nothing to say with it. */
export const retryRequest = z.strictObject({});

/** For some minutes each call of the webhook is kept; nothing to say with it. */
export const awaitWebhookRequest = z.strictObject({});
