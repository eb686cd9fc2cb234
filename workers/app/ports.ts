/**
 * What the use cases ask of the outside world. Adapters implement these; nothing else in
 * `app` or `core` knows a vendor. Every failure a peer can cause is a value with `retryable`.
 */
import type { VerificationId } from "../core/kit/ids.ts";
import type { Result } from "../core/kit/result.ts";
import type { Secret } from "../core/kit/secret.ts";
import type { Note } from "../core/tickets/note.ts";

/** A peer's failure. `detail` is for the console and the log: never a body, a header or personal data. */
export interface PeerProblem {
  readonly code:
    | "peer.unreachable"
    | "peer.timeout"
    | "peer.unauthorised"
    | "peer.not_found"
    | "peer.conflict"
    | "peer.rejected"
    | "peer.rate_limited"
    | "peer.failed"
    | "peer.malformed";
  readonly retryable: boolean;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

// ---- ITSM -------------------------------------------------------------------

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
  /** Person id of whoever changed it last; our own account is ignored. */
  readonly changedByExternalId?: string;
  readonly changedByName?: string;
  readonly openedAt?: number;
}

export interface ItsmPerson {
  readonly externalId: string;
  readonly name?: string;
  readonly email?: string;
}

export interface ItsmConnector {
  /** Parses a webhook body or a bare record; problems name the field, never its value. */
  parseTicket(
    body: unknown,
  ): Result<TicketSnapshot, { readonly code: "ticket.malformed"; readonly problems: readonly string[] }>;
  readTicket(externalId: string): Promise<Result<TicketSnapshot, PeerProblem>>;
  /** Idempotent by `note.key`: reads the ticket's notes first and writes only when the key is not there. */
  addInternalNote(ticket: {
    externalId: string;
    note: Note;
    /** When it happened, which may be long before it is written. */ at: number;
    retry: boolean;
  }): Promise<Result<{ readonly alreadyThere: boolean }, PeerProblem>>;
  findPersonByEmail(email: string): Promise<Result<ItsmPerson | undefined, PeerProblem>>;
  findPersonById(externalId: string): Promise<Result<ItsmPerson | undefined, PeerProblem>>;
  /** Address of the ticket in the ITSM's own screens. */
  ticketUrl(externalId: string): string;
}

// ---- Delivery ---------------------------------------------------------------

export interface SmsContent {
  readonly channel: "sms";
  readonly to: Secret;
  readonly text: Secret;
}

export interface EmailContent {
  readonly channel: "email";
  readonly to: Secret;
  readonly fromName: string;
  readonly subject: string;
  readonly text: Secret;
  readonly html: Secret;
}

export type MessageContent = SmsContent | EmailContent;

export interface Receipt {
  /** Provider's id of the message; keys its later status callbacks. */
  readonly providerMessageId: string;
  /** Some providers know more than "accepted" at once. */
  readonly status: "sent" | "delivered";
}

export interface DeliveryProvider {
  /** `idempotencyKey` is honoured where the vendor has one. */
  send(message: {
    content: MessageContent;
    idempotencyKey: string;
    statusCallbackUrl?: string;
  }): Promise<Result<Receipt, PeerProblem>>;
  /**
   * Authenticates and reads a status callback over the raw body. Absent where the vendor
   * has none. `unauthenticated` maps to 403, `ignored` to 200 without effect.
   */
  readonly parseStatus?: (callback: StatusCallback) => Promise<StatusReading>;
}

export interface StatusCallback {
  /** The public address the vendor called, from configuration and never from the Host header. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly now: number;
}

export type StatusReading =
  | { readonly type: "unauthenticated" }
  | { readonly type: "ignored" }
  | {
      readonly type: "status";
      readonly providerMessageId: string;
      readonly status: "sent" | "delivered" | "failed";
      readonly reason?: string;
    };

// ---- Outbound HTTP ----------------------------------------------------------

export interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** At most the client's size cap. */
  readonly text: string;
}

/** The one way out: allow-listed origins, https, no redirects, no private addresses, time and size caps. */
export interface HttpClient {
  send(request: HttpRequest): Promise<Result<HttpReply, PeerProblem>>;
}

// ---- Keys -------------------------------------------------------------------

/** Keys and digests; see adapters/crypto. */
export interface Vault {
  seal(plain: string, boundTo: string): Promise<string>;
  open(sealed: string, boundTo: string): Promise<string | undefined>;
  tag(label: string, value: string): Promise<string>;
  hashToken(token: string): Promise<string>;
  newToken(): string;
  newVerificationId(): VerificationId;
  newId(): string;
  locator(located: { id: VerificationId; linkNumber: number }): Promise<string>;
  readLocator(text: string): Promise<{ id: VerificationId; linkNumber: number } | undefined>;
  /** Verifies an ECDSA P-256 signature of a phone's key over text. */
  verifyPhone(key: { publicKey: string; signature: string; text: string }): Promise<boolean>;
  equal(left: string, right: string): Promise<boolean>;
}
