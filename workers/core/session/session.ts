/**
 * The state of one verification session, as the session object keeps it. Plain data: it is
 * stored as JSON, moved by `transition.ts` and seen through `view.ts`. Holds no fact, no
 * expected answer and no readable response; those are sealed beside it.
 */
import type { DeskAction } from "../actions/desk-action.ts";
import type { Grant, GrantTarget } from "../actions/grant.ts";
import type { SecurityChannel } from "../messages/security-notice.ts";
import type { DeliveryProblem } from "../messages/delivery-problem.ts";
import type { AccountId, AgentId, ApprovalId, MessageId, PersonId, TicketId, VerificationId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Exposure, Grade } from "../questions/question.ts";
import type { Assessment } from "../risk/assessment.ts";
import type {
  BrowserClaims,
  DestinationEvidence,
  Evidence,
  HeaderObservation,
  NetworkObservation,
  PastVerification,
} from "../risk/evidence.ts";
import type { ActionId, Policy } from "../policy/policy.ts";
import type { Proof } from "../policy/proofs.ts";
import type { CancelReason, FailReason, SessionStatus, TimeoutReason } from "./status.ts";
import type { NotEnoughReason } from "../questions/asking/sequential.ts";

export interface SessionDestination extends DestinationEvidence {
  /** With dots, for screens. */
  readonly masked: string;
  /** With asterisks, for notes. */
  readonly maskedPlain: string;
  /** Keyed HMAC of the canonical value, for equality. */
  readonly tag: string;
  /** The same of what it is like, for signals, blocks and counters; see core/risk/likeness. Absent: `tag` is it. */
  readonly likenessTag?: string;
  /** The canonical value, sealed for `messages/{verification id}`. */
  readonly sealed: string;
  /** On record and unchanged for long enough, or part of the accepted import. */
  readonly trusted: boolean;
  readonly contactId?: string;
  readonly source?: string;
  /** Why the agent typed it. */
  readonly reason?: string;
}

/** An earlier check with where it went, to be compared with where this one goes by then. */
export interface PastCheck extends Omit<PastVerification, "sameDestination"> {
  /** As `likenessTag`. Absent on sessions that compared once, when they were created. */
  readonly destinationTag?: string;
  readonly sameDestination?: boolean;
}

export interface GivenAnswer {
  readonly attempt: number;
  readonly at: EpochMs;
  readonly grade: Grade;
  /** Keyed HMAC of the response: tells a repeated post from a conflicting one. */
  readonly tag: string;
  readonly sealed: string;
}

export interface AskedQuestion {
  /** Starts at 1. */
  readonly ordinal: number;
  readonly poolIndex: number;
  readonly kind: string;
  readonly factKey: string;
  readonly exposure: Exposure;
  readonly k: number;
  readonly r: number;
  readonly m: number;
  readonly g?: number;
  readonly askedAt: EpochMs;
  readonly scored: boolean;
  readonly answers: readonly GivenAnswer[];
}

export interface SpokenCode {
  readonly digits: string;
  readonly validUntil: EpochMs;
  readonly triesLeft: number;
  readonly problem?: "wrong" | "ended";
  /** The last wrong digits: the same ones again are a repeated post, not a further try. */
  readonly refused?: string;
}

/** A browser that asked to go on with the check in another one's place. */
export interface Mover {
  readonly browserTag: string;
  /** It first asked from the address at which the check was begun. */
  readonly atStart: boolean;
  /** How many codes went out for it. */
  readonly codes: number;
  /** When the page was made whose press was its last to count: one page asks once. */
  readonly page: EpochMs;
  /** Absent once a code was entered, by this browser or another. */
  readonly code?: SpokenCode;
}

/** Proofs that another person gives, by saying yes. */
export const APPROVAL_KINDS = ["second_approver", "manager_vouch"] as const satisfies readonly Proof[];
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** Who is asked: an agent of the desk, or somebody of the directory. */
export type Approver =
  { readonly agentId: AgentId; readonly name: string } | { readonly personId: PersonId; readonly name: string };

