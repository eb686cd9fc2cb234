import { describe, expect, it } from "vitest";
import { RESERVATION_MS, type Settlement } from "../../actions/grant.ts";
import { verificationId } from "../../kit/ids.ts";
import { MINUTE_MS, SECOND_MS } from "../../kit/time.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import { viewFor } from "../portal-view.ts";
import {
  after,
  AGENT,
  answered,
  begun,
  context,
  observed,
  PHONE,
  policy,
  POOL,
  START,
  TARGET,
  session,
} from "../session.fixture.ts";
import type { Session } from "../session.ts";
import { transition } from "../transition.ts";

const passed = (change: Partial<Session> = {}) => answered(begun({ actionTarget: TARGET, ...change }), "right");
const endOf = (of: Session) => of.moments.endedAt ?? 0;
const soon = (of: Session, ms = SECOND_MS) => context(endOf(of) + ms);

const reserve = (attempt = "att_one", browserTag: string = PHONE): SessionEvent => ({
  type: "grant.reserved",
  observation: observed({ browserTag }),
  attempt,
});
const settled = (settlement: Settlement, attempt = "att_one"): SessionEvent => ({
  type: "grant.settled",
  attempt,
  settlement,
});
const DONE = { outcome: "consumed", doneAt: 1 } as const;
const refusal = (of: Session, event: SessionEvent, at = soon(of)) => {
  const { step } = transition(of, event, at);
  return step.ok ? "accepted" : step.error;
};
const notesOf = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === "note" ? [effect.note.kind] : []));
const view = (of: Session, ms = 0) =>
  viewFor(of, { linkNumber: 1, browserTag: PHONE }, { pool: POOL, now: endOf(of) + ms });

describe("a pass leads to a grant", () => {
  it("of its person, action, target, browser and policy", () => {
    const of = passed();
    expect(of.grant).toMatchObject({
      state: "available",
      person: of.person.id,
      action: "password_reset",
      target: "directory",
      subject: TARGET.subject,
      verification: of.id,
      browserTag: PHONE,
      policyVersion: of.policy.version,
      mintedAt: endOf(of),
      expiresAt: endOf(of) + 10 * MINUTE_MS,
    });
    expect(view(of)).toMatchObject({ step: "action", state: "available", until: of.grant?.expiresAt });
  });

  it.each([
    ["no target was named", {}],
    ["the action is none of a target", { actionTarget: TARGET, policy: policy({ action: "identity_check" }) }],
    ["it is practice", { actionTarget: TARGET, practice: true }],
    ["it is evidence only", { actionTarget: TARGET, evidenceOnly: true }],
    ["another check was reported meanwhile", { actionTarget: TARGET, voided: { at: 0, by: "recipient" } }],
  ] as const)("not where %s", (_why, change) => {
    const of = answered(begun(change), "right");
    expect([of.status, of.grant]).toEqual(["passed", undefined]);
  });

  it("not without a pass", () => {
    const of = answered(begun({ actionTarget: TARGET }), "wrong");
    expect([of.status, of.grant]).toEqual(["failed", undefined]);
    expect(refusal(of, reserve())).toBe("session.ended");
    expect(refusal(session({ actionTarget: TARGET }), reserve())).toBe("session.not_allowed");
  });
});

describe("it is reserved", () => {
  it("once, of twenty presses", () => {
    let of = passed();
    const outcomes = Array.from({ length: 20 }, (_none, nth) => {
      const { step, settled: before } = transition(of, reserve(`att_${String(nth)}`), soon(of));
      of = step.ok ? step.value.session : before.session;
      return step.ok ? "reserved" : step.error;
    });
    expect(outcomes.filter((outcome) => outcome === "reserved")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["reserved", "grant.in_use"]));
  });

  it.each([
    ["by another browser", passed(), reserve("att_one", "stranger"), SECOND_MS, "session.other_browser"],
    ["once its time is over", passed(), reserve(), 10 * MINUTE_MS, "grant.expired"],
    ["after a report", passed(), reserve(), SECOND_MS, "grant.none"],
    ["after a report of another check", passed(), reserve(), SECOND_MS, "grant.none"],
  ] as const)("by nobody %s", (why, from, event, ms, problem) => {
    const events: Readonly<Record<string, SessionEvent>> = {
      "after a report": { type: "report.confirmed", observation: observed() },
      "after a report of another check": {
        type: "other.reported",
        report: { id: verificationId.parse("vrf_theother01"), at: endOf(from), by: "recipient", actor: "requester" },
      },
    };
    const first = events[why];
    const of = first === undefined ? from : after(from, first, soon(from, 0)).session;
    expect(refusal(of, event, soon(of, ms))).toBe(problem);
    if (first !== undefined) {
      expect(view(of)).toEqual({ step: "ended" });
    }
  });

  it("and never after a cancelled check", () => {
    const open = answered(begun({ actionTarget: TARGET }), "right", 1);
    const of = after(open, { type: "agent.cancelled", actor: AGENT }, context(4 * MINUTE_MS + START)).session;
    expect(refusal(of, reserve())).toBe("session.ended");
  });
});

