/** Sending: pressed twice, pressed again much later, pressed by many. */
import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { personId } from "../../core/kit/ids.ts";
import type { SendRequest } from "../../contract/console/send.ts";
import { addAgent } from "../../../test/support/worker-agent.ts";
import { attested, rows, stored } from "../../../test/support/worker-fixture.ts";
import { StandInTarget } from "../../../test/support/stand-in-target.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import {
  addAccount,
  formFor,
  newAgent,
  requesterOf,
  sendDeps,
  type TicketRequester,
} from "../../../test/support/worker-send-form.ts";
import type { Deps } from "../deps.ts";
import { readSendPage } from "./send-page.ts";
import { sendVerification } from "./send-verification.ts";

const AGENT = newAgent();

const ready = (change: Partial<Deps> = {}): Deps => ({ ...sendDeps(), ...change });

const send = (request: SendRequest, change: Partial<Deps> = {}, by = AGENT) =>
  sendVerification(ready(change), { agent: by, agentSide: {}, request });

const unreachable = (): never => {
  throw new Error("the object is out of reach");
};

const checksOf = (ticket: string) => rows("SELECT id FROM verifications WHERE ticket_id = ?", ticket);
const stateOf = (person: string) => env.SUBJECT_GUARD.getByName(`person:${person}`).state(Date.now());

async function sent(request: SendRequest, by = AGENT) {
  const reply = await send(request, {}, by);
  if (!reply.ok) {
    throw new Error(JSON.stringify(reply.error));
  }
  return reply.value.id;
}

beforeAll(fillDirectory);

describe("what the requester does in the portal after a pass", () => {
  const targets = new StandInTarget().targets;
  const targetOf = async (request: SendRequest, change: Partial<Deps> = {}) => {
    const reply = await send(request, change, newAgent());
    return reply.ok ? (await stored(env.VERIFICATION_SESSION.getByName(reply.value.id)))?.session.actionTarget : reply;
  };

  it("is named when the link is sent, with the account that is acted on", async () => {
    const own = await requesterOf();
    expect(await targetOf(formFor(own), { actionTargets: targets })).toEqual({
      name: "directory",
      label: "Company directory",
      subject: { userName: own.email, email: own.email },
    });
    const withId = async () => {
      const one = await requesterOf();
      await env.DB.prepare("UPDATE people SET external_id = ? WHERE id = ?").bind(`E-${one.person}`, one.person).run();
      await attested("people", "id", one.person);
      return one;
    };
    const known = await withId();
    expect(await targetOf(formFor(known), { actionTargets: targets })).toMatchObject({
      subject: { externalId: `E-${known.person}`, userName: known.email },
    });
    const other = await withId();
    const accountId = await addAccount(other.person);
    expect(await targetOf({ ...formFor(other), accountId }, { actionTargets: targets })).toEqual({
      name: "directory",
      label: "Company directory",
      subject: { userName: "adm-grace", email: "" },
    });
  });

  it("is nothing where no system does it, or an agent has to", async () => {
    expect(await targetOf(formFor(await requesterOf()))).toBeUndefined();
    expect(await targetOf(formFor(await requesterOf("identity_check")), { actionTargets: targets })).toBeUndefined();
    const { config } = sendDeps();
    const CATEGORIES = Object.fromEntries(
      Object.entries(config.CATEGORIES).map(([name, policy]) => [name, { ...policy, agentActs: true }]),
    );
    const agentActs = { actionTargets: targets, config: { ...config, CATEGORIES } };
    expect(await targetOf(formFor(await requesterOf()), agentActs)).toBeUndefined();
  });
});