/** What somebody was asked to approve of this check, and what became of it. */
export interface Approval {
  readonly id: ApprovalId;
  readonly kind: ApprovalKind;
  readonly by: Approver;
  readonly askedAt: EpochMs;
  readonly askedBy: { readonly id: AgentId; readonly name: string };
  /** When they first looked at it. */
  readonly seenAt?: EpochMs;
  readonly answeredAt?: EpochMs;
  readonly answer?: "given" | "refused";
  /** Why it was refused. */
  readonly reason?: string;
}

/** What a manager has to hear from the person, on a call that the manager placed. */
export interface VouchDigits {
  readonly approvalId: ApprovalId;
  readonly digits: string;
  readonly triesLeft: number;
  /** The last wrong ones: the same again are a repeated post, not a further try. */
  readonly refused?: string;
}

/** What exactly is approved: whoever says yes says it to this and to nothing else. */
export interface ApprovedAction {
  readonly personId: PersonId;
  readonly accountId?: AccountId;
  readonly action: ActionId;
  readonly destinationTag: string;
  readonly policyVersion: string;
}

export type MessageState = "queued" | "sending" | "sent" | "delivered" | "failed";

export type StatusDetail = TimeoutReason | CancelReason | FailReason | NotEnoughReason;

export interface Moments {
  readonly queuedAt: EpochMs;
  readonly sentAt?: EpochMs;
  readonly deliveredAt?: EpochMs;
  readonly failedAt?: EpochMs;
  readonly seenAt?: EpochMs;
  readonly begunAt?: EpochMs;
  readonly checkedAt?: EpochMs;
  readonly codeAt?: EpochMs;
  /** The questions were over, and something was still waited for. */
  readonly concludedAt?: EpochMs;
  /** Nothing was missing any more, and the pass was held. */
  readonly heldAt?: EpochMs;
  readonly endedAt?: EpochMs;
}

/** "recipient": whoever got the link. "desk": an agent told security, or confirmed an impostor. */
export type Reporter = "recipient" | "desk";

