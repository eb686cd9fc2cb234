/**
 * The requester's side. Each verb takes what the edge observed of one request, asks the session,
 * and answers with one screen. The locator's MAC was checked before any of this runs.
 */
import { defined } from "../../core/kit/defined.ts";
import { messageId } from "../../core/kit/ids.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { answerBy } from "../../core/policy/answer-by.ts";
import { readOpeningHours } from "../../core/policy/opening-hours.ts";
import type { Response } from "../../core/questions/question.ts";
import type { BrowserClaims } from "../../core/risk/evidence.ts";
import type { SessionEvent } from "../../core/session/events.ts";
import type { PortalView } from "../../core/session/portal-view.ts";
import type { PortalScreen } from "../../contract/portal.ts";
import type { Deps } from "../deps.ts";
import { askTicket } from "../tickets/close-ticket.ts";
import { isHumanPress, newPressToken, pressedPage, readPhone, type PhoneKey } from "./human-press.ts";
import { observationOf, viewerOf } from "./observation.ts";
import { screenOf } from "./screen.ts";
import type { PortalRequest } from "./request.ts";
import type { SessionProblem } from "../ports/sessions.ts";

export interface PortalReply {
  readonly screen: PortalScreen;
  readonly problem?: SessionProblem;
  /** An admin checks himself. */
  readonly practice?: true;
}

/** Refuses nothing: whoever holds a link gets the page that is theirs. */
export async function viewPortal(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  return shown(deps, request, await deps.session(request.id).view(await viewerOf(deps, request)));
}

export async function shown(
  deps: Deps,
  request: PortalRequest,
  { practice, ...step }: PortalView,
): Promise<PortalReply> {
  return { screen: await screenOf(deps, request, step), ...defined({ practice }) };
}

/** Answers nothing: a link that was replaced and a check that was begun stay as they are. */
export async function markSeen(deps: Deps, request: PortalRequest): Promise<void> {
  await deps.session(request.id).apply({ type: "link.seen", observation: await observationOf(deps, request) });
}

/**
 * Refused: a link that was replaced, another browser than the one that began, and a check that has ended.
 * Nothing is begun by what is no person's press, nor in a browser that keeps no cookies.
 */
export async function begin(
  deps: Deps,
  request: PortalRequest,
  press: { pressToken: string; claims?: BrowserClaims; phoneKey?: PhoneKey },
): Promise<PortalReply> {
  if (!(await isHumanPress(deps, request, press.pressToken))) {
    return viewPortal(deps, request);
  }
  if (request.cookie === undefined) {
    return withoutCookies(deps, request);
  }
  const phone = await readPhone(deps, request, press);
  return submit(deps, request, {
    type: "session.begun",
    observation: await observationOf(deps, request),
    ...(press.claims === undefined ? {} : { claims: press.claims }),
    knownPhone: phone.known,
    ...(phone.since === undefined ? {} : { knownSince: phone.since }),
    keySeenWithOther: phone.seenWithOther,
    ...(phone.tag === undefined ? {} : { phoneTag: phone.tag }),
    ...callerOf(request),
  });
}

function callerOf({ addressTag, deviceTag }: PortalRequest) {
  return defined({ addressTag, deviceTag });
}

/**
 * Refused: a link that was replaced, another browser while the code is asked for, and a check whose questions
 * have begun or that has ended. Before Begin only a person's press counts.
 */
export async function declineLanding(
  deps: Deps,
  request: PortalRequest,
  { started, pressToken }: { started: "someone" | "unknown"; pressToken: string },
): Promise<PortalReply> {
  const human = await isHumanPress(deps, request, pressToken);
  return submit(deps, request, {
    type: "landing.declined",
    observation: await observationOf(deps, request),
    started,
    human,
  });
}

/** Refused: another browser, and a check that asks for no code. A wrong code is no refusal; what cannot be a code costs no try. */
export async function enterCode(deps: Deps, request: PortalRequest, digits: string): Promise<PortalReply> {
  return submit(deps, request, { type: "code.entered", observation: await observationOf(deps, request), digits });
}

/** Refused: another browser, a question that is not open, a different answer to one that was given, and a check that has ended. */
export async function answer(
  deps: Deps,
  request: PortalRequest,
  given: { ordinal: number; attempt: number; response: Response },
): Promise<PortalReply> {
  const body = JSON.stringify(given.response);
  const place = `${request.id}/${String(given.ordinal)}/${String(given.attempt)}`;
  const [sealed, tag] = await Promise.all([
    deps.vault.seal(body, `transcript/${place}`),
    deps.vault.tag("response", `${place}/${body}`),
  ]);
  return submit(deps, request, {
    type: "answer.given",
    observation: await observationOf(deps, request),
    ...given,
    sealed,
    tag,
  });
}

/** Refused: another browser, and any answer but the one before the question that is open. */
export async function reopenAnswer(deps: Deps, request: PortalRequest, ordinal: number): Promise<PortalReply> {
  return submit(deps, request, { type: "answer.reopened", observation: await observationOf(deps, request), ordinal });
}

/**
 * `deadlineAt` is the end that the page showed: the same press again adds nothing. Refused: another browser, a
 * check that was not begun or has ended, and when no time is left to give.
 */
