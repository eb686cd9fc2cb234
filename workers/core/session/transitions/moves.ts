/** Another browser takes over with a code sent to the same contact. */
import { err, ok } from "../../kit/result.ts";
import { MINUTE_MS, type EpochMs } from "../../kit/time.ts";
import { sixDigits } from "../digits.ts";
import type { SessionEvent } from "../events.ts";
import type { Mover, Session, SpokenCode } from "../session.ts";
import type { Transitioned, TransitionResult, TransitionContext } from "../transitioned.ts";
import { audit, likenessToAgent, withNetwork } from "./observing.ts";

type MoveRequested = Extract<SessionEvent, { type: "move.requested" }>;
type MoveConfirmed = Extract<SessionEvent, { type: "move.confirmed" }>;

const CODES_PER_BROWSER = 3;
/**
 * Whoever holds the link can be as many browsers as they like, and each code is a message to the
 * requester. Those who ask from where the check began have codes of their own, which a stranger
 * elsewhere cannot use up.
 */
const CODES_PER_PLACE = 6;

/** This browser asked for the move, and may enter the code that went out for it. */
export function moverOf(session: Session, browserTag: string | undefined): Mover | undefined {
  return browserTag === undefined ? undefined : session.movers?.find((mover) => mover.browserTag === browserTag);
}

/** A fresh code goes to the same contact. Asking is no evidence: anybody who holds the link can ask. */
export function requestMove(session: Session, event: MoveRequested, context: TransitionContext): TransitionResult {
  const { browserTag } = event.observation;
  if (browserTag === undefined) {
    return err("session.other_browser");
  }
  const before = moverOf(session, browserTag) ?? newMover(session, event, browserTag);
  if (event.page <= before.page || browserTag === session.browser?.tag) {
    // That very press again, or one of a page older than it: the code that is on its way counts.
    return ok({ session, effects: [] });
  }
  const others = (session.movers ?? []).filter((mover) => mover.browserTag !== browserTag);
  if (!hasCodeLeft(before, others)) {
    return err("move.none_left");
  }
  const validUntil = context.now + session.policy.codeLifetimeMinutes * MINUTE_MS;
  const digits = sixDigits(context.random);
  const triesLeft = before.code?.triesLeft ?? session.policy.codeTries;
  const mover = { ...before, codes: before.codes + 1, page: event.page, code: { digits, validUntil, triesLeft } };
  return ok({
    session: { ...session, movers: [...others, mover] },
    effects: [
      { type: "message", kind: "code", id: event.messageId, notAfter: validUntil, digits },
      audit("move.requested", { fits: fitsBrowser(session, event) }),
    ],
  });
}

function newMover({ browser }: Session, { addressTag }: MoveRequested, browserTag: string): Mover {
  return { browserTag, atStart: addressTag !== undefined && addressTag === browser?.addressTag, codes: 0, page: 0 };
}

function hasCodeLeft(mover: Mover, others: readonly Mover[]): boolean {
  const here = others.filter(({ atStart }) => atStart === mover.atStart).reduce((sum, { codes }) => sum + codes, 0);
  return mover.codes < CODES_PER_BROWSER && here + mover.codes < CODES_PER_PLACE;
}

function fitsBrowser(session: Session, { observation }: MoveRequested | MoveConfirmed): boolean {
  return (
    observation.browserFamily === session.browser?.family &&
    observation.network.country === session.observed.network?.country
  );
}

/**
 * What spoke for the former browser goes with it: the code shows who reads the messages, not whose
 * phone this is. What spoke against it stays, or moving would be a way to get rid of it. Only what
 * does not fit is evidence.
 */
function observedAfterMove(session: Session, event: MoveConfirmed, context: TransitionContext): Session["observed"] {
  const { phoneTag: _former, ...observed } = session.observed;
  const likeness = likenessToAgent(session, event);
  const { browserFamily, network } = event.observation;
  const misfit = {
    at: context.now,
    ...(browserFamily === undefined ? {} : { family: browserFamily }),
    ...(network.country === undefined ? {} : { country: network.country }),
  };
  return {
    ...observed,
    knownPhone: observed.knownPhone === "invalid" ? "invalid" : "absent",
    otherBrowsers: fitsBrowser(session, event) ? observed.otherBrowsers : [...observed.otherBrowsers, misfit],
    sameNetworkAsAgent: observed.sameNetworkAsAgent || likeness.sameNetworkAsAgent,
    sameDeviceAsAgent: observed.sameDeviceAsAgent || likeness.sameDeviceAsAgent,
  };
}

export function confirmMove(session: Session, event: MoveConfirmed, context: TransitionContext): TransitionResult {
  const { browserTag } = event.observation;
  const mover = moverOf(session, browserTag);
  const code = mover?.code;
  if (mover === undefined || code === undefined || browserTag === undefined) {
    return err("session.other_browser");
  }
  if (context.now >= code.validUntil || code.triesLeft <= 0 || event.digits !== code.digits) {
    return ok(refuse(session, { mover, code, digits: event.digits, now: context.now }));
  }
  const { browserFamily } = event.observation;
  return ok({
    session: withNetwork(
      {
        ...session,
        // One code was entered: none that went out for another browser leads anywhere any more.
        movers: (session.movers ?? []).map(({ code: _void, ...other }) => other),
        proofs: session.proofs.filter(({ proof }) => proof !== "known_phone"),
        observed: observedAfterMove(session, event, context),
        browser: {
          tag: browserTag,
          ...(browserFamily === undefined ? {} : { family: browserFamily }),
          ...(event.addressTag === undefined ? {} : { addressTag: event.addressTag }),
        },
        formerBrowsers:
          session.browser === undefined ? session.formerBrowsers : [...session.formerBrowsers, session.browser.tag],
      },
      event.observation,
    ),
    effects: [audit("move.confirmed", { fits: fitsBrowser(session, event) })],
  });
}

/** The same wrong digits again are a repeated post, not a further try. */
function refuse(
  session: Session,
  { mover, code, digits, now }: { mover: Mover; code: SpokenCode; digits: string; now: EpochMs },
): Transitioned {
  const over = now >= code.validUntil || code.triesLeft <= 0;
  if (over ? code.problem === "ended" : code.refused === digits) {
    return { session, effects: [] };
  }
  const triesLeft = over ? code.triesLeft : code.triesLeft - 1;
  const refused: SpokenCode = over
    ? { ...code, problem: "ended" }
    : { ...code, triesLeft, problem: "wrong", refused: digits };
  return {
    session: {
      ...session,
      movers: (session.movers ?? []).map((other) => (other === mover ? { ...mover, code: refused } : other)),
    },
    effects: over ? [] : [audit("move.wrong", { tries_left: triesLeft })],
  };
}
