/**
 * Who was told of what is asked for and done in a person's name. One row for each contact and event, written with what
 * it tells of; a row that was written or changed without the root secret is nobody's.
 */
import type { NoticeEvent } from "../../core/policy/notice-event.ts";
import type { MessageId, PersonId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { NewSecurityNotices } from "./security.ts";
import type { NewNote } from "./tickets.ts";

export type ActionNotice = NoticeEvent & {
  readonly verificationId: VerificationId;
  /** Of the link, within the check. */
  readonly number: number;
  readonly personId: PersonId;
  readonly told: "own" | "manager";
  /** The contact counted already when it was told. */
  readonly aged: boolean;
  readonly messageId: MessageId;
  readonly at: EpochMs;
  readonly sendAt: EpochMs;
};

/** "This wasn't me" to one check. */
export interface NoticeReport {
  readonly verificationId: VerificationId;
  readonly personId: PersonId;
  /** Of the link that was pressed. */
  readonly number: number;
  /** The whole account is kept, and not only the destination of this check. */
  readonly wide: boolean;
  readonly at: EpochMs;
}

/** What its session does not tell any more. */
export interface ToldInstead {
  readonly notices: NewSecurityNotices;
  /** Absent where nothing that holds says which ticket it is. */
  readonly note?: NewNote;
}

/** What is to be told of one check. */
export interface NewActionNotices {
  readonly event: NoticeEvent;
  readonly verificationId: VerificationId;
  readonly personId: PersonId;
  readonly privileged: boolean;
  /** The pass waits for whoever is told. */
  readonly held?: boolean | undefined;
  readonly at: EpochMs;
}

/** How far one event was told. Numbers of contacts; what is missing in the sum waits, or is kept no longer. */
export type NoticeTold = NoticeEvent & {
  readonly at: EpochMs;
  readonly contacts: number;
  /** The provider said that it arrived. */
  readonly arrived: number;
  /** The provider took it, and has said nothing more. */
  readonly sent: number;
  readonly failed: number;
};

export interface ActionNoticeStore {
  byLink(id: VerificationId, number: number): Promise<ActionNotice | undefined>;
  /** All that go in one message, oldest first. */
  ofMessage(id: MessageId): Promise<readonly ActionNotice[]>;
  /** Once for each check and reach, with its audit row; again, nothing changes. */
  report(report: NoticeReport, instead: ToldInstead | undefined): Promise<void>;
  reportsOf(id: VerificationId): Promise<readonly NoticeReport[]>;
  /** Reports of which something is still to be done. */
  dueReports(now: EpochMs, limit: number): Promise<readonly (NoticeReport & { readonly attempts: number })[]>;
  reportDone(report: NoticeReport): Promise<void>;
  reportFailed(report: NoticeReport, nextAt: EpochMs): Promise<void>;
  /** By event, oldest first. */
  toldOf(id: VerificationId): Promise<readonly NoticeTold[]>;
}