describe("what became of it", () => {
  const reserved = (of = passed()) => after(of, reserve(), soon(of)).session;

  it("done: once, and the page says so", () => {
    const done = after(reserved(), settled(DONE), soon(reserved()));
    expect(done.session.grant).toMatchObject({ state: "consumed", doneAt: 1 });
    expect(notesOf(done.effects)).toEqual([]);
    expect(refusal(done.session, reserve("att_two"))).toBe("grant.used");
    expect(refusal(done.session, settled(DONE))).toBe("grant.not_held");
    expect(view(done.session)).toMatchObject({ step: "action_done", at: 1 });
  });

  it("refused by the target: again with the same pass; the ticket hears of it once", () => {
    const first = after(reserved(), settled({ outcome: "refused" }), soon(reserved()));
    expect(notesOf(first.effects)).toEqual(["action_refused"]);
    const again = after(first.session, reserve("att_two"), soon(first.session)).session;
    const second = after(again, settled({ outcome: "refused" }, "att_two"), soon(again));
    expect(notesOf(second.effects)).toEqual([]);
    expect(second.session.grant).toMatchObject({ state: "available", refusals: 2 });
  });

  it("not known: the same person goes on under the same grant", () => {
    const doubtful = after(reserved(), settled({ outcome: "unknown" }), soon(reserved()));
    expect(notesOf(doubtful.effects)).toEqual(["action_unknown"]);
    expect(view(doubtful.session)).toMatchObject({ step: "action", state: "unknown" });
    const again = after(doubtful.session, reserve("att_two"), soon(doubtful.session)).session;
    expect(notesOf(after(again, settled({ outcome: "unknown" }, "att_two"), soon(again)).effects)).toEqual([]);
  });

  it("nothing was heard: doubtful after a minute, and waited for until then", () => {
    const of = reserved();
    expect(view(of, RESERVATION_MS)).toMatchObject({ step: "action", state: "reserved" });
    expect(view(of, SECOND_MS + RESERVATION_MS)).toMatchObject({ step: "action", state: "unknown" });
  });

  it("withdrawn: the desk is told why, and it is for nobody", () => {
    const withdrawn = { outcome: "withdrawn", reason: "became_privileged", at: 1 } as const;
    const over = after(reserved(), settled(withdrawn), soon(reserved()));
    expect(notesOf(over.effects)).toEqual(["action_withdrawn"]);
    expect(over.session.validUntil).toBe(1);
    const elsewhere = { ...withdrawn, reason: "kept_elsewhere" } as const;
    expect(after(reserved(), settled(elsewhere), soon(reserved())).session.validUntil).toBe(passed().validUntil);
    expect(view(over.session)).toMatchObject({ step: "action_withdrawn" });
    expect(refusal(over.session, reserve("att_two"))).toBe("grant.none");
  });

  it("too late: the page says that the time is over", () => {
    expect(view(passed(), 10 * MINUTE_MS)).toEqual({ step: "action_over" });
  });

  it("what was under way is taken note of even after a report", () => {
    const of = reserved();
    const reported = after(of, { type: "report.confirmed", observation: observed() }, soon(of)).session;
    expect(after(reported, settled(DONE), soon(reported)).session.grant).toMatchObject({ state: "consumed" });
  });

  it("does not work: said once, by the browser that did it", () => {
    const of = after(reserved(), settled(DONE), soon(reserved())).session;
    const says = (browserTag: string): SessionEvent => ({
      type: "not_working.said",
      observation: observed({ browserTag }),
    });
    expect(refusal(of, says("stranger"))).toBe("session.other_browser");
    expect(refusal(passed(), says(PHONE))).toBe("session.not_allowed");
    const said = after(of, says(PHONE), soon(of));
    expect(notesOf(said.effects)).toEqual(["not_working"]);
    expect(view(said.session)).toMatchObject({ step: "action_done", notWorking: true });
    expect(after(said.session, says(PHONE), soon(of)).effects).toEqual([]);
  });
});
