/** Blocks that were lifted: never changed and never taken back. */
import type { AgentId, MessageId, PersonId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Lifted } from "../../core/policy/may-lift.ts";
import type { NewDeskMail } from "./desk-mails.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewNote } from "./tickets.ts";

export interface LiftRecord {
  /** Made from the press: the same one again changes nothing. */
  readonly key: string;
  readonly what: Lifted;
  /** The contact that was called back, masked, and when; absent where another agent lifted it without a call. */
  readonly called?: { readonly masked: string; readonly at: EpochMs };
  readonly reason: string;
  readonly agentId: AgentId;
  readonly by: string;
  readonly at: EpochMs;
}

export interface NewLift extends LiftRecord {
  readonly personId: PersonId;
  readonly verificationId: VerificationId;
}

/** What is written with a lift, or not at all. */
export interface BesideLift {
  readonly audit: AuditEntry;
  readonly note: Pick<NewNote, "id" | "ticketId" | "target" | "note">;
  /** To security. */
  readonly mails: readonly NewDeskMail[];
  /** To the person; absent where there is no contact to tell. */
  readonly message?: {
    readonly id: MessageId;
    readonly channel: "sms" | "email";
    /** As `sealedFor` says. */
    readonly destinationSealed: string;
    readonly locale: string;
    readonly notAfter: EpochMs;
  };
}

export interface LiftStore {
  add(lift: NewLift, beside: BesideLift): Promise<void>;
  /** Newest first. */
  ofPerson(id: PersonId, from: EpochMs): Promise<readonly LiftRecord[]>;
}
