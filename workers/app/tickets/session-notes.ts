/** Renders a session's note events with the ticket note texts. Called when the event happens, so that a note says what was true then. */
import { pathTo } from "../../contract/console/paths.ts";
import { defined } from "../../core/kit/defined.ts";
import { HOUR_MS, type EpochMs } from "../../core/kit/time.ts";
import { reasons } from "../../core/risk/assess.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { NoteDestination } from "../../core/tickets/note-words.ts";
import type { NoteSubject } from "../../core/tickets/subject-words.ts";
import {
  approvalAsked,
  approvalGiven,
  approvalLost,
  approvalRefused,
  asksForPerson,
  cancelled,
  notDelivered,
  takenOver,
  verificationResent,
  verificationSent,
  type Sent,
} from "../../core/tickets/note-texts.ts";
import {
  actionNotWorking,
  actionRefused,
  actionUnknown,
  actionWithdrawn,
  type ActionSubject,
} from "../../core/tickets/action-texts.ts";
import { agentDone, agentNotDone, type DeskActionNote } from "../../core/tickets/desk-action-texts.ts";
import { holdReleased, verificationHeld } from "../../core/tickets/hold-texts.ts";
import { formerReport, requesterBegan } from "../../core/tickets/report-texts.ts";
import {
  outcomeFailed,
  outcomeNotEnoughQuestions,
  outcomeOfVoid,
  outcomePassed,
  outcomeReported,
  outcomeTimedOut,
  passVoided,
  type Assessed,
  type Failed,
} from "../../core/tickets/outcome-texts.ts";
import type { NoteEvent } from "../../core/session/effects.ts";
import { waysToMeet } from "../../core/verdict/outlook.ts";
import { missingOf } from "../../core/session/approved-action.ts";
import { personAsked } from "../../core/session/person-asked.ts";
import { referenceOf } from "../../core/session/reference.ts";
import type { Session } from "../../core/session/session.ts";
import type { FailReason, TimeoutReason } from "../../core/session/status.ts";
import { tally } from "../../core/session/live-view.ts";
import { deliveryProblem } from "../../core/messages/delivery-problem.ts";

export interface NoteFrame {
  readonly consoleOrigin: string;
  readonly timeZone: string;
  /** Whether there is anybody whom the product tells by itself. */
  readonly securityContactSet: boolean;
}

/** Where an honest person who did not pass goes next. */
const NEXT_STEP = "Use another contact on record, a second approver, the manager or the desk.";

/** With the note that the requester began before it, where `begunAt` says that none has told it. */
export function sessionNote(
  session: Session,
  event: NoteEvent,
  { begunAt, ...frame }: NoteFrame & { readonly at: EpochMs; readonly key: string; readonly begunAt?: EpochMs },
): Note {
  const note = noteOf(session, event, frame);
  return begunAt === undefined ? note : { ...note, first: { ...begunNote(session, frame), at: begunAt } };
}

function begunNote(session: Session, { consoleOrigin }: NoteFrame): Note {
  return requesterBegan({
    key: `${session.id}:begun`,
    person: session.person.name,
    destination: destinationOf(session),
    url: `${consoleOrigin}${pathTo.details(session.id)}`,
  });
}

function noteOf(session: Session, event: NoteEvent, frame: NoteFrame & { at: EpochMs; key: string }): Note {
  const url = `${frame.consoleOrigin}${pathTo.details(session.id)}`;
  const common = { key: frame.key, person: session.person.name, url };
  switch (event.kind) {
    case "sent":
      return verificationSent(sent(session, frame, url));
    case "resent":
      return verificationResent({ ...sent(session, frame, url), agent: event.by });
    case "not_delivered":
      return notDelivered({
        key: frame.key,
        destination: destinationOf(session),
        problem: deliveryProblem(event.problem),
        url,
      });
    case "taken_over":
      return takenOver({ ...common, agent: event.by, previousAgent: event.from, reason: event.reason });
    case "approval_asked":
      return approvalAsked({ ...common, kind: event.approval, approver: event.of, agent: event.by });
    case "approval_given":
      return approvalGiven({ ...common, kind: event.approval, approver: event.by });
    case "approval_refused":
      return approvalRefused({ ...common, kind: event.approval, approver: event.by, reason: event.reason });
    case "approval_lost":
      return approvalLost({ ...common, approver: event.of });
    case "held":
      return verificationHeld({
        ...common,
        until: session.holdUntil ?? frame.at,
        at: frame.at,
        timeZone: frame.timeZone,
        returns: session.actionTarget !== undefined,
      });
    case "released":
      return holdReleased({ ...common, approver: event.by });
    case "cancelled":
      return cancelled({
        ...common,
        why: event.reason,
        verificationId: session.id,
        securityContactSet: frame.securityContactSet,
        ...defined({ agent: event.by, reason: event.said }),
      });
    case "outcome":
      return outcome(session, frame, url);
    case "pass_voided":
      return passVoided({ ...subject(session, frame, url), by: session.voided?.by ?? "recipient" });
    case "late_report":
      return reported(session, frame, url);
    case "action_refused":
      return actionRefused(actionSubject(session, frame, url));
    case "action_unknown":
      return actionUnknown(actionSubject(session, frame, url));
    case "action_withdrawn":
      return actionWithdrawn({ ...actionSubject(session, frame, url), reason: event.reason });
    case "not_working":
      return actionNotWorking({ ...actionSubject(session, frame, url), reference: referenceOf(session.id) });
    case "agent_done":
      return agentDone(deskActionNote(session, event, { ...frame, url }));
    case "agent_not_done":
      return agentNotDone({ ...deskActionNote(session, event, { ...frame, url }), outcome: event.outcome });
    case "former_report":
      return formerReport({ ...common, securityContactSet: frame.securityContactSet });
    case "person_asked":
      return asksForPerson({
        ...common,
        at: frame.at,
        timeZone: frame.timeZone,
        answerBy: personAsked(session)?.answerBy ?? frame.at,
        reference: referenceOf(session.id),
        verificationId: session.id,
      });
  }
}

