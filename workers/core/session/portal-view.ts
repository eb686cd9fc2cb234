/**
 * What the requester may see of a session: their own step and nothing else: no grade, no score,
 * no contact, no name of the requester before "verified".
 */
import { settledGrant, type LeakCheck, type TargetAction, type TargetSubject } from "../actions/grant.ts";
import { defined } from "../kit/defined.ts";
import type { EpochMs } from "../kit/time.ts";
import type { PooledQuestion } from "../questions/question.ts";
import { questionRange } from "../questions/asking/sequential.ts";
import type { ActionId } from "../policy/policy.ts";
import { goesOnAfterAnswers } from "./approved-action.ts";
import { passkeyOffer, type PasskeyOffer } from "./passkey-offer.ts";
import { personAsked } from "./person-asked.ts";
import type { Session } from "./session.ts";
import { openQuestion } from "./transitions/answers.ts";
import { isGrantVoid } from "./transitions/grant.ts";
import { moverOf } from "./transitions/moves.ts";
import { approvingView, holdingView, type ApprovingView, type HoldingView } from "./waiting-view.ts";

export interface Viewer {
  readonly linkNumber: number;
  readonly browserTag?: string;
}

/** Who asks, and for what. To a typed destination the page shows neither. */
interface Opening {
  readonly action: ActionId;
  readonly typed: boolean;
  readonly agentName: string;
  readonly ticketNumber: string;
  readonly ticketOpenedAt?: EpochMs;
}

/** `practice`: an admin checks himself, and every page says so. */
export type PortalView = PortalStep & { readonly practice?: true };

export type PortalStep =
  | (Opening & {
      readonly step: "landing";
      readonly questions: { readonly least: number; readonly most: number };
      /** Somebody else has to say yes, or it is held: the questions are not the end of it. */
      readonly longer?: true;
    })
  | (Opening & {
      readonly step: "code";
      readonly validUntil: EpochMs;
      readonly triesLeft: number;
      readonly problem?: "wrong" | "ended";
    })
  | QuestionView
  | { readonly step: "warning"; readonly started: "someone" | "unknown" }
  | { readonly step: "reported"; readonly at: EpochMs }
  | ApprovingView
  | HoldingView
  | {
      readonly step: "verified";
      readonly passkeyOffer?: PasskeyOffer;
      readonly firstName: string;
      readonly agentName: string;
      readonly ticketNumber: string;
      readonly feedback?: "easy" | "ok" | "hard";
    }
  | ActionView
  | {
      readonly step: "action_done";
      readonly passkeyOffer?: PasskeyOffer;
      readonly action: TargetAction;
      readonly at: EpochMs;
      /** What was typed before the last time is what counts. */
      readonly earlier?: true;
      readonly leaks?: LeakCheck;
      readonly ticketNumber: string;
      /** The requester said that it does not work. */
      readonly notWorking?: true;
      readonly feedback?: "easy" | "ok" | "hard";
    }
  | { readonly step: "action_over" }
  | {
      readonly step: "action_withdrawn";
      readonly firstName: string;
      readonly agentName: string;
      readonly feedback?: "easy" | "ok" | "hard";
    }
  | {
      readonly step: "not_verified";
      readonly agentName: string;
      readonly ticketNumber: string;
      readonly answerBy?: EpochMs;
      readonly feedback?: "easy" | "ok" | "hard";
    }
  | { readonly step: "timed_out" }
  | { readonly step: "other_browser" }
  | {
      readonly step: "move_code";
      readonly validUntil: EpochMs;
      readonly triesLeft: number;
      readonly problem?: "wrong" | "ended";
    }
  | { readonly step: "moved" }
  | { readonly step: "ended" };

/** The requester does it, on this page. */
export interface ActionView {
  readonly step: "action";
  readonly action: TargetAction;
  readonly firstName: string;
  /** Whole: no new password is made of it. */
  readonly personName: string;
  readonly agentName: string;
  readonly ticketNumber: string;
  /** Name of the system in which it is done. */
  readonly target: string;
  readonly subject: TargetSubject;
  readonly until: EpochMs;
  /** An attempt is under way, or nobody knows what became of one. */
  readonly state: "available" | "reserved" | "unknown";
}

export interface QuestionView {
  readonly step: "question";
  readonly ordinal: number;
  readonly attempt: number;
  readonly questions: { readonly least: number; readonly most: number };
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly form: PooledQuestion["form"];
  readonly options: readonly string[];
  /** Sealed response to the previous question while it may be changed. */
  readonly previous?: {
    readonly ordinal: number;
    readonly attempt: number;
    readonly sealed: string;
    readonly options: readonly string[];
  };
  readonly deadlineAt: EpochMs;
  readonly extensionsLeft: number;
}

interface Showing {
  readonly pool: readonly PooledQuestion[];
  readonly now: EpochMs;
}

/** What this browser, with this link, sees now. `session` must be settled. */
export function viewFor(session: Session, viewer: Viewer, { pool, now }: Showing): PortalView {
  const step = stepFor(session, viewer, { pool, now });
  return session.practice === true ? { ...step, practice: true } : step;
}

