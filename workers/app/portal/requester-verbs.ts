/**
 * The requester's side. Each verb takes what the edge observed of one request, asks the session,
 * and answers with one screen. The locator's MAC was checked before any of this runs.
 */
import { defined } from "../../core/kit/defined.ts";
import { messageId } from "../../core/kit/ids.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import type { Response } from "../../core/questions/question.ts";
import type { BrowserClaims } from "../../core/risk/evidence.ts";
import { browserFamily } from "../../core/risk/user-agent.ts";
import type { SessionEvent, Visit } from "../../core/session/events.ts";
import type { PortalScreen } from "../../contract/portal.ts";
import type { Deps } from "../deps.ts";
import { isHumanPress, newPressToken, readPhone, type PhoneKey } from "./human-press.ts";
import { screenOf } from "./screen.ts";
import type { PortalVisit } from "./request.ts";
import type { SessionProblem } from "../ports/sessions.ts";

export interface PortalReply {
  readonly screen: PortalScreen;
  /** Value of a cookie to set: this browser is bound from now on. */
  readonly bind?: string;
  readonly problem?: SessionProblem;
}

export async function viewPortal(deps: Deps, visit: PortalVisit): Promise<PortalReply> {
  const step = await deps.session(visit.id).step(await viewerOf(deps, visit));
  return { screen: await screenOf(deps, visit, step) };
}

export async function markSeen(deps: Deps, visit: PortalVisit): Promise<void> {
  await deps.session(visit.id).apply({ type: "link.seen", visit: await visitOf(deps, visit) });
}

export async function begin(
  deps: Deps,
  visit: PortalVisit,
  press: { pressToken: string; claims?: BrowserClaims; phoneKey?: PhoneKey },
): Promise<PortalReply> {
  if (!(await isHumanPress(deps, visit, press.pressToken))) {
    return viewPortal(deps, visit);
  }
  // Derived from this page's own token: when the reply is lost, the repeated press gets the same cookie.
  const bind = await deps.vault.tag("bind", `${visit.locator}/${press.pressToken}`);
  const newBrowserTag = await deps.vault.hashToken(bind);
  const phone = await readPhone(deps, visit, press);
  return submit(deps, visit, {
    bind,
    event: {
      type: "session.begun",
      visit: await visitOf(deps, visit),
      newBrowserTag,
      ...(press.claims === undefined ? {} : { claims: press.claims }),
      knownPhone: phone.known,
      ...(phone.since === undefined ? {} : { knownSince: phone.since }),
      keySeenWithOther: phone.seenWithOther,
      ...(phone.tag === undefined ? {} : { phoneTag: phone.tag }),
      ...callerOf(visit),
    },
  });
}

function callerOf({ addressTag, deviceTag }: PortalVisit) {
  return defined({ addressTag, deviceTag });
}

export async function declineLanding(
  deps: Deps,
  visit: PortalVisit,
  { started, pressToken }: { started: "someone" | "unknown"; pressToken: string },
): Promise<PortalReply> {
  const human = await isHumanPress(deps, visit, pressToken);
  return submit(deps, visit, {
    event: { type: "landing.declined", visit: await visitOf(deps, visit), started, human },
  });
}

export async function enterCode(deps: Deps, visit: PortalVisit, digits: string): Promise<PortalReply> {
  return submit(deps, visit, { event: { type: "code.entered", visit: await visitOf(deps, visit), digits } });
}

export async function answer(
  deps: Deps,
  visit: PortalVisit,
  given: { ordinal: number; attempt: number; response: Response },
): Promise<PortalReply> {
  const body = JSON.stringify(given.response);
  const place = `${visit.id}/${String(given.ordinal)}/${String(given.attempt)}`;
  const [sealed, tag] = await Promise.all([
    deps.vault.seal(body, `transcript/${place}`),
    deps.vault.tag("response", `${place}/${body}`),
  ]);
  return submit(deps, visit, {
    event: { type: "answer.given", visit: await visitOf(deps, visit), ...given, sealed, tag },
  });
}

export async function reopenAnswer(deps: Deps, visit: PortalVisit, ordinal: number): Promise<PortalReply> {
  return submit(deps, visit, { event: { type: "answer.reopened", visit: await visitOf(deps, visit), ordinal } });
}

