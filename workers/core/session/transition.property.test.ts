/**
 * Any events in any order at any time, including a clock that is set back: what must hold after
 * every one of them. `TEST_LONG=1` plays thousands of checks, a plain run a few hundred.
 */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isDeskActionDone, isDeskActionOpen } from "../actions/desk-action.ts";
import { isTargetAction, type Grant, type Settlement } from "../actions/grant.ts";
import { messageId, verificationId } from "../kit/ids.ts";
import { seededRandom } from "../../../dev/demo/seeded-random.ts";
import { keyedFor } from "../../../test/support/keyed.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../kit/time.ts";
import type { PooledQuestion } from "../questions/question.ts";
import { HOME, HOSTING, MOBILE } from "../risk/evidence.fixture.ts";
import type { Effect } from "./effects.ts";
import { ALLOWED, type SessionEvent } from "./events.ts";
import { givenAnswers } from "./evidence-of.ts";
import { missingProofGroups } from "../policy/required-proofs.ts";
import {
  AGENT,
  answer,
  APPROVAL,
  approve,
  APPROVER,
  ASK,
  BEGIN,
  CANARIES,
  OTHER_AGENT,
  PHONE,
  policy,
  POOL,
  session,
  START,
  TARGET,
  observed,
  type Knowledge,
} from "./session.fixture.ts";
import type { Session } from "./session.ts";
import { isTerminal } from "./status.ts";
import { ATTEMPTS_PER_QUESTION, openQuestion } from "./transitions/answers.ts";
import { nextDueAt, transition } from "./transition.ts";

const KEYED = keyedFor("selection");
const RUNS = process.env["TEST_LONG"] === "1" ? 20_000 : 300;
const EVENTS_PER_RUN = 45;
/** Whatever the policy itself says: nothing but its length depends on it. */
const HELD_FOR = { holdMinutes: 5 };
const OTHER = verificationId.parse("vrf_theother01");

// ---- what may happen ----

interface Play {
  readonly now: Session;
  readonly at: number;
  readonly pool: readonly PooledQuestion[];
}

type Move = (play: Play) => SessionEvent | undefined;

const browser = fc.constantFrom("bound", "bound", "bound", "bound", "moving", "stranger", "none");
const network = fc.constantFrom(HOME, HOME, MOBILE, { ...HOSTING, country: "US" });

const observationOf = fc
  .record({ browser, network, oldLink: fc.nat(12), family: fc.constantFrom("Safari", "Chrome") })
  .map((drawn) => ({ now }: Play) => {
    const tag = {
      bound: now.browser?.tag ?? PHONE,
      moving: now.movers?.at(-1)?.browserTag ?? "moving",
      stranger: "stranger",
    };
    const { browserTag: _one, ...anonymous } = observed();
    return {
      ...anonymous,
      ...(drawn.browser === "none" ? {} : { browserTag: tag[drawn.browser] }),
      network: drawn.network,
      browserFamily: drawn.family,
      // Now and then a link that was replaced.
      linkNumber: drawn.oldLink === 0 ? Math.max(1, now.link.number - 1) : now.link.number,
    };
  });

const knowledge = fc.constantFrom<Knowledge>("right", "right", "right", "right", "wrong", "skip");
const actor = fc.constantFrom(AGENT, OTHER_AGENT);
const digits = fc.constantFrom("right", "wrong1", "wrong2", "wrong3");
const pick = (drawn: string, right: string | undefined) => (drawn === "right" ? (right ?? "000000") : drawn);
const messageOf = fc.boolean().map(
  (own) =>
    ({ now }: Play) =>
      own ? now.message.id : messageId.parse("msg_unknown01"),
);

const delivery = fc.tuple(fc.constantFrom("claimed", "sent", "delivered", "failed"), messageOf).map(
  ([what, message]): Move =>
    (play) =>
      what === "failed"
        ? { type: "delivery.failed", messageId: message(play), problem: "refused" }
        : { type: `delivery.${what as "claimed"}`, messageId: message(play) },
);

