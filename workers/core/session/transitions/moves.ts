/** Another browser takes over with a code sent to the same contact. */
import { err, ok } from "../../kit/result.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import { sixDigits } from "../digits.ts";
import type { SessionEvent } from "../events.ts";
import type { BrowserMove, Session } from "../session.ts";
import type { TransitionResult, TransitionContext } from "../transitioned.ts";
import { audit, likenessToAgent, withNetwork } from "./observing.ts";

type MoveRequested = Extract<SessionEvent, { type: "move.requested" }>;
type MoveConfirmed = Extract<SessionEvent, { type: "move.confirmed" }>;

const MOVES_ALLOWED = 3;
/** As often as one press may come again and still be let in; each time leaves an audit row. */
const REPEATS_KEPT = 5;

/** This browser asked for the move that is under way, and may enter its code. */
export function isMoving(move: BrowserMove, browserTag: string | undefined): boolean {
  return browserTag !== undefined && (move.browserTag === browserTag || (move.repeatedTags ?? []).includes(browserTag));
}

/** A fresh code goes to the same contact; only what does not fit is evidence. One page moves a check once. */
export function requestMove(session: Session, event: MoveRequested, context: TransitionContext): TransitionResult {
  const { movePage } = session;
  if (event.page !== undefined && movePage !== undefined && event.page <= movePage) {
    // Made before the last press that counted: either that very press again, or a page left behind by it.
    return ok(event.page === movePage ? repeatMove(session, event, context) : { session, effects: [] });
  }
  if (session.moves >= MOVES_ALLOWED) {
    return err("move.none_left");
  }
  const validUntil = context.now + session.policy.codeLifetimeMinutes * MINUTE_MS;
  const digits = sixDigits(context.random);
  const fits = fitsBrowser(session, event);
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
      ...(event.page === undefined ? {} : { movePage: event.page }),
      observed: observedWith(session, event, context),
    },
    effects: [
      { type: "message", kind: "code", id: event.messageId, notAfter: validUntil, digits },
      audit("move.requested", { fits }),
    ],
  });
}

/**
 * The reply was lost, or is late: the code that is on its way counts for this browser too. It is
 * worth nothing without that code, and its tries are the same.
 */
function repeatMove(session: Session, event: MoveRequested, context: TransitionContext) {
  const { move } = session;
  const repeatedTags = move?.repeatedTags ?? [];
  // After the code was entered there is nothing left to repeat.
  if (move === undefined || isMoving(move, event.newBrowserTag) || repeatedTags.length >= REPEATS_KEPT) {
    return { session, effects: [] };
  }
  return {
    session: {
      ...session,
      move: { ...move, repeatedTags: [...repeatedTags, event.newBrowserTag] },
      observed: observedWith(session, event, context),
    },
    effects: [audit("move.repeated", { fits: fitsBrowser(session, event) })],
  };
}

function fitsBrowser(session: Session, { observation }: MoveRequested): boolean {
  return (
    observation.browserFamily === session.browser?.family &&
    observation.network.country === session.observed.network?.country
  );
}

function observedWith(session: Session, event: MoveRequested, context: TransitionContext): Session["observed"] {
  const { browserFamily, network } = event.observation;
  const misfit = {
    at: context.now,
    ...(browserFamily === undefined ? {} : { family: browserFamily }),
    ...(network.country === undefined ? {} : { country: network.country }),
  };
  return fitsBrowser(session, event)
    ? session.observed
    : { ...session.observed, otherBrowsers: [...session.observed.otherBrowsers, misfit] };
}

/**
 * What spoke for the former browser goes with it: the code shows who reads the messages, not whose
 * phone this is. What spoke against it stays, or moving would be a way to get rid of it.
 */
function observedAfterMove(session: Session, event: MoveConfirmed): Session["observed"] {
  const { phoneTag: _former, ...observed } = session.observed;
  const likeness = likenessToAgent(session, event);
  return {
    ...observed,
    knownPhone: observed.knownPhone === "invalid" ? "invalid" : "absent",
    sameNetworkAsAgent: observed.sameNetworkAsAgent || likeness.sameNetworkAsAgent,
    sameDeviceAsAgent: observed.sameDeviceAsAgent || likeness.sameDeviceAsAgent,
  };
}

export function confirmMove(session: Session, event: MoveConfirmed, context: TransitionContext): TransitionResult {
  const { move } = session;
  const { browserTag } = event.observation;
  if (move === undefined || browserTag === undefined || !isMoving(move, browserTag)) {
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
        proofs: session.proofs.filter(({ proof }) => proof !== "known_phone"),
        observed: observedAfterMove(session, event),
        browser: {
          tag: browserTag,
          ...(event.observation.browserFamily === undefined ? {} : { family: event.observation.browserFamily }),
        },
        formerBrowsers:
          session.browser === undefined ? session.formerBrowsers : [...session.formerBrowsers, session.browser.tag],
      },
      event.observation,
    ),
    effects: [audit("move.confirmed")],
  });
}
