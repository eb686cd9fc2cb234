/** A pass that is held: nothing of it before its time, one press to stop it, one approver to release it. */
import { describe, expect, it } from "vitest";
import { messageId } from "../kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../kit/time.ts";
import type { Effect } from "./effects.ts";
import { latestEnd } from "./opening.ts";
import { viewFor } from "./portal-view.ts";
import {
  AGENT,
  after,
  answer,
  answered,
  approve,
  ASK,
  begun,
  context,
  HELD,
  needsApproval,
  observed,
  OTHER_AGENT,
  PHONE,
  POOL,
  policy,
  session,
  TARGET,
} from "./session.fixture.ts";
import type { Session } from "./session.ts";
import { nextDueAt, transition } from "./transition.ts";

const held = answered(begun({ ...HELD, actionTarget: TARGET }), "right");
const heldAt = held.moments.heldAt ?? 0;
const until = heldAt + 30 * MINUTE_MS;
const due = { type: "time.due" } as const;
const release = { type: "hold.released", actor: OTHER_AGENT } as const;
const SOON = context(heldAt + MINUTE_MS);

const audits = (effects: readonly Effect[]) => effects.flatMap((one) => (one.type === "audit" ? [one.action] : []));
const notes = (effects: readonly Effect[]) => effects.flatMap((one) => (one.type === "note" ? [one.note.kind] : []));
const messages = (effects: readonly Effect[]) => effects.filter(({ type }) => type === "message");
const seenBy = (now: Session, browserTag: string, at = SOON.now) =>
  viewFor(now, { linkNumber: 1, browserTag }, { pool: POOL, now: at });
const refusal = (before: Session, event: Parameters<typeof transition>[1]) => {
  const { step } = transition(before, event, SOON);
  return step.ok ? undefined : step.error;
};

describe("while it is held", () => {
  it("there is neither a pass nor a grant, and nobody acts", () => {
    expect(held).toMatchObject({ status: "holding", holdUntil: until, moments: { concludedAt: heldAt } });
    expect([held.grant, held.validUntil, held.moments.endedAt]).toEqual([undefined, undefined, undefined]);
    expect(nextDueAt(held)).toBe(until);
    const reserve = { type: "grant.reserved", observation: observed(), attempt: "att_one" } as const;
    expect(refusal(held, reserve)).toBe("session.not_allowed");
    expect(refusal(held, { type: "desk_action.begun", actor: AGENT })).toBe("session.not_allowed");
  });

  it("the browser that answered reads when to come back, and no other reads anything", () => {
    expect(seenBy(held, PHONE)).toEqual({ step: "holding", until, returns: true });
    expect(seenBy(held, "another")).toEqual({ step: "ended" });
    expect(seenBy(answered(begun(HELD), "right"), PHONE)).toMatchObject({ returns: false });
  });

  it("is told in the ticket and the audit log once", () => {
    const last = answered(begun({ ...HELD, actionTarget: TARGET }), "right", 2);
    const { effects } = after(last, answer(last), context((last.moments.begunAt ?? 0) + 2 * MINUTE_MS));
    expect(audits(effects)).toContain("verification.held");
    expect(notes(effects)).toEqual(["held"]);
    expect(messages(effects)).toEqual([]);
  });

  it("comes after what others have to give, and a last answer that ran into the deadline", () => {
    const approving = answered(
      needsApproval({ policy: { ...policy({ action: "mfa_reset" }), holdMinutes: 30 } }),
      "right",
    );
    expect(approving.status).toBe("approving");
    const asked = after(approving, ASK).session;
    const given = after(asked, approve(asked), context(heldAt + 5 * MINUTE_MS)).session;
    expect(given).toMatchObject({ status: "holding", holdUntil: heldAt + 35 * MINUTE_MS });
    expect(given.moments.concludedAt).toBe(approving.moments.concludedAt);
  });

  it("keeps its place among the person's checks", () => {
    const open = session();
    expect(latestEnd(session(HELD)) - latestEnd(open)).toBe(30 * MINUTE_MS);
  });
});

describe("at its end", () => {
  it("passes then, however late somebody looks, and the person is told where they answered", () => {
    for (const late of [0, MINUTE_MS]) {
      const passed = after(held, due, context(until + late));
      expect(passed.session).toMatchObject({
        status: "passed",
        moments: { endedAt: until },
        validUntil: until + 15 * MINUTE_MS,
        grant: { state: "available", notBefore: until, expiresAt: until + 10 * MINUTE_MS, browserTag: PHONE },
      });
      expect(messages(passed.effects)).toContainEqual({
        type: "message",
        kind: "hold_over",
        id: messageId.parse(`msg_${held.id.slice("vrf_".length)}_hold`),
        notAfter: until + 10 * MINUTE_MS,
      });
    }
    expect(after(held, due, context(until - 1)).session).toBe(held);
    const tomorrow = after(held, due, context(until + DAY_MS)).session;
    expect(seenBy(tomorrow, PHONE, until + DAY_MS)).toEqual({ step: "action_over" });
  });

  it("writes to nobody where an agent acts", () => {
    const { effects } = after(answered(begun(HELD), "right"), due, context(until));
    expect(messages(effects).filter((one) => one.type === "message" && one.kind === "hold_over")).toEqual([]);
  });
});

describe("before its end", () => {
  it("an approver releases it, and it begins at once", () => {
    const released = after(held, release, SOON);
    expect(released.session).toMatchObject({
      status: "passed",
      moments: { endedAt: SOON.now },
      grant: { notBefore: SOON.now },
    });
    expect(audits(released.effects).slice(0, 2)).toEqual(["verification.released", "verification.passed"]);
    expect(notes(released.effects)).toEqual(["released", "outcome"]);
    expect(released.effects).toContainEqual(expect.objectContaining({ kind: "hold_over" }));
  });

  it.each([
    ["who sent it", AGENT, held],
    ["who had a hand in it", OTHER_AGENT, { ...held, otherAgents: [OTHER_AGENT.id] }],
  ])("not %s", (_name, actor, before) => {
    expect(refusal(before, { type: "hold.released", actor })).toBe("approval.own_check");
  });

  it.each([
    ["a report from the page", { type: "report.confirmed", observation: observed() }, "reported"],
    ["a press on a notice", { type: "notice.reported", wide: false }, "reported"],
    ["the desk", { type: "agent.cancelled", actor: AGENT }, "cancelled"],
    ["the ticket", { type: "ticket.closed" }, "cancelled"],
    ["a person who left", { type: "requester.left" }, "failed"],
  ] as const)("%s ends it for good", (_name, event, status) => {
    const ended = after(held, event, SOON).session;
    expect(ended.status).toBe(status);
    expect(ended.grant).toBeUndefined();
    expect(after(ended, due, context(until + MINUTE_MS)).session).toBe(ended);
    expect(refusal(ended, release)).toBe("session.ended");
  });

  it("a report of another check of the person leaves no pass to begin", () => {
    const report = { id: held.id, at: SOON.now, by: "recipient", actor: "requester" } as const;
    const voided = after(held, { type: "other.reported", report }, SOON).session;
    const ended = after(voided, due, context(until)).session;
    expect([ended.grant, ended.validUntil]).toEqual([undefined, until]);
  });
});

it("holds nothing where the policy does not", () => {
  expect(answered(begun(), "right").status).toBe("passed");
});
