/**
 * What can happen to a session, and in which states. `ALLOWED` is the state machine's table:
 * an event that is not listed for a status is refused, so a new event has no effect anywhere
 * until somebody decides where it belongs.
 */
import type { DeskOutcome } from "../actions/desk-action.ts";
import type { Settlement } from "../actions/grant.ts";
import type { DeliveryProblem } from "../messages/delivery-problem.ts";
import type { AgentId, ApprovalId, MessageId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Response } from "../questions/question.ts";
import type { BrowserClaims, Evidence, HeaderObservation, NetworkObservation } from "../risk/evidence.ts";
import type { OtherReport } from "./other-report.ts";
import type { ApprovalKind, ApprovedAction, Approver, SessionDestination } from "./session.ts";
import { PHASES, TERMINAL_STATUSES, type SessionStatus } from "./status.ts";

/** What the edge learned from the request that carries a requester's event. */
export interface Observation {
  /** Hash of the cookie that tells this browser from others; absent when none came back. */
  readonly browserTag?: string;
  readonly linkNumber: number;
  readonly network: NetworkObservation;
  readonly headers: HeaderObservation;
  readonly browserFamily?: string;
}

/** The agent behind an event, with the name that notes and screens give. */
export interface ActingAgent {
  readonly id: AgentId;
  readonly name: string;
}

export type SessionEvent =
  | { readonly type: "delivery.claimed"; readonly messageId: MessageId }
  | { readonly type: "delivery.sent"; readonly messageId: MessageId }
  | { readonly type: "delivery.delivered"; readonly messageId: MessageId }
  | { readonly type: "delivery.failed"; readonly messageId: MessageId; readonly problem: DeliveryProblem }
  | { readonly type: "link.seen"; readonly observation: Observation }
  | {
      readonly type: "session.begun";
      readonly observation: Observation;
      readonly claims?: BrowserClaims;
      readonly knownPhone: Evidence["endpoint"]["knownPhone"];
      /** Since when it is known; absent unless `knownPhone` is "verified". */
      readonly knownSince?: EpochMs;
      readonly phoneTag?: string;
      readonly keySeenWithOther: boolean;
      /** Keyed tags of the client's address and browser, to compare with the sending agent's. */
      readonly addressTag?: string;
      readonly deviceTag?: string;
    }
  | {
      readonly type: "landing.declined";
      readonly observation: Observation;
      readonly started: "someone" | "unknown";
      /** The press came with a page's token and not in the same instant. The bound browser needs none. */
      readonly human: boolean;
    }
  | { readonly type: "code.entered"; readonly observation: Observation; readonly digits: string }
  | {
      readonly type: "answer.given";
      readonly observation: Observation;
      readonly ordinal: number;
      readonly attempt: number;
      readonly response: Response;
      readonly sealed: string;
      readonly tag: string;
    }
  | { readonly type: "answer.reopened"; readonly observation: Observation; readonly ordinal: number }
  | {
      readonly type: "time.extended";
      readonly observation: Observation;
      /** The end that the page showed: a press about an end that has moved since adds nothing. Absent: a press by itself. */
      readonly deadlineAt?: EpochMs;
    }
  | {
      readonly type: "move.requested";
      readonly observation: Observation;
      readonly messageId: MessageId;
      /** When the page with the button was made: it asks for one code. */
      readonly page: EpochMs;
      /** As at Begin. */
      readonly addressTag?: string;
    }
  | {
      readonly type: "move.confirmed";
      readonly observation: Observation;
      readonly digits: string;
      /** As at Begin. */
      readonly addressTag?: string;
      readonly deviceTag?: string;
    }
  | { readonly type: "report.confirmed"; readonly observation: Observation }
  /** "This wasn't me" from a notice to a contact on record; `wide`: it keeps the whole account. */
  | { readonly type: "notice.reported"; readonly wide: boolean }
  | { readonly type: "feedback.given"; readonly observation: Observation; readonly feedback: "easy" | "ok" | "hard" }
  /** `answerBy` is promised to them: see core/policy/answer-by. */
  | { readonly type: "person.asked"; readonly observation: Observation; readonly answerBy: EpochMs }
  /** The browser that passed asks for its one action. */
  | { readonly type: "grant.reserved"; readonly observation: Observation; readonly attempt: string }
  /** What became of an attempt. */
  | { readonly type: "grant.settled"; readonly attempt: string; readonly settlement: Settlement }
  /** What was done does not work for the requester. */
  | { readonly type: "not_working.said"; readonly observation: Observation }
  /** An agent takes the pass to act on it. */
  | { readonly type: "desk_action.begun"; readonly actor: ActingAgent }
  /** What that agent did with it. */
  | { readonly type: "desk_action.ended"; readonly actor: ActingAgent; readonly outcome: DeskOutcome }
  | {
      readonly type: "agent.resent";
      readonly actor: ActingAgent;
      readonly messageId: MessageId;
      readonly destination?: SessionDestination;
    }
  | { readonly type: "agent.cancelled"; readonly actor: ActingAgent; readonly reason?: string }
  | { readonly type: "agent.took_over"; readonly actor: ActingAgent; readonly reason: string }
  | { readonly type: "caller.refused"; readonly actor: ActingAgent }
  | { readonly type: "code.renewed"; readonly actor: ActingAgent }
  | {
      readonly type: "approval.asked";
      readonly actor: ActingAgent;
      readonly approval: { readonly id: ApprovalId; readonly kind: ApprovalKind; readonly by: Approver };
    }
  | { readonly type: "approval.seen"; readonly approvalId: ApprovalId; readonly by: Approver }
  | {
      readonly type: "approval.given";
      readonly approvalId: ApprovalId;
      readonly by: Approver;
      readonly approved: ApprovedAction;
      /** Signed with a passkey of whoever gives it. */
      readonly signed: boolean;
      /** What a manager heard from the person. */
      readonly digits?: string;
    }
  | {
      readonly type: "approval.refused";
      readonly approvalId: ApprovalId;
      readonly by: Approver;
      readonly reason: string;
      /** A caller had asked the manager to vouch: somebody is at work, and the check ends. */
      readonly warns?: true;
    }
  /** An agent who was asked, or has approved, may not any more. */
  | { readonly type: "approver.left"; readonly agentId: AgentId }
  /** An approver lets it go on before the hold is over. */
  | { readonly type: "hold.released"; readonly actor: ActingAgent }
  /** The requester's own passkey, checked at the door. */
  | {
      readonly type: "passkey.shown";
      readonly observation: Observation;
      readonly passkeyId: string;
      readonly addedAt: EpochMs;
    }
  | { readonly type: "ticket.closed" }
  | { readonly type: "requester.changed" }
  /** The person is not active in the directory any more. */
  | { readonly type: "requester.left" }
  /** A check of the same person was reported: what passes or passed before counts for nothing from then on. */
  | { readonly type: "other.reported"; readonly report: OtherReport }
  | { readonly type: "time.due" };

