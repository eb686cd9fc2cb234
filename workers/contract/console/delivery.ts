/** What waits or failed on its way out: messages, notes, what security should hear, dead letters. */
import { z } from "zod";
import type { DeliveryFault } from "../../core/messages/delivery-problem.ts";
import type { DeliveryTestState } from "../../core/messages/delivery-test.ts";

/** GET /api/delivery. */
export interface DeliveryReply {
  readonly items: readonly DeliveryRow[];
}

export type DeliveryRowKind = "message" | "note" | "security" | "desk" | "outbox" | "dead_letter";

export interface DeliveryRow {
  readonly kind: DeliveryRowKind;
  readonly id: string;
  readonly status: "waiting" | "failed";
  /** Message: "sms" or "email", of those about no check after its kind and a "_". Note: its title. Security: the way. Desk: what it tells. Outbox: the part of a check. Dead letter: the queue. */
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
  /** Of a line that stands for several: how many. */
  readonly total?: number;
  readonly mayRetry: boolean;
  readonly mayDiscard: boolean;
}

/** POST /api/delivery/{kind}/{id}/retry. */
export const retryRequest = z.strictObject({});

/** POST /api/delivery/{kind}/{id}/discard, audited. */
export const discardRequest = z.strictObject({ reason: z.string().trim().min(3).max(200) });

/** GET /api/delivery-tests: what this admin sent to try the providers out. Times in epoch milliseconds. */
export interface DeliveryTestsReply {
  /** A receipt that takes longer most likely never comes. */
  readonly receiptWithinMs: number;
  readonly carriers: readonly DeliveryTestCarrier[];
}

export interface DeliveryTestCarrier {
  readonly channel: "sms" | "email";
  /** Absent where none is set up. */
  readonly provider?: string;
  /** Where the provider has to tell what became of a message; absent where it tells nothing, as it is set up. */
  readonly receiptAddress?: string;
  readonly last?: {
    readonly provider: string;
    readonly masked: string;
    readonly at: number;
    readonly state: DeliveryTestState;
    /** Of what failed: a clause that begins in lower case, without a full stop. */
    readonly reason?: string;
  };
}

/**
 * POST /api/delivery-tests, audited: a mail goes to the address that the admin signs in with, an SMS to a number that
 * was typed twice, so that a slip of the finger reaches no stranger.
 */
const typedNumber = z.string().trim().min(3).max(40);
export const deliveryTestRequest = z.discriminatedUnion("channel", [
  z.strictObject({ channel: z.literal("email") }),
  z.strictObject({ channel: z.literal("sms"), number: typedNumber, again: typedNumber }),
]);
export type DeliveryTestRequest = z.output<typeof deliveryTestRequest>;
