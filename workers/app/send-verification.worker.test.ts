/** Sending: pressed twice, pressed again much later, pressed by many. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { agentId, contactId, personId, ticketId, type TicketId } from "../core/kit/ids.ts";
import { SAMPLE_FACTS } from "../core/questions/sample-person.ts";
import type { CategoryPolicy } from "../config.ts";
import type { SendRequest } from "../contract/console.ts";
import { deps, fresh, keyring, rows, stored } from "../../test/support/worker-fixture.ts";
import type { Deps } from "./deps.ts";
import { sendVerification } from "./send-verification.ts";
import type { AgentRecord } from "./stores.ts";

const CATEGORY = "Password reset";
const CATEGORIES: Record<string, CategoryPolicy> = { [CATEGORY]: { action: "password_reset", spokenCode: "never" } };

function agent(): AgentRecord {
  const id = agentId.parse(`agt_${fresh()}`);
  return { id, email: `${id}@desk.test`, name: "Dana Cole", role: "agent", active: true };
}

const AGENT = agent();

function ready(change: Partial<Deps> = {}): Deps {
  const base = deps();
  return { ...base, config: { ...base.config, CATEGORIES }, ...change };
}

/** A person with facts and a contact, and a ticket that names him. */
async function requester(): Promise<{ ticket: TicketId; contact: string; person: string }> {
  const person = personId.parse(`per_${fresh()}`);
  const contact = contactId.parse(`con_${fresh()}`);
  const ticket = ticketId.parse(`tkt_${fresh()}`);
  const email = `${person.toLowerCase()}@aldermoor.test`;
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO people (id, user_name, email, given_name, family_name, display_name, updated_at) VALUES (?, ?, ?, 'Grace', 'Mwangi', 'Grace Mwangi', 0)",
    ).bind(person, email, email),
    env.DB.prepare("INSERT INTO person_facts (person_id, document_sealed, updated_at) VALUES (?, ?, 0)").bind(
      person,
      await keyring.seal(JSON.stringify(SAMPLE_FACTS), `person_facts/${person}`),
    ),
    env.DB.prepare(
      "INSERT INTO person_contacts (id, person_id, channel, value_sealed, value_tag, masked, masked_plain, source, changed_at, baseline) VALUES (?, ?, 'sms', ?, ?, 'x', 'x', 'HR', 0, 1)",
    ).bind(
      contact,
      person,
      await keyring.seal("+447700900123", `person_contacts/${contact}`),
      await keyring.tag("destination", fresh()),
    ),
    env.DB.prepare(
      "INSERT INTO tickets (id, connection, external_id, number, revision, category, action, summary, description, status, closed, requester_email, created_at, updated_at) VALUES (?, 'main', ?, 'IR-0000039', 1, ?, 'password_reset', '', '', 'New', 0, ?, 0, 0)",
    ).bind(ticket, fresh(), CATEGORY, email),
  ]);
  return { ticket, contact, person };
}

const form = ({ ticket, contact }: { ticket: string; contact: string }): SendRequest => ({
  ticketId: ticket,
  destination: { type: "contact", contactId: contact },
  callerOnLine: false,
  idempotencyKey: fresh(),
});

const send = (request: SendRequest, change: Partial<Deps> = {}, by = AGENT) =>
  sendVerification(ready(change), { agent: by, agentSide: {}, request });

const checksOf = (ticket: string) => rows("SELECT id FROM verifications WHERE ticket_id = ?", ticket);
const stateOf = (person: string) => env.SUBJECT_GUARD.getByName(`person:${person}`).state(Date.now());

async function sent(request: SendRequest) {
  const reply = await send(request);
  if (!reply.ok) {
    throw new Error(JSON.stringify(reply.error));
  }
  return reply.value.id;
}

