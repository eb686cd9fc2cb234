/** Admins' checks of themselves, apart from everything that counts. */
import type { AgentId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { PracticeRecord } from "../../core/session/practice.ts";
import type { AuditEntry } from "./audit.ts";
import type { VerificationRecord } from "./verifications.ts";

/** What a message has to know of its check. */
export type MessagedCheck = Pick<
  VerificationRecord,
  "ticketNumber" | "live" | "origin" | "referrerName" | "createdAt" | "endedAt"
>;

export interface PracticeContact {
  readonly agentId: AgentId;
  readonly channel: "sms" | "email";
  /** Sealed for the row `practice_checks/{agent id}`. */
  readonly contactSealed: string;
  readonly contactTag: string;
  readonly masked: string;
  readonly maskedPlain: string;
  readonly codeUntil: EpochMs;
  readonly triesLeft: number;
}

export interface PracticeCheck extends PracticeContact {
  readonly confirmedAt?: EpochMs;
  readonly verificationId?: VerificationId;
  /** Absent until the session has written it. */
  readonly record?: PracticeRecord;
}

export interface PracticeStore {
  of(agent: AgentId): Promise<PracticeCheck | undefined>;
  /** In the place of what the agent had before. */
  begin(contact: PracticeContact & { readonly codeHash: string }, audit: AuditEntry): Promise<void>;
  /** Takes a try and gives what is to be compared; undefined when no code is open. */
  takeTry(agent: AgentId, now: EpochMs): Promise<string | undefined>;
  /** The code is used up. False when it was already. */
  confirm(agent: AgentId, codeHash: string, audit: AuditEntry): Promise<boolean>;
  /** The check that is made now, in the place of the one before. */
  setCheck(agent: AgentId, id: VerificationId, now: EpochMs): Promise<void>;
  messaged(id: VerificationId): Promise<MessagedCheck | undefined>;
  /** When an admin last passed one. */
  lastPassed(): Promise<EpochMs | undefined>;
  /** With the messages that belong to them. */
  removeBefore(at: EpochMs): Promise<void>;
}