export interface Session {
  readonly id: VerificationId;
  /** Grows by one with every change. */
  readonly version: number;
  readonly status: SessionStatus;
  readonly detail?: StatusDetail;
  readonly ticket: {
    readonly id: TicketId;
    readonly number: string;
    readonly category: string;
    readonly openedAt?: EpochMs;
    /** Where its notes go; absent on checks of before it was kept. */
    readonly target?: { readonly connection: string; readonly externalId: string };
  };
  readonly person: {
    readonly id: PersonId;
    readonly name: string;
    readonly firstName: string;
    readonly email: string;
    /** The person, or the account that the check is about. */
    readonly privileged: boolean;
    readonly active: boolean;
    readonly country?: string;
    readonly locale: string;
  };
  /** What is acted on. Absent: the person's own account. */
  readonly account?: { readonly id: AccountId; readonly userName: string; readonly label: string };
  /** Where the requester does it in the portal after a pass. Absent: an agent acts. */
  readonly actionTarget?: GrantTarget;
  /** Sent although it cannot pass: for what it shows, and as one part of another procedure. */
  readonly evidenceOnly?: true;
  /** An admin's check of himself: see `practice.ts`. */
  readonly practice?: true;
  /** What the settings said when it was created; absent on checks of before it was kept. */
  readonly desk?: { readonly timeZone: string; readonly securityChannels: readonly SecurityChannel[] };
  readonly agent: { readonly id: AgentId; readonly name: string };
  /** Who else sent a link of it or was in charge: none of them approves it. */
  readonly otherAgents?: readonly AgentId[];
  readonly destination: SessionDestination;
  readonly policy: Policy;
  readonly createdAt: EpochMs;
  readonly callerOnLine: boolean;
  /** How many questions could be asked of this person under this story. */
  readonly availableQuestions: number;
  /** One session in five asks one further, unscored question. */
  readonly extraQuestion: boolean;
  /** Where links went that a later one replaced to another destination. */
  readonly formerLinks?: readonly {
    readonly number: number;
    readonly origin: "on_record" | "typed";
    /** Absent on links of before it was kept. */
    readonly channel?: "sms" | "email";
    readonly tag: string;
  }[];
  readonly link: { readonly number: number; readonly issuedAt: EpochMs; readonly expiresAt: EpochMs };
  readonly resends: { readonly used: number; readonly lastAt: EpochMs };
  readonly message: { readonly id: MessageId; readonly state: MessageState; readonly problem?: DeliveryProblem };
  readonly moments: Moments;
  /** End of the questions, set at Begin. */
  readonly deadlineAt?: EpochMs;
  /** Until when a proof is waited for once the questions are over. */
  readonly approveBy?: EpochMs;
  /** Until when a check that would pass waits before it does. */
  readonly holdUntil?: EpochMs;
  /** Proofs that somebody could give after the questions, as it looked when the link was sent. */
  readonly means?: readonly Proof[];
  readonly approvals?: readonly Approval[];
  /** Apart from the approvals, which the desk sees. */
  readonly vouches?: readonly VouchDigits[];
  readonly extensionsUsed: number;
  /** `addressTag`: keyed tag of the address from which it began. */
  readonly browser?: { readonly tag: string; readonly family?: string; readonly addressTag?: string };
  readonly formerBrowsers: readonly string[];
  readonly movers?: readonly Mover[];
  readonly code?: SpokenCode;
  readonly proofs: readonly { readonly proof: Proof; readonly at: EpochMs }[];
  readonly asked: readonly AskedQuestion[];
  /** Ordinal of the previous question while its answer is being changed. */
  readonly changing?: number;
  readonly observed: {
    readonly network?: NetworkObservation;
    readonly laterNetworks: readonly NetworkObservation[];
    readonly headers: HeaderObservation;
    readonly claims?: BrowserClaims;
    readonly knownPhone: Evidence["endpoint"]["knownPhone"];
    readonly phoneTag?: string;
    readonly keySeenWithOther: boolean;
    readonly otherBrowsers: Evidence["endpoint"]["otherBrowsers"];
    readonly agentAddressTag?: string;
    readonly agentDeviceTag?: string;
    readonly sameNetworkAsAgent: boolean;
    readonly sameDeviceAsAgent: boolean;
  };
  readonly background: {
    readonly organisationAsns: readonly number[];
    readonly virtualDesktopAsns?: readonly number[];
    readonly lastSeen?: NonNullable<Evidence["network"]["lastSeen"]>;
    readonly past: readonly PastCheck[];
    readonly otherTicketsNearby: number;
    readonly callerRefusedEarlier: boolean;
    /** Fact keys of questions asked in this person's earlier sessions. */
    readonly recentFactKeys: readonly string[];
  };
  readonly assessment?: Assessment;
  /** First name or name of the agent who ended it. */
  readonly endedBy?: string;
  readonly validUntil?: EpochMs;
  /** What the pass is good for in the portal. Absent: an agent acts. */
  readonly grant?: Grant;
  /** What an agent does with the pass, or did. */
  readonly deskAction?: DeskAction;
  /** When the requester said that what was done does not work. */
  readonly notWorkingAt?: EpochMs;
  readonly feedback?: "easy" | "ok" | "hard";
  /** When the requester began, until a note has told it: see `told-begun.ts`. */
  readonly beginUntold?: EpochMs;
  readonly personAskedAt?: EpochMs;
  /** By when whoever asked hears from the desk. */
  readonly answerBy?: EpochMs;
  readonly lateReportAt?: EpochMs;
  /** The report came from a notice; whether it keeps the whole account. */
  readonly noticeReport?: { readonly wide: boolean };
  /** Another check of the person was reported since this one began: it is no pass, see `other-report.ts`. */
  readonly voided?: { readonly at: EpochMs; readonly by: Reporter };
  /** When it was last said again that it was not them. */
  readonly reportedAgainAt?: EpochMs;
  /** Tags of typed destinations that were given up and then said that it was not them. */
  readonly formerReports?: readonly string[];
}
