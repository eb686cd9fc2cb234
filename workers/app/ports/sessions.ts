/**
 * What the use cases ask of the Durable Objects. Expected failures are plain data; a thrown
 * error means that the object could not be reached.
 */
import type { AgentId, PersonId, VerificationId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Lifted } from "../../core/policy/may-lift.ts";
import type { SessionEvent } from "../../core/session/events.ts";
import type { KeptCheck } from "../../core/session/kept.ts";
import type { LinkTarget } from "../../core/session/link-target.ts";
import type { ReservedAction } from "../../core/session/reserved-action.ts";
import type { Approval, ApprovedAction, Session } from "../../core/session/session.ts";
import type { SessionStatus } from "../../core/session/status.ts";
import type { TransitionProblem } from "../../core/session/transitioned.ts";
import type { PortalView, Viewer } from "../../core/session/portal-view.ts";
import type { FeedMessage } from "../../contract/console/live.ts";

export type SessionProblem = TransitionProblem | "session.gone";

export interface SessionSeed {
  readonly session: Session;
  /** The question pool as sealed JSON. */
  readonly poolSealed: string;
  readonly actor: AgentId;
}

export interface Approvable {
  readonly approval: Approval;
  readonly action: ApprovedAction;
  /** Of a manager: the person reads the digits now, and so often they may be typed wrong. */
  readonly triesLeft?: number;
}

export type Reservation = Extract<SessionEvent, { type: "grant.reserved" }>;

export interface SessionHandle {
  /**
   * Idempotent: a second call for the same id changes nothing. Refused, and nothing kept, when
   * another check took the person since the lease was reserved.
   */
  create(seed: SessionSeed): Promise<Result<undefined, GuardProblem>>;
  /** Applies an event; the reply is the status after it. */
  apply(event: SessionEvent): Promise<Result<{ status: SessionStatus; version: number }, SessionProblem>>;
  /** Applies a requester's event and answers with what that browser sees next: one hop per press. */
  press(event: SessionEvent, viewer: Viewer): Promise<{ result: Result<undefined, SessionProblem>; step: PortalView }>;
  /** Reserves the one action that a pass leads to: of many presses at once one is granted. */
  reserve(event: Reservation): Promise<Result<ReservedAction, SessionProblem>>;
  /** What a browser sees now. Changes nothing, not even an alarm. */
  view(viewer: Viewer): Promise<PortalView>;
  /** Where the link with this number went; undefined when the session is gone. Needs no database. */
  linkTarget(
    linkNumber: number,
  ): Promise<(Pick<LinkTarget, "origin" | "channel"> & { readonly practice?: true }) | undefined>;
  /** Whose check it is and whether it has ended; undefined when the session is gone. Needs no database. */
  kept(): Promise<KeptCheck | undefined>;
  /** Tries all that waits in the outbox now; nothing when the session is gone. */
  retryOutbox(): Promise<void>;
  /** What this one is asked to approve and exactly what of; undefined where nothing is, any more. Needs no database. */
  approvable(by: AgentId | PersonId): Promise<Approvable | undefined>;
  /** The spoken code, for the agent in charge only. */
  spokenCode(agentId: AgentId): Promise<{ digits: string; validUntil: EpochMs; triesLeft: number } | undefined>;
}

export interface Lease {
  readonly verificationId: VerificationId;
  readonly ticketNumber: string;
  readonly agentId: AgentId;
  readonly agentName: string;
}

export type GuardProblem =
  | { readonly code: "guard.open"; readonly lease: Lease }
  | { readonly code: "guard.daily_limit" }
  | { readonly code: "guard.fenced"; readonly until: EpochMs }
  | { readonly code: "guard.lifted_by_agent" };

export interface GuardView {
  readonly lease?: Lease;
  readonly fencedUntil?: EpochMs;
  readonly startsToday: number;
  /** Who freed the person within 24 hours, and may therefore not send to them. */
  readonly liftedBy: readonly AgentId[];
}