const answering = fc
  .record({
    observation: observationOf,
    knowledge,
    shift: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1),
    attempt: fc.constantFrom(0, 0, 0, 0, 1, -1),
    again: fc.nat(9),
  })
  .map((drawn): Move => (play) => {
    if (openQuestion(play.now) === undefined || isTerminal(play.now.status)) {
      return undefined;
    }
    const post = answer(play.now, drawn.knowledge, play.pool);
    const ordinal = post.ordinal + drawn.shift;
    const attempt = post.attempt + drawn.attempt;
    // One in ten posts comes with a body of its own, as if somebody else had sent it.
    const tag = drawn.again === 0 ? "conflict" : `${ordinal}/${attempt}/${drawn.knowledge}`;
    return { ...post, observation: drawn.observation(play), ordinal, attempt, tag };
  });

const begin = fc
  .record({
    observation: observationOf,
    knownPhone: fc.constantFrom("verified", "new", "new", "invalid", "absent"),
    claims: fc.boolean(),
  })
  .map((drawn): Move => (play) => {
    const { claims, ...silent } = BEGIN;
    const given = drawn.observation(play);
    return {
      ...(drawn.claims && claims !== undefined ? { ...silent, claims } : silent),
      observation: given,
      knownPhone: drawn.knownPhone,
    };
  });

const SETTLEMENTS: readonly Settlement[] = [
  { outcome: "consumed", doneAt: START },
  { outcome: "refused" },
  { outcome: "not_done" },
  { outcome: "unknown" },
  { outcome: "withdrawn", reason: "ticket_changed", at: START },
];
const attemptId = (nth: number) => `att_${String(nth)}`;
const heldBy = (grant: Grant | undefined) => (grant !== undefined && "attempt" in grant ? grant.attempt.id : undefined);

const others = fc
  .record({
    observation: observationOf,
    actor,
    digits,
    nth: fc.nat(5),
    old: fc.boolean(),
    feedback: fc.constantFrom("easy", "ok", "hard"),
    fresh: fc.nat({ max: 1e6 }),
    by: fc.constantFrom(APPROVER, APPROVER, { agentId: AGENT.id, name: AGENT.name }),
  })
  .chain((drawn) =>
    fc.constantFrom<Move>(
      (play) => ({ type: "link.seen", observation: drawn.observation(play) }),
      (play) => ({
        type: "code.entered",
        observation: drawn.observation(play),
        digits: pick(drawn.digits, play.now.code?.digits),
      }),
      (play) => ({
        type: "code.entered",
        observation: drawn.observation(play),
        digits: pick("right", play.now.code?.digits),
      }),
      (play) => ({ type: "answer.reopened", observation: drawn.observation(play), ordinal: drawn.nth }),
      (play) => ({ type: "answer.reopened", observation: drawn.observation(play), ordinal: play.now.asked.length - 1 }),
      (play) => ({
        type: "time.extended",
        observation: drawn.observation(play),
        deadlineAt: (play.now.deadlineAt ?? 0) - (drawn.old ? play.now.policy.extensionMinutes * MINUTE_MS : 0),
      }),
      (play) => ({
        type: "move.requested",
        observation: drawn.observation(play),
        // Now and then the page that counted last, or one made before it.
        page: drawn.old ? (play.now.movers?.at(-1)?.page ?? play.at) - (drawn.nth % 2) : play.at,
        ...(drawn.fresh % 3 === 0 ? { addressTag: "one of many" } : {}),
        messageId: messageId.parse(`msg_move${String(drawn.fresh).padStart(8, "0")}`),
      }),
      (play) => ({
        type: "move.confirmed",
        observation: drawn.observation(play),
        digits: pick(drawn.digits, play.now.movers?.at(-1)?.code?.digits),
      }),
      (play) => ({ type: "feedback.given", observation: drawn.observation(play), feedback: drawn.feedback as "ok" }),
      (play) => ({ type: "person.asked", observation: drawn.observation(play), answerBy: play.at + 1 }),
      () => ({
        type: "agent.resent",
        actor: drawn.actor,
        messageId: messageId.parse(`msg_again${String(drawn.fresh).padStart(8, "0")}`),
      }),
      () => ({ type: "agent.took_over", actor: drawn.actor, reason: "shift ended" }),
      () => ({ type: "code.renewed", actor: drawn.actor }),
      () => ({ ...ASK, actor: drawn.actor, approval: { ...ASK.approval, by: drawn.by } }),
      () => ({ type: "approval.seen", approvalId: APPROVAL, by: drawn.by }),
      (play) => ({ ...approve(play.now), by: drawn.by }),
      (play) => ({ ...approve(drawn.old ? session() : play.now), by: drawn.by }),
      () => ({ type: "hold.released", actor: drawn.actor }),
      () => ({ type: "approver.left", agentId: drawn.actor.id }),
      () => ({ type: "approval.refused", approvalId: APPROVAL, by: drawn.by, reason: "not expected" }),
      (play) => ({
        type: "passkey.shown",
        observation: drawn.observation(play),
        passkeyId: "key",
        addedAt: play.at - (drawn.old ? 6 : 8) * DAY_MS,
      }),
      (play) => ({ type: "grant.reserved", observation: drawn.observation(play), attempt: attemptId(drawn.nth) }),
      (play) => ({ type: "grant.reserved", observation: drawn.observation(play), attempt: attemptId(drawn.nth) }),
      (play) => ({
        type: "grant.settled",
        attempt: drawn.old ? attemptId(drawn.nth) : (heldBy(play.now.grant) ?? ""),
        settlement: SETTLEMENTS[drawn.fresh % SETTLEMENTS.length] ?? { outcome: "unknown" },
      }),
      (play) => ({ type: "not_working.said", observation: drawn.observation(play) }),
      () => ({ type: "desk_action.begun", actor: drawn.actor }),
      () => ({ type: "desk_action.begun", actor: drawn.actor }),
      () => ({
        type: "desk_action.ended",
        actor: drawn.actor,
        outcome: drawn.old ? "done" : "caller_gone",
      }),
      () => ({ type: "time.due" }),
    ),
  );

