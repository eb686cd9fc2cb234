/** What sending an SMS or an email asks of a provider. Every failure a peer can cause is a value with `retryable`. */
import type { Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import type { PeerProblem } from "./peer-problem.ts";

export interface SmsContent {
  readonly channel: "sms";
  readonly to: Secret;
  readonly text: Secret;
}

export interface EmailContent {
  readonly channel: "email";
  readonly to: Secret;
  readonly fromName: string;
  readonly subject: string;
  readonly text: Secret;
  readonly html: Secret;
}

export type MessageContent = SmsContent | EmailContent;

export interface Receipt {
  /** Provider's id of the message; keys its later status callbacks. */
  readonly providerMessageId: string;
  /** Some providers know more than "accepted" at once. */
  readonly status: "sent" | "delivered";
}

/** A send that failed. `reason` is the provider's own code on our closed list, where it gave one. */
export interface DeliveryFailure extends PeerProblem {
  readonly reason?: DeliveryProblem;
}

export interface DeliveryProvider {
  /** `idempotencyKey` is honoured where the vendor has one. */
  send(message: {
    content: MessageContent;
    idempotencyKey: string;
    statusCallbackUrl?: string;
  }): Promise<Result<Receipt, DeliveryFailure>>;
  /** A cheap call that sends nothing: whether it is there, and takes our account. Absent where the vendor has none. */
  readonly probe?: () => Promise<Result<undefined, DeliveryFailure>>;
  /** The call logs in as a mail does: it is made seldom while the account is refused. */
  readonly probeLogsIn?: true;
  /**
   * Authenticates and reads a status callback over the raw body. Absent where the vendor
   * has none. `unauthenticated` maps to 403, `ignored` to 200 without effect.
   */
  readonly parseStatus?: (callback: StatusCallback) => Promise<StatusReading>;
}

export interface StatusCallback {
  /** The public address the vendor called, from configuration and never from the Host header. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly now: number;
}

export type StatusReading =
  | { readonly type: "unauthenticated" }
  | { readonly type: "ignored" }
  | {
      readonly type: "status";
      readonly providerMessageId: string;
      readonly status: "sent" | "delivered" | "failed";
      readonly reason?: DeliveryProblem;
    };
