/** What all isolates know of a ticket system: whether it takes our account, and what its list of changes told. */
import type { TicketId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { KeyedAuditEntry } from "./audit.ts";

export interface ConnectionHealth {
  readonly connection: string;
  /** The account is refused: since when, how often, and when it is tried next. */
  readonly refused?: { readonly since: EpochMs; readonly times: number; readonly nextTryAt: EpochMs };
  readonly changes: {
    /** By the peer's clock; absent until the list was read once. */
    readonly readTo?: EpochMs;
    readonly readAt?: EpochMs;
    /** Code of the problem of the last reading. */
    readonly problem?: string;
    /** The last that failed, also where later ones went well. */
    readonly lastFailure?: ChangesFailure;
    /** Tickets that no webhook had told us of. */
    readonly foundLate: number;
    readonly foundLateAt?: EpochMs;
  };
  /** The last call of its webhook that was taken, to the minute unless somebody waits for one. */
  readonly webhook?: WebhookTaken;
}

export interface LogInLease {
  readonly now: EpochMs;
  readonly until: EpochMs;
  /** Keyed digest of what is going to be tried. */
  readonly credentials: string;
}

export interface LogInRefusal {
  readonly now: EpochMs;
  /** When it is tried next. */
  readonly notBefore: EpochMs;
  /** Keyed digest of what was refused. */
  readonly credentials: string;
}

export interface ChangesFailure {
  readonly at: EpochMs;
  /** Code of the problem. */
  readonly problem: string;
}

export interface WebhookTaken {
  readonly at: EpochMs;
  readonly ticket: TicketId;
}

/** A reading of the list of changes that went well. */
export interface ChangesReading {
  readonly readTo?: EpochMs;
  readonly now: EpochMs;
  readonly foundLate: number;
}

export interface ConnectionHealthStore {
  read(connection: string): Promise<ConnectionHealth>;
  /** Takes the lease on the log-in; false while another holds it or the pause of these credentials lasts. */
  takeLogIn(connection: string, lease: LogInLease): Promise<boolean>;
  /** Until when the lease or the pause lasts. */
  logInFreeAt(connection: string): Promise<EpochMs>;
  freeLogIn(connection: string): Promise<void>;
  /** Ends the pause and makes the notes that waited for it due. */
  logInAccepted(connection: string, now: EpochMs): Promise<void>;
  logInRefused(connection: string, refusal: LogInRefusal): Promise<void>;
  /** Ends the pause and makes the notes that waited for it due; their tickets. */
  endPause(connection: string, now: EpochMs, audit: KeyedAuditEntry): Promise<readonly string[]>;
  changesRead(connection: string, reading: ChangesReading): Promise<void>;
  changesFailed(connection: string, failure: ChangesFailure): Promise<void>;
  /** Writes at most once a minute, and each time while somebody waits for a call. */
  webhookTaken(connection: string, call: WebhookTaken): Promise<void>;
  awaitWebhook(connection: string, until: EpochMs): Promise<void>;
}