/** Rare, or no check would ever get far. */
const endings = fc
  .record({ observation: observationOf, actor, started: fc.constantFrom("someone", "unknown") })
  .chain((drawn) =>
    fc.constantFrom<Move>(
      (play) => ({
        type: "landing.declined",
        observation: drawn.observation(play),
        started: drawn.started as "someone",
        human: true,
      }),
      (play) => ({ type: "report.confirmed", observation: drawn.observation(play) }),
      (play) => ({ type: "report.confirmed", observation: drawn.observation(play) }),
      () => ({ type: "agent.cancelled", actor: drawn.actor }),
      () => ({ type: "caller.refused", actor: drawn.actor }),
      () => ({ type: "ticket.closed" }),
      () => ({ type: "requester.changed" }),
      () => ({ type: "requester.left" }),
      ({ now: { createdAt } }) => ({
        type: "other.reported",
        report: { id: OTHER, at: createdAt, by: "recipient", actor: "requester" },
      }),
    ),
  );

const move: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: delivery, weight: 4 },
  { arbitrary: begin, weight: 4 },
  { arbitrary: answering, weight: 16 },
  { arbitrary: others, weight: 10 },
  { arbitrary: endings, weight: 2 },
);

/** What the requester does who simply goes on. */
const goOn: Move = (play) => {
  switch (play.now.status) {
    case "created":
    case "sending":
    case "sent":
      return { ...BEGIN, observation: observed({ linkNumber: play.now.link.number }) };
    case "code":
      return { type: "code.entered", observation: observed(), digits: play.now.code?.digits ?? "" };
    case "answering":
      return { ...answer(play.now, "right", play.pool), observation: observed() };
    case "approving":
      return play.now.approvals === undefined ? ASK : approve(play.now);
    case "holding":
      return { type: "hold.released", actor: OTHER_AGENT };
    case "passed":
      return play.now.grant === undefined ? undefined : useGrant(play, play.now.grant);
    default:
      return undefined;
  }
};

