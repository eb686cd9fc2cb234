/**
 * The console's API: request schemas (strict, so that a server-owned field in a body is an
 * error) and reply shapes. The only thing `console/agent` may import from `workers/`.
 */
import { z } from "zod";
import type { Assessment } from "../core/risk/assessment.ts";
import type { Role } from "../core/kit/roles.ts";
import type { Level } from "../core/risk/levels.ts";
import type { Exposure, GivenResponse, Grade, QuestionForm } from "../core/questions/question.ts";
import type { Outlook } from "../core/verdict/outlook.ts";
import type { ActionId, ProfileId } from "../core/policy/policy.ts";
import type { Proof } from "../core/policy/proofs.ts";
import type {
  CancelReason,
  FailReason,
  NotEnoughReason,
  SessionStatus,
  TimeoutReason,
} from "../core/session/status.ts";

export type { Role };

// ---- session ----------------------------------------------------------------

/** POST /api/sign-in. The token travels in the link's fragment and in this body only. */
export const signInRequest = z.strictObject({ token: z.string().min(20).max(200) });

/** GET /api/session, and the reply of POST /api/sign-in. */
export interface SessionReply {
  readonly agent: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  readonly brand: string;
  readonly organisation: string;
  readonly expiresAt: number;
  readonly timeZone: string;
}

/** POST /api/sign-in-links (admin). The reply is the only time the link is shown. */
export const signInLinkRequest = z.strictObject({ email: z.email().max(254) });
export interface SignInLinkReply {
  readonly url: string;
  readonly expiresAt: number;
}

// ---- send -------------------------------------------------------------------

/** GET /api/tickets/{ticketId}/send: everything the Send page shows before sending. */
export interface SendPageReply {
  readonly ticket: TicketReply;
  /** Absent when the requester is not sendable; `problem` says why. */
  readonly person?: PersonReply;
  readonly problem?: SendProblem;
  /** The person's own account first; empty without a person. */
  readonly accounts: readonly AccountReply[];
  readonly contacts: readonly ContactReply[];
  readonly countries: readonly { readonly country: string; readonly callingCode: string }[];
  readonly typedCost: {
    readonly minimumQuestions: number;
    readonly maximumQuestions: number;
    readonly passLine: number;
    readonly secondApprover: boolean;
  };
  readonly spokenCode: "asked_when_on_line" | "always" | "never";
  readonly preview: {
    readonly sms: string;
    readonly smsTyped: string;
    readonly emailSubject: string;
  };
  /** The open verification of this person, when there is one. */
  readonly open?: {
    readonly verificationId: string;
    readonly ticketNumber: string;
    readonly agentName: string;
    readonly own: boolean;
  };
}

/** One of the accounts that the check can be about. */
export interface AccountReply {
  /** Absent: the requester's own. */
  readonly id?: string;
  readonly userName: string;
  readonly label?: string;
  /** The rules for privileged people apply: the account is privileged, or the person. */
  readonly privileged: boolean;
  /** Destinations that Send refuses for it. `fresh` is a contact that is not trusted yet. */
  readonly refused: { readonly [Kind in "trusted" | "fresh" | "typed"]?: DestinationRefusal };
  /** Nothing that the page offers may be chosen. */
  readonly problem?: "too_few_facts" | "no_contact_on_record";
  /** What a check can come to at best. Where it cannot pass, Send wants `evidenceOnly`. */
  readonly outlook: Outlook;
}

export type DestinationRefusal = "needs_contact_on_record" | "too_few_facts";

/** The account acted on where it is not the requester's own. */
export interface ActedOn {
  readonly id: string;
  readonly userName: string;
  readonly label: string;
}

export interface TicketReply {
  readonly id: string;
  readonly number: string;
  readonly category: string;
  readonly action: ActionId;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
  readonly closed: boolean;
  readonly requesterName?: string;
  readonly openedAt?: number;
  readonly url: string;
}

