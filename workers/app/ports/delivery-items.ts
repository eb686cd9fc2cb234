/** What waits, failed or was given up on its way out of the product, of every kind in one list. */
import type { AgentId, PersonId, TicketId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";

export const DELIVERY_KINDS = ["message", "note", "security", "desk", "outbox", "dead_letter"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export interface DeliveryItem {
  readonly kind: DeliveryKind;
  readonly id: string;
  /** "waiting" is overdue or was refused before; "failed" is tried no more, a note then is parked. */
  readonly status: "waiting" | "failed";
  readonly since: EpochMs;
  readonly attempts: number;
  readonly nextAt?: EpochMs;
  /** A code: of the closed list for messages and security, of the ticket system for notes, "refused" or "away" for an outbox. */
  readonly problem?: string;
  /** Message: "sms" or "email", of those about no check after its kind and a "_". Note: its title. Security: the channel. Desk: what it tells. Outbox: the effect that fails. Dead letter: the queue. */
  readonly what: string;
  /** Which event a note tells, or which kind a message is; absent on older notes. */
  readonly event?: string;
  /** Who freed the person, where it tells of that. */
  readonly liftedBy?: AgentId;
  readonly ticketId?: TicketId;
  readonly ticketNumber?: string;
  readonly check?: {
    readonly id: VerificationId;
    readonly open: boolean;
    readonly personId: PersonId;
    readonly requesterEmail: string;
    readonly referrerId: AgentId;
  };
  /** No use after this. */
  readonly notAfter?: EpochMs;
  /** Body of a dead letter. */
  readonly body?: string;
  /** How many like it this one stands for, itself too; absent where it stands for itself. */
  readonly total?: number;
}

export interface Discard {
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly reason: string;
  readonly at: EpochMs;
}

export type DiscardedItem = Omit<Discard, "agentId"> & { readonly kind: string };

export interface DeliveryItemStore {
  /** Oldest first; at most `limit` of each kind. */
  list(now: EpochMs, limit: number): Promise<readonly DeliveryItem[]>;
  /** Undefined when it has gone out or was given up meanwhile. */
  find(kind: DeliveryKind, id: string, now: EpochMs): Promise<DeliveryItem | undefined>;
  /**
   * Due at once, with all its tries again, and so is all that it stands for. Of an outbox it only keeps who asked: its
   * session does the rest.
   */
  retry(item: DeliveryItem, now: EpochMs, audit: AuditEntry): Promise<void>;
  /** Never goes out; kept with who, why and when. Throws for an outbox, which nobody may discard. */
  discard(item: DeliveryItem, discard: Discard, audit: AuditEntry): Promise<void>;
  /** What of one check was discarded, oldest first. */
  discardedOf(id: VerificationId): Promise<readonly DiscardedItem[]>;
}