export async function extendTime(deps: Deps, request: PortalRequest, deadlineAt: number): Promise<PortalReply> {
  const reply = await submit(deps, request, {
    type: "time.extended",
    observation: await observationOf(deps, request),
    deadlineAt,
  });
  return reply.screen.screen === "question" && reply.problem === undefined
    ? { ...reply, screen: { ...reply.screen, moreTime: "just_added" } }
    : reply;
}

/**
 * Refused: a link that was replaced, a check that was not begun or has ended, and when no code is left for this
 * browser. Only a person's press: each one sends a message to the requester.
 */
export async function requestMove(deps: Deps, request: PortalRequest, pressToken: string): Promise<PortalReply> {
  const page = await pressedPage(deps, request, pressToken);
  if (page === undefined) {
    return viewPortal(deps, request);
  }
  if (request.cookie === undefined) {
    return withoutCookies(deps, request);
  }
  return submit(deps, request, {
    type: "move.requested",
    observation: await observationOf(deps, request),
    messageId: messageId.parse(`msg_${deps.vault.newId()}`),
    page,
    ...callerOf(request),
  });
}

/**
 * Refused: a link that was replaced, a browser that asked for no code, and a check that was not begun or has ended.
 * Only a person's press: a wrong one costs a try, and is no refusal.
 */
export async function confirmMove(
  deps: Deps,
  request: PortalRequest,
  { digits, pressToken }: { digits: string; pressToken: string },
): Promise<PortalReply> {
  if (!(await isHumanPress(deps, request, pressToken))) {
    return viewPortal(deps, request);
  }
  return submit(deps, request, {
    type: "move.confirmed",
    observation: await observationOf(deps, request),
    digits,
    ...callerOf(request),
  });
}

/**
 * Where the check would be bound to a browser that forgets: its next press would come from a stranger.
 * Nothing is begun, so that the link still works in a browser that keeps cookies.
 */
async function withoutCookies(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  const seen = await viewPortal(deps, request);
  return seen.screen.screen === "landing" || seen.screen.screen === "other_browser"
    ? { ...seen, screen: { screen: "no_cookies", link: `${deps.config.PORTAL_ORIGIN}/v/${request.locator}` } }
    : seen;
}

/**
 * Refused when the session is gone, a day after its end. Only a person's press: it ends the check, and can keep a
 * whole account from being verified for a day.
 */
export async function report(deps: Deps, request: PortalRequest, pressToken: string): Promise<PortalReply> {
  if (!(await isHumanPress(deps, request, pressToken))) {
    return reportPage(deps, request);
  }
  const reply = await submit(deps, request, {
    type: "report.confirmed",
    observation: await observationOf(deps, request),
  });
  // A late reader of an ended link is thanked like any other; the page tells nothing of how it ended.
  return reply.problem === "session.gone"
    ? reply
    : { ...defined({ practice: reply.practice }), screen: { screen: "reported", at: deps.clock(), again: false } };
}

/** Refuses nothing: a link whose check is gone shows the page as well. */
export async function reportPage(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  // Asked of the session: the one press that stops an attack must not need the database. After a day it is gone.
  const own = await deps.session(request.id).linkTarget(request.linkNumber);
  const target = own ?? (await deps.verifications.byId(request.id));
  return {
    ...defined({ practice: own?.practice }),
    screen: {
      screen: "report",
      typed: target?.origin !== "on_record",
      channel: target?.channel ?? "sms",
      blockedUntil: deps.clock() + 24 * HOUR_MS,
      pressToken: await newPressToken(deps, request.locator),
    },
  };
}

/** Refused: another browser, and a check that has come to no result. */
export async function giveFeedback(
  deps: Deps,
  request: PortalRequest,
  feedback: "easy" | "ok" | "hard",
): Promise<PortalReply> {
  return submit(deps, request, { type: "feedback.given", observation: await observationOf(deps, request), feedback });
}

/** Refused: another browser, and a check that has neither failed nor had too few questions. What was promised first stands. */
export async function askPerson(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  const { DESK_HOURS, TIME_ZONE } = deps.config;
  return submit(deps, request, {
    type: "person.asked",
    observation: await observationOf(deps, request),
    answerBy: answerBy(deps.clock(), { hours: readOpeningHours(DESK_HOURS), timeZone: TIME_ZONE }),
  });
}

/** Refused: another browser, and an action that was not done. Said once. */
export async function sayNotWorking(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  const reply = await submit(deps, request, {
    type: "not_working.said",
    observation: await observationOf(deps, request),
  });
  if (reply.problem === undefined) {
    await askTicket(deps, {
      act: "reopening",
      verificationId: request.id,
      key: `${request.id.slice("vrf_".length)}_reopen`,
    });
  }
  return reply;
}

/** One press, one hop to the session object: the event goes in, the next step comes out. */
async function submit(deps: Deps, request: PortalRequest, event: SessionEvent): Promise<PortalReply> {
  const { result, step } = await deps.session(request.id).press(event, await viewerOf(deps, request));
  const reply = await shown(deps, request, step);
  return result.ok ? reply : { ...reply, problem: result.error };
}