describe("one form", () => {
  it("pressed ten times at once is one check, one message, one start", async () => {
    const who = await requesterOf();
    const request = formFor(who);
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(request)));
    const ids = new Set(replies.map((reply) => (reply.ok ? reply.value.id : JSON.stringify(reply.error))));
    expect(ids.size).toBe(1);
    expect(await checksOf(who.ticket)).toEqual([{ id: [...ids][0] }]);
    expect(await rows("SELECT id FROM messages WHERE verification_id = ?", [...ids][0])).toHaveLength(1);
    expect((await stateOf(who.person)).startsToday).toBe(1);
  });

  it("pressed again after the check ended gives the same check and blocks nobody", async () => {
    const who = await requesterOf();
    const request = formFor(who);
    const id = await sent(request);
    const stub = env.VERIFICATION_SESSION.getByName(id);
    await stub.apply({ type: "agent.cancelled", actor: { id: AGENT.id, name: AGENT.name } });
    await vi.waitFor(async () => expect((await stateOf(who.person)).lease).toBeUndefined());
    expect(await send(request)).toEqual({ ok: true, value: { id } });
    expect((await stateOf(who.person)).lease).toBeUndefined();
    expect((await stored(stub))?.session.status).toBe("cancelled");
    expect(await checksOf(who.ticket)).toHaveLength(1);
    // The next form is a new check.
    expect(await sent(formFor(who))).not.toBe(id);
  });

  it("that was cut off before its check was made is finished under its own id", async () => {
    const who = await requesterOf();
    const request = formFor(who);
    await expect(
      send(request, {
        session: unreachable,
      }),
    ).rejects.toThrow("out of reach");
    expect(await checksOf(who.ticket)).toEqual([]);
    const id = await sent(request);
    expect((await stateOf(who.person)).lease?.verificationId).toBe(id);
    expect((await stateOf(who.person)).startsToday).toBe(1);
  });

  it("with other values under its key is refused", async () => {
    const request = formFor(await requesterOf());
    await sent(request);
    expect(await send({ ...request, callerOnLine: true })).toEqual({ ok: false, error: { code: "send.conflict" } });
  });
});

