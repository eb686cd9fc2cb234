import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import {
  after,
  begun,
  context,
  inStatus,
  MESSAGE,
  policy,
  session,
  START,
  observed,
} from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import { PHASES, TERMINAL_STATUSES, type SessionStatus } from "../../core/session/status.ts";
import { liveView } from "../../core/session/live-view.ts";
import { timelineOf } from "./timeline.ts";

const of = (now: Session) => timelineOf(liveView(now));
const state = (now: Session, kind: string) => of(now).find((step) => step.kind === kind)?.state;
const current = (now: Session) =>
  of(now)
    .filter((step) => step.state === "current")
    .map((step) => step.kind);

describe("the timeline", () => {
  it("has the same steps in the same order, and the code only when it is asked for", () => {
    const kinds = ["queued", "sent", "delivered", "seen", "begun", "checks", "questions", "outcome"];
    const others: readonly SessionStatus[] = ["code", "approving", "holding"];
    for (const status of [...PHASES, ...TERMINAL_STATUSES].filter((one) => !others.includes(one))) {
      expect(
        of(inStatus(status)).map((step) => step.kind),
        status,
      ).toEqual(kinds);
    }
    expect(of(inStatus("code")).map((step) => step.kind)).toEqual([...kinds.slice(0, 6), "code", ...kinds.slice(6)]);
    expect(of(inStatus("approving")).map((step) => step.kind)).toEqual([...kinds.slice(0, 7), "approval", "outcome"]);
    expect(of(inStatus("holding")).map((step) => step.kind)).toEqual([...kinds.slice(0, 7), "hold", "outcome"]);
  });

  it.each([
    ["created", "sent"],
    ["sending", "sent"],
    ["sent", "seen"],
    ["code", "code"],
    ["answering", "questions"],
    ["approving", "approval"],
    ["holding", "hold"],
  ] as const)("while %s the next thing is %s", (status, kind) => {
    expect(current(inStatus(status))).toEqual([kind]);
  });

  it("waits for Begin once the page was seen", () => {
    expect(current(after(inStatus("sent"), { type: "link.seen", observation: observed() }).session)).toEqual(["begun"]);
  });

  it.each(TERMINAL_STATUSES)("has nothing current after %s, and ends with its time", (status) => {
    const ended = inStatus(status);
    expect(current(ended)).toEqual([]);
    expect(of(ended).at(-1)).toMatchObject({ kind: "outcome", at: ended.moments.endedAt });
  });

  it.each([
    ["passed", "done"],
    ["failed", "failed"],
    ["reported", "failed"],
    ["timed_out", "ended"],
    ["cancelled", "ended"],
    ["not_enough_questions", "ended"],
  ] as const)("an outcome of %s is a node that is %s", (status, look) => {
    expect(state(inStatus(status), "outcome")).toBe(look);
  });

  it("says done only of what was", () => {
    for (const status of [...PHASES, ...TERMINAL_STATUSES]) {
      for (const step of of(inStatus(status)).filter(({ kind }) => kind !== "outcome")) {
        expect(step.state === "done", `${status} ${step.kind}`).toBe(step.at !== undefined && step.state !== "failed");
      }
    }
  });

  it.each([
    ["passed", "done"],
    ["failed", "done"],
    ["not_enough_questions", "done"],
    ["timed_out", "ahead"],
    ["cancelled", "ahead"],
    ["reported", "ahead"],
    ["answering", "current"],
    ["approving", "done"],
  ] as const)("the questions of a check that is %s are %s", (status, expected) => {
    expect(state(inStatus(status), "questions")).toBe(expected);
  });

  it("ends the questions with their figures, and tells none before", () => {
    const figures = (now: Session) => of(now).find((step) => step.kind === "questions")?.figures;
    const passed = inStatus("passed");
    const { endedAt = 0, checkedAt = 0 } = passed.moments;
    expect(figures(passed)).toEqual({ asked: 3, answered: 3, ms: endedAt - checkedAt });
    expect(figures(inStatus("not_enough_questions"))).toMatchObject({ answered: 0 });
    expect(figures(inStatus("answering"))).toBeUndefined();
    expect(figures(inStatus("timed_out"))).toBeUndefined();
  });

  it("has no questions behind it when the code never matched", () => {
    let now = begun({ policy: policy({ callerOnLine: true }) });
    for (const digits of ["wrong1", "wrong2", "wrong3"]) {
      now = after(
        now,
        { type: "code.entered", observation: observed(), digits },
        context(START + 2 * MINUTE_MS),
      ).session;
    }
    expect(now.status).toBe("failed");
    expect([state(now, "code"), state(now, "questions")]).toEqual(["ahead", "ahead"]);
  });

  describe("of a message that failed", () => {
    const failing = { type: "delivery.failed", messageId: MESSAGE, problem: "not_mobile" } as const;
    const states = (now: Session) => of(now).map(({ kind, state }) => `${kind} ${state}`);

    it("has one red node with the reason in words, and nothing is waited for", () => {
      const never = after(session(), failing).session;
      expect(states(never).slice(0, 4)).toEqual(["queued done", "sent ahead", "delivered failed", "seen ahead"]);
      expect(of(never).find(({ kind }) => kind === "delivered")).toMatchObject({
        note: "The number is a landline or cannot receive SMS",
        at: START + MINUTE_MS,
      });
      expect(of(never).filter(({ state }) => state === "current")).toEqual([]);
    });

    it("stays sent where it was", () => {
      const bounced = after(inStatus("sent"), failing).session;
      expect(states(bounced).slice(0, 4)).toEqual(["queued done", "sent done", "delivered failed", "seen ahead"]);
      expect(of(bounced).filter(({ state }) => state === "current")).toEqual([]);
    });

    it("still says so when the time has run out", () => {
      const ended = after(after(session(), failing).session, { type: "time.due" }, context(START + DAY_MS)).session;
      expect(ended).toMatchObject({ status: "timed_out", detail: "never_delivered" });
      expect(states(ended)).toContain("delivered failed");
    });

    it("is forgotten once the page was opened: it did arrive", () => {
      const opened = after(
        after(inStatus("sent"), { type: "link.seen", observation: observed() }).session,
        failing,
      ).session;
      expect(states(opened)).not.toContain("delivered failed");
      expect(of(opened).find(({ state }) => state === "current")?.kind).toBe("begun");
    });
  });

  it("a link that is sent again starts anew", () => {
    const again = after(
      inStatus("sent"),
      { type: "agent.resent", actor: session().agent, messageId: MESSAGE },
      context(START + 2 * MINUTE_MS),
    ).session;
    expect([state(again, "queued"), state(again, "sent"), state(again, "delivered")]).toEqual([
      "done",
      "current",
      "ahead",
    ]);
  });
});