export interface PersonReply {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly email: string;
  readonly userName: string;
  readonly department?: string;
  readonly office?: string;
  readonly manager?: string;
  readonly privileged: boolean;
}

export type SendProblem =
  | "requester_unknown"
  | "requester_ambiguous"
  | "requester_inactive"
  | "requester_is_agent"
  | "ticket_closed"
  | "fenced"
  | "daily_limit"
  | "too_few_facts"
  | "no_contact_on_record"
  | "category_needs_none";

export interface ContactReply {
  readonly id: string;
  readonly channel: "sms" | "email";
  /** For example "+351 ••• ••• 418" or "d•••••z@mailbox.example". */
  readonly masked: string;
  readonly source: string;
  readonly changedAt: number;
  /** A contact counts as on record after seven days, or at once when part of the baseline. */
  readonly trusted: boolean;
  readonly trustedFrom: number;
}

/**
 * POST /api/verifications -> 202 {id}. What a person types is bounded above only: too little of
 * it is answered with a sentence for its field, not as a request that could not be read.
 */
export const sendRequest = z.strictObject({
  ticketId: z.string().max(80),
  destination: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("contact"), contactId: z.string().max(80) }),
    z.strictObject({
      type: z.literal("sms"),
      country: z.string().regex(/^[A-Z]{2}$/),
      number: z.string().max(40),
      reason: z.string().trim().max(200),
    }),
    z.strictObject({
      type: z.literal("email"),
      address: z.string().max(254),
      reason: z.string().trim().max(200),
    }),
  ]),
  callerOnLine: z.boolean(),
  /** The account to act on, one of the requester's; absent for the requester's own. */
  accountId: z.string().max(80).optional(),
  /** Wanted although it cannot pass; see `Outlook`. Without it such a check is refused. */
  evidenceOnly: z.boolean().optional(),
  /** Same key, same verification: a double press or a retry after a lost reply sends once. */
  idempotencyKey: z.string().min(8).max(80),
});
export type SendRequest = z.infer<typeof sendRequest>;
export interface SendReply {
  readonly id: string;
}

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
  readonly destination: {
    readonly masked: string;
    readonly channel: "sms" | "email";
    readonly origin: "on_record" | "typed";
  };
  readonly timeline: readonly TimelineStep[];
  /** Link or session deadline, whichever runs. */
  readonly deadlineAt?: number;
  readonly startedAt: number;
  readonly totalMs?: number;
  readonly question?: { readonly ordinal: number; readonly about: number };
  readonly code?: { readonly digits: string; readonly validUntil: number; readonly triesLeft: number };
  readonly resends: { readonly left: number; readonly nextAt: number };
  readonly otherContacts: readonly ContactReply[];
  readonly deliveryProblem?: string;
  /** Words of the reason the requester stopped it, when that is what happened. */
  readonly validUntil?: number;
}

/** Five words that are never mixed up, then the steps of the check itself. */
export type TimelineKind =
  "queued" | "sent" | "delivered" | "seen" | "begun" | "checks" | "code" | "questions" | "outcome";
export interface TimelineStep {
  readonly kind: TimelineKind;
  readonly state: "done" | "current" | "ahead" | "failed";
  readonly at?: number;
  readonly note?: string;
}

// ---- verifications ----------------------------------------------------------

export type StatusDetail = TimeoutReason | CancelReason | FailReason | NotEnoughReason;

