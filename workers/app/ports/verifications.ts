import type { AgentId, PersonId, TicketId, VerificationId } from "../../core/kit/ids.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import type { ActionId, ProfileId } from "../../core/policy/policy.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import type { PastCheck, Reporter, StatusDetail } from "../../core/session/session.ts";
import type { PersonAsked } from "../../core/session/person-asked.ts";

import type { SessionStatus } from "../../core/session/status.ts";
import type { TicketRequester } from "../../core/tickets/requester.ts";
import type { LiveView } from "../../core/session/live-view.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import type { Judged } from "../../core/verdict/judgement.ts";
import type { Integrity } from "../../core/verdict/recommend.ts";
import type { Standing } from "../../core/verdict/standing.ts";
import type { AccountRecord, PersonRecord } from "./people.ts";

export interface VerificationRecord {
  readonly id: VerificationId;
  /** Of one that is changed, nothing stands here that it would prove. */
  readonly integrity: Integrity;
  readonly version: number;
  readonly ticketId: TicketId;
  readonly ticketNumber: string;
  readonly category: string;
  readonly action: ActionId;
  readonly personId: PersonId;
  readonly requesterName: string;
  readonly requesterEmail: string;
  readonly referrerId: AgentId;
  readonly referrerName: string;
  readonly status: SessionStatus;
  readonly detail?: StatusDetail;
  readonly profile: ProfileId;
  readonly passLine: number;
  readonly score?: number;
  readonly level?: "verified" | "medium" | "high";
  readonly question?: number;
  readonly channel: "sms" | "email";
  readonly origin: "on_record" | "typed";
  readonly masked: string;
  /** Keyed, equal for equal destinations; that of a contact on record is the contact's own. */
  readonly destinationTag: string;
  readonly typedReason?: string;
  readonly proofs: readonly { readonly proof: Proof; readonly at: EpochMs }[];
  readonly requiredProofs: readonly Proof[];
  /** See `Policy.independentProof`. */
  readonly independentProof?: boolean;
  readonly strengthBits?: number;
  readonly createdAt: EpochMs;
  readonly deadlineAt?: EpochMs;
  readonly endedAt?: EpochMs;
  readonly validUntil?: EpochMs;
  readonly feedback?: "easy" | "ok" | "hard";
  readonly live: LiveView;
  /** Another check of the person was reported since this one began. */
  readonly voided?: { readonly at: EpochMs; readonly by: Reporter };
  readonly personAsked?: PersonAsked;
  /** What is acted on, as it was when the check was sent. Absent: the requester's own account. */
  readonly account?: Pick<AccountRecord, "id" | "userName" | "label">;
  /** Whether it ran under the rules for privileged people; absent on records older than that column. */
  readonly privileged?: boolean;
}

/** A record beside what decides today whether it still holds. */
export interface StandingRecord {
  readonly record: VerificationRecord;
  readonly ticket: TicketRequester;
  readonly person: Pick<PersonRecord, "id" | "idInTickets" | "email" | "displayName" | "active">;
  /** What persons said of it since. */
  readonly judged?: Judged | undefined;
}

export interface VerificationFilter {
  readonly q?: string;
  /** Absent: all of them. */
  readonly standings?: readonly Standing[];
  readonly levels: readonly string[];
  readonly category?: string;
  readonly referrer?: string;
  /** Only those whose requester asks for a person. */
  readonly personAsked?: boolean;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}

export interface TranscriptRecord {
  readonly ordinal: number;
  readonly attempt: number;
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly form: PooledQuestion["form"];
  readonly exposure: PooledQuestion["exposure"];
  readonly optionCount: number;
  readonly scored: boolean;
  readonly grade: "correct" | "partial" | "invalid" | "skipped";
  readonly askedAt: EpochMs;
  readonly answeredAt: EpochMs;
  readonly strengthBits: number;
  readonly weightBits: number;
  readonly responseSealed: string;
}

export interface VerificationQuery {
  readonly filter: VerificationFilter;
  /** The last row of the page before. */
  readonly after?: { readonly createdAt: EpochMs; readonly id: string };
  readonly limit: number;
}

export type PastRecord = PastCheck & { readonly callerRefused: boolean };

export interface LastSeen {
  readonly at: EpochMs;
  readonly country?: string;
}

export interface StoredAssessment {
  readonly assessment: Assessment;
  readonly evidence: Evidence;
}

export interface SentThereQuery {
  readonly agentId: AgentId;
  /** As the record keeps it, see `destinationTag`. */
  readonly tag: string;
  /** Whom it is about now. */
  readonly personId: PersonId;
  readonly from: EpochMs;
  readonly limit: number;
}

export interface SendClaim {
  readonly agentId: AgentId;
  readonly key: string;
  readonly bodyTag: string;
  readonly id: VerificationId;
  readonly now: EpochMs;
}

/** The first verification id stored for the key; `conflict` when the body differs. */
export interface ClaimedSend {
  readonly id: VerificationId;
  readonly created: boolean;
  readonly conflict: boolean;
}

export interface VerificationStore {
  byId(id: VerificationId): Promise<VerificationRecord | undefined>;
  list(query: VerificationQuery): Promise<readonly StandingRecord[]>;
  count(filter: VerificationFilter): Promise<number>;
  /** Earlier checks of a person, newest first. */
  ofPerson(personId: PersonId, from: EpochMs): Promise<readonly StandingRecord[]>;
  /** The newest check of each ticket that has one. */
  lastOfTickets(tickets: readonly TicketId[]): Promise<readonly StandingRecord[]>;
  past(query: { personId: PersonId; from: EpochMs }): Promise<readonly PastRecord[]>;
  lastSeen(personId: PersonId): Promise<LastSeen | undefined>;
  /** Other people that a destination, or one like it, was used for. */
  othersWithDestination(likenessTag: string, personId: PersonId): Promise<number>;
  /** The last check of each other person that one agent sent to this destination, newest first. */
  sentThere(query: SentThereQuery): Promise<readonly Pick<VerificationRecord, "id" | "createdAt">[]>;
  /** Fact keys asked in sessions of this window; today's are left out, see core/questions/select. */
  recentFactKeys(personId: PersonId, window: { from: EpochMs; to: EpochMs }): Promise<readonly string[]>;
  transcript(id: VerificationId): Promise<readonly TranscriptRecord[]>;
  assessment(id: VerificationId): Promise<StoredAssessment | undefined>;
  /** Whether there is a check that passed, whatever became of it. */
  anyPassed(): Promise<boolean>;
  /** Open checks in which this agent is named, soonest end first. */
  openNaming(id: AgentId | PersonId): Promise<readonly VerificationRecord[]>;
  /** Of open checks, and of passes that may hold still, agents who were asked or have approved and may not any more: none of these roles, or not active. */
  lostApprovers(
    roles: readonly Role[],
    window: { readonly endedAfter: EpochMs; readonly limit: number },
  ): Promise<readonly { readonly check: VerificationId; readonly agentId: AgentId }[]>;
  /** Passes that are held, soonest end first. */
  held(): Promise<readonly VerificationRecord[]>;
  /** Open sessions past their deadline by more than the grace. */
  overdue(before: EpochMs, limit: number): Promise<readonly VerificationId[]>;
  unclaimSend(claim: Pick<SendClaim, "agentId" | "key" | "id">): Promise<void>;
  claimSend(claim: SendClaim): Promise<ClaimedSend>;
}