function useGrant({ at }: Play, grant: Grant): SessionEvent | undefined {
  switch (grant.state) {
    case "available":
    case "unknown":
      return { type: "grant.reserved", observation: observed(), attempt: attemptId(grant.attempts) };
    case "reserved": {
      const settlement = SETTLEMENTS[Math.floor(at / SECOND_MS) % SETTLEMENTS.length] ?? { outcome: "unknown" };
      return { type: "grant.settled", attempt: grant.attempt.id, settlement };
    }
    default:
      return undefined;
  }
}

const calmMove: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: fc.constant(goOn), weight: 10 },
  { arbitrary: move, weight: 1 },
);

const seconds: fc.Arbitrary<(play: Play) => number> = fc.integer({ min: 0, max: 40 }).map(
  (passed) =>
    ({ at }: Play) =>
      at + passed * SECOND_MS,
);

/** Mostly seconds; sometimes to the millisecond around what is due; sometimes far ahead or back. */
const pause: fc.Arbitrary<(play: Play) => number> = fc.oneof(
  { arbitrary: seconds, weight: 20 },
  {
    arbitrary: fc.constantFrom(-1, 0, 1).map(
      (offset) =>
        ({ now }: Play) =>
          nextDueAt(now) + offset,
    ),
    weight: 2,
  },
  {
    arbitrary: fc.constantFrom(4, 9, 14, 90).map(
      (minutes) =>
        ({ at }: Play) =>
          at + minutes * MINUTE_MS,
    ),
    weight: 1,
  },
  { arbitrary: fc.constant(({ at }: Play) => at - HOUR_MS), weight: 1 },
);

const anybody = {
  action: fc.constantFrom("password_reset", "account_unlock", "mfa_reset"),
  origin: fc.constantFrom("on_record", "typed"),
  privileged: fc.constantFrom(false, false, true),
  callerOnLine: fc.boolean(),
  active: fc.constantFrom(true, true, true, false),
  extraQuestion: fc.boolean(),
  means: fc.boolean(),
  questions: fc.constantFrom(POOL.length, POOL.length, 5, 2, 0),
  target: fc.boolean(),
  held: fc.boolean(),
};

/** Nothing stands in the way of a pass, and it leads to an action. */
const easy = {
  ...anybody,
  action: fc.constantFrom("password_reset", "account_unlock"),
  origin: fc.constant("on_record"),
  privileged: fc.constant(false),
  active: fc.constant(true),
  questions: fc.constant(POOL.length),
  target: fc.constant(true),
};

const startOf = (drawn: typeof anybody) =>
  fc.record(drawn).map((drawn) => {
    const strict = drawn.action === "mfa_reset" || drawn.privileged;
    const origin = strict ? "on_record" : (drawn.origin as "typed");
    const destination = { origin, trusted: origin === "on_record" } as const;
    const base = session();
    const rules = policy({
      action: drawn.action as "mfa_reset",
      privileged: drawn.privileged,
      callerOnLine: drawn.callerOnLine,
      destination,
    });
    return {
      pool: POOL.slice(0, drawn.questions),
      session: session({
        policy: drawn.held ? { ...rules, ...HELD_FOR } : rules,
        destination: { ...base.destination, ...destination },
        person: { ...base.person, privileged: drawn.privileged, active: drawn.active },
        extraQuestion: drawn.extraQuestion,
        ...(drawn.means ? { means: ["second_approver", "passkey"] as const } : {}),
        callerOnLine: drawn.callerOnLine,
        ...(drawn.target ? { actionTarget: TARGET } : {}),
      }),
    };
  });

// ---- what must hold ----

interface Observed {
  readonly before: Session;
  readonly event: SessionEvent;
  readonly at: number;
  readonly after: Session;
  readonly effects: readonly Effect[];
  readonly accepted: boolean;
}

const of = <Type extends Effect["type"]>(effects: readonly Effect[], type: Type) =>
  effects.filter((effect): effect is Extract<Effect, { type: Type }> => effect.type === type);

const endNotes = (effects: readonly Effect[]) =>
  of(effects, "note").filter(({ note }) => note.kind === "outcome" || note.kind === "cancelled");

const content = ({ version: _version, ...rest }: Session) => rest;

