/** What waits or failed on its way out: messages, notes, what security should hear, dead letters. */
import { z } from "zod";
import type { DeliveryFault } from "../../core/messages/delivery-problem.ts";

/** GET /api/delivery. */
export interface DeliveryReply {
  readonly items: readonly DeliveryRow[];
}

export type DeliveryRowKind = "message" | "note" | "security" | "desk" | "outbox" | "dead_letter";

export interface DeliveryRow {
  readonly kind: DeliveryRowKind;
  readonly id: string;
  readonly status: "waiting" | "failed";
  /** Message: "sms" or "email". Note: its title. Security: the way. Desk: what it tells. Outbox: the part of a check. Dead letter: the queue. */
  readonly what: string;
  /** A clause that begins in lower case, without a full stop. */
  readonly reason: string;
  readonly fault?: DeliveryFault;
  readonly since: number;
  readonly attempts: number;
  readonly nextAt?: number;
  readonly ticketId?: string;
  readonly ticketNumber?: string;
  readonly verificationId?: string;
  readonly mayRetry: boolean;
  readonly mayDiscard: boolean;
}

/** POST /api/delivery/{kind}/{id}/retry. */
export const retryRequest = z.strictObject({});

/** POST /api/delivery/{kind}/{id}/discard, audited. */
export const discardRequest = z.strictObject({ reason: z.string().trim().min(3).max(200) });
