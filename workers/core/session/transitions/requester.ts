/** What the requester does on the phone, apart from answering. The browser that pressed Begin is the only one that may go on. */
import { err, ok } from "../../kit/result.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../kit/time.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import { destinationProof } from "../../policy/required-proofs.ts";
import { KNOWN_PHONE_PROVES_AFTER_DAYS } from "../../policy/policy.ts";
import { linkTarget, type LinkTarget } from "../link-target.ts";
import { conclude, finish } from "../settle.ts";
import { phoneLeftOut } from "../practice.ts";
import type { Session, SpokenCode } from "../session.ts";
import { isTerminal } from "../status.ts";
import type { TransitionResult, TransitionContext } from "../transitioned.ts";
import { newCode } from "./agent.ts";
import { askNext } from "./answers.ts";
import { showPasskey } from "./approvals.ts";
import { confirmMove, requestMove } from "./moves.ts";
import { audit, likenessToAgent, REQUESTER, withNetwork } from "./observing.ts";

const TELL_SECURITY: Effect = { type: "security", cause: "reported" };

type RequesterEvent = Extract<
  SessionEvent,
  {
    type:
      | "link.seen"
      | "session.begun"
      | "landing.declined"
      | "code.entered"
      | "time.extended"
      | "move.requested"
      | "move.confirmed"
      | "report.confirmed"
      | "feedback.given"
      | "person.asked"
      | "passkey.shown";
  }
>;

/** Events that only the browser that pressed Begin may send. */
const BOUND: ReadonlySet<RequesterEvent["type"]> = new Set([
  "code.entered",
  "time.extended",
  "feedback.given",
  "person.asked",
  "passkey.shown",
]);

/** A link that was replaced opens nothing. The bound browser's own events need no link, and anybody may report. */
const WITH_LINK: ReadonlySet<RequesterEvent["type"]> = new Set([
  "link.seen",
  "session.begun",
  "landing.declined",
  "move.requested",
  "move.confirmed",
]);

export function onRequesterEvent(
  session: Session,
  event: RequesterEvent,
  context: TransitionContext,
): TransitionResult {
  if (WITH_LINK.has(event.type) && event.observation.linkNumber !== session.link.number) {
    return err("link.revoked");
  }
  if (BOUND.has(event.type) && event.observation.browserTag !== session.browser?.tag) {
    return err("session.other_browser");
  }
  switch (event.type) {
    case "link.seen":
      return seen(session, context);
    case "session.begun":
      return begin(session, event, context);
    case "landing.declined":
      return decline(session, event, context);
    case "code.entered":
      return enterCode(session, event, context);
    case "time.extended":
      return extend(session, event, context);
    case "move.requested":
      return requestMove(session, event, context);
    case "move.confirmed":
      return confirmMove(session, event, context);
    case "report.confirmed":
      return report(session, event, context);
    case "passkey.shown":
      return showPasskey(session, event, context);
    case "feedback.given":
      return session.feedback === event.feedback
        ? ok({ session, effects: [] })
        : ok({
            session: { ...session, feedback: event.feedback },
            effects: [audit("feedback.given", { feedback: event.feedback })],
          });
    case "person.asked":
      // Asked once: what was promised the first time stands.
      return session.personAskedAt !== undefined
        ? ok({ session, effects: [] })
        : ok({
            session: { ...session, personAskedAt: context.now, answerBy: event.answerBy },
            effects: [audit("person.asked"), { type: "note", note: { kind: "person_asked" } }],
          });
  }
}

function seen(session: Session, context: TransitionContext): TransitionResult {
  if (session.moments.seenAt !== undefined) {
    return ok({ session, effects: [] });
  }
  return ok({
    session: { ...session, moments: { ...session.moments, seenAt: context.now } },
    effects: [audit("link.seen")],
  });
}