function versionIsTheCountOfChanges({ before, after, effects }: Observed): void {
  if (after === before) {
    expect(effects).toEqual([]);
    return;
  }
  expect(after.version).toBe(before.version + 1);
  expect(content(after)).not.toEqual(content(before));
}

function statusChangesAreAudited({ before, after, effects }: Observed): void {
  if (after.status !== before.status) {
    expect(of(effects, "audit").length).toBeGreaterThan(0);
  }
}

function terminalStaysTerminal({ before, after, effects }: Observed): void {
  if (!isTerminal(before.status)) {
    return;
  }
  for (const key of [
    "status",
    "detail",
    "endedBy",
    "assessment",
    "asked",
    "proofs",
    "browser",
    "policy",
    "agent",
  ] as const) {
    expect(after[key], key).toEqual(before[key]);
  }
  expect(after.moments).toEqual(before.moments);
  expect(after.validUntil ?? 0).toBeLessThanOrEqual(before.validUntil ?? 0);
  expect(of(effects, "ended")).toEqual([]);
  expect(endNotes(effects)).toEqual([]);
}

function nothingLeadsBackBeforeBegin({ before, after }: Observed): void {
  if (before.deadlineAt !== undefined) {
    expect(["created", "sending", "sent"]).not.toContain(after.status);
    expect(after.moments.begunAt).toBe(before.moments.begunAt);
  }
}

function endsOnce({ before, after, effects }: Observed): void {
  const ends = isTerminal(after.status) && !isTerminal(before.status);
  expect(of(effects, "ended")).toHaveLength(ends ? 1 : 0);
  expect(endNotes(effects)).toHaveLength(ends ? 1 : 0);
  if (ends) {
    expect(endNotes(effects)[0]?.note.kind).toBe(after.status === "cancelled" ? "cancelled" : "outcome");
    expect(of(effects, "audit").map((audit) => audit.action)).toContain(`verification.${after.status}`);
    expect([after.code, after.movers, after.changing]).toEqual([undefined, undefined, undefined]);
  }
}

function deadlinesAreTruth({ before, at, after }: Observed): void {
  if (isTerminal(before.status)) {
    return;
  }
  const due = nextDueAt(before);
  if (at >= due) {
    const waited = before.policy.approvalMinutes * MINUTE_MS;
    if (after.moments.concludedAt === due) {
      // The questions ran out, and a proof, or the end of a hold, is waited for from then on.
      const held = (before.policy.holdMinutes ?? 0) * MINUTE_MS;
      if (after.moments.heldAt === due) {
        expect(after.status).toBe(at < due + held ? "holding" : "passed");
        expect(after.holdUntil).toBe(due + held);
      } else {
        expect(after.status).toBe(at < due + waited ? "approving" : "failed");
        expect(after.approveBy).toBe(due + waited);
      }
    } else {
      expect(isTerminal(after.status)).toBe(true);
      expect(after.moments.endedAt).toBe(due);
    }
    expect(after.asked).toEqual(before.asked);
  } else {
    expect(after.status).not.toBe("timed_out");
  }
}

function passesAreEarned({ before, after }: Observed): void {
  if (after.status !== "passed" || before.status === "passed") {
    return;
  }
  const { profile } = after.policy;
  const answers = givenAnswers(after).filter((given) => given.scored && given.grade !== "skipped");
  expect(answers.length).toBeGreaterThanOrEqual(profile.minimumQuestions);
  expect(Math.max(...answers.map((given) => given.answeredAt))).toBeLessThan(after.deadlineAt ?? 0);
  expect(after.moments.endedAt).toBeLessThanOrEqual(after.holdUntil ?? after.approveBy ?? after.deadlineAt ?? 0);
  expect(after.browser).toBeDefined();
  const { assessment } = after;
  expect(assessment?.score).toBeLessThanOrEqual(profile.passLine);
  expect(assessment).toMatchObject({ level: "verified", blocked: false });
  expect(after.person.active).toBe(true);
  const needs = {
    action: after.policy.action,
    privileged: after.person.privileged,
    profile: profile.id,
    required: after.policy.requiredProofs,
  };
  expect(
    missingProofGroups(
      needs,
      after.proofs.map(({ proof }) => proof),
    ),
  ).toEqual([]);
  const { voided, lateReportAt, moments } = after;
  const longest = (moments.endedAt ?? 0) + after.policy.passValidMinutes * MINUTE_MS;
  // The very event that finds a hold to be over may be a report.
  const ended = voided === undefined && lateReportAt === undefined ? longest : Math.min(longest, after.validUntil ?? 0);
  expect(after.validUntil).toBe(ended);
}

