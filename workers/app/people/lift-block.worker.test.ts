/** Who lifts a block and how: what is written with it, what stays, and who must not. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import {
  formFor,
  newAgent,
  requesterOf,
  sendDeps,
  type TicketRequester,
} from "../../../test/support/worker-send-form.ts";
import { attested, drained, keyring, rows } from "../../../test/support/worker-fixture.ts";
import type { LiftRequest } from "../../contract/console/person.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { readDelivery, retryDelivery } from "../delivery/delivery-page.ts";
import { takeOver } from "../desk/agent-actions.ts";
import { sendVerification } from "../sending/send-verification.ts";
import { liftBlock } from "./lift-block.ts";
import { readPerson } from "./read-person.ts";

beforeAll(fillDirectory);

/** Somebody whose check was reported a moment ago, by a sender who is done with it. */
async function reported() {
  const who = await requesterOf();
  const sender = newAgent();
  const sent = await sendVerification(sendDeps(), { agent: sender, agentSide: {}, request: formFor(who) });
  if (!sent.ok) throw new Error(sent.error.code);
  await drained(env.VERIFICATION_SESSION.getByName(sent.value.id));
  await env.DB.prepare("UPDATE verifications SET status = 'reported', ended_at = created_at WHERE id = ?")
    .bind(sent.value.id)
    .run();
  await attested("verifications", "id", sent.value.id);
  await sendDeps().guards.release(who.person, sent.value.id);
  await sendDeps().guards.fence({ personId: who.person }, Date.now() + HOUR_MS);
  return { who, sender, check: sent.value.id };
}

const COLLEAGUE: LiftRequest = {
  what: "report",
  way: { type: "colleague" },
  reason: "She reported it by mistake",
  idempotencyKey: "one press",
};

async function lift(who: TicketRequester, agent: AgentRecord, change: Partial<LiftRequest> = {}) {
  const result = await liftBlock(sendDeps(), { ...COLLEAGUE, ...change, agent, id: who.person });
  return result.ok ? "lifted" : result.error.code;
}

const liftsOf = (who: TicketRequester) =>
  rows("SELECT what, called, reason FROM lifts WHERE person_id = ?", who.person);

it("frees the person, tells them where the report came from, and changes nothing of what failed", async () => {
  const { who, check } = await reported();
  const before = await rows("SELECT * FROM verifications WHERE id = ?", check);
  const agent = newAgent();
  expect(await lift(who, agent)).toBe("lifted");
  expect((await sendDeps().guards.state(who.person, Date.now())).fencedUntil).toBeUndefined();
  expect(await rows("SELECT * FROM verifications WHERE id = ?", check)).toEqual(before);
  const [message] = await rows<{ id: string; destination_sealed: string }>(
    "SELECT * FROM messages WHERE verification_id = ? AND kind = 'block_lifted'",
    check,
  );
  expect(await keyring.open(message?.destination_sealed ?? "", `messages/${message?.id ?? ""}/sms/${check}`)).toBe(
    who.phone,
  );
  expect(
    await rows(
      "SELECT note ->> '$.title' AS title FROM ticket_notes WHERE kind = 'lifted' AND ticket_id = ?",
      who.ticket,
    ),
  ).toEqual([{ title: "Block lifted" }]);
  expect(await rows("SELECT action, subject FROM audit WHERE actor = ?", agent.id)).toEqual([
    { action: "block.lifted", subject: who.person },
  ]);
  const page = await readPerson(sendDeps(), agent, who.person);
  expect(page?.block).toMatchObject({ liftable: [], lifts: [{ what: "report", by: agent.name }] });
  expect(await lift(who, agent)).toBe("lift.nothing");
});

it("is one lift, however often the press comes while the guard does not answer", async () => {
  const { who } = await reported();
  const agent = newAgent();
  const base = sendDeps();
  const away = { ...base, guards: { ...base.guards, lift: () => Promise.reject(new Error("away")) } };
  await expect(liftBlock(away, { ...COLLEAGUE, agent, id: who.person })).rejects.toThrow("away");
  expect(await lift(who, agent)).toBe("lifted");
  expect(await liftsOf(who)).toHaveLength(1);
  expect(await rows("SELECT id FROM audit WHERE actor = ?", agent.id)).toHaveLength(1);
});

it("is no matter of whom it is of, nor after their row was changed by SQL", async () => {
  const { who } = await reported();
  const own = { ...newAgent(), email: who.email };
  expect(await lift(who, own)).toBe("lift.own_account");
  await env.DB.prepare("UPDATE people SET email = 'else@desk.test' WHERE id = ?").bind(who.person).run();
  expect(await lift(who, own)).toBe("person.changed");
  expect(await liftsOf(who)).toEqual([]);
});

it("bars whoever lifted from the next lift, from sending and from taking over", async () => {
  const { who } = await reported();
  const agent = newAgent();
  expect(await lift(who, agent)).toBe("lifted");
  const send = (by: AgentRecord) => sendVerification(sendDeps(), { agent: by, agentSide: {}, request: formFor(who) });
  expect(await send(agent)).toMatchObject({ error: { code: "guard.lifted_by_agent" } });
  const sent = await send(newAgent());
  if (!sent.ok) throw new Error(sent.error.code);
  await drained(env.VERIFICATION_SESSION.getByName(sent.value.id));
  expect(await takeOver(sendDeps(), { agent, id: sent.value.id, reason: "She is off" })).toMatchObject({
    error: { code: "guard.lifted_by_agent" },
  });
  await sendDeps().guards.fence({ personId: who.person }, Date.now() + 2 * HOUR_MS);
  expect(await lift(who, agent, { idempotencyKey: "another" })).toBe("lift.again");
  // The very press of before lifts nothing that came since.
  expect(await lift(who, agent)).toBe("lift.again");
  expect(await lift(who, newAgent(), { idempotencyKey: "another" })).toBe("lifted");
});

