/** A running check, and what an agent may do to it. */
import { z } from "zod";
import type { Act } from "../../core/policy/may-act.ts";
import type { ApprovalKind } from "../../core/session/session.ts";
import type { SessionStatus } from "../../core/session/status.ts";
import type { ActedOn, ContactReply } from "./send.ts";
import type { StatusDetail, Undelivered } from "./verifications.ts";

/** POST /api/verifications/{id}/resend | /cancel | /take-over | /caller-refused | /new-code. */
export const resendRequest = z.strictObject({ contactId: z.string().max(80).optional() });

export const cancelRequest = z.strictObject({ reason: z.string().trim().max(200).optional() });

export const takeOverRequest = z.strictObject({ reason: z.string().trim().min(3).max(200) });

export const callerRefusedRequest = z.strictObject({});

export const newCodeRequest = z.strictObject({});

/** GET /api/verifications/{id}/live: the Send page after Send. No grade, no score. */
export interface LiveReply {
  readonly id: string;
  readonly version: number;
  readonly status: SessionStatus;
  readonly detail?: StatusDetail;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly personFirstName: string;
  readonly account?: ActedOn;
  readonly agentId: string;
  readonly agentName: string;
  readonly own: boolean;
  /** What this agent can do to it now; the rest would be refused. */
  readonly acts: readonly Act[];
  readonly destination: {
    readonly masked: string;
    readonly channel: "sms" | "email";
    readonly origin: "on_record" | "typed";
  };
  readonly timeline: readonly TimelineStep[];
  /** Link or session deadline, whichever runs; none for a link that did not arrive. */
  readonly deadlineAt?: number;
  readonly startedAt: number;
  readonly totalMs?: number;
  /** Counted as the requester's own page counts. */
  readonly question?: { readonly ordinal: number; readonly least: number; readonly most: number };
  readonly code?: { readonly digits: string; readonly validUntil: number; readonly triesLeft: number };
  readonly resends: { readonly left: number; readonly nextAt: number };
  readonly otherContacts: readonly ContactReply[];
  /** Who was asked to approve it, in the order in which they were. */
  readonly approvals?: readonly AskedOf[];
  /** The person is asked for their passkey, on the page. */
  readonly passkey?: true;
  readonly undelivered?: Undelivered;
  /** Words of the reason the requester stopped it, when that is what happened. */
  readonly validUntil?: number;
}

export interface AskedOf {
  readonly id: string;
  readonly kind: ApprovalKind;
  readonly name: string;
  readonly askedAt: number;
  readonly seenAt?: number;
  readonly answeredAt?: number;
  readonly answer?: "given" | "refused";
  readonly reason?: string;
}

/** Five words that are never mixed up, then the steps of the check itself. */
export type TimelineKind =
  | "queued"
  | "sent"
  | "delivered"
  | "seen"
  | "begun"
  | "checks"
  | "code"
  | "questions"
  | "approval"
  | "hold"
  | "outcome";

export interface TimelineStep {
  readonly kind: TimelineKind;
  /** "failed": not delivered, or an outcome that rejects. "ended": an outcome that decided nothing. */
  readonly state: "done" | "current" | "ahead" | "failed" | "ended";
  readonly at?: number;
  readonly note?: string;
  /** How the questions went, once they have ended. */
  readonly figures?: { readonly asked: number; readonly answered: number; readonly ms: number };
}

/** Messages of the WebSocket at /ws/console; the client re-reads what it shows. */
export type FeedMessage = {
  readonly type: "verification";
  readonly id: string;
  readonly version: number;
  readonly status: SessionStatus;
};