/** What is held is nothing yet, and passes only at its end, or by the press of somebody who had no hand in it. */
function holdsAreKept({ before, event, at, after, accepted }: Observed): void {
  if (after.status === "holding") {
    expect([after.grant, after.validUntil, after.deskAction]).toEqual([undefined, undefined, undefined]);
    expect(after.holdUntil).toBe((after.moments.heldAt ?? 0) + (after.policy.holdMinutes ?? 0) * MINUTE_MS);
  }
  const held = after.policy.holdMinutes !== undefined && after.voided === undefined;
  if (after.status !== "passed" || before.status === "passed" || !held) {
    return;
  }
  if (at < (after.holdUntil ?? Infinity)) {
    expect([event.type, accepted, before.status]).toEqual(["hold.released", true, "holding"]);
    expect(event).not.toMatchObject({ actor: { id: after.agent.id } });
  } else {
    expect(after.moments.endedAt).toBe(after.holdUntil);
  }
}

function approvalsAreSomebodyElses({ before, after }: Observed): void {
  const hands = [after.agent.id, ...(after.otherAgents ?? [])];
  for (const { answer, by } of after.approvals ?? []) {
    if (answer === "given") {
      expect("agentId" in by && hands.includes(by.agentId)).toBe(false);
    }
  }
  const given = (after.approvals ?? []).filter(({ answer }) => answer === "given");
  expect(after.proofs.filter(({ proof }) => proof === "second_approver")).toHaveLength(given.length);
  // What was judged once the questions were over stays what is judged.
  if (
    (before.status === "approving" || before.status === "holding") &&
    after.status !== "reported" &&
    after.person.active
  ) {
    expect(after.assessment).toEqual(before.assessment);
  }
}

/** A grant comes with its own pass and never without; it is lent to one browser, and one attempt at a time. */
function actionsLeadBackToOnePass({ before, after }: Observed): void {
  const { grant } = after;
  const becomes = after.status === "passed" && before.status !== "passed";
  if (grant === undefined) {
    const offered = after.actionTarget !== undefined && isTargetAction(after.policy.action);
    expect(becomes && offered && after.voided === undefined).toBe(false);
    return;
  }
  expect(after.status).toBe("passed");
  expect(grant).toMatchObject({
    person: after.person.id,
    action: after.policy.action,
    target: after.actionTarget?.name,
    subject: after.actionTarget?.subject,
    verification: after.id,
    browserTag: after.browser?.tag,
    policyVersion: after.policy.version,
    mintedAt: after.moments.endedAt,
  });
  expect(grant.expiresAt - grant.mintedAt).toBeLessThanOrEqual(10 * MINUTE_MS);
  if (becomes) {
    expect([grant.state, before.grant, after.voided]).toEqual(["available", undefined, undefined]);
  }
}

/** What was used up or withdrawn stays so; what is reserved is reserved in time, by its own browser and by nobody after a report. */
function grantsAreLentOnce({ before, event, at, after, accepted }: Observed): void {
  const [was, is] = [before.grant, after.grant];
  if (is === undefined) {
    return;
  }
  if (was?.state === "consumed" || was?.state === "withdrawn") {
    expect(is).toEqual(was);
  } else if (is.state === "consumed") {
    expect(["reserved", "unknown"]).toContain(was?.state);
  }
  if (event.type === "grant.reserved" && accepted) {
    expect(event.observation.browserTag).toBe(is.browserTag);
    expect(at).toBeLessThan(is.expiresAt);
    expect([after.voided, after.lateReportAt]).toEqual([undefined, undefined]);
  }
}

