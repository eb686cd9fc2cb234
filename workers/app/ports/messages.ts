import type { MessageId, PersonId, PersonPasskeyId, VerificationId } from "../../core/kit/ids.ts";
import type { DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AboutPerson } from "../../core/policy/owed.ts";
import type { MessageKind } from "../../core/messages/registry.ts";

export type MessageRecord = CheckMessage | PersonMessage;

export interface CheckMessage extends AnyMessage {
  readonly kind: Exclude<MessageKind, PersonMessage["kind"]>;
  readonly verificationId: VerificationId;
}

/** About no check. */
export interface PersonMessage extends AnyMessage {
  readonly kind: AboutPerson;
  readonly personId: PersonId;
  /** Of which it tells. */
  readonly passkeyId?: PersonPasskeyId;
}

interface AnyMessage {
  readonly id: MessageId;
  readonly linkNumber: number;
  readonly channel: "sms" | "email";
  readonly destinationSealed: string;
  readonly codeSealed?: string;
  readonly locale: string;
  readonly createdAt: EpochMs;
  readonly notAfter: EpochMs;
  readonly status: "waiting" | "sending" | "sent" | "delivered" | "failed" | "dropped";
  readonly attempts: number;
}

export interface EndedLink {
  readonly verificationId: VerificationId;
  readonly status: "sent" | "delivered" | "failed";
  readonly problem?: string;
}

/** What a provider said to a message that it took. */
export interface SendReceipt {
  readonly provider: string;
  readonly providerMessageId: string;
  readonly status: "sent" | "delivered";
}

/** What a provider's callback told. */
export interface DeliveryReceipt {
  readonly provider: string;
  readonly providerMessageId: string;
  readonly status: "sent" | "delivered" | "failed";
  /** Of a failure. */
  readonly reason?: DeliveryProblem;
  readonly now: EpochMs;
}

export interface ReceivedMessage {
  readonly id: MessageId;
  /** Absent of a message about no check. */
  readonly verificationId?: VerificationId;
}

export interface SendFailure {
  readonly problem: string;
  readonly nextAt: EpochMs;
  readonly final: boolean;
}

export interface MessageStore {
  /** Takes the message for one attempt; undefined when it is done, taken, or not due. */
  claim(id: MessageId, now: EpochMs, leaseMs: number): Promise<MessageRecord | undefined>;
  /** The state after it: a provider's callback may have come before its reply was stored. */
  sent(id: MessageId, receipt: SendReceipt): Promise<EndedLink["status"]>;
  failed(id: MessageId, failure: SendFailure): Promise<void>;
  drop(id: MessageId): Promise<void>;
  /** What a link came to that needs no sending any more; undefined while it does, and of a code. */
  ended(id: MessageId): Promise<EndedLink | undefined>;
  due(now: EpochMs, limit: number): Promise<readonly MessageId[]>;
  /** Links of open checks that are settled here while their session still takes them for under way. */
  untold(limit: number): Promise<readonly MessageId[]>;
  /** Records a receipt and moves the message up its ranks; undefined when unknown or overtaken. The last one may be told again. */
  receipt(receipt: DeliveryReceipt): Promise<ReceivedMessage | undefined>;
}

export interface DeadLetterStore {
  add(letter: { id: string; queue: string; body: string; now: EpochMs }): Promise<void>;
}