/** `deadlineAt` is the end that the page showed: the same press again adds nothing. */
export async function extendTime(deps: Deps, visit: PortalVisit, deadlineAt: number): Promise<PortalReply> {
  const reply = await submit(deps, visit, {
    event: { type: "time.extended", visit: await visitOf(deps, visit), deadlineAt },
  });
  return reply.screen.screen === "question" && reply.problem === undefined
    ? { ...reply, screen: { ...reply.screen, moreTime: "just_added" } }
    : reply;
}

/** `page` is when the page with the button was made: the same press again sends no second code. */
export async function requestMove(deps: Deps, visit: PortalVisit, page: number): Promise<PortalReply> {
  const bind = deps.vault.newToken();
  const reply = await submit(deps, visit, {
    bind,
    event: {
      type: "move.requested",
      visit: await visitOf(deps, visit),
      newBrowserTag: await deps.vault.hashToken(bind),
      messageId: messageId.parse(`msg_${deps.vault.newId()}`),
      // A page of the future would make every later one look left behind.
      page: Math.min(page, deps.clock()),
    },
  });
  // A page left behind gets no cookie: it would replace the one that this browser may hold by now.
  return reply.problem === undefined && reply.screen.screen !== "move_code" ? viewPortal(deps, visit) : reply;
}

export async function confirmMove(deps: Deps, visit: PortalVisit, digits: string): Promise<PortalReply> {
  return submit(deps, visit, {
    event: { type: "move.confirmed", visit: await visitOf(deps, visit), digits, ...callerOf(visit) },
  });
}

/** Only a person's press: it ends the check, and can keep a whole account from being verified for a day. */
export async function report(deps: Deps, visit: PortalVisit, pressToken: string): Promise<PortalReply> {
  if (!(await isHumanPress(deps, visit, pressToken))) {
    return reportPage(deps, visit);
  }
  const reply = await submit(deps, visit, { event: { type: "report.confirmed", visit: await visitOf(deps, visit) } });
  // A late reader of an ended link is thanked like any other; the page tells nothing of how it ended.
  return reply.problem === "session.gone" ? reply : { screen: { screen: "reported", at: deps.clock() } };
}

export async function reportPage(deps: Deps, visit: PortalVisit): Promise<PortalReply> {
  const verification = await deps.verifications.byId(visit.id);
  return {
    screen: {
      screen: "report",
      typed: verification?.origin !== "on_record",
      channel: verification?.channel ?? "sms",
      blockedUntil: deps.clock() + 24 * HOUR_MS,
      pressToken: await newPressToken(deps, visit.locator),
    },
  };
}

export async function giveFeedback(
  deps: Deps,
  visit: PortalVisit,
  feedback: "easy" | "ok" | "hard",
): Promise<PortalReply> {
  return submit(deps, visit, { event: { type: "feedback.given", visit: await visitOf(deps, visit), feedback } });
}

export async function askPerson(deps: Deps, visit: PortalVisit): Promise<PortalReply> {
  return submit(deps, visit, { event: { type: "person.asked", visit: await visitOf(deps, visit) } });
}

/** One press, one hop to the session object: the event goes in, the next step comes out. */
async function submit(
  deps: Deps,
  visit: PortalVisit,
  press: { event: SessionEvent; bind?: string },
): Promise<PortalReply> {
  const viewer = await viewerOf(deps, press.bind === undefined ? visit : { ...visit, cookie: press.bind });
  const { result, step } = await deps.session(visit.id).visit(press.event, viewer);
  if (result.ok) {
    return { screen: await screenOf(deps, visit, step), ...(press.bind === undefined ? {} : { bind: press.bind }) };
  }
  // Refused: the page shows what this browser saw before, with its own cookie.
  const shown = press.bind === undefined ? step : await deps.session(visit.id).step(await viewerOf(deps, visit));
  return { screen: await screenOf(deps, visit, shown), problem: result.error };
}

async function viewerOf(deps: Deps, visit: Pick<PortalVisit, "cookie" | "linkNumber">) {
  return {
    linkNumber: visit.linkNumber,
    ...(visit.cookie === undefined ? {} : { browserTag: await deps.vault.hashToken(visit.cookie) }),
  };
}

async function visitOf(deps: Deps, visit: PortalVisit): Promise<Visit> {
  const family = browserFamily(visit.headers.userAgent);
  return {
    ...(await viewerOf(deps, visit)),
    network: visit.network,
    headers: visit.headers,
    ...(family === undefined ? {} : { browserFamily: family }),
  };
}
