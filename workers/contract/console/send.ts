/** The Send page: what it reads, what it sends. */
import type { Language } from "../../core/kit/language.ts";
import type { Standing } from "../../core/verdict/standing.ts";
import { z } from "zod";
import type { Appearance } from "../../core/people/appearance.ts";
import type { Outlook } from "../../core/verdict/outlook.ts";
import type { Verdict } from "../../core/verdict/verdict.ts";
import type { ActionId } from "../../core/policy/policy.ts";

export type { Appearance };

/** `insteadOf` is the ended check that another contact is wanted for. */
export const sendPageQuery = z.strictObject({ insteadOf: z.string().max(80).optional() });

/** GET /api/tickets/{ticketId}/send: everything the Send page shows before sending. */
export interface SendPageReply {
  readonly ticket: TicketReply;
  /** Absent when the requester is not sendable; `problem` says why. */
  readonly person?: PersonReply;
  readonly problem?: SendProblem;
  /** The person's own account first; empty without a person. */
  readonly accounts: readonly AccountReply[];
  readonly contacts: readonly SendContact[];
  /** What `insteadOf` names; "unknown" where that is no ended check of this ticket and requester. */
  readonly former?: FormerCheck | "unknown";
  /** How the category lets a link be sent. */
  readonly channels: readonly ("sms" | "email")[];
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
  /** Minutes that a pass over this destination is held before anything can be done; absent where it is not. */
  readonly held: { readonly [Kind in "trusted" | "fresh" | "typed"]?: number };
  /** Nothing that the page offers may be chosen. */
  readonly problem?: "too_few_facts" | "no_contact_on_record";
  /** What a check can come to at best. Where it cannot pass, Send wants `evidenceOnly`. */
  readonly outlook: Outlook;
}

export type DestinationRefusal = "needs_contact_on_record" | "not_in_category" | "too_few_facts";

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

/** GET /api/tickets: open tickets that need a check, newest first. */
export interface TicketsReply {
  readonly tickets: readonly OpenTicketReply[];
}

export interface OpenTicketReply extends TicketReply {
  /** Of its newest check; absent where there is none. */
  readonly lastCheck?: Verdict;
}

export interface PersonReply {
  /** What of name or work mail may be taken for somebody else's. */
  readonly appearance: Appearance;
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly email: string;
  readonly userName: string;
  readonly department?: string;
  readonly office?: string;
  readonly manager?: string;
  readonly privileged: boolean;
  /** In which messages are written to this person. */
  readonly language: Language;
}

export type SendProblem =
  | "requester_missing"
  | "requester_unknown"
  | "requester_ambiguous"
  | "requester_inactive"
  | "requester_changed"
  | "requester_is_agent"
  | "ticket_closed"
  | "fenced"
  | "lifted_by_you"
  | "daily_limit"
  | "too_few_facts"
  | "no_contact_on_record"
  | "category_needs_none";

/** A contact beside the last check of this ticket that went there. */
export interface SendContact extends ContactReply {
  readonly used?: ContactUse;
}

export interface ContactUse {
  readonly verificationId: string;
  readonly at: number;
  readonly standing: Standing;
}

export interface FormerCheck extends ContactUse {
  /** Absent where it went to a typed destination. */
  readonly contactId?: string;
}

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
  /** Of the accepted first import: `changedAt` says when that was. */
  readonly baseline: boolean;
  /** The person can change it: it counts no more than one that is typed, however old it is. */
  readonly selfService: boolean;
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
