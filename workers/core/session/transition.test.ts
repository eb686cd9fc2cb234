import { describe, expect, it } from "vitest";
import { messageId, verificationId } from "../kit/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../kit/time.ts";
import { HOME, MOBILE } from "../risk/evidence.fixture.ts";
import type { Proof } from "../policy/proofs.ts";
import type { Effect } from "./effects.ts";
import { assess } from "../risk/assess.ts";
import { evidenceOf, givenAnswers } from "./evidence-of.ts";
import { ALLOWED, type EventType, type SessionEvent } from "./events.ts";
import type { Session } from "./session.ts";
import {
  AGENT,
  after,
  answer,
  answered,
  APPROVAL,
  APPROVER,
  approve,
  ASK,
  BEGIN,
  begun,
  context,
  inStatus,
  MESSAGE,
  OTHER_AGENT,
  PHONE,
  policy,
  session,
  START,
  observed,
} from "./session.fixture.ts";
import { PHASES, TERMINAL_STATUSES, type SessionStatus } from "./status.ts";
import { ATTEMPTS_PER_QUESTION } from "./transitions/answers.ts";
import { LINGER_MS, nextDueAt, transition } from "./transition.ts";

const STATUSES: readonly SessionStatus[] = [...PHASES, ...TERMINAL_STATUSES];
const SOON = START + 3 * MINUTE_MS;
const BEGUN_AT = START + MINUTE_MS;
const OTHER_REPORT = {
  id: verificationId.parse("vrf_theother01"),
  at: SOON,
  by: "recipient",
  actor: "requester",
} as const;
const LONG_AGO = BEGUN_AT - 7 * DAY_MS;

function refusal(before: Session, event: SessionEvent, now = SOON): string | undefined {
  const { step } = transition(before, event, context(now));
  return step.ok ? undefined : step.error;
}

const audits = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === "audit" ? [effect.action] : []));
const notes = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === "note" ? [effect.note.kind] : []));

/** The code that went out for a browser that asked to take over. */
const codeFor = (browserTag: string, { movers = [] }: Session) =>
  movers.find((mover) => mover.browserTag === browserTag)?.code;

