import type { NoteEvent } from "../../core/session/effects.ts";
import type { NoteId, TicketId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { TicketSnapshot } from "./itsm.ts";
import type { AuditEntry } from "./audit.ts";

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
  /** Which event it tells: decides who may discard it. */
  readonly kind: NoteEvent["kind"] | "offered" | "judgement";
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
  ): Promise<
    readonly { at: EpochMs; title: string; status: "waiting" | "written" | "parked" | "discarded"; problem?: string }[]
  >;
}
