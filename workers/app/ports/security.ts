/** Whom security is, and what waits to be told to them. */
import type { SecurityCause, SecurityChannel } from "../../core/messages/security-notice.ts";
import type { PersonId, VerificationId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewNote } from "./tickets.ts";
import type { SendFailure } from "./messages.ts";
import type { PeerProblem } from "./peer-problem.ts";

export interface SecurityNotice {
  readonly id: string;
  readonly verificationId: VerificationId;
  readonly personId: PersonId;
  readonly cause: SecurityCause;
  readonly channel: SecurityChannel;
  /** Name of the agent who asked for it. */
  readonly reportedBy?: string;
  readonly createdAt: EpochMs;
  readonly status: "waiting" | "sending" | "sent" | "failed" | "discarded";
  readonly attempts: number;
  readonly sentAt?: EpochMs;
  readonly problem?: string;
}

export interface NewSecurityNotices {
  /** Makes the ids of the rows: writing them twice changes nothing. */
  readonly key: string;
  readonly verificationId: VerificationId;
  readonly personId: PersonId;
  readonly cause: SecurityCause;
  readonly channels: readonly SecurityChannel[];
  readonly reportedBy?: string;
  readonly at: EpochMs;
}

export interface NoticeLimits {
  readonly leaseMs: number;
  /** How long after a mail the next one about the same person waits. */
  readonly gatherMs: number;
}

export interface SecurityNoticeStore {
  /**
   * One row for each channel, and the audit row, or nothing. Those that failed are tried again;
   * where every row is there and none failed, nothing changes. A note of it is written once.
   */
  add(notices: NewSecurityNotices, audit: AuditEntry, note?: NewNote): Promise<void>;
  /**
   * What can be told next of this check, leased. By mail these are all notices of the person
   * that are due, for one message; none while such a mail went out within `gatherMs`.
   */
  claimNext(id: VerificationId, now: EpochMs, limits: NoticeLimits): Promise<readonly SecurityNotice[]>;
  sent(ids: readonly string[], now: EpochMs): Promise<void>;
  failed(ids: readonly string[], failure: SendFailure): Promise<void>;
  /** Checks of which something is due. */
  due(now: EpochMs, gatherMs: number, limit: number): Promise<readonly VerificationId[]>;
  ofVerification(id: VerificationId): Promise<readonly SecurityNotice[]>;
}

/** The contact of the configuration. Addresses are not on a port: the adapter knows where a channel leads. */
export interface SecurityContact {
  /** The ways that are set up. */
  readonly channels: readonly SecurityChannel[];
  readonly mailAddress: (channel: "mail" | "on_call") => string | undefined;
  /** Posts a signed event; `id` is the same for every try, so that a receiver can drop a repetition. */
  post(
    channel: "webhook" | "incident_webhook",
    event: { id: string; type: string; at: EpochMs; data: Readonly<Record<string, string>> },
  ): Promise<Result<undefined, PeerProblem>>;
  /** Asks without an event whether the receivers that are set up answer at all; any answer but a server's error counts. */
  probe(): Promise<Result<undefined, PeerProblem>>;
}