it("and taking over at one moment: one of them is refused", async () => {
  const { who } = await reported();
  expect(await lift(who, newAgent())).toBe("lifted");
  const sent = await sendVerification(sendDeps(), { agent: newAgent(), agentSide: {}, request: formFor(who) });
  if (!sent.ok) throw new Error(sent.error.code);
  await drained(env.VERIFICATION_SESSION.getByName(sent.value.id));
  await sendDeps().guards.fence({ personId: who.person }, Date.now() + 2 * HOUR_MS);
  const agent = newAgent();
  const [one, other] = await Promise.all([
    lift(who, agent, { idempotencyKey: "now" }),
    takeOver(sendDeps(), { agent, id: sent.value.id, reason: "She is off" }),
  ]);
  expect([one === "lifted", other.ok].filter(Boolean)).toHaveLength(1);
  await drained(env.VERIFICATION_SESSION.getByName(sent.value.id));
  const { lease, liftedBy } = await sendDeps().guards.state(who.person, Date.now());
  expect(liftedBy.includes(agent.id)).toBe(lease?.agentId !== agent.id);
});

it("tells security, in the transaction of the lift", async () => {
  const { who } = await reported();
  const base = sendDeps();
  const told = { ...base, security: { ...base.security, channels: ["mail" as const] } };
  const result = await liftBlock(told, { ...COLLEAGUE, agent: newAgent(), id: who.person });
  expect(result.ok).toBe(true);
  expect(await rows("SELECT recipient FROM desk_mails WHERE kind = 'block_lifted'")).toEqual([
    { recipient: "security:mail" },
  ]);
});

it("shows on Delivery what did not tell the person: it is sent again, and nobody gives it up", async () => {
  const { who, check } = await reported();
  const agent = newAgent();
  expect(await lift(who, agent)).toBe("lifted");
  await env.DB.prepare("UPDATE messages SET status = 'failed' WHERE kind = 'block_lifted' AND verification_id = ?")
    .bind(check)
    .run();
  const item = async (by: AgentRecord) => {
    const { items } = await readDelivery(sendDeps(), by);
    return items.find(({ kind, verificationId }) => kind === "message" && verificationId === check);
  };
  expect(await item(agent)).toMatchObject({ status: "failed", mayDiscard: false });
  const another = newAgent();
  const failed = await item(another);
  expect(failed).toMatchObject({ mayDiscard: false, mayRetry: true });
  expect(await retryDelivery(sendDeps(), { agent: another, kind: "message", id: failed?.id ?? "" })).toMatchObject({
    ok: true,
  });
  // It is listed no longer than it is of use.
  await env.DB.prepare("UPDATE messages SET status = 'failed', not_after = ? WHERE id = ?")
    .bind(Date.now() - HOUR_MS, failed?.id)
    .run();
  expect(await item(another)).toBeUndefined();
});

it("is refused to whoever sent the check, took it over, or was refused one since, and to the person", async () => {
  const { who, sender, check } = await reported();
  const refused = newAgent();
  await sendVerification(sendDeps(), { agent: refused, agentSide: {}, request: formFor(who) });
  expect(await lift(who, refused)).toBe("lift.own_checks");
  expect(await lift(who, sender)).toBe("lift.own_checks");
  // The check is a colleague's by now: who sent it stays a part of it.
  await env.DB.prepare("UPDATE verifications SET referrer_id = 'agt_another1' WHERE id = ?").bind(check).run();
  await attested("verifications", "id", check);
  expect(await lift(who, sender)).toBe("lift.own_checks");
  expect(await lift(who, { ...newAgent(), email: who.email })).toBe("lift.own_account");
  expect((await readPerson(sendDeps(), sender, who.person))?.block).toMatchObject({
    liftable: ["report"],
    notYours: "lift.own_checks",
  });
  expect(await liftsOf(who)).toEqual([]);
});

it("counts a call back to a phone on record, lately, and no other", async () => {
  const { who } = await reported();
  const called = (contactId: string, minutesAgo: number) =>
    lift(who, newAgent(), { way: { type: "callback", contactId, minutesAgo } });
  expect(await called("con_somebody1", 1)).toBe("lift.no_call_back");
  expect(await called((await requesterOf()).contact, 1)).toBe("lift.no_call_back");
  expect(await called(who.contact, 61)).toBe("lift.no_call_back");
  // Before the report: who called then cannot have been asked about it.
  expect(await called(who.contact, 5)).toBe("lift.no_call_back");
  expect(await liftsOf(who)).toEqual([]);
  expect(await called(who.contact, 0)).toBe("lifted");
  expect(await liftsOf(who)).toEqual([{ what: "report", called: "x", reason: COLLEAGUE.reason }]);
});

it("waits until the check behind it is written, and lifts nothing that is not there", async () => {
  const who = await requesterOf();
  expect(await lift(who, newAgent())).toBe("lift.nothing");
  await sendDeps().guards.fence({ personId: who.person }, Date.now() + HOUR_MS);
  expect(await lift(who, newAgent())).toBe("lift.too_early");
  expect(await lift(who, newAgent(), { what: "used_up" })).toBe("lift.nothing");
});
