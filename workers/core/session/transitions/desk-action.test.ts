import { describe, expect, it } from "vitest";
import { endDeskActionRequest } from "../../../contract/console/desk-action.ts";
import { DESK_OUTCOMES, type DeskOutcome } from "../../actions/desk-action.ts";
import { MINUTE_MS, SECOND_MS } from "../../kit/time.ts";
import type { ActionId } from "../../policy/policy.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import { liveView } from "../live-view.ts";
import { after, AGENT, answered, begun, context, inStatus, observed, OTHER_AGENT, TARGET } from "../session.fixture.ts";
import type { Session } from "../session.ts";
import { transition } from "../transition.ts";

const begin = (actor = AGENT): SessionEvent => ({ type: "desk_action.begun", actor });
const end = (outcome: DeskOutcome = "done", actor = AGENT): SessionEvent => ({
  type: "desk_action.ended",
  actor,
  outcome,
});

const passed = inStatus("passed");
const endOf = (of: Session) => of.moments.endedAt ?? 0;
const at = (of: Session, ms = SECOND_MS) => context(endOf(of) + ms);
const refusal = (of: Session, event: SessionEvent, when = at(of)) => {
  const { step } = transition(of, event, when);
  return step.ok ? "accepted" : step.error;
};
const told = (effects: readonly Effect[]) =>
  effects.flatMap((effect): unknown[] =>
    effect.type === "audit" ? [effect.action] : effect.type === "note" ? [effect.note] : [],
  );
const taken = after(passed, begin(), at(passed)).session;

describe("an agent takes a pass", () => {
  it("which is nobody else's then, and stands in the live view", () => {
    const { session, effects } = after(passed, begin(), at(passed));
    expect(liveView(session).deskAction).toEqual({ by: AGENT, begunAt: endOf(passed) + SECOND_MS });
    expect(effects).toMatchObject([{ type: "audit", action: "action.agent_began", actor: AGENT.id }]);
    expect(refusal(session, begin(OTHER_AGENT))).toBe("desk_action.taken");
    // Pressed again, because the reply was lost.
    expect(after(session, begin(), at(passed)).session).toBe(session);
  });

  it("only while it holds", () => {
    const validUntil = passed.validUntil ?? 0;
    expect(refusal(passed, begin(), context(validUntil - 1))).toBe("accepted");
    expect(refusal(passed, begin(), context(validUntil))).toBe("desk_action.over");
    expect(refusal({ ...passed, voided: { at: 1, by: "recipient" } }, begin())).toBe("desk_action.over");
    expect(refusal({ ...passed, lateReportAt: 1 }, begin())).toBe("desk_action.over");
    expect(refusal({ ...passed, practice: true }, begin())).toBe("desk_action.over");
  });

  it("not while the requester can use it in the portal, and not once they did", () => {
    const offered = answered(begun({ actionTarget: TARGET }), "right");
    const grant = offered.grant ?? expect.fail("no grant");
    const { expiresAt } = grant;
    expect(refusal(offered, begin())).toBe("desk_action.requester_acts");
    expect(refusal(offered, begin(), context(expiresAt - 1))).toBe("desk_action.requester_acts");
    expect(refusal(offered, begin(), context(expiresAt))).toBe("accepted");
    // Begun in time, it may still be done.
    const reserve: SessionEvent = { type: "grant.reserved", observation: observed(), attempt: "att_one" };
    const reserved = after(offered, reserve, context(expiresAt - 1)).session;
    expect(refusal(reserved, begin(), context(expiresAt + SECOND_MS))).toBe("desk_action.requester_acts");
    expect(refusal(reserved, begin(), context(expiresAt + MINUTE_MS))).toBe("accepted");
    const settlement = { outcome: "consumed", doneAt: 1 } as const;
    const used = after(reserved, { type: "grant.settled", attempt: "att_one", settlement }, context(expiresAt)).session;
    expect(refusal(used, begin(), context(expiresAt + 1))).toBe("grant.used");
  });

  it("and then the portal lends it to nobody, wherever the clock stands", () => {
    const offered = answered(begun({ actionTarget: TARGET }), "right");
    const late = context(offered.grant?.expiresAt ?? 0);
    const reserve: SessionEvent = { type: "grant.reserved", observation: observed(), attempt: "att_one" };
    const own = after(offered, begin(), late).session;
    expect(refusal(own, reserve)).toBe("grant.none");
    expect(refusal(after(own, end(), late).session, reserve)).toBe("grant.none");
    expect(refusal(after(own, end("caller_gone"), late).session, reserve)).toBe("accepted");
  });
});

