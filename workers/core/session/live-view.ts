/** What the console may see of a running session: progress, and never a grade before the end. */
import type { DeskAction } from "../actions/desk-action.ts";
import type { Grant, WithdrawnReason } from "../actions/grant.ts";
import { defined } from "../kit/defined.ts";
import type { AgentId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";
import { deliveryProblem, type DeliveryProblem } from "../messages/delivery-problem.ts";
import { questionRange } from "../questions/asking/sequential.ts";
import { dueAt } from "./due.ts";
import { givenAnswers } from "./evidence-of.ts";
import { mayAskFor, mayShowPasskey } from "./approved-action.ts";
import {
  APPROVAL_KINDS,
  type Approval,
  type ApprovalKind,
  type Moments,
  type Session,
  type StatusDetail,
} from "./session.ts";
import { isTerminal, type SessionStatus } from "./status.ts";

/** Progress for the console, stored beside the record; holds no code, answer, grade or score. */
export interface LiveView {
  readonly status: SessionStatus;
  readonly detail?: StatusDetail;
  readonly moments: Moments;
  readonly message: Session["message"];
  readonly link: Session["link"];
  readonly deadlineAt?: EpochMs;
  readonly totalMs?: number;
  readonly resends: { readonly left: number; readonly nextAt: EpochMs };
  /** Absent where a link may go by any. */
  readonly channels?: Session["policy"]["channels"];
  /** The range is the one that the requester was promised. */
  readonly question?: { readonly ordinal: number; readonly least: number; readonly most: number };
  readonly code?: { readonly validUntil: EpochMs; readonly triesLeft: number };
  /** How it went in numbers, after the end only. */
  readonly tally?: { readonly answered: number; readonly skipped: number; readonly available: number };
  /** Every question, the ones that do not count too; once they are over, absent on older records. */
  readonly asked?: { readonly count: number; readonly answered: number };
  readonly endedBy?: string;
  /** Who was asked to approve it, in the order in which they were; absent where nobody was. */
  readonly approvals?: readonly Approval[];
  /** The person is asked for their passkey. */
  readonly passkey?: true;
  /** Approvals that would help and may be asked for; absent where none is. */
  readonly askable?: readonly ApprovalKind[];
  /** Who else had a hand in it, beside the agent in charge. */
  readonly otherAgents?: readonly AgentId[];
  readonly spokenCode: boolean;
  readonly minimumQuestions: number;
  readonly maximumQuestions: number;
  readonly lateReportAt?: EpochMs;
  readonly noticeReport?: Session["noticeReport"];
  /** What the pass leads to in the portal. */
  readonly action?: LiveAction;
  /** What an agent does with it, or did. */
  readonly deskAction?: DeskAction;
}

export interface LiveAction {
  readonly state: Grant["state"];
  /** What people call the target system. */
  readonly target: string;
  /** Until when the requester may begin with it. */
  readonly until: EpochMs;
  readonly refusals: number;
  readonly doneAt?: EpochMs;
  readonly withdrawn?: WithdrawnReason;
  /** The requester said that it does not work. */
  readonly notWorkingAt?: EpochMs;
}

export function liveView(session: Session): LiveView {
  const { policy } = session;
  const running = dueAt(session);
  const from =
    session.moments.heldAt ?? session.moments.concludedAt ?? session.moments.begunAt ?? session.link.issuedAt;
  return {
    status: session.status,
    ...(session.detail === undefined ? {} : { detail: session.detail }),
    moments: session.moments,
    message: session.message,
    link: session.link,
    ...(session.moments.endedAt === undefined ? { deadlineAt: running, totalMs: running - from } : {}),
    resends: {
      left: policy.resendsAllowed - session.resends.used,
      nextAt: session.resends.lastAt + policy.resendPauseSeconds * 1_000,
    },
    ...(policy.channels === undefined ? {} : { channels: policy.channels }),
    ...(session.status === "answering"
      ? { question: { ordinal: session.asked.length, ...questionRange(policy.profile) } }
      : {}),
    ...(session.code === undefined
      ? {}
      : { code: { validUntil: session.code.validUntil, triesLeft: session.code.triesLeft } }),
    ...(session.moments.endedAt === undefined ? {} : { tally: tally(session) }),
    ...(session.moments.concludedAt !== undefined || session.moments.endedAt !== undefined
      ? { asked: asked(session) }
      : {}),
    ...askable(session),
    ...(session.status === "approving" && mayShowPasskey(session) ? { passkey: true } : {}),
    spokenCode: policy.requiredProofs.includes("spoken_code"),
    minimumQuestions: policy.profile.minimumQuestions,
    maximumQuestions: policy.profile.maximumQuestions,
    ...defined({
      endedBy: session.endedBy,
      approvals: session.approvals,
      otherAgents: session.otherAgents,
      lateReportAt: session.lateReportAt,
      noticeReport: session.noticeReport,
      action: liveAction(session),
      deskAction: session.deskAction,
    }),
  };
}

function liveAction({ grant, notWorkingAt }: Session): LiveAction | undefined {
  if (grant === undefined) {
    return undefined;
  }
  return {
    state: grant.state,
    target: grant.targetLabel,
    until: grant.expiresAt,
    refusals: grant.refusals,
    ...(grant.state === "consumed" ? { doneAt: grant.doneAt } : {}),
    ...(grant.state === "withdrawn" ? { withdrawn: grant.reason } : {}),
    ...defined({ notWorkingAt }),
  };
}

function askable(session: Session): Pick<LiveView, "askable"> {
  const kinds = isTerminal(session.status) ? [] : APPROVAL_KINDS.filter((kind) => mayAskFor(session, kind));
  return kinds.length === 0 ? {} : { askable: kinds };
}

/**
 * The link of this check did not arrive, and why. A page that was opened proves the opposite,
 * whatever a provider reports later. After the end it still says what became of the message.
 */
export function undelivered({ message, moments }: Pick<LiveView, "message" | "moments">): DeliveryProblem | undefined {
  const opened = moments.seenAt !== undefined || moments.begunAt !== undefined;
  return message.state === "failed" && !opened ? deliveryProblem(message.problem) : undefined;
}

export function tally(session: Session): NonNullable<LiveView["tally"]> {
  const scored = givenAnswers(session).filter((answer) => answer.scored);
  const skipped = scored.filter((answer) => answer.grade === "skipped").length;
  return { answered: scored.length - skipped, skipped, available: session.availableQuestions };
}

function asked(session: Session): NonNullable<LiveView["asked"]> {
  const answered = givenAnswers(session).filter(({ grade }) => grade !== "skipped").length;
  return { count: session.asked.length, answered };
}
