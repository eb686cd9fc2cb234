/** The list, one verification, its transcript: query schemas and reply shapes. */
import { z } from "zod";
import type { DeliveryFault, DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import type { SecurityState } from "../../core/messages/security-notice.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import type { Exposure, GivenResponse, Grade, QuestionForm } from "../../core/questions/question.ts";
import type { NoticeEvent } from "../../core/policy/notice-event.ts";
import type { ActionId, ProfileId } from "../../core/policy/policy.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import type { CancelReason, FailReason, SessionStatus, TimeoutReason } from "../../core/session/status.ts";
import type { AdviceLine } from "../../core/verdict/next-steps.ts";
import type { JudgementWord } from "../../core/verdict/standing.ts";
import type { Verdict } from "../../core/verdict/verdict.ts";
import type { NotEnoughReason } from "../../core/questions/asking/sequential.ts";
import type { ActionCardReply } from "./action-card.ts";
import type { DeskActionReply } from "./desk-action.ts";
import type { JudgementReply, RemediationReply } from "./remediate.ts";
import type { ActedOn, TicketReply, PersonReply, ContactReply } from "./send.ts";

export type { Verdict };
export type StatusDetail = TimeoutReason | CancelReason | FailReason | NotEnoughReason;

/** What a list may be narrowed by; statuses (standings) and levels are joined by commas, times are epoch milliseconds. */
const listFilter = {
  q: z.string().trim().max(100).optional(),
  status: z.string().max(200).optional(),
  level: z.string().max(60).optional(),
  category: z.string().max(100).optional(),
  referrer: z.string().max(80).optional(),
  /** Only those whose requester asks for a person. */
  asked: z.literal("1").optional(),
  from: z.coerce.number().int().nonnegative().optional(),
  to: z.coerce.number().int().nonnegative().optional(),
};

/** GET /api/verifications?q&status&level&category&referrer&asked&from&to&cursor&limit. */
export const listQuery = z.strictObject({
  ...listFilter,
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** POST /api/verifications/export: all that the filter shows, as a CSV file for a place with this decimal sign. */
export const exportRequest = z.strictObject({ ...listFilter, decimal: z.enum([".", ","]).default(".") });

/** The link did not arrive: why, whose fault it is, and what an agent can do. */
export interface Undelivered {
  readonly problem: DeliveryProblem;
  readonly fault: DeliveryFault;
  /** A clause that begins in lower case, without a full stop. */
  readonly what: string;
  /** One sentence. */
  readonly todo: string;
}

/** POST /api/verifications/{id}/report: the Analysis Report, to be kept. A GET shows it. */
export const reportRequest = z.strictObject({});

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
  /** For reading out on a call; the requester sees the same. */
  readonly reference: string;
  /** As the state machine has it; what it counts for now is the verdict. */
  readonly status: SessionStatus;
  readonly detail?: StatusDetail;
  readonly verdict: Verdict;
  readonly passLine: number;
  readonly referrerId: string;
  readonly referrerName: string;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly deadlineAt?: number;
  readonly validUntil?: number;
  readonly question?: number;
  readonly feedback?: "easy" | "ok" | "hard";
  /** The requester asks for a person, and was promised an answer by then. */
  readonly personAsked?: { readonly at: number; readonly answerBy: number };
  /** The last word of a person about it. Of a pass it voids only that of an impostor, and that one for good. */
  readonly judged?: JudgedReply;
  /** When somebody first confirmed an impostor, also where a later word says otherwise. */
  readonly impostorAt?: number;
}

export interface JudgedReply {
  readonly word: JudgementWord;
  /** "Confirmed genuine". */
  readonly label: string;
  readonly by: string;
  /** "K. Park". */
  readonly byShort: string;
  readonly at: number;
}

/** GET /api/verifications/{id}. */
export interface DetailsReply {
  readonly row: VerificationRow;
  readonly ticket: TicketReply;
  readonly person: PersonReply & { readonly contacts: readonly ContactReply[] };
  readonly banner: Banner;
  /** Whether this agent may start a further check for the ticket. */
  readonly mayCheckAgain: boolean;
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
    /** Each group must be met; one proof of it is enough. */
    readonly required: readonly (readonly Proof[])[];
    readonly missing: readonly (readonly Proof[])[];
  };
  /** In the order to show. */
  readonly device: readonly DeviceFact[];
  readonly strengthBits?: number;
  readonly history: readonly {
    readonly id: string;
    readonly at: number;
    readonly action: ActionId;
    readonly verdict: Verdict;
  }[];
  /** What security was told; absent where there was nothing to tell. */
  readonly security?: SecurityState;
  /** Absent for roles that may not, and for a check of oneself. */
  readonly remediation?: RemediationReply;
  readonly actionCard?: ActionCardReply;
  /** Absent where no agent has acted on the pass, and this one may not. */
  readonly deskAction?: DeskActionReply;
  /** While the pass is held: until when, and how this agent may release it before; absent for who may not. */
  readonly hold?: {
    readonly until: number;
    /** `digest`: of exactly what is released. `signs`: with a passkey, because this agent has one. */
    readonly release?: { readonly digest: string; readonly signs: boolean };
  };
  /** Every word of a person about it, newest first. */
  readonly judgements: readonly JudgementReply[];
  /** What of this check somebody decided not to deliver. */
  readonly discards: readonly {
    readonly kind: string;
    readonly by: string;
    readonly reason: string;
    readonly at: number;
  }[];
  /** What the person's contacts on record were told, by event. Numbers of contacts. */
  readonly told: readonly (NoticeEvent & {
    readonly at: number;
    readonly contacts: number;
    readonly arrived: number;
    /** A provider took it and has said nothing more. */
    readonly sent: number;
    readonly failed: number;
  })[];
  readonly notes: readonly {
    readonly at: number;
    readonly title: string;
    readonly status: "waiting" | "written" | "parked" | "discarded";
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
  readonly nextSteps: readonly AdviceLine[];
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
