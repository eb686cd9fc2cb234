/** Another browser takes over with a code sent to the same contact. */
import { err, ok } from "../../kit/result.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import { sixDigits } from "../digits.ts";
import type { SessionEvent } from "../events.ts";
import type { Session } from "../session.ts";
import type { Step, TransitionContext } from "../step.ts";
import { audit, withNetwork } from "./visits.ts";

const MOVES_ALLOWED = 3;

/** A fresh code goes to the same contact; only what does not fit is evidence. */
export function requestMove(
  session: Session,
  event: Extract<SessionEvent, { type: "move.requested" }>,
  context: TransitionContext,
): Step {
  if (session.moves >= MOVES_ALLOWED) {
    return err("move.none_left");
  }
  const validUntil = context.now + session.policy.codeLifetimeMinutes * MINUTE_MS;
  const digits = sixDigits(context.random);
  const misfit = {
    at: context.now,
    ...(event.visit.browserFamily === undefined ? {} : { family: event.visit.browserFamily }),
    ...(event.visit.network.country === undefined ? {} : { country: event.visit.network.country }),
  };
  const fits =
    event.visit.browserFamily === session.browser?.family &&
    event.visit.network.country === session.observed.network?.country;
  return ok({
    session: {
      ...session,
      moves: session.moves + 1,
      move: {
        browserTag: event.newBrowserTag,
        digits,
        validUntil,
        triesLeft: session.move?.triesLeft ?? session.policy.codeTries,
      },
      observed: fits
        ? session.observed
        : { ...session.observed, otherBrowsers: [...session.observed.otherBrowsers, misfit] },
    },
    effects: [
      { type: "message", kind: "code", id: event.messageId, notAfter: validUntil, digits },
      audit("move.requested", { fits }),
    ],
  });
}

export function confirmMove(
  session: Session,
  event: Extract<SessionEvent, { type: "move.confirmed" }>,
  context: TransitionContext,
): Step {
  const { move } = session;
  if (move === undefined || event.visit.browserTag !== move.browserTag) {
    return err("session.other_browser");
  }
  const over = context.now >= move.validUntil || move.triesLeft <= 0;
  if (over ? move.problem === "ended" : move.refused === event.digits) {
    return ok({ session, effects: [] });
  }
  if (over) {
    return ok({ session: { ...session, move: { ...move, problem: "ended" } }, effects: [] });
  }
  if (event.digits !== move.digits) {
    return ok({
      session: {
        ...session,
        move: { ...move, triesLeft: move.triesLeft - 1, problem: "wrong", refused: event.digits },
      },
      effects: [audit("move.wrong", { tries_left: move.triesLeft - 1 })],
    });
  }
  const { move: _done, ...rest } = session;
  return ok({
    session: withNetwork(
      {
        ...rest,
        browser: {
          tag: move.browserTag,
          ...(event.visit.browserFamily === undefined ? {} : { family: event.visit.browserFamily }),
        },
        formerBrowsers:
          session.browser === undefined ? session.formerBrowsers : [...session.formerBrowsers, session.browser.tag],
      },
      event.visit,
    ),
    effects: [audit("move.confirmed")],
  });
}
