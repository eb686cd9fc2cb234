import { describe, expect, it } from "vitest";
import { agentId, personId } from "../kit/ids.ts";
import type { ActingAgent } from "./may-act.ts";
import { mayDiscard, type Discardable } from "./may-discard.ts";

const SENDER = agentId.parse("agt_sender1");
const check = {
  referrerId: SENDER,
  personId: personId.parse("per_dana001"),
  requesterEmail: "dana@aldermoor.test",
  open: false,
};
const agent = (change: Partial<ActingAgent> = {}): ActingAgent => ({
  id: agentId.parse("agt_other01"),
  role: "agent",
  email: "lee@aldermoor.test",
  ...change,
});
const note = (event?: string): Discardable => ({ kind: "note", status: "failed", event, check });

describe("mayDiscard", () => {
  it.each(["outcome", "late_report", "cancelled", "judgement", undefined])(
    "keeps the %s note from whoever sent the check, and from no other agent",
    (event) => {
      expect(mayDiscard(agent({ id: SENDER }), note(event))).toBe(false);
      expect(mayDiscard(agent({ id: SENDER, role: "admin" }), note(event))).toBe(false);
      expect(mayDiscard(agent(), note(event))).toBe(true);
    },
  );

  it.each(["sent", "resent", "not_delivered", "taken_over"])("lets the sender discard the %s note", (event) => {
    expect(mayDiscard(agent({ id: SENDER }), note(event))).toBe(true);
  });

  it("keeps what security should hear from whoever sent the check", () => {
    const security: Discardable = { kind: "security", status: "failed", event: "reported", check };
    expect(mayDiscard(agent({ id: SENDER }), security)).toBe(false);
    expect(mayDiscard(agent(), security)).toBe(true);
  });

  it("keeps the note that tells of a lift from whoever lifted, and the message from everybody", () => {
    const lifter = agent();
    const item: Discardable = { kind: "note", status: "waiting", event: "lifted", liftedBy: lifter.id, check };
    expect(mayDiscard(lifter, item)).toBe(false);
    expect(mayDiscard(agent({ id: agentId.parse("agt_other02") }), item)).toBe(true);
    const message: Discardable = { kind: "message", status: "failed", event: "block_lifted", check };
    expect(mayDiscard(agent({ role: "admin" }), message)).toBe(false);
  });

  it("keeps what a replaced contact is told from everybody", () => {
    const item: Discardable = { kind: "message", status: "failed", event: "contact_replaced" };
    expect(mayDiscard(agent({ role: "admin" }), item)).toBe(false);
    expect(mayDiscard(agent({ role: "admin" }), { ...item, event: "link" })).toBe(true);
  });

  it("keeps everything from the person whom the check is of, in any spelling of their mail", () => {
    const self = agent({ email: "Dana@Aldermoor.test", role: "admin" });
    expect(mayDiscard(self, note("sent"))).toBe(false);
  });

  it("keeps the link of an open check from everybody: that check is cancelled", () => {
    const link: Discardable = { kind: "message", status: "waiting", check: { ...check, open: true } };
    expect(mayDiscard(agent({ role: "admin" }), link)).toBe(false);
    expect(mayDiscard(agent(), { ...link, status: "failed" })).toBe(true);
  });

  it.each(["analyst", "auditor"] as const)("keeps all from an %s", (role) => {
    expect(mayDiscard(agent({ role }), note("sent"))).toBe(false);
  });

  it("leaves dead letters to an admin", () => {
    const letter: Discardable = { kind: "dead_letter", status: "failed" };
    expect([mayDiscard(agent(), letter), mayDiscard(agent({ role: "admin" }), letter)]).toEqual([false, true]);
  });
});