function stepFor(session: Session, viewer: Viewer, { pool, now }: Showing): PortalStep {
  const bound = session.browser !== undefined && viewer.browserTag === session.browser.tag;
  const over = overView(session, { bound, now });
  if (over !== undefined) {
    return over;
  }
  if (viewer.linkNumber !== session.link.number) {
    return { step: "ended" };
  }
  if (session.browser === undefined) {
    const longer = goesOnAfterAnswers(session) ? ({ longer: true } as const) : {};
    return { step: "landing", ...opening(session), questions: questionRange(session.policy.profile), ...longer };
  }
  if (!bound) {
    return unboundView(session, viewer);
  }
  return session.status === "code" ? codeView(session) : questionView(session, pool);
}

/** What the pass leads to, in the browser that it was earned in. */
function passedView(session: Session, now: EpochMs): PortalStep {
  const { person, agent, ticket } = session;
  const about = { firstName: person.firstName, agentName: agent.name, ticketNumber: ticket.number };
  const said = defined({ feedback: session.feedback });
  const offer = defined({ passkeyOffer: passkeyOffer(session, now) });
  const grant = session.grant === undefined ? undefined : settledGrant(session.grant, now);
  if (grant === undefined) {
    return { step: "verified", ...about, ...offer, ...said };
  }
  switch (grant.state) {
    case "consumed":
      return {
        step: "action_done",
        action: grant.action,
        at: grant.doneAt,
        ticketNumber: ticket.number,
        ...defined({ earlier: grant.earlier, leaks: grant.leaks }),
        ...(session.notWorkingAt === undefined ? {} : { notWorking: true }),
        ...offer,
        ...said,
      };
    case "withdrawn":
      return { step: "action_withdrawn", firstName: person.firstName, agentName: agent.name, ...said };
    case "available":
    case "reserved":
    case "unknown": {
      if (isGrantVoid(session)) {
        return { step: "ended" };
      }
      const { action, target, subject, expiresAt: until, state } = grant;
      // An attempt that began in time is waited for.
      return now < until || state === "reserved"
        ? { step: "action", action, ...about, personName: person.name, target, subject, until, state }
        : { step: "action_over" };
    }
  }
}

/** Of a check whose questions are over. */
function overView(session: Session, { bound, now }: { bound: boolean; now: EpochMs }): PortalStep | undefined {
  switch (session.status) {
    case "reported":
      return { step: "reported", at: session.moments.endedAt ?? 0 };
    case "cancelled":
      return session.detail === "someone_contacted_me" || session.detail === "does_not_know"
        ? { step: "warning", started: session.detail === "someone_contacted_me" ? "someone" : "unknown" }
        : { step: "ended" };
    case "passed":
      return bound ? passedView(session, now) : { step: "ended" };
    case "failed":
    case "not_enough_questions":
      return bound
        ? {
            step: "not_verified",
            agentName: session.agent.name,
            ticketNumber: session.ticket.number,
            ...defined({ answerBy: personAsked(session)?.answerBy }),
            ...(session.feedback === undefined ? {} : { feedback: session.feedback }),
          }
        : { step: "ended" };
    case "approving":
      return bound ? approvingView(session) : { step: "ended" };
    case "holding":
      return bound ? holdingView(session) : { step: "ended" };
    case "timed_out":
      return bound ? { step: "timed_out" } : { step: "ended" };
    default:
      return undefined;
  }
}

function opening(session: Session): Opening {
  return {
    action: session.policy.action,
    typed: session.destination.origin === "typed",
    agentName: session.agent.name,
    ticketNumber: session.ticket.number,
    ...(session.ticket.openedAt === undefined ? {} : { ticketOpenedAt: session.ticket.openedAt }),
  };
}

function unboundView(session: Session, viewer: Viewer): PortalStep {
  const code = moverOf(session, viewer.browserTag)?.code;
  if (code !== undefined) {
    return {
      step: "move_code",
      validUntil: code.validUntil,
      triesLeft: Math.max(0, code.triesLeft),
      ...(code.problem === undefined ? {} : { problem: code.problem }),
    };
  }
  const former = viewer.browserTag !== undefined && session.formerBrowsers.includes(viewer.browserTag);
  return { step: former ? "moved" : "other_browser" };
}

function codeView(session: Session): PortalStep {
  const { code } = session;
  if (code === undefined) {
    throw new Error("a session in the code state has a code");
  }
  return {
    step: "code",
    ...opening(session),
    validUntil: code.validUntil,
    triesLeft: code.triesLeft,
    ...(code.problem === undefined ? {} : { problem: code.problem }),
  };
}

function questionView(session: Session, pool: readonly PooledQuestion[]): QuestionView {
  const question = openQuestion(session);
  const pooled = question === undefined ? undefined : pool[question.poolIndex];
  if (question === undefined || pooled === undefined) {
    throw new Error("an answering session has an open question");
  }
  const previous = session.changing === undefined ? session.asked[question.ordinal - 2] : undefined;
  const given = previous?.answers.at(-1);
  return {
    step: "question",
    ordinal: question.ordinal,
    attempt: question.answers.length + 1,
    questions: questionRange(session.policy.profile),
    kind: pooled.kind,
    params: pooled.params,
    form: pooled.form,
    options: pooled.options,
    ...(previous === undefined || given === undefined
      ? {}
      : {
          previous: {
            ordinal: previous.ordinal,
            attempt: given.attempt,
            sealed: given.sealed,
            options: pool[previous.poolIndex]?.options ?? [],
          },
        }),
    deadlineAt: session.deadlineAt ?? 0,
    extensionsLeft: session.policy.extensionsAllowed - session.extensionsUsed,
  };
}
