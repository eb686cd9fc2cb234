import { describe, expect, it } from "vitest";
import { agentId, approvalId, messageId } from "../../kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../kit/time.ts";
import { OPEN_APPROVALS } from "../approved-action.ts";
import type { SessionEvent } from "../events.ts";
import { latestEnd } from "../opening.ts";
import { recordOf } from "../record.ts";
import {
  after,
  AGENT,
  answer,
  answered,
  APPROVAL,
  approve,
  APPROVER,
  ASK,
  BEGIN,
  begun,
  context,
  inStatus,
  needsApproval,
  observed,
  OTHER_AGENT,
  policy,
  session,
  START,
} from "../session.fixture.ts";
import type { Session } from "../session.ts";
import { nextDueAt, transition } from "../transition.ts";

const SOON = START + 3 * MINUTE_MS;
const waiting = inStatus("approving");
const asked = after(waiting, ASK, context(SOON)).session;
const THIRD = { agentId: agentId.parse("agt_third0001"), name: "Mia Stone" };
const PASSKEY = {
  type: "passkey.shown",
  observation: observed(),
  passkeyId: "key",
  addedAt: SOON - 7 * DAY_MS,
} as const satisfies SessionEvent;

function refusal(before: Session, event: SessionEvent, now = SOON): string | undefined {
  const { step } = transition(before, event, context(now));
  return step.ok ? undefined : step.error;
}

const kinds = (effects: ReturnType<typeof after>["effects"]) =>
  effects.flatMap((effect) =>
    effect.type === "audit" ? effect.action : effect.type === "note" ? effect.note.kind : [],
  );

describe("a check that lacks only what others can give", () => {
  it("waits for it once the questions are over, with its score and a deadline of its own", () => {
    const concludedAt = waiting.moments.concludedAt ?? 0;
    expect(waiting.approveBy).toBe(concludedAt + 30 * MINUTE_MS);
    expect(nextDueAt(waiting)).toBe(waiting.approveBy);
    expect(recordOf(waiting)).toMatchObject({ status: "approving", deadlineAt: waiting.approveBy, endedAt: null });
    expect(waiting.assessment?.level).toBe("verified");
    expect(waiting.validUntil).toBeUndefined();
  });

  it("fails without waiting where nobody can give it", () => {
    const { means: _means, ...without } = needsApproval();
    expect(answered(without, "right")).toMatchObject({ status: "failed", detail: "proof_missing" });
  });

  it("fails without waiting where more is missing than they can give", () => {
    const needed = policy({
      action: "mfa_reset",
      overrides: { requiredProofs: ["contact_on_record", "contact_code"] },
    });
    expect(answered(needsApproval({ policy: needed }), "right")).toMatchObject({ status: "failed" });
  });

  it.each(["wrong", "skip"] as const)("does not wait after answers that are %s", (knowledge) => {
    expect(answered(needsApproval(), knowledge).status).not.toBe("approving");
  });

  it("passes with the approval, and the pass holds from then on", () => {
    const { session: passed, effects } = after(asked, approve(asked), context(SOON + 9 * MINUTE_MS));
    expect(passed.status).toBe("passed");
    expect(passed.validUntil).toBe(SOON + (9 + 15) * MINUTE_MS);
    expect(passed.proofs.at(-1)).toEqual({ proof: "second_approver", at: SOON + 9 * MINUTE_MS });
    expect(passed.assessment).toEqual(waiting.assessment);
    expect(kinds(effects)).toEqual(["approval.given", "approval_given", "verification.passed", "outcome"]);
  });

  it("is failed at the deadline, and no later approval brings it back", () => {
    const due = asked.approveBy ?? 0;
    expect(after(asked, approve(asked), context(due - 1)).session.status).toBe("passed");
    const { settled, step } = transition(asked, approve(asked), context(due));
    expect(settled.session).toMatchObject({ status: "failed", detail: "proof_missing", moments: { endedAt: due } });
    expect(step).toMatchObject({ ok: false, error: "session.ended" });
  });

  it("is decided at the end of its questions too, also when nobody looked until both were over", () => {
    const open = answered(needsApproval({ extraQuestion: true }), "right", 3);
    const deadlineAt = open.deadlineAt ?? 0;
    const { settled } = transition(open, { type: "time.due" }, context(deadlineAt));
    expect(settled.session).toMatchObject({ status: "approving", moments: { concludedAt: deadlineAt } });
    const late = transition(open, { type: "time.due" }, context(deadlineAt + DAY_MS)).settled;
    expect(late.session).toMatchObject({
      status: "failed",
      detail: "proof_missing",
      version: open.version + 1,
      moments: { endedAt: deadlineAt + 30 * MINUTE_MS },
    });
  });

  it("keeps its person reserved for so long, and others no longer than before", () => {
    expect(latestEnd(waiting) - latestEnd(begun({ policy: waiting.policy }))).toBe(30 * MINUTE_MS);
  });

  it("takes no answer, no further browser and no more time", () => {
    const open = answered(needsApproval({ extraQuestion: true }), "right", 3);
    const over = transition(open, { type: "time.due" }, context(open.deadlineAt)).settled.session;
    expect(over.status).toBe("approving");
    // Its last question was left open.
    expect(refusal(over, answer(over), open.deadlineAt)).toBe("session.not_allowed");
    expect(refusal(waiting, { type: "time.extended", observation: observed() })).toBe("session.not_allowed");
  });

  it("keeps the score that it had when somebody cancels it", () => {
    const ended = after(asked, { type: "agent.cancelled", actor: AGENT }, context(SOON + MINUTE_MS)).session;
    expect(ended.assessment).toEqual(waiting.assessment);
  });
});