/** GET /api/verifications?q&status&level&category&referrer&from&to&cursor&limit. */
export const listQuery = z.strictObject({
  q: z.string().trim().max(100).optional(),
  status: z.string().max(200).optional(),
  level: z.string().max(60).optional(),
  category: z.string().max(100).optional(),
  referrer: z.string().max(80).optional(),
  from: z.coerce.number().int().nonnegative().optional(),
  to: z.coerce.number().int().nonnegative().optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export interface ListReply {
  readonly rows: readonly VerificationRow[];
  readonly nextCursor?: string;
  readonly total: number;
}

export interface VerificationRow {
  readonly id: string;
  readonly version: number;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly category: string;
  readonly action: ActionId;
  readonly requesterName: string;
  readonly requesterEmail: string;
  readonly status: SessionStatus;
  readonly detail?: StatusDetail;
  /** Absent while it runs and where nothing was assessed. */
  readonly score?: number;
  readonly level?: Level;
  readonly passLine: number;
  readonly referrerId: string;
  readonly referrerName: string;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly deadlineAt?: number;
  readonly validUntil?: number;
  readonly question?: number;
  readonly feedback?: "easy" | "ok" | "hard";
}

/** GET /api/verifications/{id}. */
export interface DetailsReply {
  readonly row: VerificationRow;
  readonly ticket: TicketReply;
  readonly person: PersonReply & { readonly contacts: readonly ContactReply[] };
  readonly banner: Banner;
  readonly profile: ProfileId;
  readonly account?: ActedOn;
  readonly destination: {
    readonly masked: string;
    readonly channel: "sms" | "email";
    readonly origin: "on_record" | "typed";
    readonly reason?: string;
  };
  /** Roles that see outcomes only (auditor) get no assessment. */
  readonly assessment?: Assessment;
  /** The score had one finding not been there, by the finding's id. */
  readonly without?: Readonly<Record<string, number>>;
  readonly assurance: {
    readonly proven: readonly { readonly proof: Proof; readonly at: number }[];
    readonly required: readonly Proof[];
  };
  /** In the order to show. */
  readonly device: readonly DeviceFact[];
  readonly strengthBits?: number;
  readonly history: readonly {
    readonly id: string;
    readonly at: number;
    readonly action: ActionId;
    readonly status: SessionStatus;
    readonly score?: number;
  }[];
  readonly notes: readonly {
    readonly at: number;
    readonly title: string;
    readonly status: "waiting" | "written" | "parked";
    readonly problem?: string;
  }[];
}

/** Kind, platform and key of a phone are codes, the others are as measured; addresses stay masked. */
export type DeviceFact =
  | { readonly fact: "kind"; readonly value: "phone" | "computer" }
  | { readonly fact: "platform"; readonly value: "windows" | "apple" | "unix" }
  | { readonly fact: "known_phone"; readonly value: "verified" | "new" | "invalid" }
  | { readonly fact: "browser" | "network" | "place" | "time_zone" | "address"; readonly value: string };

/** One verb with icon and word, then whom, what and until when, then a line to say. */
export interface Banner {
  readonly tone: "ok" | "info" | "warn" | "bad" | "neutral";
  readonly verb: string;
  readonly headline: string;
  readonly line: string;
  readonly reasons: readonly string[];
  readonly say?: string;
  readonly nextSteps: readonly string[];
}

/** GET /api/verifications/{id}/transcript. Responses are masked until opened with a purpose. */
export interface TranscriptReply {
  readonly entries: readonly TranscriptEntry[];
  readonly strengthBits: number;
}
export interface TranscriptEntry {
  readonly ordinal: number;
  readonly attempt: number;
  readonly superseded: boolean;
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly form: QuestionForm;
  readonly exposure: Exposure;
  readonly optionCount: number;
  readonly scored: boolean;
  /** Absent while the session runs. */
  readonly grade?: Grade;
  readonly tookMs?: number;
  readonly strengthBits?: number;
  readonly weightBits?: number;
}

/** POST /api/verifications/{id}/transcript/{ordinal}/{attempt}/open, audited. */
export const openResponseRequest = z.strictObject({ purpose: z.string().trim().min(5).max(200) });
export interface OpenResponseReply {
  readonly response: GivenResponse;
}

/** Messages of the WebSocket at /ws/console; the client re-reads what it shows. */
export type FeedMessage = {
  readonly type: "verification";
  readonly id: string;
  readonly version: number;
  readonly status: SessionStatus;
};

/** Error body of every API reply that is not 2xx (RFC 9457). `code` is stable, `detail` is for people. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}