function begin(
  session: Session,
  pressed: Extract<RequesterEvent, { type: "session.begun" }>,
  context: TransitionContext,
): TransitionResult {
  const { now } = context;
  const event = phoneLeftOut(session, pressed);
  const { browserTag } = event.observation;
  if (session.browser !== undefined || browserTag === undefined) {
    // The reply was lost, and the same browser presses again: it goes on from where it stands.
    return browserTag !== undefined && session.browser?.tag === browserTag
      ? ok({ session, effects: [] })
      : err("session.other_browser");
  }
  const begun: Session = {
    ...session,
    status: "checking",
    deadlineAt: now + session.policy.sessionMinutes * MINUTE_MS,
    browser: {
      tag: browserTag,
      ...(event.observation.browserFamily === undefined ? {} : { family: event.observation.browserFamily }),
      ...(event.addressTag === undefined ? {} : { addressTag: event.addressTag }),
    },
    moments: { ...session.moments, seenAt: session.moments.seenAt ?? now, begunAt: now, checkedAt: now },
    beginUntold: now,
    proofs: [
      { proof: destinationProof(session.destination), at: now },
      ...(isKnownPhone(event, now) ? [{ proof: "known_phone" as const, at: now }] : []),
      // What was approved before the link was opened.
      ...session.proofs,
    ],
    observed: {
      ...session.observed,
      network: event.observation.network,
      headers: event.observation.headers,
      ...(event.claims === undefined ? {} : { claims: event.claims }),
      knownPhone: event.knownPhone,
      ...(event.phoneTag === undefined ? {} : { phoneTag: event.phoneTag }),
      keySeenWithOther: event.keySeenWithOther,
      ...likenessToAgent(session, event),
    },
  };
  const effects = [audit("session.begun"), audit("session.checked", { script: event.claims !== undefined })];
  if (session.policy.requiredProofs.includes("spoken_code")) {
    return ok({ session: { ...begun, status: "code", code: newCode(begun, context) }, effects });
  }
  const asked = askNext({ ...begun, status: "answering" }, context);
  return ok({ session: asked.session, effects: [...effects, ...asked.effects] });
}

/** A phone that became known only now may have done so in the same attack; one known to somebody else proves nobody. */
function isKnownPhone(event: Extract<RequesterEvent, { type: "session.begun" }>, now: EpochMs): boolean {
  return (
    event.knownPhone === "verified" &&
    event.knownSince !== undefined &&
    now - event.knownSince >= KNOWN_PHONE_PROVES_AFTER_DAYS * DAY_MS &&
    !event.keySeenWithOther
  );
}

function decline(
  session: Session,
  event: Extract<RequesterEvent, { type: "landing.declined" }>,
  context: TransitionContext,
): TransitionResult {
  if (session.status === "code" && event.observation.browserTag !== session.browser?.tag) {
    return err("session.other_browser");
  }
  if (session.status !== "code" && !event.human) {
    return ok({ session, effects: [] });
  }
  const detail = event.started === "someone" ? "someone_contacted_me" : "does_not_know";
  return ok(finish(session, { status: "cancelled", detail, actor: REQUESTER }, context));
}

function enterCode(
  before: Session,
  event: Extract<RequesterEvent, { type: "code.entered" }>,
  context: TransitionContext,
): TransitionResult {
  const { code } = before;
  const { digits } = event;
  if (code === undefined) {
    return err("session.not_allowed");
  }
  if (isRepeated(code, digits, context)) {
    return ok({ session: before, effects: [] });
  }
  const session = withNetwork(before, event.observation);
  if (context.now >= code.validUntil) {
    return ok({ session: { ...session, code: { ...code, problem: "ended" } }, effects: [] });
  }
  if (digits !== code.digits) {
    const triesLeft = code.triesLeft - 1;
    const wrong: Session = { ...session, code: { ...code, triesLeft, problem: "wrong", refused: digits } };
    const effects = [audit("code.wrong", { tries_left: triesLeft })];
    if (triesLeft > 0) {
      return ok({ session: wrong, effects });
    }
    const concluded = conclude(wrong, { now: context.now, reason: "proof_failed" });
    return ok({ session: concluded.session, effects: [...effects, ...concluded.effects] });
  }
  const { code: _used, ...rest } = session;
  const proven: Session = {
    ...rest,
    status: "answering",
    moments: { ...session.moments, codeAt: context.now },
    proofs: [...session.proofs, { proof: "spoken_code", at: context.now }],
  };
  const asked = askNext(proven, context);
  return ok({ session: asked.session, effects: [audit("code.matched"), ...asked.effects] });
}