export interface Lift {
  readonly what: Lifted;
  readonly agentId: AgentId;
  /** The end of the block that the agent saw; a later one stays. */
  readonly seenUntil: EpochMs;
  readonly now: EpochMs;
}

/** When "This wasn't me" was pressed, and whether the same check had been reported before. */
export interface FenceReport {
  readonly at: EpochMs;
  readonly again: boolean;
}

export interface SubjectGuards {
  /** Reserves the person for one verification, for a moment and at no cost; again for the same id is granted again. */
  reserve(request: {
    personId: PersonId;
    lease: Lease;
    until: EpochMs;
    startsPerDay: number;
    now: EpochMs;
  }): Promise<Result<undefined, GuardProblem>>;
  /**
   * Makes a check's lease last until its end, also when it has lapsed, and counts it as a start of
   * the person's day; refused when another check holds one, or a report came first.
   */
  hold(request: {
    personId: PersonId;
    lease: Lease;
    until: EpochMs;
    now: EpochMs;
  }): Promise<Result<undefined, GuardProblem>>;
  release(personId: PersonId, verificationId: VerificationId): Promise<void>;
  /** Names another agent on a check's lease, where it has one; refused to whoever freed the person. */
  handOver(personId: PersonId, lease: Lease, now: EpochMs): Promise<Result<undefined, GuardProblem>>;
  /** Frees the person of a check that was reserved and never made; one that is held keeps its lease. */
  giveBack(personId: PersonId, verificationId: VerificationId): Promise<void>;
  state(personId: PersonId, now: EpochMs): Promise<GuardView>;
  /** The person's checks of the last 24 hours, which is longer than any pass holds. Needs no database. */
  checksOf(personId: PersonId, now: EpochMs): Promise<readonly VerificationId[]>;
  fence(
    subject: { personId: PersonId } | { destinationTag: string },
    until: EpochMs,
    report?: FenceReport,
  ): Promise<void>;
  /** Before a lift is written: keeps who lifts from the person for a day; refused to who has a check of theirs open. */
  bar(personId: PersonId, by: Pick<Lift, "agentId" | "now">): Promise<Result<undefined, "guard.in_charge">>;
  /** A person's block, or the starts of their day. Again, nothing changes. */
  lift(personId: PersonId, lift: Lift): Promise<void>;
  /** For good: no row of the database that is put back opens it again. Again, nothing changes. */
  close(what: string, now: EpochMs): Promise<void>;
  isClosed(what: string, now: EpochMs): Promise<boolean>;
  destinationFenced(destinationTag: string, now: EpochMs): Promise<boolean>;
  /** Counts what an agent sends, once by its id: a check, or its message again; false when the limit of the window is reached. */
  countAgentStart(
    agentId: AgentId,
    start: { id: string; limit: number; windowMs: number; now: EpochMs },
  ): Promise<boolean>;
  /** Takes back a start that came to nothing. */
  uncountAgentStart(agentId: AgentId, id: VerificationId): Promise<void>;
}

export interface WorkQueues {
  /** Wakes the delivery consumer. The body carries ids only; the rows in D1 are the truth. */
  deliver(messageIds: readonly string[]): Promise<void>;
  writeNotes(ticketIds: readonly string[]): Promise<void>;
  tellSecurity(verificationIds: readonly string[]): Promise<void>;
  tellDesk(mailIds: readonly string[]): Promise<void>;
  carryOnActions(attempts: readonly string[]): Promise<void>;
  countCoverage(runIds: readonly string[]): Promise<void>;
}

export interface Feed {
  /** A socket for the console of one session, as the reply to its upgrade request. */
  open(session: { readonly idHash: string; readonly expiresAt: EpochMs }): Promise<Response>;
  publish(message: FeedMessage): Promise<void>;
  /** Closes the sockets that an agent's session opened. */
  endSession(idHash: string): Promise<void>;
}

/** One feed for all consoles of a deployment. */
export const CONSOLE_FEED_NAME = "console";