describe("a press that was cut off between the person's lease and the check", () => {
  const MINUTE = 60_000;
  const cutOff = { session: unreachable } as const;
  let me = AGENT;

  beforeEach(() => {
    me = newAgent();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE);

  /** A press whose request stands still before its check is made, and how it goes on. */
  async function stalled(request: SendRequest) {
    const gate = Promise.withResolvers<undefined>();
    const reached = Promise.withResolvers<undefined>();
    const base = ready();
    const session: Deps["session"] = (id) => ({
      ...base.session(id),
      create: async (made) => {
        reached.resolve(undefined);
        await gate.promise;
        return base.session(id).create(made);
      },
    });
    const reply = send(request, { session }, me);
    await reached.promise;
    const [claimed] = await rows<{ verification_id: string }>(
      "SELECT verification_id FROM send_requests WHERE idempotency_key = ?",
      request.idempotencyKey,
    );
    return {
      id: claimed?.verification_id ?? "",
      goOn: () => {
        gate.resolve(undefined);
        return reply;
      },
    };
  }

  it("blocks the person for two minutes and no longer", async () => {
    const who = await requesterOf();
    await expect(send(formFor(who), cutOff, me)).rejects.toThrow("out of reach");
    later(2 - 1 / MINUTE);
    expect(await send(formFor(who), {}, newAgent())).toMatchObject({ ok: false, error: { code: "guard.open" } });
    later(1 / MINUTE);
    expect((await send(formFor(who), {}, newAgent())).ok).toBe(true);
  });

  it("is finished by the same press after that, as the same start", async () => {
    const who = await requesterOf();
    const request = formFor(who);
    await expect(send(request, cutOff, me)).rejects.toThrow("out of reach");
    later(3);
    const id = await sent(request, me);
    expect(await stateOf(who.person)).toMatchObject({ lease: { verificationId: id }, startsToday: 1 });
  });

  it("does not open a second check when it goes on after another agent has sent", async () => {
    const who = await requesterOf();
    const slow = await stalled(formFor(who));
    later(2);
    const other = newAgent();
    const quick = await send(formFor(who), {}, other);
    const id = quick.ok ? quick.value.id : "";
    expect(await slow.goOn()).toMatchObject({
      ok: false,
      error: { code: "guard.open", lease: { verificationId: id, agentId: other.id } },
    });
    expect(await checksOf(who.ticket)).toEqual([{ id }]);
    expect(await rows("SELECT id FROM messages WHERE verification_id = ?", slow.id)).toEqual([]);
    const left = env.VERIFICATION_SESSION.getByName(slow.id);
    expect(await stored(left)).toBeUndefined();
    expect(await runDurableObjectAlarm(left)).toBe(false);
    expect((await stateOf(who.person)).lease?.verificationId).toBe(id);
  });

  it("goes on when nobody came in between", async () => {
    const who = await requesterOf();
    const slow = await stalled(formFor(who));
    later(30);
    expect(await slow.goOn()).toEqual({ ok: true, value: { id: slow.id } });
    expect(await send(formFor(who), {}, newAgent())).toMatchObject({ ok: false, error: { code: "guard.open" } });
  });

  it("that was refused may be pressed again once the person is free", async () => {
    const who = await requesterOf();
    const request = formFor(who);
    const slow = await stalled(request);
    later(2);
    const quick = await sent(formFor(who), me);
    expect((await slow.goOn()).ok).toBe(false);
    const stub = env.VERIFICATION_SESSION.getByName(quick);
    await stub.apply({ type: "agent.cancelled", actor: { id: me.id, name: me.name } });
    await vi.waitFor(async () => expect((await stateOf(who.person)).lease).toBeUndefined());
    expect((await send(request, {}, me)).ok).toBe(true);
  });

  it("is no matter once the check exists: it keeps the person until its end", async () => {
    const who = await requesterOf();
    const id = await sent(formFor(who), me);
    for (const minutes of [3, 6]) {
      later(minutes);
      expect(await send(formFor(who), {}, newAgent())).toMatchObject({
        ok: false,
        error: { code: "guard.open", lease: { verificationId: id } },
      });
    }
    const stub = env.VERIFICATION_SESSION.getByName(id);
    await stub.apply({ type: "agent.cancelled", actor: { id: me.id, name: me.name } });
    await vi.waitFor(async () => expect((await stateOf(who.person)).lease).toBeUndefined());
    expect((await send(formFor(who), {}, newAgent())).ok).toBe(true);
  });
});

describe("one person", () => {
  it("has one open check: the second agent is told whose it is, and may press again later", async () => {
    const who = await requesterOf();
    const id = await sent(formFor(who));
    const second = formFor(who);
    const other = newAgent();
    expect(await send(second, {}, other)).toMatchObject({
      ok: false,
      error: { code: "guard.open", lease: { verificationId: id, agentName: "Dana Cole" } },
    });
    const stub = env.VERIFICATION_SESSION.getByName(id);
    await stub.apply({ type: "agent.cancelled", actor: { id: AGENT.id, name: AGENT.name } });
    await vi.waitFor(async () => expect((await stateOf(who.person)).lease).toBeUndefined());
    expect((await send(second, {}, other)).ok).toBe(true);
  });

  it("is fenced after a report", async () => {
    const who = await requesterOf();
    await env.SUBJECT_GUARD.getByName(`person:${who.person}`).fence(Date.now() + 3_600_000);
    expect(await send(formFor(who))).toMatchObject({ ok: false, error: { code: "guard.fenced" } });
    expect(await checksOf(who.ticket)).toEqual([]);
  });
});

describe("a refusal costs nobody anything", () => {
  /** What a press can use up: of the person, of the agent, and of the form. */
  const usedUp = async (person: string, agent: string) => ({
    person: await stateOf(person),
    agent: (await env.SUBJECT_GUARD.getByName(`agent:${agent}`).state(Date.now())).startsToday,
    forms: await rows("SELECT idempotency_key FROM send_requests WHERE agent_id = ?", agent),
  });

  it("of an agent over the limit, however often it is pressed: the person can be checked by a colleague", async () => {
    const busy = newAgent();
    for (let sends = 0; sends < 10; sends += 1) {
      await sent(formFor(await requesterOf()), busy);
    }
    const who = await requesterOf();
    const before = await usedUp(who.person, busy.id);
    for (let press = 0; press < 6; press += 1) {
      expect(await send(formFor(who), {}, busy)).toEqual({ ok: false, error: { code: "agent.too_many" } });
    }
    expect(await usedUp(who.person, busy.id)).toEqual(before);
    expect((await send(formFor(who), {}, newAgent())).ok).toBe(true);
  });

  it.each([
    ["the person has an open check", async (who: TicketRequester) => void (await sent(formFor(who), newAgent()))],
    [
      "the person is fenced",
      async ({ person }: TicketRequester) =>
        env.SUBJECT_GUARD.getByName(`person:${person}`).fence(Date.now() + 3_600_000),
    ],
    [
      "the person's day is used up",
      async (who: TicketRequester) => {
        for (let check = 0; check < 5; check += 1) {
          const stub = env.VERIFICATION_SESSION.getByName(await sent(formFor(who), newAgent()));
          await stub.apply({ type: "agent.cancelled", actor: { id: AGENT.id, name: AGENT.name } });
          await vi.waitFor(async () => expect((await stateOf(who.person)).lease).toBeUndefined());
        }
      },
    ],
  ])("when %s", async (_when, bring) => {
    const [who, agent] = [await requesterOf(), newAgent()];
    await bring(who);
    const before = await usedUp(who.person, agent.id);
    expect((await send(formFor(who), {}, agent)).ok).toBe(false);
    expect(await usedUp(who.person, agent.id)).toEqual(before);
  });

  it("when the check itself is refused", async () => {
    const [who, agent] = [await requesterOf(), newAgent()];
    const before = await usedUp(who.person, agent.id);
    const base = ready();
    const lease = { verificationId: newVerificationId(), ticketNumber: "", agentId: agent.id, agentName: "" };
    const session: Deps["session"] = (id) => ({
      ...base.session(id),
      create: async () => ({ ok: false, error: { code: "guard.open", lease } }),
    });
    expect(await send(formFor(who), { session }, agent)).toMatchObject({ ok: false, error: { code: "guard.open" } });
    expect(await usedUp(who.person, agent.id)).toEqual(before);
  });

  it("when the form's key stands for another form", async () => {
    const [who, agent] = [await requesterOf(), newAgent()];
    const request = formFor(who);
    await sent(request, agent);
    const before = await usedUp(who.person, agent.id);
    expect(await send({ ...request, callerOnLine: true }, {}, agent)).toMatchObject({ ok: false });
    expect(await usedUp(who.person, agent.id)).toEqual(before);
  });
});

describe("nobody is checked", () => {
  it.each([
    ["of an unknown ticket", { ticketId: "tkt_unknown00" }, "ticket.unknown"],
    ["of a ticket id that is none", { ticketId: "'; DROP TABLE tickets" }, "ticket.unknown"],
    [
      "at a contact of somebody else",
      { destination: { type: "contact", contactId: "con_unknown00" } },
      "contact.unknown",
    ],
    [
      "at a number that is none",
      { destination: { type: "sms", country: "GB", number: "12", reason: "new phone" } },
      "destination.invalid",
    ],
  ] as const)("%s", async (_name, change, code) => {
    const request = { ...formFor(await requesterOf()), ...change } as SendRequest;
    expect(await send(request)).toMatchObject({ ok: false, error: { code } });
  });

  it("by what the ticket's category asked for once: Send and its page go by the settings of now", async () => {
    const who = await requesterOf();
    await env.DB.prepare("UPDATE tickets SET category = 'Needs none' WHERE id = ?").bind(who.ticket).run();
    const refused = { ok: false, error: { code: "send.refused", problem: "category_needs_none" } };
    expect(await send(formFor(who))).toEqual(refused);
    expect(await readSendPage(sendDeps(), AGENT, { ticketId: who.ticket })).toMatchObject({
      problem: "category_needs_none",
    });
  });

  it("who is the agent himself", async () => {
    const who = await requesterOf();
    const reply = await send(formFor(who), {}, { ...AGENT, personId: personId.parse(who.person) });
    expect(reply).toEqual({ ok: false, error: { code: "send.refused", problem: "requester_is_agent" } });
  });
});

describe("one mailbox in several spellings", () => {
  const typed = (who: TicketRequester, address: string): SendRequest => ({
    ...formFor(who),
    destination: { type: "email", address, reason: "Lost phone" },
  });
  /** Sent for one somebody after another, until the facts of one, as drawn for that person, are enough for a typed address. */
  // Somebody who could approve it: without one no check to an address that is typed can pass.
  beforeAll(async () => void (await addAgent()));

  async function sentTo(address: string) {
    for (let tries = 0; tries < 20; tries += 1) {
      const who = await requesterOf();
      const reply = await send(typed(who, address), {}, newAgent());
      if (reply.ok) {
        return { ...who, stub: env.VERIFICATION_SESSION.getByName(reply.value.id) };
      }
      expect(reply.error).toEqual({ code: "send.refused", problem: "too_few_facts" });
    }
    throw new Error("nobody is known by enough facts");
  }

  it("is one for the signal, and the mail goes to what was typed", async () => {
    const seen = [];
    for (const address of ["one.inbox@gmail.com", "oneinbox+2@gmail.com", "o.n.e.inbox@googlemail.com"]) {
      const { stub } = await sentTo(address);
      seen.push((await stored(stub))?.session.destination);
    }
    expect(seen.map((destination) => destination?.usedForOthers)).toEqual([0, 1, 2]);
    expect(new Set(seen.map((destination) => destination?.tag)).size).toBe(3);
  });

  it("is one for the block after a report", async () => {
    const { stub, person } = await sentTo("fenced.box+a@gmail.com");
    await stub.apply({
      type: "report.confirmed",
      observation: { linkNumber: 1, headers: {}, network: { at: Date.now() } },
    });
    await vi.waitFor(async () => expect((await stateOf(person)).lease).toBeUndefined());
    expect(await send(typed(await requesterOf(), "fencedbox@gmail.com"), {}, newAgent())).toEqual({
      ok: false,
      error: { code: "guard.destination_fenced" },
    });
    await sentTo("fencedbox@example.org");
  });
});
