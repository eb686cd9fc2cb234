/** What security is told: once, gathered by mail, never lost, and only where somebody is set up to be told. */
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { personId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import type { SecurityCause, SecurityChannel } from "../../core/messages/security-notice.ts";
import { after, inStatus, observed } from "../../core/session/session.fixture.ts";
import { deps, drained, fresh, keyring, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import type { DeliveryProvider } from "../ports/delivery.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import { sweep } from "../upkeep/sweep.ts";
import { tellSecurity } from "./tell-security.ts";

const SECURITY = "soc@aldermoor.test";
const AWAY: PeerProblem = { code: "peer.unreachable", retryable: true, detail: "" };
const REFUSED: PeerProblem = { code: "peer.rejected", retryable: false, detail: "" };

interface World {
  readonly now: () => number;
  readonly mail?: DeliveryProvider["send"];
  readonly post?: () => Promise<Result<undefined, PeerProblem>>;
}

function world({
  now,
  mail = async () => ok({ providerMessageId: "x", status: "sent" }),
  post = async () => ok(),
}: World) {
  const [mails, posts] = [vi.fn(mail), vi.fn(post)];
  const ready = deps({
    clock: now,
    provider: () => ({ id: "fake", provider: { send: mails } }),
    security: { channels: ["mail", "webhook"], mailAddress: () => SECURITY, post: posts, probe: async () => ok() },
  });
  return { ready, mails, posts };
}

/** A check on record, of a person of its own unless given. */
async function check(person: PersonId = personId.parse(`per_${fresh()}`)) {
  const base = inStatus("created");
  const session = { ...base, id: newVerificationId(), person: { ...base.person, id: person } };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  return session;
}

async function notice(
  made: Awaited<ReturnType<typeof check>>,
  channels: readonly SecurityChannel[],
  at: number,
  cause: SecurityCause = "reported",
) {
  const subject = { verificationId: made.id, personId: made.person.id };
  await deps().notices.add(
    { key: `${made.id.slice(4)}_${fresh()}`, ...subject, cause, channels, at },
    { at, actor: "system", action: "security.test", subject: made.id, details: {} },
  );
}

const statuses = async (id: VerificationId) =>
  (await deps().notices.ofVerification(id)).map(({ channel, status }) => `${channel} ${status}`);

describe("by mail", () => {
  it("goes once for one person in ten minutes, and the next takes what came meanwhile", async () => {
    let now = Date.now();
    const { ready, mails } = world({ now: () => now });
    const first = await check();
    const [second, third] = [await check(first.person.id), await check(first.person.id)];
    await notice(first, ["mail"], now);
    await tellSecurity(ready, first.id);
    await notice(second, ["mail"], now + 1);
    await notice(third, ["mail"], now + 2);
    now += MINUTE_MS;
    await Promise.all([second, third].map(({ id }) => tellSecurity(ready, id)));
    expect(mails).toHaveBeenCalledTimes(1);
    expect(await statuses(second.id)).toEqual(["mail waiting"]);
    now += 10 * MINUTE_MS;
    await Promise.all([second, third].map(({ id }) => tellSecurity(ready, id)));
    expect(mails).toHaveBeenCalledTimes(2);
    const [content] = mails.mock.calls[1] ?? [];
    const text = content?.content.channel === "email" ? content.content.text.reveal() : "";
    expect(text).toContain(second.id);
    expect(text).toContain(third.id);
    expect(text).not.toContain(first.id);
    expect(await statuses(third.id)).toEqual(["mail sent"]);
  });

  it("does not wait for a mail about somebody else", async () => {
    const now = Date.now();
    const { ready, mails } = world({ now: () => now });
    const [one, other] = [await check(), await check()];
    await notice(one, ["mail"], now);
    await notice(other, ["mail"], now);
    await tellSecurity(ready, one.id);
    await tellSecurity(ready, other.id);
    expect(mails).toHaveBeenCalledTimes(2);
  });

  it("names nothing that the reader does not need", async () => {
    const now = Date.now();
    const { ready, mails } = world({ now: () => now });
    const made = await check();
    await notice(made, ["mail"], now);
    await tellSecurity(ready, made.id);
    const { content } = mails.mock.calls[0]?.[0] ?? {};
    const text = content?.channel === "email" ? content.text.reveal() + content.html.reveal() + content.subject : "";
    expect(text).toContain(made.person.name);
    expect(text).not.toContain(made.person.email);
    expect(text).not.toContain(made.destination.masked);
  });

  it("names whom the check is of, also where SQL named somebody else in its record", async () => {
    const now = Date.now();
    const { ready, mails } = world({ now: () => now });
    const made = await seed();
    const stub = stubOf(made);
    await stub.create(made);
    await drained(stub);
    await notice(made.session, ["mail"], now);
    await env.DB.prepare("UPDATE verifications SET requester_name = 'Somebody Else' WHERE id = ?")
      .bind(made.session.id)
      .run();
    await tellSecurity(ready, made.session.id);
    const { content } = mails.mock.calls[0]?.[0] ?? {};
    const text = content?.channel === "email" ? content.text.reveal() : "";
    expect(text).toContain(made.session.person.name);
    expect(text).not.toContain("Somebody Else");
  });

  it("is never sent to the person whom the check is of", async () => {
    const now = Date.now();
    const { ready, mails } = world({ now: () => now });
    const made = await check();
    await notice(made, ["mail"], now);
    const security = { ...ready.security, mailAddress: () => made.person.email.toUpperCase() };
    await tellSecurity({ ...ready, security }, made.id);
    expect(mails).not.toHaveBeenCalled();
    expect(await statuses(made.id)).toEqual(["mail failed"]);
  });
});

describe("what fails", () => {
  it("is tried again with the same id until it is told", async () => {
    let now = Date.now();
    let away = true;
    const { ready, posts } = world({ now: () => now, post: async () => (away ? err(AWAY) : ok()) });
    const made = await check();
    await notice(made, ["webhook"], now);
    expect((await tellSecurity(ready, made.id)).retryAfterSeconds).toBeGreaterThan(0);
    expect(await statuses(made.id)).toEqual(["webhook waiting"]);
    away = false;
    now += MINUTE_MS;
    await tellSecurity(ready, made.id);
    expect(await statuses(made.id)).toEqual(["webhook sent"]);
    const ids = posts.mock.calls.map((call) => (call as unknown as [string, { id: string }])[1].id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("for good is said, and what goes another way still goes", async () => {
    const now = Date.now();
    const { ready, posts } = world({ now: () => now, mail: async () => err(REFUSED) });
    const made = await check();
    await notice(made, ["mail", "webhook"], now);
    await tellSecurity(ready, made.id);
    await tellSecurity(ready, made.id);
    expect((await statuses(made.id)).sort()).toEqual(["mail failed", "webhook sent"]);
    expect(posts).toHaveBeenCalledTimes(1);
  });

  it("is taken up by the sweep when its consumer was lost", async () => {
    const now = Date.now();
    const made = await check();
    await notice(made, ["webhook"], now - 2 * MINUTE_MS);
    await deps().notices.claimNext(made.id, now - 2 * MINUTE_MS, { leaseMs: MINUTE_MS, gatherMs: MINUTE_MS });
    vi.mocked(env.DELIVERY_QUEUE.sendBatch).mockClear();
    await sweep(deps());
    const bodies = vi.mocked(env.DELIVERY_QUEUE.sendBatch).mock.calls.flatMap(([batch]) => [...batch]);
    expect(bodies.map(({ body }) => body)).toContainEqual({ kind: "security", id: made.id });
  });

  it("is told once by many consumers", async () => {
    const now = Date.now();
    const { ready, posts, mails } = world({ now: () => now });
    const made = await check();
    await notice(made, ["mail", "webhook"], now);
    await Promise.all(Array.from({ length: 10 }, () => tellSecurity(ready, made.id)));
    expect([posts.mock.calls.length, mails.mock.calls.length]).toEqual([1, 1]);
  });
});

describe("a check that is reported", () => {
  const reported = () => {
    const now = inStatus("sent");
    return { ...after(now, { type: "report.confirmed", observation: observed() }).session, id: newVerificationId() };
  };

  it("leaves a row for each way that is set up, once", async () => {
    const session = reported();
    const records = sessionRecords(env.DB, keyring, { securityChannels: ["mail", "on_call", "webhook"] });
    const batch = {
      session,
      pool: [],
      rows: [{ seq: 3, at: Date.now(), effect: { type: "security", cause: "reported" } as const }],
    };
    await records.write(batch);
    await records.write(batch);
    expect((await statuses(session.id)).sort()).toEqual(["mail waiting", "webhook waiting"]);
  });

  it("leaves none where nobody is set up, and no consumer is stuck", async () => {
    const made = await seed();
    const stub = stubOf(made);
    await stub.create(made);
    await stub.apply({ type: "report.confirmed", observation: observed() });
    await drained(stub);
    expect(await rows("SELECT id FROM security_notices WHERE verification_id = ?", made.session.id)).toEqual([]);
    expect(await tellSecurity(deps(), made.session.id)).toEqual({});
  });
});