describe("what was done", () => {
  it("is recorded by whoever took the pass, once", () => {
    const { session, effects } = after(taken, end(), at(passed, MINUTE_MS));
    expect(session.deskAction?.ended).toEqual({ at: endOf(passed) + MINUTE_MS, outcome: "done" });
    expect(told(effects)).toEqual(["action.agent_done", { kind: "agent_done", by: AGENT.name, late: false }]);
    expect(effects).toContainEqual({ type: "notices", event: { cause: "done", action: "password_reset" } });
    expect(after(session, end(), at(passed)).session).toBe(session);
    expect(refusal(session, end("not_needed"))).toBe("desk_action.recorded");
    expect(refusal(session, begin(OTHER_AGENT))).toBe("desk_action.recorded");
    expect(refusal(taken, end("done", OTHER_AGENT))).toBe("desk_action.not_yours");
    expect(refusal(passed, end())).toBe("desk_action.not_yours");
  });

  it("is told to the person's contacts, where something has changed", () => {
    const noticesOf = (of: Session, outcome?: DeskOutcome) =>
      after(of, end(outcome), at(passed)).effects.flatMap((effect) =>
        effect.type === "notices" ? [effect.event] : [],
      );
    const doing = (action: ActionId): Session => ({ ...taken, policy: { ...taken.policy, action } });
    expect(noticesOf(doing("mfa_reset"))).toEqual([{ cause: "done", action: "mfa_reset" }]);
    expect(noticesOf(taken)).toEqual([{ cause: "done", action: "password_reset" }]);
    expect(noticesOf(doing("identity_check"))).toEqual([]);
    expect(noticesOf(doing("mfa_reset"), "no_rights")).toEqual([]);
  });

  it("may be nothing, which frees the pass for a colleague while it holds", () => {
    const { session, effects } = after(taken, end("no_rights"), at(passed));
    expect(told(effects)).toEqual([
      "action.agent_not_done",
      { kind: "agent_not_done", by: AGENT.name, outcome: "no_rights", late: false },
    ]);
    expect(effects.some(({ type }) => type === "notices")).toBe(false);
    expect(after(session, begin(OTHER_AGENT), at(passed)).session.deskAction).toMatchObject({ by: OTHER_AGENT });
    expect(refusal(session, begin(OTHER_AGENT), context(passed.validUntil))).toBe("desk_action.over");
  });

  it("is recorded after the end of the pass as well, and after a report: then it says so", () => {
    const late = after(taken, end(), context(passed.validUntil));
    expect(late.session.deskAction?.ended).toMatchObject({ outcome: "done", late: true });
    expect(told(late.effects)).toContainEqual({ kind: "agent_done", by: AGENT.name, late: true });
    const reported = after({ ...taken, lateReportAt: endOf(passed) }, end(), at(passed)).session;
    expect(reported.deskAction?.ended?.late).toBe(true);
  });

  it("is one of a list that door and session share", () => {
    for (const outcome of DESK_OUTCOMES) {
      expect(endDeskActionRequest.safeParse({ outcome }).success).toBe(true);
    }
    expect(endDeskActionRequest.shape.outcome.options).toHaveLength(DESK_OUTCOMES.length);
  });
});