beforeAll(async () => {
  const values = (kind: string, names: readonly string[]) =>
    names.map((name) =>
      env.DB.prepare("INSERT INTO directory_values (kind, value, country) VALUES (?, ?, 'GB')").bind(kind, name),
    );
  await env.DB.batch([
    ...values(
      "group",
      Array.from({ length: 20 }, (_, index) => `Working party ${index}`),
    ),
    ...values("city", ["London", "Leeds", "Bristol", "Cardiff", "Glasgow", "York", "Bath", "Oxford", "Hull"]),
    ...values(
      "ticket_summary",
      Array.from({ length: 20 }, (_, index) => `Printer ${index} jams`),
    ),
  ]);
});

describe("one form", () => {
  it("pressed ten times at once is one check, one message, one start", async () => {
    const who = await requester();
    const request = form(who);
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(request)));
    const ids = new Set(replies.map((reply) => (reply.ok ? reply.value.id : JSON.stringify(reply.error))));
    expect(ids.size).toBe(1);
    expect(await checksOf(who.ticket)).toEqual([{ id: [...ids][0] }]);
    expect(await rows("SELECT id FROM messages WHERE verification_id = ?", [...ids][0])).toHaveLength(1);
    expect((await stateOf(who.person)).startsToday).toBe(1);
  });

  it("pressed again after the check ended gives the same check and blocks nobody", async () => {
    const who = await requester();
    const request = form(who);
    const id = await sent(request);
    const stub = env.VERIFICATION_SESSION.getByName(id);
    await stub.apply({ type: "agent.cancelled", actor: { id: AGENT.id, name: AGENT.name } });
    await vi.waitFor(async () => expect((await stateOf(who.person)).lease).toBeUndefined());
    expect(await send(request)).toEqual({ ok: true, value: { id } });
    expect((await stateOf(who.person)).lease).toBeUndefined();
    expect((await stored(stub))?.session.status).toBe("cancelled");
    expect(await checksOf(who.ticket)).toHaveLength(1);
    // The next form is a new check.
    expect(await sent(form(who))).not.toBe(id);
  });

  it("that was cut off before its check was made is finished under its own id", async () => {
    const who = await requester();
    const request = form(who);
    await expect(
      send(request, {
        session: () => {
          throw new Error("the object is out of reach");
        },
      }),
    ).rejects.toThrow("out of reach");
    expect(await checksOf(who.ticket)).toEqual([]);
    const id = await sent(request);
    expect((await stateOf(who.person)).lease?.verificationId).toBe(id);
    expect((await stateOf(who.person)).startsToday).toBe(1);
  });

  it("with other values under its key is refused", async () => {
    const request = form(await requester());
    await sent(request);
    expect(await send({ ...request, callerOnLine: true })).toEqual({ ok: false, error: { code: "send.conflict" } });
  });
});

describe("one person", () => {
  it("has one open check: the second agent is told whose it is, and may press again later", async () => {
    const who = await requester();
    const id = await sent(form(who));
    const second = form(who);
    const other = agent();
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
    const who = await requester();
    await env.SUBJECT_GUARD.getByName(`person:${who.person}`).fence(Date.now() + 3_600_000);
    expect(await send(form(who))).toMatchObject({ ok: false, error: { code: "guard.fenced" } });
    expect(await checksOf(who.ticket)).toEqual([]);
  });
});

it("an agent starts ten checks in ten minutes, and the refused person is free", async () => {
  const busy = agent();
  const people = await Promise.all(Array.from({ length: 11 }, requester));
  const codes: string[] = [];
  for (const who of people) {
    const reply = await send(form(who), {}, busy);
    codes.push(reply.ok ? "ok" : reply.error.code);
  }
  expect(codes).toEqual([...Array.from({ length: 10 }, () => "ok"), "agent.too_many"]);
  expect((await stateOf(people[10]?.person ?? "")).lease).toBeUndefined();
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
    const request = { ...form(await requester()), ...change } as SendRequest;
    expect(await send(request)).toMatchObject({ ok: false, error: { code } });
  });

  it("who is the agent himself", async () => {
    const who = await requester();
    const reply = await send(form(who), {}, { ...AGENT, personId: personId.parse(who.person) });
    expect(reply).toEqual({ ok: false, error: { code: "send.refused", problem: "requester_is_agent" } });
  });
});
