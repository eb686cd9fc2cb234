/** What waits to be told to users of the console and to security about access. */
import type { DeskMailKind, DeskRecipient } from "../../core/messages/desk-mail.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { SendFailure } from "./messages.ts";

export interface NewDeskMail {
  /** Writing it twice changes nothing. */
  readonly id: string;
  readonly recipient: DeskRecipient;
  readonly kind: DeskMailKind;
  /** Name of the user whom it is about. */
  readonly about: string;
  /** Token of a sign-in link, sealed for this row and recipient. */
  readonly tokenSealed?: string;
  readonly at: EpochMs;
  /** No use after this. */
  readonly notAfter: EpochMs;
}

export interface DeskMail extends NewDeskMail {
  readonly attempts: number;
}

/** Rows are written by the stores of the acts that they tell of, in the same batch. */
export interface DeskMailStore {
  add(mails: readonly NewDeskMail[]): Promise<void>;
  /** Takes the mail for one attempt; undefined when it is done, taken, or not due. */
  claim(id: string, now: EpochMs, leaseMs: number): Promise<DeskMail | undefined>;
  sent(id: string, now: EpochMs): Promise<void>;
  failed(id: string, failure: SendFailure): Promise<void>;
  due(now: EpochMs, limit: number): Promise<readonly string[]>;
}
