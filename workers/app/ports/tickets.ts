import type { NoteEvent } from "../../core/session/effects.ts";
import type { NoteId, PersonId, TicketId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { VoidReason } from "../../core/tickets/outcome-texts.ts";
import type { Nameable, TicketRequester } from "../../core/tickets/requester.ts";
import type { TicketSnapshot } from "./itsm.ts";
import type { AuditEntry, KeyedAuditEntry } from "./audit.ts";

export interface TicketRecord extends TicketRequester {
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
  readonly openedAt?: EpochMs;
  readonly offeredAt?: EpochMs;
}

/** The ticket that a note is for, in its own system: whoever changes the row of the ticket here leads no note elsewhere. */
export type NoteTarget = Pick<TicketRecord, "connection" | "externalId">;

export interface PendingNote {
  readonly id: NoteId;
  readonly ticketId: TicketId;
  readonly verificationId?: VerificationId;
  /** Absent on rows from before it was kept. */
  readonly kind?: NewNote["kind"];
  /** Absent on rows from before it was kept. */
  readonly target?: NoteTarget;
  readonly note: Note;
  /** It says that a check passed, which is void by now. */
  readonly passIsVoid?: VoidReason;
  readonly createdAt: EpochMs;
  /** Tries so far, for whatever reason they failed. */
  readonly attempts: number;
  /** Of those, how often the ticket system itself said no. */
  readonly refusals: number;
}

export interface NewNote {
  readonly id: NoteId;
  readonly ticketId: TicketId;
  readonly verificationId?: VerificationId;
  /** Absent of a check that began before it was kept. */
  readonly target?: NoteTarget;
  readonly note: Note;
  /** Which event it tells: decides who may discard it. */
  readonly kind:
    | NoteEvent["kind"]
    | "offered"
    | "judgement"
    | "lifted"
    | "told_by_desk"
    | "reported_by_notice"
    | "closing"
    | "reopening"
    | "action_done";
  readonly at: EpochMs;
}

export interface RequestersQuery {
  readonly from: EpochMs;
  readonly personId: PersonId;
  readonly exceptId: TicketId;
}

/** One revision of a ticket, as its system told it. */
export interface TicketDelivery {
  readonly ticketId: TicketId;
  readonly connection: string;
  readonly snapshot: TicketSnapshot;
  readonly action?: ActionId;
  readonly requester: {
    /** The person whom the snapshot names, where one was found. */
    readonly personId?: PersonId;
    /** Named by the same fields as before: a person found meanwhile stays. */
    readonly unchanged: boolean;
  };
  readonly note?: NewNote;
  readonly audit: AuditEntry;
  readonly now: EpochMs;
}

export interface OpenCheck {
  readonly id: VerificationId;
  readonly person: Nameable;
}

export interface TicketStore {
  byId(id: TicketId): Promise<TicketRecord | undefined>;
  byExternalId(connection: string, externalId: string): Promise<TicketRecord | undefined>;
  /** The newest revision taken of each of these tickets that we know. */
  revisions(connection: string, externalIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Open tickets whose category needs verification, newest first. */
  open(limit: number): Promise<readonly TicketRecord[]>;
  /** Whom other tickets name that came since `from`: those of this person, and those whose person was not found. */
  requestersSince(query: RequestersQuery): Promise<readonly TicketRequester[]>;
  /** False when this delivery (connection, id, revision) was accepted before; then nothing is written. */
  recordDelivery(delivery: TicketDelivery): Promise<boolean>;
  /** When the connection's last ticket was taken in. Reads every delivery that is kept: for a press of a person. */
  lastDelivery(connection: string): Promise<EpochMs | undefined>;
  /** Takes a newer revision over that changed nothing we read. */
  raiseRevision(id: TicketId, revision: number): Promise<void>;
  /** Keeps the person found for a ticket, unless the ticket has changed meanwhile. */
  rememberRequester(ticket: Pick<TicketRecord, "id" | "revision">, personId: PersonId): Promise<void>;
  /** Open checks of a ticket, each with its person as the directory has them now, or as the check had them. */
  openChecks(ticketId: TicketId): Promise<readonly OpenCheck[]>;
}

export interface NoteFailure {
  readonly problem: string;
  readonly nextAt: EpochMs;
  /** The ticket system itself said no. */
  readonly refused: boolean;
  readonly parked: boolean;
}

export interface NoteOfTicket {
  readonly at: EpochMs;
  readonly title: string;
  readonly status: "waiting" | "written" | "parked" | "discarded";
  readonly problem?: string;
  /** Of what asks for the ticket to be closed, or says what became of that: for which check. */
  readonly closes?: VerificationId;
}

export interface NoteStore {
  /** The first waiting note, leased: so there is one writer per ticket. Undefined when another holds it or nothing is due. */
  claimNext(ticketId: TicketId, now: EpochMs, leaseMs: number): Promise<PendingNote | undefined>;
  /** Who is still writing it keeps it. */
  renew(id: NoteId, until: EpochMs): Promise<void>;
  /** What it says instead from now on, as long as it waits. */
  reword(pending: PendingNote, note: Note): Promise<void>;
  /** What was asked of the ticket is done, or will not be: the row is the note of it, and the audit tells it. */
  settle(pending: PendingNote, note: Note, audit: KeyedAuditEntry): Promise<void>;
  add(note: NewNote): Promise<void>;
  /** Whether another note of this check was given up, or that of its outcome is not written. */
  anyMissing(pending: PendingNote): Promise<boolean>;
  written(id: NoteId, now: EpochMs): Promise<void>;
  failed(id: NoteId, failure: NoteFailure): Promise<void>;
  dueTickets(now: EpochMs, limit: number): Promise<readonly TicketId[]>;
  forTicket(ticketId: TicketId): Promise<readonly NoteOfTicket[]>;
}