/** Whoever took a pass has it until what they did is recorded; "done" stays. */
function onePassOneAgent({ before, event, after, accepted }: Observed): void {
  const [was, is] = [before.deskAction, after.deskAction];
  if (isDeskActionOpen(was)) {
    expect(is).toMatchObject(was);
  }
  if (isDeskActionDone(was)) {
    expect(is).toEqual(was);
  }
  if (event.type === "grant.reserved" && accepted) {
    expect([isDeskActionOpen(is), isDeskActionDone(is)]).toEqual([false, false]);
  }
}

/** It is taken while it holds, and while the requester has not used it. */
function agentsActOnPassesThatHold({ before, event, at, after, accepted }: Observed): void {
  if (event.type === "desk_action.begun" && accepted && after.deskAction !== before.deskAction) {
    expect(after).toMatchObject({ status: "passed", deskAction: { by: event.actor, begunAt: at } });
    expect(at).toBeLessThan(after.validUntil ?? 0);
    expect([after.voided, after.lateReportAt]).toEqual([undefined, undefined]);
    expect(after.grant?.state).not.toBe("consumed");
  }
}

function countersStayWithinTheirLimits({ before, after }: Observed): void {
  const { policy: rules } = after;
  expect(after.link.number).toBeGreaterThanOrEqual(before.link.number);
  expect(after.link.number).toBe(after.resends.used + 1);
  expect(after.resends.used).toBeLessThanOrEqual(rules.resendsAllowed);
  expect(after.extensionsUsed).toBeLessThanOrEqual(rules.extensionsAllowed);
  const movers = after.movers ?? [];
  expect(Math.max(0, ...movers.map(({ codes }) => codes))).toBeLessThanOrEqual(3);
  expect(movers.reduce((sum, { codes }) => sum + codes, 0)).toBeLessThanOrEqual(12);
  for (const code of [after.code, ...movers.map((mover) => mover.code)]) {
    expect(code?.triesLeft ?? 0).toBeGreaterThanOrEqual(0);
    expect(code?.triesLeft ?? 0).toBeLessThanOrEqual(rules.codeTries);
  }
}

function questionsComeInOrder({ before, after, effects }: Observed): void {
  const { asked } = after;
  expect(asked.map((question) => question.ordinal)).toEqual(asked.map((_question, index) => index + 1));
  expect(new Set(asked.map((question) => question.factKey)).size).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(after.policy.profile.maximumQuestions);
  expect(asked.filter((question) => !question.scored).length).toBeLessThanOrEqual(1);
  for (const question of asked) {
    expect(question.answers.map((given) => given.attempt)).toEqual(question.answers.map((_given, index) => index + 1));
    expect(question.answers.length).toBeLessThanOrEqual(ATTEMPTS_PER_QUESTION);
  }
  const count = (state: Session) => state.asked.reduce((sum, question) => sum + question.answers.length, 0);
  expect(of(effects, "transcript")).toHaveLength(count(after) - count(before));
  if (after.status === "answering") {
    expect(openQuestion(after)).toBeDefined();
  }
}

const PHONE_EVENTS = [
  "code.entered",
  "answer.given",
  "answer.reopened",
  "time.extended",
  "feedback.given",
  "person.asked",
  "grant.reserved",
  "not_working.said",
] as const;

function onlyTheBoundBrowserGoesOn({ before, event, accepted }: Observed): void {
  if (
    (PHONE_EVENTS as readonly string[]).includes(event.type) &&
    "observation" in event &&
    event.observation.browserTag !== before.browser?.tag
  ) {
    expect(accepted).toBe(false);
  }
}

function nothingPrivateIsHandedOn({ effects }: Observed): void {
  const handedOn = JSON.stringify(effects.filter((effect) => effect.type === "audit" || effect.type === "note"));
  for (const canary of Object.values(CANARIES)) {
    expect(handedOn).not.toContain(canary);
  }
}

/** Where a lost reply makes the page send the same post again. */
const REPEATABLE: ReadonlySet<SessionEvent["type"]> = new Set([
  "delivery.claimed",
  "delivery.sent",
  "delivery.delivered",
  "delivery.failed",
  "link.seen",
  "session.begun",
  "answer.given",
  "answer.reopened",
  "time.extended",
  "move.requested",
  "report.confirmed",
  "feedback.given",
  "person.asked",
  "agent.took_over",
  "desk_action.begun",
  "desk_action.ended",
  "time.due",
]);