export type EventType = SessionEvent["type"];

const RUNNING: readonly SessionStatus[] = PHASES;
const BEFORE_BEGIN: readonly SessionStatus[] = ["created", "sending", "sent"];
const AFTER_BEGIN: readonly SessionStatus[] = ["begun", "checking", "code", "answering"];
const EVERY: readonly SessionStatus[] = [...PHASES, ...TERMINAL_STATUSES];

export const ALLOWED: Readonly<Record<EventType, readonly SessionStatus[]>> = {
  "delivery.claimed": RUNNING,
  "delivery.sent": RUNNING,
  "delivery.delivered": RUNNING,
  "delivery.failed": RUNNING,
  "link.seen": BEFORE_BEGIN,
  // After Begin only as a repetition of the very same press, whose reply was lost.
  "session.begun": RUNNING,
  "landing.declined": [...BEFORE_BEGIN, "code"],
  "code.entered": ["code"],
  // After the end only as a repetition of an answer, whose reply was lost.
  "answer.given": ["answering", "approving", "holding", ...TERMINAL_STATUSES],
  "answer.reopened": ["answering"],
  "time.extended": AFTER_BEGIN,
  "move.requested": AFTER_BEGIN,
  "move.confirmed": AFTER_BEGIN,
  // Late readers report too; a terminal state stays what it is, a pass is voided.
  "report.confirmed": EVERY,
  "notice.reported": EVERY,
  "feedback.given": ["passed", "failed", "not_enough_questions"],
  "person.asked": ["failed", "not_enough_questions"],
  "grant.reserved": ["passed"],
  "grant.settled": ["passed"],
  "not_working.said": ["passed"],
  "desk_action.begun": ["passed"],
  "desk_action.ended": ["passed"],
  "agent.resent": BEFORE_BEGIN,
  "agent.cancelled": RUNNING,
  "agent.took_over": RUNNING,
  "caller.refused": RUNNING,
  "code.renewed": ["code"],
  "approval.asked": RUNNING,
  "approval.seen": RUNNING,
  "approval.given": RUNNING,
  "approval.refused": RUNNING,
  "approver.left": [...RUNNING, "passed"],
  "hold.released": ["holding"],
  "passkey.shown": [...AFTER_BEGIN, "approving"],
  "ticket.closed": RUNNING,
  "requester.changed": RUNNING,
  "requester.left": RUNNING,
  "other.reported": EVERY,
  "time.due": EVERY,
};
