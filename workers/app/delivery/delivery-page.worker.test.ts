/** What did not go out is seen with its reason, tried again, or given up by name; and not by whoever it speaks of. */
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { insertNote } from "../../adapters/d1/tickets.ts";
import { agentId, messageId, noteId, ticketId, type VerificationId } from "../../core/kit/ids.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import { DEFAULT_LIMITS } from "../../core/policy/policy.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import { deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { discardDelivery, readDelivery, retryDelivery } from "./delivery-page.ts";

const agent = (change: Partial<AgentRecord> = {}): AgentRecord => ({
  id: agentId.parse(`agt_${fresh()}`),
  email: "lee@aldermoor.test",
  name: "Lee Park",
  role: "agent",
  active: true,
  ...change,
});

async function check(status: "created" | "passed" = "created"): Promise<Session> {
  const base = inStatus(status);
  const session: Session = {
    ...base,
    id: newVerificationId(),
    ticket: { ...base.ticket, id: ticketId.parse(`tkt_${fresh()}`) },
    message: { ...base.message, id: messageId.parse(`msg_${fresh()}`) },
  };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  await env.DB.prepare(
    `INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status, closed, created_at, updated_at)
     VALUES (?, 'main', ?, ?, 1, 'x', 'x', 'x', 'open', 0, 1, 1)`,
  )
    .bind(session.ticket.id, fresh(), session.ticket.number)
    .run();
  return session;
}

async function parkedNote(session: Session, kind: "sent" | "outcome"): Promise<string> {
  const id = noteId.parse(`not_${fresh()}`);
  const note = { key: id, title: "Verification Outcome: Passed", lines: [], fields: [] };
  await insertNote(
    { db: env.DB, macs: keyring.rows },
    { id, ticketId: session.ticket.id, verificationId: session.id, kind, note, at: 1 },
  ).run();
  await deps().notes.failed(id, { problem: "peer.rejected", nextAt: 0, refused: true, parked: true });
  return id;
}

async function failedMessage(session: Session, notAfter = Date.now() + MINUTE_MS): Promise<string> {
  await env.DB.prepare(
    `INSERT INTO messages (id, verification_id, kind, link_number, channel, destination_sealed, locale, created_at, not_after, status, attempts, next_at, problem)
     VALUES (?, ?, 'link', 1, 'sms', 'x', 'en', 1, ?, 'failed', 6, 0, 'country_off')`,
  )
    .bind(session.message.id, session.id, notAfter)
    .run();
  return session.message.id;
}

const found = async (id: string, by = agent()) => (await readDelivery(deps(), by)).items.find((item) => item.id === id);
const audited = (id: VerificationId) =>
  rows<{ actor: string; action: string }>("SELECT actor, action FROM audit WHERE subject = ? ORDER BY id", id);

describe("a parked note", () => {
  it("is listed in words and goes out again by one press", async () => {
    const session = await check();
    const id = await parkedNote(session, "sent");
    expect(await found(id)).toMatchObject({
      kind: "note",
      status: "failed",
      reason: "the ticket system refused the note",
      ticketNumber: session.ticket.number,
      verificationId: session.id,
      mayRetry: true,
      mayDiscard: true,
    });
    vi.mocked(env.NOTE_QUEUE.sendBatch).mockClear();
    const lee = agent();
    expect(await retryDelivery(deps(), { agent: lee, kind: "note", id })).toMatchObject({ ok: true });
    expect(await found(id)).toMatchObject({ status: "waiting" });
    expect(await found(id)).not.toHaveProperty("nextAt");
    const [claimed] = [await deps().notes.claimNext(session.ticket.id, Date.now(), MINUTE_MS)];
    // Tried before: the key is looked for, so that it is not written twice.
    expect(claimed).toMatchObject({ id, attempts: 1 });
    expect(vi.mocked(env.NOTE_QUEUE.sendBatch)).toHaveBeenCalledTimes(1);
    expect(await audited(session.id)).toEqual([{ actor: lee.id, action: "delivery.retried" }]);
  });

  it("that tells the outcome is not discarded by who sent the check, and by others only by name", async () => {
    const session = await check("passed");
    const id = await parkedNote(session, "outcome");
    const sender = agent({ id: session.agent.id, role: "admin" });
    expect((await found(id, sender))?.mayDiscard).toBe(false);
    const act = { kind: "note", id, reason: "Ticket is gone" };
    expect(await discardDelivery(deps(), { ...act, agent: sender })).toEqual({
      ok: false,
      error: { code: "delivery.not_allowed" },
    });
    expect(await found(id)).toBeDefined();
    const kim = agent({ name: "Kim Lee" });
    expect(await discardDelivery(deps(), { ...act, agent: kim })).toMatchObject({ ok: true });
    expect(await found(id)).toBeUndefined();
    expect(await deps().deliveryItems.discardedOf(session.id)).toEqual([
      { kind: "note", agentName: "Kim Lee", reason: "Ticket is gone", at: expect.any(Number) },
    ]);
    expect((await deps().notes.forTicket(session.ticket.id))[0]?.status).toBe("discarded");
    expect(await deps().notes.claimNext(session.ticket.id, Date.now(), MINUTE_MS)).toBeUndefined();
    expect(await discardDelivery(deps(), { ...act, agent: kim })).toEqual({
      ok: false,
      error: { code: "delivery.unknown" },
    });
  });
});

describe("a failed message", () => {
  it("says whose fault it is, and goes out again while its link lives", async () => {
    const session = await check();
    const id = await failedMessage(session);
    expect(await found(id)).toMatchObject({ fault: "account", what: "sms", mayRetry: true });
    expect((await found(id))?.reason).toContain("switched off in our own account");
    await retryDelivery(deps(), { agent: agent(), kind: "message", id });
    expect(await deps().messages.claim(messageId.parse(id), Date.now(), MINUTE_MS)).toMatchObject({ attempts: 1 });
  });

  it("is not revived when its link has run out", async () => {
    const id = await failedMessage(await check(), Date.now() - 1);
    expect(await retryDelivery(deps(), { agent: agent(), kind: "message", id })).toEqual({
      ok: false,
      error: { code: "delivery.not_allowed" },
    });
  });

  it("counts as one that its agent sends, and a colleague's press does not", async () => {
    const id = await failedMessage(await check());
    const lee = agent();
    const press = async (by: AgentRecord) => {
      await env.DB.prepare("UPDATE messages SET status = 'failed', attempts = 6 WHERE id = ?").bind(id).run();
      return retryDelivery(deps(), { agent: by, kind: "message", id });
    };
    for (let presses = 0; presses < DEFAULT_LIMITS.startsPerAgentPerTenMinutes; presses += 1) {
      expect(await press(lee)).toMatchObject({ ok: true });
    }
    expect(await press(lee)).toEqual({ ok: false, error: { code: "agent.too_many" } });
    expect(await found(id)).toMatchObject({ status: "failed", attempts: 6 });
    expect(await press(agent())).toMatchObject({ ok: true });
  });

  it("of a check that has ended is nothing to do", async () => {
    const id = await failedMessage(await check("passed"));
    expect(await found(id)).toBeUndefined();
  });
});

describe("what a replaced contact was to be told", () => {
  async function untold(change: { problem?: string; notAfter?: number; status?: string } = {}): Promise<string> {
    const { problem = "number_unknown", notAfter = Date.now() + MINUTE_MS, status = "failed" } = change;
    const id = `msg_${fresh()}`;
    await env.DB.prepare(
      `INSERT INTO messages (id, verification_id, person_id, kind, link_number, channel, destination_sealed, locale, created_at, not_after, status, attempts, next_at, problem)
       VALUES (?, '', 'per_gone00001', 'contact_replaced', 0, 'sms', 'x', 'en', ?, ?, ?, 1, 0, ?)`,
    )
      .bind(id, Date.now(), notAfter, status, problem)
      .run();
    return id;
  }
  const listed = async (by = agent({ role: "admin" })) =>
    (await readDelivery(deps(), by)).items.filter(({ what }) => what === "contact_replaced_sms");
  const statuses = (ids: readonly string[]) =>
    rows("SELECT status, attempts FROM messages WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(ids));

  it("is one line for each reason while it is of use, and an admin sends all of it again", async () => {
    await env.DB.prepare("DELETE FROM messages WHERE kind = 'contact_replaced'").run();
    const ids = await Promise.all(Array.from({ length: 3 }, () => untold()));
    const other = await untold({ problem: "phone_off" });
    await untold({ notAfter: Date.now() - MINUTE_MS * 2 });
    expect((await listed()).map(({ total, mayRetry, mayDiscard }) => [total, mayRetry, mayDiscard])).toEqual(
      expect.arrayContaining([
        [3, true, false],
        [undefined, true, false],
      ]),
    );
    expect(await listed()).toHaveLength(2);
    expect((await listed(agent())).some(({ mayRetry }) => mayRetry)).toBe(false);
    const line = (await listed()).find(({ total }) => total === 3);
    const act = { kind: "message", id: line?.id ?? "" };
    expect(await retryDelivery(deps(), { ...act, agent: agent() })).toMatchObject({ ok: false });
    expect(await retryDelivery(deps(), { ...act, agent: agent({ role: "admin" }) })).toMatchObject({ ok: true });
    expect(await statuses(ids)).toEqual(ids.map(() => ({ status: "waiting", attempts: 0 })));
    expect(await statuses([other])).toEqual([{ status: "failed", attempts: 1 }]);
  });

  it("goes by itself while it waits", async () => {
    await untold({ status: "waiting", problem: "account_refused" });
    expect(await listed()).toContainEqual(expect.objectContaining({ status: "waiting", mayRetry: false }));
  });
});

describe("whoever may only read", () => {
  it("sees all and may press nothing; nor may the person whom the check is of", async () => {
    const session = await check();
    const id = await parkedNote(session, "sent");
    const self = agent({ role: "admin", email: session.person.email.toUpperCase() });
    for (const reader of [agent({ role: "analyst" }), self]) {
      expect(await found(id, reader)).toMatchObject({ mayRetry: false, mayDiscard: false });
      expect(await retryDelivery(deps(), { agent: reader, kind: "note", id })).toMatchObject({ ok: false });
    }
  });
});

describe("a dead letter", () => {
  it("is put back by an admin, and one that cannot be read can only be discarded", async () => {
    const admin = agent({ role: "admin" });
    const session = await check();
    const [good, bad] = [`l_${fresh()}`, `l_${fresh()}`];
    const letter = { queue: "imper-edge-notes-dead", now: 1 };
    const body = JSON.stringify({ kind: "notes", id: session.ticket.id });
    await deps().deadLetters.add({ ...letter, id: good, body });
    await deps().deadLetters.add({ ...letter, id: bad, body: '{"kind":"odd"}' });
    expect(await found(good, agent())).toMatchObject({ mayRetry: false, mayDiscard: false });
    expect(await found(bad, admin)).toMatchObject({ mayRetry: false, mayDiscard: true });
    vi.mocked(env.NOTE_QUEUE.sendBatch).mockClear();
    await retryDelivery(deps(), { agent: admin, kind: "dead_letter", id: good });
    expect(vi.mocked(env.NOTE_QUEUE.sendBatch)).toHaveBeenCalledWith([{ body: JSON.parse(body) }]);
    expect(await found(good, admin)).toBeUndefined();
  });
});

describe("two at once", () => {
  it("leave a note that is being written to who writes it", async () => {
    const session = await check();
    const id = noteId.parse(`not_${fresh()}`);
    const note = { key: id, title: "Verification Outcome: Passed", lines: [], fields: [] };
    const { id: verificationId, ticket } = session;
    await insertNote(
      { db: env.DB, macs: keyring.rows },
      { id, ticketId: ticket.id, verificationId, kind: "outcome", note, at: 1 },
    ).run();
    const claim = () => deps().notes.claimNext(ticket.id, Date.now(), MINUTE_MS);
    expect(await claim()).toMatchObject({ id });
    expect(await retryDelivery(deps(), { agent: agent(), kind: "note", id })).toMatchObject({ ok: true });
    expect(await claim()).toBeUndefined();
  });

  it("give it up once, by the name of the first; one that waits anew is given up anew", async () => {
    const session = await check();
    const id = await parkedNote(session, "sent");
    const item = await deps().deliveryItems.find("note", id, Date.now());
    const give = (agentName: string, at: number) => {
      const by = agentId.parse(`agt_${fresh()}`);
      const entry = { at, actor: by, action: "delivery.discarded", subject: session.id, details: {} };
      return item && deps().deliveryItems.discard(item, { agentId: by, agentName, reason: "because", at }, entry);
    };
    const names = async () =>
      (await deps().deliveryItems.discardedOf(session.id)).map(({ agentName, at }) => `${agentName} ${String(at)}`);
    await give("Kim Lee", 1);
    await give("Ann Poe", 2);
    expect(await names()).toEqual(["Kim Lee 1"]);
    expect(await audited(session.id)).toHaveLength(1);
    await env.DB.prepare("UPDATE ticket_notes SET status = 'waiting' WHERE id = ?").bind(id).run();
    await give("Ann Poe", 3);
    expect(await names()).toEqual(["Ann Poe 3"]);
    expect(await audited(session.id)).toHaveLength(2);
  });
});

it.each([
  ["note", "not_absent0"],
  ["constructor", "x"],
  ["message", "'; DROP TABLE messages"],
])("%s %s is unknown", async (kind, id) => {
  const act = { agent: agent({ role: "admin" }), kind, id };
  expect(await retryDelivery(deps(), act)).toEqual({ ok: false, error: { code: "delivery.unknown" } });
  expect(await discardDelivery(deps(), { ...act, reason: "because" })).toMatchObject({ ok: false });
});
