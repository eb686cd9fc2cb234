/** What waits to be told to users of the console and to security. */
import type { DeskMailKind, DeskRecipient } from "../../core/messages/desk-mail.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { SendFailure } from "./messages.ts";

export interface NewDeskMail {
  /** Writing it twice changes nothing. */
  readonly id: string;
  readonly recipient: DeskRecipient;
  readonly kind: DeskMailKind;
  /**
   * Of access: name of the user. To an owner: the passkey's name, how many codes are left or were made, what the
   * company's button says, or who made the link. Of settings: id of the change that waits, or number of the deployment.
   */
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

export interface DeskMailProgress extends Pick<NewDeskMail, "recipient" | "at"> {
  readonly failed: boolean;
  readonly sentAt?: EpochMs;
}

/** Rows are written by the stores of the acts that they tell of, in the same batch. One that SQL made is never sent. */
export interface DeskMailStore {
  add(mails: readonly NewDeskMail[]): Promise<void>;
  /** Takes the mail for one attempt; undefined when it is done, taken, not due, or not ours: that one has failed then. */
  claim(id: string, now: EpochMs, leaseMs: number): Promise<DeskMail | undefined>;
  sent(mail: DeskMail, now: EpochMs): Promise<void>;
  failed(id: string, failure: SendFailure): Promise<void>;
  due(now: EpochMs, limit: number): Promise<readonly string[]>;
  /** Of those of one kind about one thing; what SQL changed is not among them. */
  progress(kind: DeskMailKind, about: string): Promise<readonly DeskMailProgress[]>;
}
