/** What the use cases ask of a ticket system. Adapters implement it; nothing else in `app` or `core` knows a vendor. */
import type { Result } from "../../core/kit/result.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { PeerProblem } from "./peer-problem.ts";

/** A ticket as the ITSM names it, after field mapping. */
export interface TicketSnapshot {
  /** The peer's own id, for example "39". */
  readonly externalId: string;
  /** The number people use, for example "IR-0000039". */
  readonly number: string;
  readonly revision: number;
  readonly category: string;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
  readonly closed: boolean;
  /** The peer's person id of the requester, when it gives one. */
  readonly requesterExternalId?: string;
  readonly requesterName?: string;
  readonly requesterEmail?: string;
  readonly openedAt?: number;
}

export interface ItsmPerson {
  readonly externalId: string;
  readonly name?: string;
  readonly email?: string;
}

/** A ticket in the list of changes. */
export interface TicketChange {
  readonly externalId: string;
  /** Absent where the list does not say. */
  readonly revision?: number;
  readonly category: string;
  /** By the ticket system's clock. */
  readonly changedAt: number;
}

/** A call of our webhook. The body is absent while only the headers have been read. */
export interface WebhookRequest {
  readonly headers: Headers;
  readonly body?: string;
}

export interface NoteWritten {
  readonly alreadyThere: boolean;
  /** How the notes that stood there before are written; absent where there were none. */
  readonly found?: NoteFormat;
}

export type NoteFormat = "text" | "html";

export interface TicketToClose {
  readonly externalId: string;
  /** The one in which the ticket was found to be one that may be closed; any other is not closed. */
  readonly revision: number;
  /** Shown with the ticket, maybe to its requester. */
  readonly comment: string;
}

/**
 * By the status that was read back. "pending": the ticket system waits for somebody's word.
 * "flagged": a rule of the ticket system is to close it. "not_offered": nothing there lets us.
 * "still_open": it took the change and is open, be it that it ignored it or that somebody reopened it.
 */
export type ClosedHow = "closed" | "pending" | "flagged" | "not_offered" | "still_open";

/** "open": it was, and nothing of ours closes it any more. */
export type ReopenedHow = "reopened" | "open" | "not_offered";

/** What could be done with a ticket as it is now. */
export interface ClosingWays {
  readonly strategy: "auto" | "flag" | "note_only";
  /** The number people use. */
  readonly number: string;
  /** Closed, or resolved and left to whoever confirms: what is offered for it says nothing of one that is open. */
  readonly ended: boolean;
  /** Actions that the ticket system offers our account for it. */
  readonly offered: readonly string[];
  /** The one of them that would be taken. */
  readonly step?: string;
  /** What is set where none is, or as the strategy. */
  readonly flag?: { readonly field: string; readonly value: string };
}

export interface ItsmConnector {
  /** The user name that its webhook shows, for whoever sets it up; absent where it shows none. */
  readonly webhookUser?: string;
  /** Whether the call comes from this ticket system, as far as what was read of it can show. */
  isFromPeer(request: WebhookRequest): Promise<boolean>;
  /** Parses a webhook body or a bare record; problems name the field, never its value. */
  parseTicket(
    body: unknown,
  ): Result<TicketSnapshot, { readonly code: "ticket.malformed"; readonly problems: readonly string[] }>;
  /**
   * Tickets changed at or after `since`, by the peer's clock, newest first; without `since` the
   * newest. Cut at the connector's limit, oldest left out.
   */
  changedSince(since?: number): Promise<Result<readonly TicketChange[], PeerProblem>>;
  /** Types of ticket that answer to our account, as the peer names them; none where it cannot be asked. */
  ticketTypes(): Promise<readonly string[]>;
  readTicket(externalId: string): Promise<Result<TicketSnapshot, PeerProblem>>;
  /** Idempotent by `note.key`: reads the ticket's notes first and writes only when the key is not there. */
  addInternalNote(ticket: {
    externalId: string;
    note: Note;
    /** When it happened, which may be long before it is written. */ at: number;
    retry: boolean;
  }): Promise<Result<NoteWritten, PeerProblem>>;
  /** Changes nothing. */
  closingWays(externalId: string): Promise<Result<ClosingWays, PeerProblem>>;
  /** Reads first: one that is closed already is not closed again, and one that somebody has to confirm is left to them. */
  close(ticket: TicketToClose): Promise<Result<ClosedHow, PeerProblem>>;
  reopen(ticket: Omit<TicketToClose, "revision">): Promise<Result<ReopenedHow, PeerProblem>>;
  findPersonByEmail(email: string): Promise<Result<ItsmPerson | undefined, PeerProblem>>;
  findPersonById(externalId: string): Promise<Result<ItsmPerson | undefined, PeerProblem>>;
  /** Address of the ticket in the ITSM's own screens. */
  ticketUrl(externalId: string): string;
}