/** A post whose reply was lost comes again by itself; it must not use up a second try. */
function isRepeated(code: SpokenCode, digits: string, { now }: TransitionContext): boolean {
  return now >= code.validUntil ? code.problem === "ended" : code.refused === digits;
}

function extend(
  session: Session,
  event: Extract<RequesterEvent, { type: "time.extended" }>,
  context: TransitionContext,
): TransitionResult {
  if (session.deadlineAt === undefined) {
    return err("time.none_left");
  }
  // A post whose reply was lost comes again by itself; it must not use up a second extension.
  if (event.deadlineAt !== undefined && event.deadlineAt !== session.deadlineAt) {
    return ok({ session, effects: [] });
  }
  if (session.extensionsUsed >= session.policy.extensionsAllowed) {
    return err("time.none_left");
  }
  const deadlineAt = session.deadlineAt + session.policy.extensionMinutes * MINUTE_MS;
  return ok({
    session: { ...session, deadlineAt, extensionsUsed: session.extensionsUsed + 1 },
    effects: [audit("time.extended", { minutes: session.policy.extensionMinutes, at: context.now })],
  });
}

/**
 * "This wasn't me". Anyone who holds a link may say it, at any time; it never needs the bound
 * browser. What it does depends on where that link went: an address that was typed and then given
 * up for another one must not be a way to end the check, or to lock its person out.
 */
function report(
  session: Session,
  event: Extract<RequesterEvent, { type: "report.confirmed" }>,
  context: TransitionContext,
): TransitionResult {
  const told = linkTarget(session, event.observation.linkNumber);
  const fence = fenceFor(told, session, context);
  const voids: Effect = { type: "void_passes", at: context.now };
  if (told.former && told.origin === "typed") {
    return (session.formerReports ?? []).includes(told.tag)
      ? ok({ session, effects: [] })
      : ok({
          session: { ...session, formerReports: [...(session.formerReports ?? []), told.tag] },
          effects: [
            audit("report.former_destination", { link: event.observation.linkNumber }),
            { type: "note", note: { kind: "former_report" } },
            TELL_SECURITY,
            fence,
          ],
        });
  }
  if (!isTerminal(session.status)) {
    const finished = finish(session, { status: "reported", actor: REQUESTER }, context);
    return ok({ session: finished.session, effects: [...finished.effects, fence, voids] });
  }
  const before = session.reportedAgainAt ?? session.lateReportAt ?? reportedAt(session);
  if (before !== undefined) {
    // The block may have been lifted since; one press that comes twice is none, and many press nothing out of the log.
    return context.now - before < REPORTED_AGAIN_AFTER_MS
      ? ok({ session, effects: [] })
      : ok({
          session: { ...session, reportedAgainAt: context.now },
          effects: [audit("report.again"), { ...fence, report: { at: context.now, again: true } }, voids],
        });
  }
  return ok({
    session: {
      ...session,
      lateReportAt: context.now,
      ...(session.validUntil === undefined ? {} : { validUntil: Math.min(session.validUntil, context.now) }),
    },
    effects: [audit("report.late"), { type: "note", note: { kind: "late_report" } }, TELL_SECURITY, fence, voids],
  });
}

const REPORTED_AGAIN_AFTER_MS = MINUTE_MS;

function reportedAt({ status, moments }: Session): EpochMs | undefined {
  return status === "reported" ? (moments.endedAt ?? 0) : undefined;
}

function fenceFor(
  told: LinkTarget,
  { policy }: Session,
  { now }: TransitionContext,
): Extract<Effect, { type: "fence" }> {
  const until = now + policy.reportFenceHours * HOUR_MS;
  const report = { at: now, again: false };
  return told.origin === "on_record"
    ? { type: "fence", until, report, scope: "person" }
    : { type: "fence", until, report, scope: "destination", destinationTag: told.tag };
}