describe("an approval", () => {
  it("that was given before the end of the questions counts at their end", () => {
    const early = after(needsApproval(), ASK, context(SOON)).session;
    const given = after(early, approve(early), context(SOON)).session;
    expect(given.status).toBe("answering");
    expect(answered(given, "right").status).toBe("passed");
  });

  it("that was given before Begin counts after it, and none that was given for another contact", () => {
    const sent = session({ policy: waiting.policy, means: ["second_approver"] });
    const early = after(sent, ASK, context(SOON)).session;
    const given = after(early, approve(early), context(SOON)).session;
    expect(answered(after(given, BEGIN, context(SOON)).session, "right").status).toBe("passed");

    const destination = { ...given.destination, tag: "another" };
    const again = {
      type: "agent.resent",
      actor: AGENT,
      messageId: messageId.parse("msg_second001"),
      destination,
    } as const;
    const elsewhere = after(given, again, context(SOON + MINUTE_MS)).session;
    expect([elsewhere.approvals, elsewhere.proofs]).toEqual([undefined, []]);
  });

  it("is of nobody who sent the check, was in charge of it, or is now", () => {
    const by = { agentId: AGENT.id, name: AGENT.name };
    expect(refusal(waiting, { ...ASK, approval: { ...ASK.approval, by } })).toBe("approval.own_check");
    const taken = after(waiting, { type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ended" }, context(SOON));
    expect(refusal(taken.session, ASK)).toBe("approval.own_check");
    expect(refusal(taken.session, { ...ASK, approval: { ...ASK.approval, by } })).toBe("approval.own_check");
    // Asked first, taken over then.
    const own = after(asked, { type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ended" }, context(SOON));
    expect(refusal(own.session, approve(own.session))).toBe("approval.own_check");
  });

  it("is of nobody who sent the link again for somebody else", () => {
    const sent = session({ policy: waiting.policy, means: ["second_approver"] });
    const again = { type: "agent.resent", actor: OTHER_AGENT, messageId: messageId.parse("msg_second001") } as const;
    expect(refusal(after(sent, again, context(SOON)).session, ASK)).toBe("approval.own_check");
  });

  it("keeps who gave it from taking the check over", () => {
    const early = after(needsApproval(), ASK, context(SOON)).session;
    const given = after(early, approve(early), context(SOON)).session;
    expect(refusal(given, { type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ended" })).toBe(
      "approval.approver",
    );
  });

  it.each([
    ["person", { personId: "per_somebody1" }],
    ["account", { accountId: "acc_other0001" }],
    ["action", { action: "password_reset" }],
    ["destination", { destinationTag: "another" }],
    ["policy", { policyVersion: "policy-0" }],
  ])("of another %s is none", (_what, change) => {
    const { approved, ...given } = approve(asked);
    expect(refusal(asked, { ...given, approved: { ...approved, ...change } as typeof approved })).toBe(
      "approval.other_action",
    );
  });

  it("is of whoever was asked, and of nobody else", () => {
    expect(refusal(waiting, approve(waiting))).toBe("approval.unknown");
    expect(refusal(asked, { ...approve(asked), by: THIRD })).toBe("approval.unknown");
  });

  it("is not asked for where nothing would come of it", () => {
    expect(refusal(begun(), ASK)).toBe("approval.not_needed");
  });

  it(`is asked of at most ${OPEN_APPROVALS} at a time, and of nobody twice`, () => {
    expect(refusal(asked, { ...ASK, approval: { ...ASK.approval, id: approvalId.parse("apr_again0001") } })).toBe(
      "approval.answered",
    );
    const all = Array.from({ length: OPEN_APPROVALS }, (_, nth) => nth + 1).reduce(
      (now, nth) => after(now, askOf(nth), context(SOON)).session,
      waiting,
    );
    expect(refusal(all, askOf(OPEN_APPROVALS + 1))).toBe("approval.none_left");
  });

  it("may be refused, with a reason, and another one asked", () => {
    const refuse = { type: "approval.refused", approvalId: APPROVAL, by: APPROVER, reason: "not expected" } as const;
    const { session: refused, effects } = after(asked, refuse, context(SOON + MINUTE_MS));
    expect(refused.status).toBe("approving");
    expect(refused.approvals).toMatchObject([
      { answer: "refused", reason: "not expected", answeredAt: SOON + MINUTE_MS },
    ]);
    expect(kinds(effects)).toEqual(["approval.refused", "approval_refused"]);
    expect(refusal(refused, approve(refused))).toBe("approval.answered");
    const next = after(refused, askOf(2), context(SOON + 2 * MINUTE_MS)).session;
    expect(next.approvals?.map(({ answer }) => answer)).toEqual(["refused", undefined]);
  });

  describe("of somebody who may not approve any more", () => {
    const left = { type: "approver.left", agentId: APPROVER.agentId } as const;
    const early = after(after(needsApproval(), ASK, context(SOON)).session, approve(needsApproval()), context(SOON));
    const LOST = ["approval.lost", "approval_lost"];

    it("counts no more at the end of the questions", () => {
      const { session: lost, effects } = after(early.session, left, context(SOON));
      expect(kinds(effects)).toEqual(LOST);
      expect(lost.approvals).toMatchObject([{ answer: "refused", reason: "They may not approve checks any more." }]);
      expect([lost.proofs.map(({ proof }) => proof)].flat()).not.toContain("second_approver");
      expect(answered(lost, "right").status).not.toBe("passed");
      expect(answered(early.session, "right").status).toBe("passed");
    });

    it("ends the pass that rests on it, at that moment and once", () => {
      const { session: passed } = after(asked, approve(asked), context(SOON));
      const { session: lost, effects } = after(passed, left, context(SOON + MINUTE_MS));
      expect([lost.status, lost.validUntil]).toEqual(["passed", SOON + MINUTE_MS]);
      expect(kinds(effects)).toEqual(LOST);
      expect(after(lost, left, context(SOON + 2 * MINUTE_MS))).toEqual({ session: lost, effects: [] });
    });

    it("fails a check that is held", () => {
      const held = needsApproval({ policy: { ...needsApproval().policy, holdMinutes: 30 } });
      const before = after(after(held, ASK, context(SOON)).session, approve(held), context(SOON)).session;
      const holding = answered(before, "right");
      expect(holding.status).toBe("holding");
      expect(after(holding, left, context(SOON + MINUTE_MS)).session).toMatchObject({
        status: "failed",
        detail: "proof_missing",
      });
    });

    it("takes nothing where another one has approved too, or who left had only refused or was never asked", () => {
      const other = { ...ASK, approval: { ...ASK.approval, id: approvalId.parse("apr_second0002"), by: THIRD } };
      const both = [ASK, other].reduce((now, ask) => after(now, ask, context(SOON)).session, needsApproval());
      const given = [approve(both), { ...approve(both), approvalId: other.approval.id, by: THIRD }].reduce(
        (now, event) => after(now, event, context(SOON)).session,
        both,
      );
      expect(answered(after(given, left, context(SOON)).session, "right").status).toBe("passed");
      expect(after(early.session, { ...left, agentId: THIRD.agentId }, context(SOON)).effects).toEqual([]);
      const open = after(asked, left, context(SOON)).session;
      expect(open).toMatchObject({ status: "approving", approvals: [{ answer: "refused" }] });
      expect(refusal(open, approve(open))).toBe("approval.answered");
    });
  });

  it("is waited for where it was asked for, whatever it looked like when the link was sent", () => {
    const { means: _means, ...without } = needsApproval();
    const early = after(without, ASK, context(SOON)).session;
    expect(answered(early, "right").status).toBe("approving");
  });

  it("says when it was first looked at", () => {
    const seen: SessionEvent = { type: "approval.seen", approvalId: APPROVAL, by: APPROVER };
    const once = after(asked, seen, context(SOON + MINUTE_MS)).session;
    expect(once.approvals?.[0]?.seenAt).toBe(SOON + MINUTE_MS);
    expect(after(once, seen, context(SOON + 2 * MINUTE_MS)).session).toBe(once);
  });

  it("asks two people where two are needed", () => {
    const needed = policy({ action: "mfa_reset", privileged: true });
    const both = answered(
      needsApproval({
        policy: needed,
        person: { ...session().person, privileged: true },
        means: ["second_approver", "manager_vouch"],
      }),
      "right",
    );
    const one = after(both, ASK, context(SOON)).session;
    const given = after(one, approve(one), context(SOON)).session;
    expect([both.status, given.status]).toEqual(["approving", "approving"]);
  });
});

describe("the requester's passkey", () => {
  it("is the proof that is waited for", () => {
    expect(after(waiting, PASSKEY, context(SOON)).session).toMatchObject({ status: "passed" });
  });

  it("counts from the seventh day, and in the browser that began", () => {
    expect(refusal(waiting, { ...PASSKEY, addedAt: PASSKEY.addedAt + 1 })).toBe("passkey.too_new");
    expect(refusal(waiting, { ...PASSKEY, observation: observed({ browserTag: "stranger" }) })).toBe(
      "session.other_browser",
    );
  });
});

function askOf(nth: number): typeof ASK {
  const by = { agentId: agentId.parse(`agt_asked00${String(nth)}`), name: `Asked ${String(nth)}` };
  return { ...ASK, approval: { ...ASK.approval, id: approvalId.parse(`apr_asked00${String(nth)}`), by } };
}