/** One plausible event of each type for a session in this status. */
const EVENTS: { readonly [Type in EventType]: (now: Session) => Extract<SessionEvent, { type: Type }> } = {
  "delivery.claimed": () => ({ type: "delivery.claimed", messageId: MESSAGE }),
  "delivery.sent": () => ({ type: "delivery.sent", messageId: MESSAGE }),
  "delivery.delivered": () => ({ type: "delivery.delivered", messageId: MESSAGE }),
  "delivery.failed": () => ({ type: "delivery.failed", messageId: MESSAGE, problem: "refused" }),
  "link.seen": () => ({ type: "link.seen", observation: observed() }),
  "session.begun": () => BEGIN,
  "landing.declined": () => ({ type: "landing.declined", observation: observed(), started: "someone", human: true }),
  "code.entered": () => ({ type: "code.entered", observation: observed(), digits: "not the code" }),
  "answer.given": (now) => {
    const question = now.asked.findLast((asked) => asked.answers.length > 0);
    return now.status === "answering" || question === undefined
      ? { ...answer({ ...now, asked: now.asked.length > 0 ? now.asked : begun().asked }) }
      : { ...answer(begun()), ordinal: question.ordinal, attempt: 1, tag: question.answers[0]?.tag ?? "" };
  },
  "answer.reopened": () => ({ type: "answer.reopened", observation: observed(), ordinal: 1 }),
  "time.extended": () => ({ type: "time.extended", observation: observed() }),
  "move.requested": () => ({
    type: "move.requested",
    observation: observed({ browserTag: "moving" }),
    messageId: messageId.parse("msg_move00001"),
    page: SOON,
  }),
  "move.confirmed": () => ({
    type: "move.confirmed",
    observation: observed({ browserTag: "moving" }),
    digits: "000000",
  }),
  "report.confirmed": () => ({ type: "report.confirmed", observation: observed() }),
  "feedback.given": () => ({ type: "feedback.given", observation: observed(), feedback: "ok" }),
  "person.asked": () => ({ type: "person.asked", observation: observed(), answerBy: START + DAY_MS }),
  "grant.reserved": () => ({ type: "grant.reserved", observation: observed(), attempt: "att_one" }),
  "grant.settled": () => ({ type: "grant.settled", attempt: "att_one", settlement: { outcome: "unknown" } }),
  "not_working.said": () => ({ type: "not_working.said", observation: observed() }),
  "desk_action.begun": () => ({ type: "desk_action.begun", actor: AGENT }),
  "desk_action.ended": () => ({ type: "desk_action.ended", actor: AGENT, outcome: "done" }),
  "agent.resent": () => ({ type: "agent.resent", actor: AGENT, messageId: messageId.parse("msg_second001") }),
  "agent.cancelled": () => ({ type: "agent.cancelled", actor: AGENT }),
  "agent.took_over": () => ({ type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ended" }),
  "caller.refused": () => ({ type: "caller.refused", actor: AGENT }),
  "code.renewed": () => ({ type: "code.renewed", actor: AGENT }),
  "approval.asked": () => ASK,
  "approval.seen": () => ({ type: "approval.seen", approvalId: APPROVAL, by: APPROVER }),
  "approval.given": (now) => approve(now),
  "approval.refused": () => ({ type: "approval.refused", approvalId: APPROVAL, by: APPROVER, reason: "not expected" }),
  "approver.left": () => ({ type: "approver.left", agentId: APPROVER.agentId }),
  "hold.released": () => ({ type: "hold.released", actor: OTHER_AGENT }),
  "passkey.shown": () => ({
    type: "passkey.shown",
    observation: observed(),
    passkeyId: "key",
    addedAt: START - 8 * DAY_MS,
  }),
  "ticket.closed": () => ({ type: "ticket.closed" }),
  "requester.changed": () => ({ type: "requester.changed" }),
  "requester.left": () => ({ type: "requester.left" }),
  "notice.reported": () => ({ type: "notice.reported", wide: false }),
  "other.reported": () => ({ type: "other.reported", report: OTHER_REPORT }),
  "time.due": () => ({ type: "time.due" }),
};

describe("the table of states and events", () => {
  const cases = (Object.keys(EVENTS) as EventType[]).flatMap((type) => STATUSES.map((status) => ({ type, status })));

  it.each(cases)("$type in $status", ({ type, status }) => {
    const before = inStatus(status);
    expect(before.status).toBe(status);
    const refused = refusal(before, EVENTS[type](before));
    if (ALLOWED[type].includes(status)) {
      // Allowed by the table; what refuses it then is its own rule.
      expect(refused).not.toBe("session.ended");
      expect(refused).not.toBe("session.not_allowed");
    } else {
      expect(refused).toBe(
        (TERMINAL_STATUSES as readonly string[]).includes(status) ? "session.ended" : "session.not_allowed",
      );
    }
  });

  it("names every event", () => {
    expect(Object.keys(ALLOWED).sort()).toEqual(Object.keys(EVENTS).sort());
  });
});

describe("deadlines", () => {
  const waiting = session();
  const { expiresAt } = waiting.link;
  const open = answered(begun(), "right", 1);
  const deadlineAt = open.deadlineAt ?? 0;

  it.each([
    [-1, "created"],
    [0, "timed_out"],
    [1, "timed_out"],
  ] as const)("a link looked at %i ms from its end is %s", (offset, status) => {
    const { settled } = transition(waiting, { type: "time.due" }, context(expiresAt + offset));
    expect(settled.session.status).toBe(status);
  });

  it.each([
    [-1, undefined],
    [0, "session.ended"],
    [1, "session.ended"],
  ] as const)("Begin %i ms from the end of the link", (offset, refused) => {
    expect(refusal(waiting, BEGIN, expiresAt + offset)).toBe(refused);
  });

  it.each([
    [-1, undefined],
    [0, "session.ended"],
    [1, "session.ended"],
    [HOUR_MS, "session.ended"],
  ] as const)("an answer %i ms from the deadline", (offset, refused) => {
    expect(refusal(open, answer(open), deadlineAt + offset)).toBe(refused);
  });

  it("hands out the settled session when the late event is refused", () => {
    const { settled, step } = transition(open, answer(open), context(deadlineAt));
    expect(step.ok).toBe(false);
    expect(settled.session).toMatchObject({ status: "timed_out", detail: "not_finished" });
    expect(settled.effects.filter((effect) => effect.type === "ended")).toHaveLength(1);
  });

  it("decides what was answered in time, as of the deadline, however late it is looked at", () => {
    // Good enough to stop asking; only the further, unscored question is open.
    const enough = answered(begun({ extraQuestion: true }), "right", 3);
    expect(enough.status).toBe("answering");
    const due = enough.deadlineAt ?? 0;
    const late = after(enough, { type: "time.due" }, context(due + HOUR_MS)).session;
    expect(late.status).toBe("passed");
    expect(late.moments.endedAt).toBe(due);
    expect(late.validUntil).toBe(due + late.policy.passValidMinutes * MINUTE_MS);
    expect(late).toEqual(after(enough, { type: "time.due" }, context(due)).session);
  });

  it("takes what is left at the deadline for skipped: waiting must not be better than answering", () => {
    const waiting4 = answered(answered(begun(), "right", 2), "wrong", 1);
    const due = waiting4.deadlineAt ?? 0;
    expect(waiting4.asked.at(-1)).toMatchObject({ ordinal: 4, scored: true, answers: [] });
    expect(evidenceOf(waiting4, due - 1).answers).toHaveLength(3);
    const ended = after(waiting4, { type: "time.due" }, context(due)).session;
    const { answers } = evidenceOf(ended, due);
    expect(answers.slice(3).map(({ grade, notReached }) => [grade, notReached])).toEqual([
      ["skipped", undefined],
      ["skipped", true],
      ["skipped", true],
      ["skipped", true],
      ["skipped", true],
    ]);
    const { score } = assess({ evidence: evidenceOf(waiting4, due - 1), policy: waiting4.policy });
    expect(ended.assessment?.score).toBeGreaterThan(score);
  });

  it("does not count the unscored question towards the minimum", () => {
    const extra = answered(begun({ extraQuestion: true }), "right", 3);
    expect(extra.asked.map((question) => question.scored)).toEqual([true, true, true, false]);
    const reopened = after(
      extra,
      { type: "answer.reopened", observation: observed(), ordinal: 3 },
      context(SOON),
    ).session;
    const changed = after(reopened, answer(reopened, "skip"), context(SOON)).session;
    const given = after(changed, answer(changed), context(SOON)).session;
    expect(given.status).toBe("answering");
    const due = given.deadlineAt ?? 0;
    const ended = after(given, { type: "time.due" }, context(due)).session;
    expect(ended).toMatchObject({ status: "timed_out", detail: "not_finished" });
  });

  it("says whether the message or the press was missing", () => {
    const due = context(expiresAt);
    const detail = (from: Session) => after(from, { type: "time.due" }, due).session.detail;
    expect(detail(waiting)).toBe("never_delivered");
    expect(detail(inStatus("sending"))).toBe("never_delivered");
    expect(detail(inStatus("sent"))).toBe("never_opened");
    expect(detail(after(waiting, { type: "link.seen", observation: observed() }).session)).toBe("never_opened");
  });

  it("asks for the alarm at the next thing that is due", () => {
    expect(nextDueAt(waiting)).toBe(expiresAt);
    expect(nextDueAt(open)).toBe(deadlineAt);
    const ended = inStatus("passed");
    expect(nextDueAt(ended)).toBe((ended.moments.endedAt ?? 0) + LINGER_MS);
  });

  it("more time moves the deadline, ten times", () => {
    let current = open;
    for (let press = 1; press <= 10; press += 1) {
      current = after(current, { type: "time.extended", observation: observed() }, context(SOON)).session;
      expect(current.deadlineAt).toBe(deadlineAt + press * 10 * MINUTE_MS);
    }
    expect(refusal(current, { type: "time.extended", observation: observed() })).toBe("time.none_left");
  });

  it("a press for more time that is sent again, or about an end that has moved, adds none", () => {
    const press = { type: "time.extended", observation: observed(), deadlineAt } as const;
    const extended = after(open, press, context(SOON)).session;
    expect(extended.deadlineAt).toBe(deadlineAt + 10 * MINUTE_MS);
    expect(transition(extended, press, context(SOON)).step).toEqual({
      ok: true,
      value: { session: extended, effects: [] },
    });
    const next = after(extended, { ...press, deadlineAt: extended.deadlineAt ?? 0 }, context(SOON)).session;
    expect(next.deadlineAt).toBe(deadlineAt + 20 * MINUTE_MS);
    expect(after(next, press, context(SOON)).session).toBe(next);
  });

  it("the last press for more time is answered the same way when it is sent again", () => {
    const { extensionsAllowed } = open.policy;
    const press = { type: "time.extended", observation: observed(), deadlineAt } as const;
    const last = after({ ...open, extensionsUsed: extensionsAllowed - 1 }, press, context(SOON)).session;
    expect(last.extensionsUsed).toBe(extensionsAllowed);
    expect(after(last, press, context(SOON)).session).toBe(last);
    expect(refusal(last, { ...press, deadlineAt: last.deadlineAt ?? 0 })).toBe("time.none_left");
  });
});

describe("answers", () => {
  const open = begun();
  const given = answer(open);
  const next = after(open, given, context(SOON)).session;

  it("the same post again changes nothing, also from another network", () => {
    const again = transition(
      next,
      { ...given, observation: observed({ network: { ...MOBILE, country: "GB" } }) },
      context(SOON + 1),
    );
    expect(again.step).toEqual({ ok: true, value: { session: next, effects: [] } });
  });

  it("notes a change of network once", () => {
    const elsewhere = { ...MOBILE, country: "GB" };
    const moved = after(
      next,
      { ...answer(next), observation: observed({ network: elsewhere }) },
      context(SOON),
    ).session;
    expect(moved.observed.laterNetworks).toEqual([elsewhere]);
    const reopened = after(
      moved,
      { type: "answer.reopened", observation: observed(), ordinal: 2 },
      context(SOON),
    ).session;
    const again = after(
      reopened,
      { ...answer(reopened), observation: observed({ network: elsewhere }) },
      context(SOON),
    ).session;
    expect(again.observed.laterNetworks).toEqual([elsewhere]);
  });

  it("another body under the same key is a conflict", () => {
    expect(refusal(next, { ...given, tag: "another body" })).toBe("answer.conflict");
  });

  it("the last answer's post again, after it ended the check, changes nothing", () => {
    const beforeLast = answered(open, "right", 2);
    const last = answer(beforeLast);
    const ended = after(beforeLast, last, context(SOON)).session;
    expect(ended.status).toBe("passed");
    expect(transition(ended, last, context(SOON)).step).toEqual({ ok: true, value: { session: ended, effects: [] } });
    expect(refusal(ended, { ...last, tag: "another body" })).toBe("answer.conflict");
    expect(refusal(ended, { ...last, attempt: 2 })).toBe("session.ended");
    expect(refusal(ended, { ...last, observation: observed({ browserTag: "another" }) })).toBe("session.other_browser");
  });

  it.each([
    ["a later question", { ordinal: 3 }],
    ["an earlier one that is closed", { ordinal: 1, attempt: 2 }],
    ["a skipped attempt", { ordinal: 2, attempt: 2 }],
    ["no question at all", { ordinal: 0 }],
  ])("refuses %s", (_name, change) => {
    expect(refusal(next, { ...answer(next), ...change })).toBe("answer.out_of_order");
  });

  it("only the browser that pressed Begin answers", () => {
    expect(refusal(next, { ...answer(next), observation: observed({ browserTag: "another" }) })).toBe(
      "session.other_browser",
    );
    const { browserTag: _none, ...anonymous } = observed();
    expect(refusal(next, { ...answer(next), observation: anonymous })).toBe("session.other_browser");
  });

  it("the previous answer may be changed, until the next is given", () => {
    const reopened = after(
      next,
      { type: "answer.reopened", observation: observed(), ordinal: 1 },
      context(SOON),
    ).session;
    expect(reopened.changing).toBe(1);
    // The question after it waits meanwhile.
    expect(refusal(reopened, answer(next))).toBe("answer.out_of_order");
    const changed = after(reopened, answer(reopened, "wrong"), context(SOON)).session;
    expect(changed.asked.map((question) => question.answers.length)).toEqual([2, 0]);
    const moved = after(changed, answer(changed), context(SOON)).session;
    expect(refusal(moved, { type: "answer.reopened", observation: observed(), ordinal: 1 })).toBe(
      "answer.out_of_order",
    );
  });

  it("a changed answer was a further guess and weighs less", () => {
    const reopened = after(
      next,
      { type: "answer.reopened", observation: observed(), ordinal: 1 },
      context(SOON),
    ).session;
    const changed = after(reopened, answer(reopened, "wrong"), context(SOON)).session;
    const [before] = givenAnswers(next);
    expect(givenAnswers(changed)[0]?.m).toBe((before?.m ?? 0) - 1);
  });

  it("an answer is changed a few times only", () => {
    let current = next;
    for (let attempt = 2; attempt <= ATTEMPTS_PER_QUESTION; attempt += 1) {
      current = after(current, { type: "answer.reopened", observation: observed(), ordinal: 1 }, context(SOON)).session;
      current = after(current, answer(current, "wrong"), context(SOON)).session;
    }
    expect(current.asked[0]?.answers).toHaveLength(ATTEMPTS_PER_QUESTION);
    expect(refusal(current, { type: "answer.reopened", observation: observed(), ordinal: 1 })).toBe(
      "answer.out_of_order",
    );
  });
});

describe("links and browsers", () => {
  const resent = after(inStatus("sent"), EVENTS["agent.resent"](session()), context(SOON)).session;

  it("a new link revokes the old one for everything but a report", () => {
    expect(resent.link.number).toBe(2);
    const begunAgain = after(resent, { ...BEGIN, observation: observed({ linkNumber: 2 }) }, context(SOON)).session;
    for (const type of ["link.seen", "session.begun", "landing.declined"] as const) {
      expect(refusal(resent, EVENTS[type](resent)), type).toBe("link.revoked");
    }
    for (const type of ["move.requested", "move.confirmed"] as const) {
      expect(refusal(begunAgain, EVENTS[type](begunAgain)), type).toBe("link.revoked");
    }
    expect(after(begunAgain, EVENTS["report.confirmed"](begunAgain), context(SOON)).session.status).toBe("reported");
  });

  it("the first press binds the browser; the same one again changes nothing", () => {
    const open = begun();
    for (const later of [0, 5 * MINUTE_MS, (open.deadlineAt ?? 0) - (open.moments.begunAt ?? 0) - 1]) {
      expect(transition(open, BEGIN, context((open.moments.begunAt ?? 0) + later)).step).toEqual({
        ok: true,
        value: { session: open, effects: [] },
      });
    }
  });

  it("the same press from another browser, or from one that keeps nothing, binds and opens nothing", () => {
    const { browserTag: _none, ...forgetful } = observed();
    for (const observation of [observed({ browserTag: "another" }), forgetful]) {
      expect(refusal(begun(), { ...BEGIN, observation })).toBe("session.other_browser");
    }
    expect(refusal(inStatus("sent"), { ...BEGIN, observation: forgetful })).toBe("session.other_browser");
  });

  it("a press without a page's token ends nothing, unless the bound browser makes it", () => {
    const scanned = { ...EVENTS["landing.declined"](session()), human: false };
    expect(after(session(), scanned).session.status).toBe("created");
    const asked = inStatus("code");
    expect(after(asked, scanned, context(SOON)).session.status).toBe("cancelled");
  });

  it.each([
    ["verified", ["contact_on_record", "known_phone"]],
    ["new", ["contact_on_record"]],
    ["invalid", ["contact_on_record"]],
    ["absent", ["contact_on_record"]],
  ] as const)("a phone key that is %s proves %j", (knownPhone, proofs) => {
    const open = after(session(), { ...BEGIN, knownPhone, knownSince: LONG_AGO }, context(BEGUN_AT)).session;
    expect(open.proofs.map(({ proof }) => proof)).toEqual(proofs);
  });

  it.each([
    ["known for less than a week", { knownSince: LONG_AGO + 1 }],
    ["also known to somebody else", { knownSince: LONG_AGO, keySeenWithOther: true }],
  ])("a phone that is %s proves nothing by itself", (_name, change) => {
    const open = after(session(), { ...BEGIN, knownPhone: "verified", ...change }, context(BEGUN_AT)).session;
    expect(open.proofs.map(({ proof }) => proof)).toEqual(["contact_on_record"]);
    expect(open.observed.knownPhone).toBe("verified");
  });

  it.each([
    ["typed", true],
    ["typed", false],
    ["on_record", false],
  ] as const)("a destination that is %s, trusted %s, is no contact on record", (origin, trusted) => {
    const from = session({ destination: { ...session().destination, origin, trusted } });
    expect(after(from, BEGIN).session.proofs.map(({ proof }) => proof)).toEqual(["destination_typed"]);
  });

  it("a link is sent again three times, with a pause that a failed delivery ends", () => {
    const again = (number: number) => ({
      ...EVENTS["agent.resent"](session()),
      messageId: messageId.parse(`msg_again000${number}`),
    });
    expect(refusal(resent, again(2), SOON + 30 * SECOND_MS - 1)).toBe("resend.too_soon");
    const second = after(resent, again(2), context(SOON + 30 * SECOND_MS)).session;
    const failed = after(
      second,
      { type: "delivery.failed", messageId: second.message.id, problem: "refused" },
      context(SOON + 31 * SECOND_MS),
    ).session;
    const third = after(failed, again(3), context(SOON + 32 * SECOND_MS)).session;
    expect(refusal(third, again(4), SOON + 3 * MINUTE_MS)).toBe("resend.none_left");
  });

  it("receipts of a replaced message say nothing", () => {
    expect(refusal(resent, { type: "delivery.delivered", messageId: MESSAGE })).toBe("message.unknown");
  });

  it("a receipt after Begin leaves the status alone", () => {
    const open = begun();
    const receipt = after(open, EVENTS["delivery.delivered"](open), context(SOON)).session;
    expect([receipt.status, receipt.message.state]).toEqual(["answering", "delivered"]);
  });

  it("receipts climb, whatever their order", () => {
    const delivered = after(session(), { type: "delivery.delivered", messageId: MESSAGE }).session;
    for (const type of ["delivery.claimed", "delivery.sent", "delivery.delivered", "delivery.failed"] as const) {
      const { step } = transition(delivered, EVENTS[type](delivered), context());
      expect(step, type).toEqual({ ok: true, value: { session: delivered, effects: [] } });
    }
    const bounced = after(inStatus("sent"), EVENTS["delivery.failed"](session()), context()).session;
    expect(bounced.message.state).toBe("failed");
  });

  it("another browser takes over with a fresh code, and the first one is out", () => {
    const open = begun();
    const asked = after(open, EVENTS["move.requested"](open), context(SOON));
    const code = codeFor("moving", asked.session)?.digits ?? "";
    expect(asked.effects).toContainEqual(expect.objectContaining({ type: "message", kind: "code", digits: code }));
    const confirm = { ...EVENTS["move.confirmed"](open), digits: code };
    const moved = after(asked.session, confirm, context(SOON)).session;
    expect(moved.browser?.tag).toBe("moving");
    expect(moved.formerBrowsers).toEqual([PHONE]);
    expect(refusal(moved, answer(moved))).toBe("session.other_browser");
  });

  it("what spoke for the first browser goes with it, what spoke against it stays", () => {
    const known = { ...BEGIN, knownPhone: "verified", knownSince: LONG_AGO } as const;
    const tags = { addressTag: "desk", deviceTag: "model" };
    const from = session();
    const open = after(
      { ...from, observed: { ...from.observed, agentAddressTag: "desk", agentDeviceTag: "model" } },
      { ...known, ...tags },
      context(BEGUN_AT),
    ).session;
    expect(open.proofs.map(({ proof }) => proof)).toContain("known_phone");
    const moving = after(open, EVENTS["move.requested"](open), context(SOON)).session;
    const confirm = {
      ...EVENTS["move.confirmed"](moving),
      digits: codeFor("moving", moving)?.digits ?? "",
      addressTag: "elsewhere",
    };
    const moved = after(moving, confirm, context(SOON)).session;
    expect(moved.proofs.map(({ proof }) => proof)).toEqual(["contact_on_record"]);
    expect(moved.observed).toMatchObject({ knownPhone: "absent", sameNetworkAsAgent: true, sameDeviceAsAgent: true });
    expect(moved.observed.phoneTag).toBeUndefined();
  });

  it("a second browser beside the agent's is noticed too", () => {
    const from = session();
    const open = begun({ observed: { ...from.observed, agentAddressTag: "desk", agentDeviceTag: "model" } });
    expect(open.observed.sameNetworkAsAgent).toBe(false);
    const moving = after(open, EVENTS["move.requested"](open), context(SOON)).session;
    const confirm = { ...EVENTS["move.confirmed"](moving), digits: codeFor("moving", moving)?.digits ?? "" };
    const moved = after(moving, { ...confirm, addressTag: "desk", deviceTag: "model" }, context(SOON)).session;
    expect(moved.observed).toMatchObject({ sameNetworkAsAgent: true, sameDeviceAsAgent: true });
  });

  it.each([
    [-1, "moving"],
    [0, PHONE],
    [1, PHONE],
  ] as const)("a move code entered %i ms from its end leaves the check with %s", (offset, tag) => {
    const moving = after(begun(), EVENTS["move.requested"](begun()), context(SOON)).session;
    const confirm = { ...EVENTS["move.confirmed"](moving), digits: codeFor("moving", moving)?.digits ?? "" };
    expect(
      after(moving, confirm, context((codeFor("moving", moving)?.validUntil ?? 0) + offset)).session.browser?.tag,
    ).toBe(tag);
  });

  it("moves with the browser that asked for the code, and its page asks once", () => {
    const asked = after(begun(), EVENTS["move.requested"](begun()), context(SOON)).session;
    expect(after(asked, EVENTS["move.requested"](asked), context(SOON))).toEqual({ session: asked, effects: [] });
    const right = { ...EVENTS["move.confirmed"](asked), digits: codeFor("moving", asked)?.digits ?? "" };
    expect(refusal(asked, { ...right, observation: observed({ browserTag: "stranger" }) })).toBe(
      "session.other_browser",
    );
    const moved = after(asked, right, context(SOON)).session;
    // The press that was sent again meanwhile: the browser has what it asked for.
    expect(after(moved, EVENTS["move.requested"](moved), context(SOON)).session).toBe(moved);
  });

  describe("whoever holds the link", () => {
    const START_PLACE = "where it began";
    const open = after(session(), { ...BEGIN, addressTag: START_PLACE }, context(BEGUN_AT)).session;
    const ask = (browserTag: string, change: Partial<ReturnType<(typeof EVENTS)["move.requested"]>> = {}) => ({
      ...EVENTS["move.requested"](open),
      observation: observed({ browserTag, browserFamily: "Chrome" }),
      addressTag: "elsewhere",
      ...change,
    });
    const from = (state: Session, ...asks: readonly ReturnType<typeof ask>[]) =>
      asks.reduce((current, event) => after(current, event, context(SOON)).session, state);

    it("asks three times in one browser, and adds nothing to the check", () => {
      const three = from(open, ...[0, 1, 2].map((nth) => ask("thief", { page: SOON + nth })));
      expect(refusal(three, ask("thief", { page: SOON + 3 }))).toBe("move.none_left");
      expect(three.observed).toEqual(open.observed);
      expect(from(three, ask("the owner's other one")).movers).toHaveLength(2);
    });

    it("uses up nothing of those who ask from where it began, however many browsers", () => {
      const six = from(open, ...Array.from({ length: 6 }, (_, nth) => ask(`thief ${nth}`)));
      expect(refusal(six, ask("thief 7"))).toBe("move.none_left");
      const asked = from(six, ask("mine", { addressTag: START_PLACE }));
      const right = { ...EVENTS["move.confirmed"](asked), digits: codeFor("mine", asked)?.digits ?? "" };
      const moved = after(asked, { ...right, observation: observed({ browserTag: "mine" }) }, context(SOON)).session;
      expect(moved.browser?.tag).toBe("mine");
      expect(moved.observed.otherBrowsers).toEqual([]);
      // None of the codes that went out for the others leads anywhere.
      expect(moved.movers?.some(({ code }) => code !== undefined)).toBe(false);
    });

    it("does not use up the tries of another browser", () => {
      const both = from(open, ask("thief"), ask("mine"));
      const guess = { ...EVENTS["move.confirmed"](both), observation: observed({ browserTag: "thief" }) };
      const tried = ["wrong1", "wrong2", "wrong3"].reduce(
        (current, digits) => after(current, { ...guess, digits }, context(SOON)).session,
        both,
      );
      expect([codeFor("thief", tried)?.triesLeft, codeFor("mine", tried)?.triesLeft]).toEqual([0, 3]);
    });
  });

  it.each([
    ["of another family", { browserFamily: "Chrome" }, ["Chrome"]],
    ["in another country", { network: { ...HOME, country: "BR" } }, ["Safari"]],
    ["like the first", {}, []],
  ])("a browser %s that takes the check over is evidence where it does not fit", (_name, change, families) => {
    const asked = after(begun(), EVENTS["move.requested"](begun()), context(SOON)).session;
    const right = { ...EVENTS["move.confirmed"](asked), digits: codeFor("moving", asked)?.digits ?? "" };
    const observation = observed({ browserTag: "moving", ...change });
    const moved = after(asked, { ...right, observation }, context(SOON)).session;
    expect(moved.observed.otherBrowsers.map(({ family }) => family)).toEqual(families);
  });

  it("a move code has three tries over all codes of its browser; the same wrong one again uses none", () => {
    const open = begun();
    let current = after(open, EVENTS["move.requested"](open), context(SOON)).session;
    const wrong = (digits: string) => ({ ...EVENTS["move.confirmed"](open), digits });
    for (const [digits, left] of [
      ["wrong1", 2],
      ["wrong1", 2],
      ["wrong2", 1],
    ] as const) {
      current = after(current, wrong(digits), context(SOON)).session;
      expect(codeFor("moving", current)?.triesLeft).toBe(left);
    }
    current = after(current, { ...EVENTS["move.requested"](open), page: SOON + 1 }, context(SOON)).session;
    current = after(current, wrong("wrong3"), context(SOON)).session;
    expect(codeFor("moving", current)?.triesLeft).toBe(0);
    const right = after(current, wrong(codeFor("moving", current)?.digits ?? ""), context(SOON)).session;
    expect(codeFor("moving", right)?.problem).toBe("ended");
    expect(right.browser?.tag).toBe(PHONE);
  });
});

describe("the spoken code", () => {
  const asked = begun({ policy: policy({ callerOnLine: true }) });
  const digits = asked.code?.digits ?? "";
  const enter = (code: string) => ({ ...EVENTS["code.entered"](asked), digits: code });

  it("after Begin only the bound browser declines", () => {
    const decline = EVENTS["landing.declined"](asked);
    expect(refusal(asked, { ...decline, observation: observed({ browserTag: "another" }) })).toBe(
      "session.other_browser",
    );
    expect(after(asked, decline, context(SOON)).session.status).toBe("cancelled");
  });

  it("opens the questions and is a proof", () => {
    const proven = after(asked, enter(digits), context(SOON)).session;
    expect(proven.status).toBe("answering");
    expect(proven.proofs.map((proof) => proof.proof)).toContain("spoken_code");
    expect(proven.code).toBeUndefined();
  });

  it("three different wrong codes end the check; a repeated post uses no try", () => {
    let current = asked;
    for (const [code, left] of [
      ["wrong1", 2],
      ["wrong1", 2],
      ["wrong2", 1],
      ["wrong2", 1],
    ] as const) {
      current = after(current, enter(code), context(SOON)).session;
      expect(current.code?.triesLeft).toBe(left);
    }
    const ended = after(current, enter("wrong3"), context(SOON));
    expect(ended.session).toMatchObject({ status: "failed", detail: "proof_missing" });
    expect(audits(ended.effects)).toEqual(["code.wrong", "verification.failed"]);
  });

  it("a new code does not give new tries", () => {
    const once = after(asked, enter("wrong1"), context(SOON)).session;
    const renewed = after(once, { type: "code.renewed", actor: AGENT }, context(SOON, { random: () => 0.5 })).session;
    expect(renewed.code?.triesLeft).toBe(2);
    expect(renewed.code?.digits).not.toBe(digits);
    expect(after(renewed, enter(digits), context(SOON)).session.code?.triesLeft).toBe(1);
  });

  it.each([
    [-1, "answering"],
    [0, "code"],
    [1, "code"],
  ] as const)("entered %i ms from its end leads to %s", (offset, status) => {
    const end = asked.code?.validUntil ?? 0;
    const entered = after(asked, enter(digits), context(end + offset)).session;
    expect(entered.status).toBe(status);
    if (status === "code") {
      expect(entered.code).toMatchObject({ problem: "ended", triesLeft: 3 });
    }
  });
});

describe("endings", () => {
  it.each([
    { type: "agent.cancelled", status: "cancelled", detail: "agent", note: "cancelled" },
    { type: "caller.refused", status: "cancelled", detail: "caller_refused", note: "cancelled" },
    { type: "ticket.closed", status: "cancelled", detail: "ticket_closed", note: "cancelled" },
    { type: "requester.changed", status: "cancelled", detail: "requester_changed", note: "cancelled" },
    { type: "requester.left", status: "failed", detail: "blocking", note: "outcome" },
    { type: "report.confirmed", status: "reported", detail: undefined, note: "outcome" },
  ] as const)("$type ends an open check as $status", ({ type, status, detail, note }) => {
    const open = answered(begun(), "right", 1);
    const ended = after(open, EVENTS[type](open), context(SOON));
    expect(ended.session.status).toBe(status);
    expect(ended.session.detail).toBe(detail);
    expect(notes(ended.effects)).toEqual([note]);
    expect(audits(ended.effects)).toEqual([`verification.${status}`]);
  });

  it("whoever has left fails at once, whether they have begun or not, because of that", () => {
    for (const open of [session(), answered(begun(), "right", 2)]) {
      const ended = after(open, { type: "requester.left" }, context(SOON));
      expect(ended.session).toMatchObject({ status: "failed", detail: "blocking", assessment: { blocked: true } });
      expect(ended.session.assessment?.findings.map(({ id }) => id)).toContain("person_inactive");
    }
  });

  it.each([
    ["someone", "someone_contacted_me"],
    ["unknown", "does_not_know"],
  ] as const)("the landing page's %s cancels", (started, detail) => {
    const ended = after(session(), { type: "landing.declined", observation: observed(), started, human: true });
    expect(ended.session).toMatchObject({ status: "cancelled", detail });
  });

  it("a pass by the link alone remembers no phone: a stolen number would vouch for itself the next time", () => {
    const beforeLast = answered(begun(), "right", 2);
    const ended = after(beforeLast, answer(beforeLast), context(SOON));
    expect(ended.session.status).toBe("passed");
    expect(ended.effects.map((effect) => effect.type)).not.toContain("remember_phone");
  });

  const passedWith = (proofs: readonly Proof[]) => {
    const open = begun();
    const beforeLast = answered({ ...open, proofs: proofs.map((proof) => ({ proof, at: START })) }, "right", 2);
    return after(beforeLast, answer(beforeLast), context(SOON));
  };
  const remembered = (effects: readonly Effect[]) =>
    effects.flatMap((effect) => (effect.type === "remember_phone" ? [effect.vouches] : []));
  const told = (effects: readonly Effect[]) =>
    effects.some((effect) => effect.type === "message" && effect.kind === "phone_known");

  it("a pass with an independent proof makes the phone the person's own, who is told, and is valid for a while", () => {
    const ended = passedWith(["contact_on_record", "manager_vouch"]);
    expect(ended.session.validUntil).toBe(SOON + 15 * MINUTE_MS);
    expect(ended.effects.map((effect) => effect.type)).toEqual([
      "transcript",
      "audit",
      "audit",
      "note",
      "assessed",
      "message",
      "remember_phone",
      "ended",
    ]);
    expect([remembered(ended.effects), told(ended.effects)]).toEqual([[true], true]);
  });

  it.each([
    ["the spoken code, which every caller hears", ["contact_on_record", "spoken_code"]],
    ["the same after a typed address", ["destination_typed", "spoken_code"]],
    ["a phone known before", ["contact_on_record", "known_phone"]],
    ["an independent proof after a typed address", ["destination_typed", "passkey"]],
  ] as const)("a pass with %s makes no phone vouch for anybody", (_name, proofs) => {
    const open = begun({ policy: { ...policy(), requiredProofs: [] } });
    const given = { ...open, proofs: proofs.map((proof) => ({ proof, at: START })) };
    const beforeLast = answered(given, "right", 2);
    const ended = after(beforeLast, answer(beforeLast), context(SOON));
    expect(ended.session.status).toBe("passed");
    expect([remembered(ended.effects), told(ended.effects)]).toEqual([[false], false]);
  });

  it("a check that did not pass remembers no phone", () => {
    let current = begun();
    let effects: readonly Effect[] = [];
    while (current.status === "answering") {
      ({ session: current, effects } = after(current, answer(current, "wrong"), context(SOON)));
    }
    expect(current.status).toBe("failed");
    expect(effects.map((effect) => effect.type)).not.toContain("remember_phone");
  });

  it("a late report voids a pass, once, and fences", () => {
    const passed = inStatus("passed");
    const now = (passed.moments.endedAt ?? 0) + MINUTE_MS;
    const reported = after(passed, EVENTS["report.confirmed"](passed), context(now));
    expect(reported.session).toMatchObject({ status: "passed", validUntil: now, lateReportAt: now });
    expect(notes(reported.effects)).toEqual(["late_report"]);
    const until = now + 24 * HOUR_MS;
    expect(reported.effects).toContainEqual({
      type: "fence",
      until,
      report: { at: now, again: false },
      scope: "person",
    });
    const again = transition(reported.session, EVENTS["report.confirmed"](passed), context(now + 1));
    expect(again.step).toEqual({ ok: true, value: { session: reported.session, effects: [] } });
  });

  it.each(["passed", "reported"] as const)(
    "a check that %s and was reported is blocked anew, once a minute",
    (status) => {
      const ended = inStatus(status);
      const first = after(ended, EVENTS["report.confirmed"](ended), context((ended.moments.endedAt ?? 0) + 1)).session;
      const at = (first.moments.endedAt ?? 0) + HOUR_MS;
      const again = after(first, EVENTS["report.confirmed"](first), context(at));
      expect(again.session).toEqual({ ...first, version: again.session.version, reportedAgainAt: at });
      expect(again.effects).toMatchObject([
        { type: "audit", action: "report.again" },
        { type: "fence", until: at + 24 * HOUR_MS, report: { at, again: true }, scope: "person" },
        { type: "void_passes", at },
      ]);
      const third = after(again.session, EVENTS["report.confirmed"](first), context(at + MINUTE_MS - 1));
      expect(third.effects).toEqual([]);
    },
  );

  it("a report about a typed destination fences the destination, not the person", () => {
    const typed = session({ destination: { ...session().destination, origin: "typed", trusted: false } });
    expect(after(typed, EVENTS["report.confirmed"](typed)).effects).toContainEqual(
      expect.objectContaining({ type: "fence", scope: "destination" }),
    );
  });

  it.each(["sent", "passed", "reported"] as const)("a report of a check that is %s voids other passes", (status) => {
    const before = inStatus(status);
    const at = before.moments.endedAt === undefined ? SOON : before.moments.endedAt + HOUR_MS;
    const reported = after(before, EVENTS["report.confirmed"](before), context(at));
    expect(reported.effects).toContainEqual({ type: "void_passes", at });
  });

  describe("links that went to different destinations", () => {
    const onRecord = session().destination;
    const typed = { ...onRecord, origin: "typed", trusted: false, tag: "tag-of-the-typed-one" } as const;
    const sentTo = (first: typeof onRecord, second: typeof onRecord) => {
      const resend = { ...EVENTS["agent.resent"](session()), destination: second };
      return after(session({ destination: first }), resend, context(SOON)).session;
    };
    const reportOf = (linkNumber: number) =>
      ({ type: "report.confirmed", observation: observed({ linkNumber }) }) as const;

    it("a report from a typed one that was given up fences that one, once, and ends nothing", () => {
      const open = sentTo(typed, onRecord);
      const reported = after(open, reportOf(1), context(SOON));
      expect(reported.session.status).toBe(open.status);
      expect(reported.effects.map(({ type }) => type)).not.toContain("void_passes");
      expect(reported.effects.filter(({ type }) => type === "fence")).toEqual([
        {
          type: "fence",
          until: SOON + 24 * HOUR_MS,
          report: { at: SOON, again: false },
          scope: "destination",
          destinationTag: typed.tag,
        },
      ]);
      expect(transition(reported.session, reportOf(1), context(SOON)).step).toEqual({
        ok: true,
        value: { session: reported.session, effects: [] },
      });
    });

    it("a report from the contact on record ends the check and fences the person, wherever the link goes by now", () => {
      const reported = after(sentTo(onRecord, typed), reportOf(1), context(SOON));
      expect(reported.session.status).toBe("reported");
      expect(reported.effects).toContainEqual(expect.objectContaining({ type: "fence", scope: "person" }));
    });

    it("a report from where the link goes now counts as such", () => {
      expect(after(sentTo(typed, onRecord), reportOf(2), context(SOON)).session.status).toBe("reported");
      expect(after(sentTo(onRecord, typed), reportOf(2), context(SOON)).effects).toContainEqual(
        expect.objectContaining({ type: "fence", scope: "destination", destinationTag: typed.tag }),
      );
    });
  });

  it("an overdue check is settled before the report that comes with it", () => {
    const open = answered(begun(), "right", 1);
    const both = after(open, EVENTS["report.confirmed"](open), context((open.deadlineAt ?? 0) + 1));
    expect(both.session.status).toBe("timed_out");
    expect(notes(both.effects)).toEqual(["outcome", "late_report"]);
    expect(both.session.version).toBe(open.version + 1);
  });
});

describe("the agent in charge", () => {
  it("takes over with audit and note, and again without either", () => {
    const open = begun();
    const taken = after(open, EVENTS["agent.took_over"](open), context(SOON));
    expect(taken.session.agent).toEqual(OTHER_AGENT);
    expect(notes(taken.effects)).toEqual(["taken_over"]);
    const again = transition(taken.session, EVENTS["agent.took_over"](open), context(SOON));
    expect(again.step).toEqual({ ok: true, value: { session: taken.session, effects: [] } });
  });

  it.each([
    ["shares the address and browser with the requester", [], true],
    ["sits in an office whose address everybody shares", [3243], false],
  ] as const)("%s", (_name, organisationAsns, same) => {
    const from = session();
    const sent = session({
      observed: { ...from.observed, agentAddressTag: "address", agentDeviceTag: "device" },
      background: { ...from.background, organisationAsns },
    });
    const { observed } = after(sent, { ...BEGIN, addressTag: "address", deviceTag: "device" }).session;
    expect([observed.sameNetworkAsAgent, observed.sameDeviceAsAgent]).toEqual([same, same]);
  });
});

describe("history", () => {
  const failedAt = (destinationTag: string) => ({
    endedAt: START - DAY_MS,
    status: "failed" as const,
    stronglyProven: false,
    answered: true,
    destinationTag,
  });
  const other = { ...session().destination, tag: "another", likenessTag: "like another" };
  const sentAgain = (past: Session["background"]["past"]) =>
    after(
      session({ background: { ...session().background, past } }),
      { type: "agent.resent", actor: AGENT, messageId: messageId.parse("msg_second001"), destination: other },
      context(START + MINUTE_MS),
    ).session;
  const findings = (of: Session) =>
    assess({ evidence: evidenceOf(of, START + 2 * MINUTE_MS), policy: of.policy }).findings.map(({ id }) => id);

  it("is looked up for where the check goes by now: sending it again elsewhere leaves no failure behind", () => {
    const past = [failedAt(session().destination.tag)];
    expect(findings(session({ background: { ...session().background, past } }))).toContain("tried_again");
    expect(findings(sentAgain(past))).toContain("earlier_failures");
    expect(findings(sentAgain(past))).not.toContain("tried_again");
  });

  it("goes by likeness", () => {
    expect(findings(sentAgain([failedAt("like another")]))).toContain("tried_again");
  });

  it("of a session that compared when it was created stays as it was", () => {
    const { destinationTag: _later, ...before } = failedAt("");
    expect(findings(sentAgain([{ ...before, sameDestination: false }]))).toContain("earlier_failures");
  });
});

describe("asking for a person", () => {
  const ask = (from: Session, answerBy: number) =>
    transition(from, { type: "person.asked", observation: observed(), answerBy }, context(START + HOUR_MS));

  it.each(["failed", "not_enough_questions"] as const)("after %s is told to the ticket once", (status) => {
    const first = ask(inStatus(status), START + DAY_MS).step;
    expect(first).toMatchObject({
      ok: true,
      value: {
        session: { status, personAskedAt: START + HOUR_MS, answerBy: START + DAY_MS },
        effects: [
          { type: "audit", action: "person.asked" },
          { type: "note", note: { kind: "person_asked" } },
        ],
      },
    });
    const again = first.ok ? ask(first.value.session, START + 2 * DAY_MS).step : first;
    expect(again).toEqual({ ok: true, value: { session: first.ok ? first.value.session : undefined, effects: [] } });
  });
});
