/**
 * What the use cases keep and read. Implemented over D1 in `adapters/d1`; every write that goes
 * with an audit row takes it along, so that both land in one batch or not at all.
 */
import type {
  AccountId,
  AgentId,
  ContactId,
  MessageId,
  NoteId,
  PersonId,
  TicketId,
  VerificationId,
} from "../core/kit/ids.ts";
import type { Role } from "../core/kit/roles.ts";
import type { EpochMs } from "../core/kit/time.ts";
import type { FactDocument, Population } from "../core/questions/facts.ts";
import type { Evidence, PastVerification } from "../core/risk/evidence.ts";
import type { Assessment } from "../core/risk/assessment.ts";
import type { Note } from "../core/tickets/note.ts";
import type { Effect } from "../core/session/effects.ts";
import type { ActionId, ProfileId } from "../core/policy/policy.ts";
import type { Proof } from "../core/policy/proofs.ts";
import type { Session, StatusDetail } from "../core/session/session.ts";
import type { SessionStatus } from "../core/session/status.ts";
import type { LiveView } from "../core/verification/view.ts";
import type { PooledQuestion } from "../core/questions/question.ts";
import type { TicketSnapshot } from "./ports.ts";

export interface AuditEntry {
  readonly at: EpochMs;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

// ---- agents ----

export interface AgentRecord {
  readonly id: AgentId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly personId?: PersonId;
  readonly active: boolean;
}

export interface AgentSessionRecord {
  readonly idHash: string;
  readonly agent: AgentRecord;
  readonly createdAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly networkAsn?: number;
  readonly browserTag?: string;
}

export interface AgentStore {
  byEmail(email: string): Promise<AgentRecord | undefined>;
  addSignInLink(
    link: { tokenHash: string; agentId: AgentId; issuedBy: string; now: EpochMs; expiresAt: EpochMs },
    audit: AuditEntry,
  ): Promise<void>;
  /** Uses the link up; undefined when unknown, used, expired or the agent is inactive. */
  redeemSignInLink(tokenHash: string, now: EpochMs): Promise<{ agent: AgentRecord; issuedBy: string } | undefined>;
  addSession(
    session: {
      idHash: string;
      agentId: AgentId;
      now: EpochMs;
      expiresAt: EpochMs;
      networkAsn?: number;
      browserTag?: string;
    },
    audit: AuditEntry,
  ): Promise<void>;
  findSession(idHash: string): Promise<AgentSessionRecord | undefined>;
  touchSession(idHash: string, now: EpochMs): Promise<void>;
  endSession(idHash: string, now: EpochMs, audit: AuditEntry): Promise<void>;
  addAudit(entry: AuditEntry): Promise<void>;
}

// ---- people ----

export interface PersonRecord {
  readonly id: PersonId;
  readonly externalId?: string;
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly displayName: string;
  readonly department?: string;
  readonly officeCity?: string;
  readonly officeCountry?: string;
  readonly managerName?: string;
  readonly locale: string;
  readonly privileged: boolean;
  readonly active: boolean;
}

export interface ContactRecord {
  readonly id: ContactId;
  readonly personId: PersonId;
  readonly channel: "sms" | "email";
  /** Sealed for the row `person_contacts/{id}`. */
  readonly valueSealed: string;
  readonly valueTag: string;
  readonly masked: string;
  readonly maskedPlain: string;
  readonly source: string;
  readonly changedAt: EpochMs;
  readonly baseline: boolean;
}

/** An account of a person beside the one that the directory knows them by. */
export interface AccountRecord {
  readonly id: AccountId;
  readonly userName: string;
  /** What it is for, for example "Administration". */
  readonly label: string;
  readonly privileged: boolean;
}

export interface PeopleStore {
  byId(id: PersonId): Promise<PersonRecord | undefined>;
  byExternalId(externalId: string): Promise<readonly PersonRecord[]>;
  byEmail(email: string): Promise<readonly PersonRecord[]>;
  byDisplayName(name: string): Promise<readonly PersonRecord[]>;
  contacts(personId: PersonId): Promise<readonly ContactRecord[]>;
  /** Active ones only, by user name. */
  accounts(personId: PersonId): Promise<readonly AccountRecord[]>;
  /** How many other people have this destination on record. */
  othersWithContact(valueTag: string, personId: PersonId): Promise<number>;
  facts(personId: PersonId): Promise<FactDocument | undefined>;
  population(person: PersonRecord): Promise<Population>;
  /** Whose phone this is, and since when. */
  knownPhone(phoneTag: string): Promise<readonly { readonly personId: PersonId; readonly addedAt: EpochMs }[]>;
  /** Whether any phone of this person has passed a check before. */
  hasKnownPhone(personId: PersonId, knownBefore: EpochMs): Promise<boolean>;
}

// ---- tickets ----

export interface TicketRecord {
  readonly id: TicketId;
  readonly connection: string;
  readonly externalId: string;
  readonly number: string;
  readonly revision: number;
  readonly category: string;
  readonly action?: ActionId;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
  readonly closed: boolean;
  readonly requesterExternalId?: string;
  readonly requesterName?: string;
  readonly requesterEmail?: string;
  readonly openedAt?: EpochMs;
  readonly offeredAt?: EpochMs;
}

export interface PendingNote {
  readonly id: NoteId;
  readonly ticketId: TicketId;
  readonly note: Note;
  readonly createdAt: EpochMs;
  readonly attempts: number;
}

export interface NewNote {
  readonly id: NoteId;
  readonly ticketId: TicketId;
  readonly verificationId?: VerificationId;
  readonly note: Note;
  readonly at: EpochMs;
}

export interface TicketStore {
  byId(id: TicketId): Promise<TicketRecord | undefined>;
  byExternalId(connection: string, externalId: string): Promise<TicketRecord | undefined>;
  /** Open tickets whose category needs verification, newest first. */
  open(limit: number): Promise<readonly TicketRecord[]>;
  /** Other tickets naming this person opened within the window. */
  countNearby(query: { email: string; exceptId: TicketId; from: EpochMs }): Promise<number>;
  /** False when this delivery (connection, id, revision) was accepted before; then nothing is written. */
  recordDelivery(delivery: {
    ticketId: TicketId;
    connection: string;
    snapshot: TicketSnapshot;
    action?: ActionId;
    note?: NewNote;
    audit: AuditEntry;
    now: EpochMs;
  }): Promise<boolean>;
  openVerifications(ticketId: TicketId): Promise<readonly VerificationId[]>;
}

export interface NoteStore {
  /** The first waiting note, leased: so there is one writer per ticket. Undefined when another holds it or nothing is due. */
  claimNext(ticketId: TicketId, now: EpochMs, leaseMs: number): Promise<PendingNote | undefined>;
  written(id: NoteId, now: EpochMs): Promise<void>;
  failed(id: NoteId, failure: { problem: string; nextAt: EpochMs; parked: boolean }): Promise<void>;
  dueTickets(now: EpochMs, limit: number): Promise<readonly TicketId[]>;
  forTicket(
    ticketId: TicketId,
  ): Promise<readonly { at: EpochMs; title: string; status: "waiting" | "written" | "parked"; problem?: string }[]>;
}

// ---- verifications ----

export interface VerificationRecord {
  readonly id: VerificationId;
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
  readonly typedReason?: string;
  readonly proofs: readonly { readonly proof: Proof; readonly at: EpochMs }[];
  readonly requiredProofs: readonly Proof[];
  readonly strengthBits?: number;
  readonly createdAt: EpochMs;
  readonly deadlineAt?: EpochMs;
  readonly endedAt?: EpochMs;
  readonly validUntil?: EpochMs;
  readonly feedback?: "easy" | "ok" | "hard";
  readonly live: LiveView;
  /** What is acted on, as it was when the check was sent. Absent: the requester's own account. */
  readonly account?: Pick<AccountRecord, "id" | "userName" | "label">;
  /** Whether it ran under the rules for privileged people; absent on records older than that column. */
  readonly privileged?: boolean;
}

export interface VerificationFilter {
  readonly q?: string;
  readonly statuses: readonly string[];
  readonly levels: readonly string[];
  readonly category?: string;
  readonly referrer?: string;
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

export interface VerificationStore {
  byId(id: VerificationId): Promise<VerificationRecord | undefined>;
  list(query: {
    filter: VerificationFilter;
    after?: { createdAt: EpochMs; id: string };
    limit: number;
  }): Promise<readonly VerificationRecord[]>;
  count(filter: VerificationFilter): Promise<number>;
  /** Earlier checks of a person, newest first. */
  ofPerson(personId: PersonId, from: EpochMs): Promise<readonly VerificationRecord[]>;
  past(query: {
    personId: PersonId;
    destinationTag: string;
    from: EpochMs;
  }): Promise<readonly (PastVerification & { readonly callerRefused: boolean })[]>;
  lastSeen(personId: PersonId): Promise<{ at: EpochMs; country?: string } | undefined>;
  /** Other people a destination was used for. */
  othersWithDestination(destinationTag: string, personId: PersonId): Promise<number>;
  /** Fact keys asked in sessions of this window; today's are left out, see core/questions/select. */
  recentFactKeys(personId: PersonId, window: { from: EpochMs; to: EpochMs }): Promise<readonly string[]>;
  transcript(id: VerificationId): Promise<readonly TranscriptRecord[]>;
  assessment(id: VerificationId): Promise<{ assessment: Assessment; evidence: Evidence } | undefined>;
  /** Empties responses and deletes evidence of checks that ended before the given times. */
  removeExpired(limits: {
    answersBefore: EpochMs;
    evidenceBefore: EpochMs;
  }): Promise<{ answers: number; evidence: number }>;
  /** Open sessions past their deadline by more than the grace. */
  overdue(before: EpochMs, limit: number): Promise<readonly VerificationId[]>;
  unclaimSend(request: { agentId: AgentId; key: string; id: VerificationId }): Promise<void>;
  /** The first verification id stored for the key; `conflict` when the body differs. */
  claimSend(request: {
    agentId: AgentId;
    key: string;
    bodyTag: string;
    id: VerificationId;
    now: EpochMs;
  }): Promise<{ id: VerificationId; created: boolean; conflict: boolean }>;
}

/** One row of a session's outbox: an effect with what it was rendered from at the time. */
export interface OutboxRow {
  readonly seq: number;
  readonly at: EpochMs;
  readonly effect: Effect;
  readonly note?: Note;
}

export interface SessionRecords {
  /**
   * One batch; replays change nothing. `written` is the state of the last batch that surely
   * arrived, for leaving out what has not changed since; absent when that is not known.
   */
  write(batch: {
    session: Session;
    written?: Session;
    pool: readonly PooledQuestion[];
    rows: readonly OutboxRow[];
  }): Promise<void>;
}

// ---- messages ----

export interface MessageRecord {
  readonly id: MessageId;
  readonly verificationId: VerificationId;
  readonly kind: "link" | "code";
  readonly linkNumber: number;
  readonly channel: "sms" | "email";
  readonly destinationSealed: string;
  readonly codeSealed?: string;
  readonly locale: string;
  readonly notAfter: EpochMs;
  readonly status: "waiting" | "sending" | "sent" | "delivered" | "failed" | "dropped";
  readonly attempts: number;
}

export interface SettledLink {
  readonly verificationId: VerificationId;
  readonly status: "sent" | "delivered" | "failed";
  readonly problem?: string;
}

export interface MessageStore {
  /** Takes the message for one attempt; undefined when it is done, taken, or not due. */
  claim(id: MessageId, now: EpochMs, leaseMs: number): Promise<MessageRecord | undefined>;
  /** The state after it: a provider's callback may have come before its reply was stored. */
  sent(
    id: MessageId,
    receipt: { provider: string; providerMessageId: string; status: "sent" | "delivered" },
  ): Promise<"sent" | "delivered" | "failed">;
  failed(id: MessageId, failure: { problem: string; nextAt: EpochMs; final: boolean }): Promise<void>;
  drop(id: MessageId): Promise<void>;
  /** What a link came to that needs no sending any more; undefined while it does, and of a code. */
  settled(id: MessageId): Promise<SettledLink | undefined>;
  due(now: EpochMs, limit: number): Promise<readonly MessageId[]>;
  /** Links of open checks that are settled here while their session still takes them for under way. */
  untold(limit: number): Promise<readonly MessageId[]>;
  /** Records a receipt and moves the message up its ranks; undefined when unknown or overtaken. The last one may be told again. */
  receipt(receipt: {
    provider: string;
    providerMessageId: string;
    status: "sent" | "delivered" | "failed";
    now: EpochMs;
  }): Promise<{ id: MessageId; verificationId: VerificationId } | undefined>;
}

export interface DeadLetterStore {
  add(letter: { id: string; queue: string; body: string; now: EpochMs }): Promise<void>;
}
