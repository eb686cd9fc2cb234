import { evictDurableObject, listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newVerificationId } from "../workers/adapters/crypto/locator.ts";
import { HOUR_MS, MINUTE_MS } from "../workers/core/kit/time.ts";
import { AGENT, BEGIN, OTHER_AGENT, PHONE, policy, POOL, observed } from "../workers/core/session/session.fixture.ts";
import { LINGER_MS } from "../workers/core/session/transition.ts";
import {
  answerAll,
  answerPost,
  drained,
  keyring,
  rows,
  seed,
  stored,
  stubOf,
  type Stub,
} from "../test/support/worker-fixture.ts";

const OWN = { linkNumber: 1, browserTag: PHONE };

/** Only the date: timers, and the runtime's own alarm clock, go on. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

const wait = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function created(change: Parameters<typeof seed>[0] = {}) {
  const made = await seed(change);
  const stub = stubOf(made);
  await stub.create(made);
  return { seed: made, stub, id: made.session.id };
}

async function answering(change: Parameters<typeof seed>[0] = {}) {
  const made = await created(change);
  expect((await made.stub.apply(BEGIN)).ok).toBe(true);
  return made;
}

const auditOf = async (id: string) =>
  (await rows<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY id", id)).map(
    (row) => row.action,
  );
const countOf = async (table: string, id: string) =>
  (await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE verification_id = ?`, id))[0]?.n;

async function everything(id: string) {
  const tables = [
    "verifications",
    "audit",
    "transcript_entries",
    "assessments",
    "messages",
    "ticket_notes",
    "known_phones",
  ];
  const keys: Record<string, string> = { verifications: "id", audit: "subject" };
  return Promise.all(
    tables.map((table) =>
      rows(`SELECT * FROM ${table} WHERE ${keys[table] ?? "verification_id"} = ? ORDER BY 1, 2, 3`, id),
    ),
  );
}

describe("create", () => {
  it("commits record, audit, note and message before it answers", async () => {
    const { id, seed: made } = await created();
    expect(await rows("SELECT status, version, origin FROM verifications WHERE id = ?", id)).toEqual([
      { status: "created", version: 1, origin: "on_record" },
    ]);
    expect(await auditOf(id)).toEqual(["verification.created"]);
    expect(await countOf("ticket_notes", id)).toBe(1);
    expect(await rows("SELECT id, kind, status FROM messages WHERE verification_id = ?", id)).toEqual([
      { id: made.session.message.id, kind: "link", status: "waiting" },
    ]);
    expect(env.DELIVERY_QUEUE.sendBatch).toHaveBeenCalledExactlyOnceWith([
      { body: { kind: "message", id: made.session.message.id } },
    ]);
    expect(env.NOTE_QUEUE.sendBatch).toHaveBeenCalledExactlyOnceWith([
      { body: { kind: "notes", id: made.session.ticket.id } },
    ]);
  });

  it("again changes nothing, also after the session went on", async () => {
    const { seed: made, stub, id } = await answering();
    await drained(stub);
    const [before, records] = [await stored(stub), await everything(id)];
    await Promise.all([stub.create(made), stub.create({ ...made, session: { ...made.session, version: 9 } })]);
    expect((await stored(stub))?.session).toEqual(before?.session);
    expect(await everything(id)).toEqual(records);
  });

  it("in parallel makes one session", async () => {
    const made = await seed();
    await Promise.all(Array.from({ length: 20 }, () => stubOf(made).create(made)));
    expect(await auditOf(made.session.id)).toEqual(["verification.created"]);
  });

  it("answers although D1 is away; the alarm delivers later", async () => {
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    const { stub, id } = await created();
    away.mockRestore();
    expect(await auditOf(id)).toEqual([]);
    const now = await stored(stub);
    expect(now?.outbox).toBe(3);
    expect((now?.alarm ?? Infinity) - Date.now()).toBeLessThanOrEqual(6_000);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await auditOf(id)).toEqual(["verification.created"]);
    expect((await stored(stub))?.outbox).toBe(0);
  });
});

describe("the person", () => {
  const guardOf = (made: Awaited<ReturnType<typeof seed>>) =>
    env.SUBJECT_GUARD.getByName(`person:${made.session.person.id}`);

  it("is held for as long as the check can last", async () => {
    const { seed: made, id } = await created();
    const { policy } = made.session;
    const longest =
      (1 + policy.resendsAllowed) * policy.linkLifetimeMinutes +
      policy.sessionMinutes +
      policy.extensionsAllowed * policy.extensionMinutes;
    const end = made.session.createdAt + (longest + 1) * MINUTE_MS;
    expect((await guardOf(made).state(end - 1)).lease?.verificationId).toBe(id);
    expect((await guardOf(made).state(end)).lease).toBeUndefined();
  });

  it("of another check by now: the session is refused, all at once, and nothing of it is left", async () => {
    const made = await seed();
    const [other, now] = [newVerificationId(), Date.now()];
    const lease = { verificationId: other, ticketNumber: "IR-1", agentId: AGENT.id, agentName: AGENT.name };
    await guardOf(made).reserve({ lease, until: now + 3_600_000, startsPerDay: 5, now });
    const stub = stubOf(made);
    const replies = await Promise.all(Array.from({ length: 5 }, () => stub.create(made)));
    expect(replies).toEqual(replies.map(() => ({ ok: false, error: { code: "guard.open", lease } })));
    expect(await stored(stub)).toBeUndefined();
    expect(await runDurableObjectAlarm(stub)).toBe(false);
    expect(await auditOf(made.session.id)).toEqual([]);
    expect(env.DELIVERY_QUEUE.sendBatch).not.toHaveBeenCalled();
    expect(await stub.apply(BEGIN)).toEqual({ ok: false, error: "session.gone" });
    // Free again: the same press makes the check after all.
    await guardOf(made).release(other);
    expect(await stub.create(made)).toEqual({ ok: true, value: undefined });
    expect(await auditOf(made.session.id)).toEqual(["verification.created"]);
  });
});

describe("a session that was never created", () => {
  it.each([
    ["view", (stub: Stub) => stub.view(OWN)],
    ["apply", (stub: Stub) => stub.apply(BEGIN)],
    ["press", (stub: Stub) => stub.press({ type: "report.confirmed", observation: observed() }, OWN)],
    ["spokenCode", (stub: Stub) => stub.spokenCode(AGENT.id)],
    ["time.due", (stub: Stub) => stub.apply({ type: "time.due" })],
  ])("%s leaves no row and no alarm", async (_name, call) => {
    const stub = env.VERIFICATION_SESSION.getByName(newVerificationId());
    const reply = await call(stub);
    expect(JSON.stringify(reply ?? null)).not.toContain("question");
    expect(await stored(stub)).toBeUndefined();
    expect(await runDurableObjectAlarm(stub)).toBe(false);
  });
});

describe("reading", () => {
  it("changes nothing, not even an alarm", async () => {
    const { stub } = await created();
    const before = await stored(stub);
    for (let time = 0; time < 20; time += 1) {
      expect((await stub.view({ linkNumber: 1 })).step).toBe("landing");
    }
    expect(await stored(stub)).toEqual(before);
  });

  it("shows an overdue session as ended without ending it", async () => {
    const { stub } = await answering();
    await drained(stub);
    wait(15 * MINUTE_MS);
    const before = await stored(stub);
    expect(await stub.view(OWN)).toEqual({ step: "timed_out" });
    expect(await stored(stub)).toEqual(before);
  });

  it("gives the spoken code to the agent in charge only, and not when it is overdue", async () => {
    const { stub } = await answering({ policy: policy({ callerOnLine: true }) });
    const code = (await stored(stub))?.session.code;
    expect(await stub.spokenCode(AGENT.id)).toEqual({
      digits: code?.digits,
      validUntil: code?.validUntil,
      triesLeft: 3,
    });
    expect(await stub.spokenCode(OTHER_AGENT.id)).toBeUndefined();
    wait(15 * MINUTE_MS);
    expect(await stub.spokenCode(AGENT.id)).toBeUndefined();
  });
});

describe("the outbox", () => {
  it("leaves exactly one row per effect when it fails after D1 and is replayed", async () => {
    const { stub, id } = await answering();
    await drained(stub);
    vi.mocked(env.NOTE_QUEUE.sendBatch)
      .mockRejectedValueOnce(new Error("queue is away"))
      .mockRejectedValueOnce(new Error("still"));
    await answerAll(stub);
    await vi.waitFor(async () => expect(await countOf("assessments", id)).toBe(1));
    const first = await everything(id);
    expect((await stored(stub))?.outbox).toBeGreaterThan(0);
    await runDurableObjectAlarm(stub);
    await runDurableObjectAlarm(stub);
    expect((await stored(stub))?.outbox).toBe(0);
    expect(await everything(id)).toEqual(first);
    // How many are asked is drawn.
    const asked = (await stored(stub))?.session.asked.length ?? 0;
    expect(await countOf("transcript_entries", id)).toBe(asked);
    expect(await countOf("ticket_notes", id)).toBe(2);
    expect(await auditOf(id)).toEqual([
      "verification.created",
      "session.begun",
      "session.checked",
      ...Array.from({ length: asked }, () => "answer.given"),
      "verification.passed",
    ]);
  });

  it("keeps answers that wait through an eviction and a repeated create", async () => {
    const { stub, seed: made, id } = await answering();
    await drained(stub);
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply(await answerPost(stub));
    await vi.waitFor(() => expect(away).toHaveBeenCalled());
    await evictDurableObject(stub);
    away.mockRestore();
    await stubOf(made).create(made);
    expect(await countOf("transcript_entries", id)).toBe(1);
    expect((await stored(stub))?.outbox).toBe(0);
  });

  it("tells the guard, so that the person may be checked again", async () => {
    const { stub, seed: made, id } = await answering();
    const guard = env.SUBJECT_GUARD.getByName(`person:${made.session.person.id}`);
    const lease = { verificationId: id, ticketNumber: "IR-1", agentId: AGENT.id, agentName: AGENT.name };
    await guard.reserve({ lease, until: Date.now() + HOUR_MS, startsPerDay: 5, now: Date.now() });
    await stub.apply({ type: "report.confirmed", observation: observed() });
    await drained(stub);
    const state = await guard.state(Date.now());
    expect(state.lease).toBeUndefined();
    expect(state.fencedUntil).toBeGreaterThan(Date.now() + 23 * HOUR_MS);
  });

  it("puts ids on the queues and nothing else", async () => {
    const { stub } = await answering();
    await answerAll(stub);
    await drained(stub);
    const bodies = [env.DELIVERY_QUEUE, env.NOTE_QUEUE].flatMap((queue) =>
      vi.mocked(queue.sendBatch).mock.calls.flatMap(([batch]) => [...batch]),
    );
    expect(bodies.length).toBeGreaterThan(2);
    for (const { body } of bodies) {
      expect(body).toEqual({
        kind: expect.stringMatching(/^(message|notes)$/),
        id: expect.stringMatching(/^(msg|tkt)_/),
      });
    }
  });

  it("writes the status of a message that is being sent", async () => {
    const { stub, seed: made, id } = await created();
    await stub.apply({ type: "delivery.claimed", messageId: made.session.message.id });
    await drained(stub);
    expect(await rows("SELECT status FROM verifications WHERE id = ?", id)).toEqual([{ status: "sending" }]);
    expect(await auditOf(id)).toContain("message.sending");
  });
});

describe("the alarm", () => {
  it("early, late or repeated, settles at the deadline and once", async () => {
    const { stub, id } = await answering();
    const deadlineAt = (await stored(stub))?.session.deadlineAt ?? 0;
    await runDurableObjectAlarm(stub);
    expect((await stored(stub))?.session.status).toBe("answering");
    expect((await stored(stub))?.alarm).toBe(deadlineAt);
    vi.setSystemTime(deadlineAt - 1);
    await runDurableObjectAlarm(stub);
    expect((await stored(stub))?.session.status).toBe("answering");
    vi.setSystemTime(deadlineAt + HOUR_MS);
    await runDurableObjectAlarm(stub);
    const ended = await stored(stub);
    expect(ended?.session).toMatchObject({
      status: "timed_out",
      detail: "not_finished",
      moments: { endedAt: deadlineAt },
    });
    expect(ended?.alarm).toBe(deadlineAt + LINGER_MS);
    const records = await everything(id);
    await runDurableObjectAlarm(stub);
    await stub.apply({ type: "time.due" });
    expect(await everything(id)).toEqual(records);
    expect((await auditOf(id)).filter((action) => action === "verification.timed_out")).toHaveLength(1);
  });

  it.each([0, 1, 60_000])("a press %i ms after the deadline is refused without any alarm", async (late) => {
    const { stub, id } = await answering();
    const post = await answerPost(stub);
    vi.setSystemTime(((await stored(stub))?.session.deadlineAt ?? 0) + late);
    expect(await stub.press(post, OWN)).toEqual({
      result: { ok: false, error: "session.ended" },
      step: { step: "timed_out" },
    });
    await drained(stub);
    expect(await countOf("transcript_entries", id)).toBe(0);
    expect(await rows("SELECT status FROM verifications WHERE id = ?", id)).toEqual([{ status: "timed_out" }]);
  });

  it("comes back when it fails, however often", async () => {
    const { stub, id } = await created();
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply({ type: "agent.cancelled", actor: AGENT });
    for (let time = 0; time < 10; time += 1) {
      expect(await runDurableObjectAlarm(stub), `time ${time}`).toBe(true);
      const { alarm } = (await stored(stub)) ?? {};
      expect((alarm ?? Infinity) - Date.now()).toBeLessThanOrEqual(6 * MINUTE_MS);
    }
    away.mockRestore();
    await runDurableObjectAlarm(stub);
    expect(await rows("SELECT status FROM verifications WHERE id = ?", id)).toEqual([{ status: "cancelled" }]);
  });

  it("comes back when the session itself cannot be read", async () => {
    const { stub } = await created();
    await runInDurableObject(stub, (_instance, state) => {
      state.storage.sql.exec("UPDATE session SET pool = 'not sealed'");
    });
    await evictDurableObject(stub);
    for (let time = 0; time < 3; time += 1) {
      expect(await runDurableObjectAlarm(stub)).toBe(true);
      const { alarm } = (await stored(stub)) ?? {};
      expect((alarm ?? Infinity) - Date.now()).toBeLessThanOrEqual(30_000);
    }
  });

  it("deletes everything after the linger time, and a late call brings nothing back", async () => {
    const { stub, id } = await answering();
    await answerAll(stub);
    await drained(stub);
    const endedAt = (await stored(stub))?.session.moments.endedAt ?? 0;
    vi.setSystemTime(endedAt + LINGER_MS - 1);
    await runDurableObjectAlarm(stub);
    expect(await stored(stub)).toBeDefined();
    vi.setSystemTime(endedAt + LINGER_MS);
    await runDurableObjectAlarm(stub);
    expect(await stored(stub)).toBeUndefined();
    const records = await everything(id);
    expect(await stub.view(OWN)).toEqual({ step: "ended" });
    expect(await stub.apply({ type: "feedback.given", observation: observed(), feedback: "ok" })).toEqual({
      ok: false,
      error: "session.gone",
    });
    expect((await stub.press({ type: "report.confirmed", observation: observed() }, OWN)).result).toEqual({
      ok: false,
      error: "session.gone",
    });
    expect(await stored(stub)).toBeUndefined();
    expect(await runDurableObjectAlarm(stub)).toBe(false);
    expect(await everything(id)).toEqual(records);
  });

  it("does not delete what still waits to be delivered", async () => {
    const { stub } = await created();
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply({ type: "agent.cancelled", actor: AGENT });
    wait(2 * LINGER_MS);
    await runDurableObjectAlarm(stub);
    expect((await stored(stub))?.outbox).toBeGreaterThan(0);
    away.mockRestore();
    await runDurableObjectAlarm(stub);
    await runDurableObjectAlarm(stub);
    expect(await stored(stub)).toBeUndefined();
  });
});

describe("many at once", () => {
  it("100 posts of one answer, half of them different, leave one", async () => {
    const { stub, id } = await answering();
    const post = await answerPost(stub);
    const others = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => ({ ...(await answerPost(stub, "wrong")), tag: `other ${index}` })),
    );
    const posts = [...Array.from({ length: 50 }, () => post), ...others];
    const replies = await Promise.all(posts.map((one) => stubOf({ session: { id } as never }).press(one, OWN)));
    const accepted = replies.filter(({ result }) => result.ok).length;
    // The first wins: 50 when it is the repeated one, else 1.
    expect([1, 50]).toContain(accepted);
    expect(replies.filter(({ result }) => !result.ok && result.error === "answer.conflict")).toHaveLength(
      100 - accepted,
    );
    // All of them are shown the same next question.
    expect(new Set(replies.map(({ step }) => JSON.stringify(step))).size).toBe(1);
    await drained(stub);
    expect(await countOf("transcript_entries", id)).toBe(1);
    expect((await auditOf(id)).filter((action) => action === "answer.given")).toHaveLength(1);
  });

  it("two browsers press Begin: one is bound", async () => {
    const { stub } = await created();
    const presses = Array.from({ length: 20 }, (_, index) =>
      stub.apply({ ...BEGIN, observation: observed({ browserTag: `browser ${index}` }) }),
    );
    const replies = await Promise.all(presses);
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(replies.filter((reply) => !reply.ok && reply.error === "session.other_browser")).toHaveLength(19);
  });

  it("every way to end it at once ends it once", async () => {
    const { stub, id } = await answering();
    const events = [
      { type: "agent.cancelled", actor: AGENT },
      { type: "caller.refused", actor: AGENT },
      { type: "ticket.closed" },
      { type: "requester.changed" },
    ] as const;
    await Promise.all(Array.from({ length: 5 }, () => events.map((event) => stub.apply(event))).flat());
    await drained(stub);
    expect((await auditOf(id)).filter((action) => action.startsWith("verification.cancelled"))).toHaveLength(1);
    expect(await countOf("ticket_notes", id)).toBe(2);
  });
});

it("makes no object for reading what D1 already knows", async () => {
  const before = (await listDurableObjectIds(env.VERIFICATION_SESSION)).length;
  await rows("SELECT * FROM verifications");
  expect((await listDurableObjectIds(env.VERIFICATION_SESSION)).length).toBe(before);
});

describe("a check that an older version began", () => {
  const OLD_KEY = "meeting_person:0badcafe";

  /** The state as it was written while fact keys had 32 bits. */
  async function asOlderVersion(made: Awaited<ReturnType<typeof answering>>): Promise<void> {
    const pool = POOL.map((question, index) => ({ ...question, factKey: `${question.kind}:0badca${10 + index}` }));
    const sealed = await keyring.seal(JSON.stringify(pool), `session/${made.id}`);
    await drained(made.stub);
    await runInDurableObject(made.stub, (_instance, state) => {
      const { sql } = state.storage;
      const session = JSON.parse(sql.exec<{ state: string }>("SELECT state FROM session").one().state);
      session.background.selectionSeed = OLD_KEY;
      session.background.recentFactKeys = [OLD_KEY];
      session.asked = session.asked.map((question: object) => ({ ...question, factKey: OLD_KEY }));
      sql.exec("UPDATE session SET state = ?, pool = ?", JSON.stringify(session), sealed);
      for (const column of ["attempts", "next_at", "alone"]) {
        sql.exec(`ALTER TABLE outbox DROP COLUMN ${column}`);
      }
      sql.exec("DROP TABLE told; DELETE FROM migrations WHERE step > 1");
    });
    await evictDurableObject(made.stub);
  }

  it("goes on, and keeps none of its short keys", async () => {
    const made = await answering();
    await asOlderVersion(made);
    expect((await made.stub.view(OWN)).step).toBe("question");
    await runInDurableObject(made.stub, (_instance, state) => {
      expect(state.storage.sql.exec<{ state: string }>("SELECT state FROM session").one().state).not.toContain(OLD_KEY);
    });
    await answerAll(made.stub);
    await drained(made.stub);
    const keys = await rows<{ fact_key: string; fact_tag: string | null }>(
      "SELECT fact_key, fact_tag FROM transcript_entries WHERE verification_id = ?",
      made.id,
    );
    expect(keys.length).toBeGreaterThan(2);
    for (const { fact_key: key, fact_tag: tag } of keys) {
      expect(key).toBe("");
      expect(tag ?? "").toMatch(/^$|[0-9a-f]{64}$/u);
    }
  });

  it("cannot have its short keys stored by the Worker of before", async () => {
    await env.DB.prepare(
      `INSERT INTO transcript_entries (verification_id, ordinal, attempt, kind, fact_key, params, form, exposure, option_count,
         scored, grade, asked_at, answered_at, strength_bits, weight_bits, response_sealed)
       VALUES ('vrf_older', 1, 1, 'peer', ?, '{}', 'choice', 'internal', 4, 1, 'correct', 1, 2, 1, 1, 'sealed')`,
    )
      .bind(OLD_KEY)
      .run();
    expect(await rows("SELECT fact_key FROM transcript_entries WHERE verification_id = 'vrf_older'")).toEqual([
      { fact_key: "" },
    ]);
  });
});
