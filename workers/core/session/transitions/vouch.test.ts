/** A manager's word: which digits, when, how often, and what a warning does. */
import { describe, expect, it } from "vitest";
import { approvalId, personId } from "../../kit/ids.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import { approvableBy, approvedAction } from "../approved-action.ts";
import type { SessionEvent } from "../events.ts";
import { liveView } from "../live-view.ts";
import { viewFor } from "../portal-view.ts";
import {
  after,
  AGENT,
  answered,
  APPROVER,
  ASK,
  approve,
  begun,
  context,
  PHONE,
  policy,
  POOL,
  session,
  START,
} from "../session.fixture.ts";
import type { Approver, Session } from "../session.ts";
import { transition } from "../transition.ts";

const SOON = START + 3 * MINUTE_MS;
const MANAGER = { personId: personId.parse("per_manager01"), name: "Nkechi Obi" } as const satisfies Approver;
const VOUCH = approvalId.parse("apr_vouch0001");
const ASK_MANAGER = {
  type: "approval.asked",
  actor: AGENT,
  approval: { id: VOUCH, kind: "manager_vouch", by: MANAGER },
} as const satisfies SessionEvent;
const MEANS = { means: ["second_approver", "manager_vouch"] } as const;

const mfa = (change: Partial<Session> = {}): Session =>
  answered(begun({ policy: policy({ action: "mfa_reset" }), ...MEANS, ...change }), "right");
const asked = after(mfa(), ASK_MANAGER, context(SOON));
const digits = asked.session.vouches?.[0]?.digits ?? "";
const other = (place: number) => String((Number(digits) + place) % 100).padStart(2, "0");

const give = (now: Session, typed: string | undefined = digits): Extract<SessionEvent, { type: "approval.given" }> => ({
  type: "approval.given",
  approvalId: VOUCH,
  by: MANAGER,
  approved: approvedAction(now),
  signed: false,
  ...(typed === undefined ? {} : { digits: typed }),
});
const gave = (now: Session, typed?: string) => after(now, give(now, typed), context(SOON));
const kinds = ({ effects }: ReturnType<typeof after>) =>
  effects.flatMap((effect) =>
    effect.type === "audit" ? effect.action : effect.type === "note" ? effect.note.kind : [],
  );
function refusal(before: Session, event: SessionEvent): string | undefined {
  const { step } = transition(before, event, context(SOON));
  return step.ok ? undefined : step.error;
}
const page = (of: Session) => viewFor(of, { linkNumber: 1, browserTag: PHONE }, { pool: POOL, now: SOON });

describe("asking the manager", () => {
  it("sends to both contacts, and tells the ticket", () => {
    expect(digits).toMatch(/^\d\d$/);
    expect(kinds(asked)).toEqual(["approval.asked", "approval_asked"]);
    expect(asked.effects.filter(({ type }) => type === "message")).toMatchObject([
      { kind: "vouch_asked", channel: "email", managerId: MANAGER.personId },
      { kind: "vouch_asked", channel: "sms", managerId: MANAGER.personId },
    ]);
  });

  it("shows the digits on the person's page alone, once the questions are over", () => {
    expect(page(asked.session)).toMatchObject({ step: "approving", digits });
    expect(page(mfa())).not.toHaveProperty("digits");
    const early = after(begun({ policy: policy({ action: "mfa_reset" }), ...MEANS }), ASK_MANAGER, context(SOON));
    expect(JSON.stringify(page(early.session))).not.toContain("digits");
    expect(JSON.stringify(liveView(asked.session))).not.toContain("digits");
    expect(JSON.stringify(approvableBy(asked.session, MANAGER.personId))).not.toContain("digits");
    expect(JSON.stringify(asked.effects)).not.toContain("digits");
  });

  it("is nobody's but a manager's who is asked", () => {
    expect(refusal(mfa(), { ...ASK_MANAGER, approval: { ...ASK_MANAGER.approval, by: APPROVER } })).toBe(
      "approval.approver",
    );
    expect(refusal(mfa(), { ...ASK, approval: { ...ASK.approval, by: MANAGER } })).toBe("approval.approver");
    const own = { ...MANAGER, personId: mfa().person.id };
    expect(refusal(mfa(), { ...ASK_MANAGER, approval: { ...ASK_MANAGER.approval, by: own } })).toBe(
      "approval.own_check",
    );
  });
});