function destinationOf({ destination, agent, createdAt }: Session): NoteDestination {
  const where = { channel: destination.channel, masked: destination.maskedPlain };
  return destination.origin === "on_record"
    ? { ...where, origin: "on_record", since: destination.changedAt ?? createdAt }
    : {
        ...where,
        origin: "typed",
        typedBy: agent.name,
        ...(destination.reason === undefined ? {} : { reason: destination.reason }),
      };
}

function subjectOf({ person, account }: Session): NoteSubject {
  return { person: person.name, ...defined({ account }) };
}

function sent(session: Session, frame: NoteFrame & { at: EpochMs; key: string }, url: string): Sent {
  return {
    key: frame.key,
    at: frame.at,
    timeZone: frame.timeZone,
    ...subjectOf(session),
    evidenceOnly: session.evidenceOnly === true,
    destination: destinationOf(session),
    agent: session.agent.name,
    openBy: session.link.expiresAt,
    url,
  };
}

function subject(session: Session, frame: { key: string }, url: string) {
  return {
    key: frame.key,
    ...subjectOf(session),
    action: session.policy.action,
    destination: destinationOf(session),
    verificationId: session.id,
    reference: referenceOf(session.id),
    url,
  };
}

function actionSubject(session: Session, frame: { key: string }, url: string): ActionSubject {
  const { grant } = session;
  if (grant === undefined) {
    throw new Error("an action in the portal has a grant");
  }
  return {
    key: frame.key,
    ...subjectOf(session),
    action: grant.action,
    target: grant.targetLabel,
    verificationId: session.id,
    url,
  };
}

function deskActionNote(
  session: Session,
  { by, late }: Extract<NoteEvent, { kind: "agent_done" | "agent_not_done" }>,
  { key, at, timeZone, url }: NoteFrame & { readonly at: EpochMs; readonly key: string; readonly url: string },
): DeskActionNote {
  return {
    key,
    ...subjectOf(session),
    action: session.policy.action,
    agent: by,
    at,
    timeZone,
    ...(late ? defined({ passEnded: session.validUntil }) : {}),
    verificationId: session.id,
    url,
  };
}

function outcome(session: Session, frame: NoteFrame & { at: EpochMs; key: string }, url: string): Note {
  const about = subject(session, frame, url);
  const { at, timeZone } = frame;
  switch (session.status) {
    case "passed": {
      const passed = outcomePassed({
        ...assessed(session, about),
        at,
        timeZone,
        // What the requester does has a time of its own, which may be over before the pass is.
        validUntil: Math.min(session.validUntil ?? at, session.grant?.expiresAt ?? Infinity),
        actor: session.grant === undefined ? "agent" : "requester",
      });
      return session.voided === undefined ? passed : outcomeOfVoid(passed, session.voided.by);
    }
    case "failed":
      return outcomeFailed(
        failed(session, { ...assessed(session, about), securityContactSet: frame.securityContactSet }),
      );
    case "not_enough_questions":
      return outcomeNotEnoughQuestions({
        ...about,
        answered: tally(session).answered,
        minimum: session.policy.profile.minimumQuestions,
        nextStep: NEXT_STEP,
      });
    case "timed_out":
      return outcomeTimedOut({ ...about, reason: (session.detail as TimeoutReason | undefined) ?? "not_finished" });
    default:
      return reported(session, frame, url);
  }
}

function reported(session: Session, frame: NoteFrame & { at: EpochMs; key: string }, url: string): Note {
  return outcomeReported({
    ...subject(session, frame, url),
    at: frame.at,
    timeZone: frame.timeZone,
    securityContactSet: frame.securityContactSet,
    ...((session.noticeReport?.wide ?? session.destination.origin === "on_record")
      ? { lockedUntil: frame.at + session.policy.reportFenceHours * HOUR_MS }
      : {}),
  });
}

function assessed(session: Session, about: ReturnType<typeof subject>): Assessed {
  const { assessment } = session;
  if (assessment === undefined) {
    throw new Error("a decided session has an assessment");
  }
  return {
    ...about,
    score: assessment.score,
    limit: assessment.passLine,
    level: assessment.level,
    reasons: reasons(assessment, 2),
    proven: session.proofs.map((proven) => proven.proof),
  };
}

function failed(session: Session, base: Assessed & { readonly securityContactSet?: boolean }): Failed {
  switch (session.detail as FailReason) {
    case "risk_high":
      return { ...base, why: "risk_high" };
    case "blocking":
      return { ...base, why: "blocking" };
    case "proof_missing":
      return {
        ...base,
        why: "proof_missing",
        missing: waysToMeet(missingOf(session))[0] ?? [],
        nextStep: NEXT_STEP,
      };
    case "risk_medium":
      return { ...base, why: "risk_medium", nextStep: NEXT_STEP };
  }
}