function repetitionChangesNothing(observed: Observed, pool: readonly PooledQuestion[]): void {
  const { event, at, after, accepted } = observed;
  const wrongCode =
    (event.type === "code.entered" || event.type === "move.confirmed") && observed.before.status === after.status;
  if (!accepted || !(REPEATABLE.has(event.type) || wrongCode) || !ALLOWED[event.type].includes(after.status)) {
    return;
  }
  // Its own right code was used up: there is nothing to confirm any more.
  if (event.type === "move.confirmed" && after.browser?.tag !== observed.before.browser?.tag) {
    return;
  }
  const { settled, step } = transition(after, event, { now: at, random: seededRandom("again"), keyed: KEYED, pool });
  expect(settled.session).toBe(after);
  expect(step).toEqual({ ok: true, value: { session: after, effects: [] } });
  if (event.type === "answer.given") {
    const conflict = transition(
      after,
      { ...event, tag: "somebody else's" },
      { now: at, random: seededRandom("again"), keyed: KEYED, pool },
    );
    expect(conflict.step).toEqual({ ok: false, error: "answer.conflict" });
    expect(conflict.settled.session).toBe(after);
  }
}

const INVARIANTS = [
  versionIsTheCountOfChanges,
  statusChangesAreAudited,
  terminalStaysTerminal,
  nothingLeadsBackBeforeBegin,
  endsOnce,
  deadlinesAreTruth,
  passesAreEarned,
  holdsAreKept,
  approvalsAreSomebodyElses,
  actionsLeadBackToOnePass,
  grantsAreLentOnce,
  onePassOneAgent,
  agentsActOnPassesThatHold,
  countersStayWithinTheirLimits,
  questionsComeInOrder,
  onlyTheBoundBrowserGoesOn,
  nothingPrivateIsHandedOn,
];

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

it("holds its promises whatever happens, in whatever order", () => {
  const reached = new Map<string, number>();
  const lengths = { minLength: 5, maxLength: EVENTS_PER_RUN };
  const script = fc.oneof(
    fc.tuple(startOf(anybody), fc.array(fc.record({ move, pause }), lengths)),
    fc.tuple(startOf(anybody), fc.array(fc.record({ move: calmMove, pause }), lengths)),
    fc.tuple(startOf(easy), fc.array(fc.record({ move: calmMove, pause: seconds }), { ...lengths, minLength: 20 })),
  );
  fc.assert(
    fc.property(script, fc.string({ maxLength: 8 }), ([from, steps], seed) => {
      const random = seededRandom(seed);
      let play: Play = { now: frozen(from.session), at: START, pool: from.pool };
      for (const drawn of steps) {
        const at = drawn.pause(play);
        const event = drawn.move(play);
        if (event === undefined) {
          continue;
        }
        const { settled, step } = transition(play.now, frozen(event), {
          now: at,
          random,
          keyed: KEYED,
          pool: play.pool,
        });
        const outcome = step.ok ? step.value : settled;
        const observed = {
          before: play.now,
          event,
          at,
          after: frozen(outcome.session),
          effects: outcome.effects,
          accepted: step.ok,
        };
        INVARIANTS.forEach((holds) => holds(observed));
        repetitionChangesNothing(observed, play.pool);
        play = { ...play, now: outcome.session, at };
        for (const state of [play.now.status, `grant ${play.now.grant?.state ?? "none"}`]) {
          reached.set(state, (reached.get(state) ?? 0) + 1);
        }
      }
    }),
    { numRuns: RUNS },
  );
  // Scripts that never get anywhere would prove nothing.
  const statuses = [
    "passed",
    "failed",
    "not_enough_questions",
    "timed_out",
    "cancelled",
    "reported",
    "approving",
    "holding",
  ];
  for (const status of [...statuses, "grant available", "grant consumed", "grant withdrawn"]) {
    expect(reached.get(status) ?? 0, status).toBeGreaterThan(0);
  }
});