describe("the two digits", () => {
  it("prove it when they are right, and end an MFA reset with a pass", () => {
    const given = gave(asked.session);
    expect(given.session.status).toBe("passed");
    expect(given.session.proofs.map(({ proof }) => proof)).toContain("manager_vouch");
    expect(kinds(given).slice(0, 2)).toEqual(["approval.given", "approval_given"]);
  });

  it("are nobody's before the person has them on the page", () => {
    const early = after(begun({ policy: policy({ action: "mfa_reset" }), ...MEANS }), ASK_MANAGER, context(SOON));
    expect(refusal(early.session, give(early.session, early.session.vouches?.[0]?.digits))).toBe("approval.not_yet");
  });

  it("may be wrong twice; the third time is a refusal", () => {
    const once = gave(asked.session, other(1));
    expect(once.session.status).toBe("approving");
    expect(once.session.vouches?.[0]?.triesLeft).toBe(2);
    expect(kinds(once)).toEqual(["approval.wrong"]);
    expect(JSON.stringify(once.effects)).not.toContain(`"${other(1)}"`);
    // The same post once more.
    expect(gave(once.session, other(1)).session).toBe(once.session);
    const twice = gave(once.session, other(2));
    expect(gave(twice.session).session.status).toBe("passed");
    const thrice = gave(twice.session, other(3));
    expect(thrice.session.approvals?.[0]).toMatchObject({ answer: "refused" });
    expect(kinds(thrice)).toEqual(["approval.wrong", "approval.refused", "approval_refused"]);
    expect(page(thrice.session)).not.toHaveProperty("digits");
    expect(refusal(thrice.session, give(thrice.session))).toBe("approval.answered");
  });

  it("are needed", () => {
    const without: SessionEvent = { ...give(asked.session), digits: "" };
    expect(after(asked.session, without, context(SOON)).session.vouches?.[0]?.triesLeft).toBe(2);
  });
});

describe("for a privileged person", () => {
  const privileged = () => {
    const waiting = mfa({ person: { ...session().person, privileged: true } });
    return after(after(waiting, ASK_MANAGER, context(SOON)).session, ASK, context(SOON)).session;
  };

  it("takes the word of both, whichever comes first", () => {
    const start = privileged();
    const typed = start.vouches?.[0]?.digits;
    const vouched = after(start, give(start, typed), context(SOON)).session;
    expect(vouched.status).toBe("approving");
    expect(after(vouched, approve(vouched), context(SOON)).session.status).toBe("passed");
    const approved = after(start, approve(start), context(SOON)).session;
    expect(approved.status).toBe("approving");
    expect(after(approved, give(approved, typed), context(SOON)).session.status).toBe("passed");
  });
});

it("ends the check, and tells security, when a caller had asked for it", () => {
  const warned = after(
    asked.session,
    { type: "approval.refused", approvalId: VOUCH, by: MANAGER, reason: "A caller", warns: true },
    context(SOON),
  );
  expect(warned.session).toMatchObject({ status: "cancelled", detail: "manager_warned" });
  expect(kinds(warned)).toEqual(["approval.refused", "approval_refused", "verification.cancelled", "cancelled"]);
  expect(warned.effects).toContainEqual({ type: "security", cause: "manager_warned" });
  expect(page(warned.session)).toEqual({ step: "ended" });
});

it("counts no more once the time is over", () => {
  const { step, settled } = transition(asked.session, give(asked.session), context(asked.session.approveBy ?? 0));
  expect([step.ok, settled.session.status, settled.session.detail]).toEqual([false, "failed", "proof_missing"]);
});
