/** What cannot go out waits, longer each time, and holds back only what must not overtake it. */
import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from "vitest";
import { agentId } from "../workers/core/kit/ids.ts";
import { MINUTE_MS, SECOND_MS } from "../workers/core/kit/time.ts";
import { readDelivery, retryDelivery } from "../workers/app/delivery/delivery-page.ts";
import type { AgentRecord } from "../workers/app/ports/agents.ts";
import { personGuardName } from "../workers/app/ports/object-names.ts";
import type { Effect } from "../workers/core/session/effects.ts";
import { BEGIN, observed } from "../workers/core/session/session.fixture.ts";
import {
  answerAll,
  answerPost,
  deps,
  drained,
  fresh,
  rows,
  seed,
  stored,
  stubOf,
  type Stub,
} from "../test/support/worker-fixture.ts";
import { SubjectGuard } from "./subject-guard.ts";
import { CALL_LIMIT_MS } from "./time-limit.ts";

const AGENT: AgentRecord = {
  id: agentId.parse(`agt_${fresh()}`),
  email: "lee@aldermoor.test",
  name: "Lee Park",
  role: "agent",
  active: true,
};

let log: Mock<typeof console.log>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  log = vi.spyOn(console, "log").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function begun() {
  const made = await seed();
  const stub = stubOf(made);
  await stub.create(made);
  await stub.apply(BEGIN);
  await drained(stub);
  return { stub, session: made.session, id: made.session.id };
}

/** Puts a row into the outbox that no database takes. */
function poison(stub: Stub, effect: Effect, row: Record<string, unknown> = {}): Promise<number> {
  return runInDurableObject(stub, (_instance, state) => {
    state.storage.sql.exec("INSERT INTO outbox (row) VALUES (?)", JSON.stringify({ at: Date.now(), effect, ...row }));
    return state.storage.sql.exec<{ seq: number }>("SELECT MAX(seq) AS seq FROM outbox").one().seq;
  });
}

const NO_ANSWER: Effect = { type: "transcript", ordinal: 99, attempt: 1 };
const NOTE: Effect = { type: "note", note: { kind: "sent" } };

interface Waiting extends Record<string, SqlStorageValue> {
  readonly seq: number;
  readonly attempts: number;
  readonly next_at: number;
}

const waiting = (stub: Stub): Promise<Waiting[]> =>
  runInDurableObject(stub, (_instance, state) =>
    state.storage.sql.exec<Waiting>("SELECT seq, attempts, next_at FROM outbox ORDER BY seq").toArray(),
  );

/** The alarm comes at its time. */
async function laterBy(ms: number, stub: Stub): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await drained(stub);
}

const statusOf = async (id: string) =>
  (await rows<{ status: string }>("SELECT status FROM verifications WHERE id = ?", id))[0]?.status;
const notesOf = async (id: string) =>
  (await rows<{ kind: string }>("SELECT kind FROM ticket_notes WHERE verification_id = ? ORDER BY position", id)).map(
    ({ kind }) => kind,
  );
const listed = async (id: string) => (await readDelivery(deps(), AGENT)).items.find((item) => item.id === id);
const failures = () =>
  log.mock.calls
    .map(([line]) => JSON.parse(String(line)) as Record<string, unknown>)
    .filter(({ event }) => event === "session.outbox");

describe("a row that the database refuses", () => {
  it("waits alone: the check goes on, ends, is told and frees its person", async () => {
    const { stub, session, id } = await begun();
    const bad = await poison(stub, NO_ANSWER);
    await answerAll(stub);
    await drained(stub);
    expect(await waiting(stub)).toEqual([{ seq: bad, attempts: 1, next_at: expect.any(Number) }]);
    expect(await statusOf(id)).toBe((await stored(stub))?.session.status);
    expect(await notesOf(id)).toEqual(["sent", "outcome"]);
    const guard = env.SUBJECT_GUARD.getByName(personGuardName(session.person.id));
    expect((await guard.state(Date.now())).lease).toBeUndefined();
  });

  it("is tried again after 5 s, then ever later, at most after 5 min, and logged once in ten", async () => {
    const { stub, id } = await begun();
    const bad = await poison(stub, NO_ANSWER);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await drained(stub);
      const [row] = await waiting(stub);
      expect(row?.attempts).toBe(attempt);
      pauses.push(Math.round((row?.next_at ?? 0) - Date.now()) / SECOND_MS);
      // Or sooner, at a deadline of the check.
      expect((await stored(stub))?.alarm).toBeLessThanOrEqual(row?.next_at ?? 0);
      vi.setSystemTime(row?.next_at ?? 0);
    }
    [5, 10, 20, 40, 80, 160, 300, 300, 300, 300].forEach((least, index) => {
      expect(pauses[index]).toBeGreaterThanOrEqual(least);
      expect(pauses[index]).toBeLessThanOrEqual(least * 1.2);
    });
    expect(failures()).toEqual(
      [1, 10].map((attempts) =>
        expect.objectContaining({ verification: id, row: bad, effect: "transcript", attempts, alone: true }),
      ),
    );
  });

  it("is not tried before its time, whoever comes by", async () => {
    const { stub } = await begun();
    await poison(stub, NO_ANSWER);
    await drained(stub);
    await stub.apply(await answerPost(stub));
    await drained(stub);
    expect(await waiting(stub)).toEqual([expect.objectContaining({ attempts: 1 })]);
  });

  it("stands on the Delivery page from the third failure until it has gone out, by a press", async () => {
    const { stub, session, id } = await begun();
    const bad = await poison(stub, NO_ANSWER);
    await drained(stub);
    await laterBy(MINUTE_MS, stub);
    expect(await listed(id)).toBeUndefined();
    await laterBy(MINUTE_MS, stub);
    expect(await listed(id)).toMatchObject({
      kind: "outbox",
      status: "waiting",
      what: "transcript",
      attempts: 3,
      ticketNumber: session.ticket.number,
      verificationId: id,
      mayRetry: true,
      mayDiscard: false,
    });
    expect((await listed(id))?.reason).toContain("the database refuses it");
    await retryDelivery(deps(), { agent: AGENT, kind: "outbox", id });
    expect(await listed(id)).toMatchObject({ attempts: 4 });
    await runInDurableObject(stub, (_instance, state) => {
      const mended = JSON.stringify({ at: 1, effect: { type: "handed_over" } });
      state.storage.sql.exec("UPDATE outbox SET row = ? WHERE seq = ?", mended, bad);
    });
    await retryDelivery(deps(), { agent: AGENT, kind: "outbox", id });
    expect(await waiting(stub)).toEqual([]);
    expect(await listed(id)).toBeUndefined();
  });

  it("holds back the later notes of its ticket when it is a note, and nothing else", async () => {
    const { stub, id } = await begun();
    const note = { key: fresh(), title: "x", lines: [], fields: [] };
    const bad = await poison(stub, NOTE, { at: null, note });
    await answerAll(stub);
    await drained(stub);
    const status = (await stored(stub))?.session.status;
    expect(await notesOf(id)).toEqual(["sent"]);
    expect(await statusOf(id)).toBe(status);
    expect((await waiting(stub)).map(({ seq, attempts }) => [seq === bad, attempts])).toEqual([
      [true, 1],
      [false, 0],
    ]);
    await runInDurableObject(stub, (_instance, state) => {
      const mended = JSON.stringify({ at: Date.now(), effect: NOTE, note });
      state.storage.sql.exec("UPDATE outbox SET row = ? WHERE seq = ?", mended, bad);
    });
    await laterBy(MINUTE_MS, stub);
    expect(await notesOf(id)).toEqual(["sent", "sent", "outcome"]);
  });

  it("holds back all that follows when it is an audit row: nothing happens unaudited", async () => {
    const { stub, id } = await begun();
    await poison(stub, { type: "audit", action: "x", actor: "system", data: {} }, { at: null });
    await stub.apply(await answerPost(stub));
    await drained(stub);
    expect(await rows("SELECT ordinal FROM transcript_entries WHERE verification_id = ?", id)).toEqual([]);
  });

  it("is found among many at once", async () => {
    const { stub, id } = await begun();
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply(await answerPost(stub));
    const bad = await poison(stub, NO_ANSWER);
    await answerAll(stub);
    await vi.waitFor(() => expect(away).toHaveBeenCalled());
    away.mockRestore();
    await laterBy(MINUTE_MS, stub);
    expect((await waiting(stub)).map(({ seq }) => seq)).toEqual([bad]);
    const asked = (await stored(stub))?.session.asked.length;
    expect(await rows("SELECT ordinal FROM transcript_entries WHERE verification_id = ?", id)).toHaveLength(asked ?? 0);
  });
});

describe("a part that is away", () => {
  it("makes all wait in order, longer each time, and refuses no row for it", async () => {
    const { stub, id } = await begun();
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply(await answerPost(stub));
    await laterBy(0, stub);
    await laterBy(MINUTE_MS, stub);
    const [first] = await waiting(stub);
    // Once for the answer, once for each alarm.
    expect(first?.attempts).toBe(3);
    expect((first?.next_at ?? 0) - Date.now()).toBeGreaterThanOrEqual(10 * SECOND_MS);
    away.mockRestore();
    // The next who comes by takes it along, whatever pause is left.
    await stub.apply({ type: "time.extended", observation: observed() });
    await vi.waitFor(async () => expect(await waiting(stub)).toEqual([]));
    expect(await rows("SELECT ordinal FROM transcript_entries WHERE verification_id = ?", id)).toHaveLength(1);
  });

  it("keeps only its own rows waiting when it is a queue", async () => {
    const { stub, session } = await begun();
    const away = vi.spyOn(env.NOTE_QUEUE, "sendBatch").mockRejectedValue(new Error("queue is away"));
    await stub.apply({ type: "report.confirmed", observation: observed() });
    await drained(stub);
    expect(await waiting(stub)).toEqual([expect.objectContaining({ attempts: expect.any(Number) })]);
    expect(away).toHaveBeenCalled();
    const guard = env.SUBJECT_GUARD.getByName(personGuardName(session.person.id));
    expect(await guard.state(Date.now())).toMatchObject({ fencedUntil: expect.any(Number) });
    expect((await guard.state(Date.now())).lease).toBeUndefined();
  });
});

it("frees nobody before the block after a report is set, and tells of it meanwhile", async () => {
  const { stub, session, id } = await begun();
  const away = vi.spyOn(SubjectGuard.prototype, "fence").mockImplementation(() => {
    throw new Error("guard is away");
  });
  await stub.apply({ type: "report.confirmed", observation: observed() });
  await drained(stub);
  const guard = env.SUBJECT_GUARD.getByName(personGuardName(session.person.id));
  expect((await guard.state(Date.now())).lease).toMatchObject({ verificationId: id });
  expect(await notesOf(id)).toEqual(["sent", "outcome"]);
  away.mockRestore();
  await laterBy(MINUTE_MS, stub);
  expect(await waiting(stub)).toEqual([]);
  const state = await guard.state(Date.now());
  expect([state.lease, state.fencedUntil]).toEqual([undefined, expect.any(Number)]);
});

/** Within the object: a timer of its own may not be run by another. */
const overLimit = (stub: Stub) => runInDurableObject(stub, () => vi.advanceTimersByTimeAsync(CALL_LIMIT_MS));

/** Checks of other tests, whose timers would be run within this one's object. */
async function sendToSleep(): Promise<void> {
  const ids = await listDurableObjectIds(env.VERIFICATION_SESSION);
  await Promise.all(
    ids.map((id) =>
      runInDurableObject(env.VERIFICATION_SESSION.get(id), (_instance, state) => state.storage.deleteAlarm()),
    ),
  );
}

it("gives up a call that never answers, and tries again later", async () => {
  await sendToSleep();
  const { stub, id } = await begun();
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.now() });
  const hanging = vi.spyOn(env.DB, "batch").mockImplementation(() => new Promise(() => undefined));
  const post = await answerPost(stub);
  await stub.apply(post);
  await vi.waitFor(() => expect(hanging).toHaveBeenCalledTimes(1));
  await overLimit(stub);
  await vi.waitFor(() => expect(hanging).toHaveBeenCalledTimes(2));
  expect(await waiting(stub)).not.toEqual([]);
  await overLimit(stub);
  await vi.waitFor(async () => expect(await waiting(stub)).toContainEqual(expect.objectContaining({ attempts: 1 })));
  hanging.mockRestore();
  await laterBy(MINUTE_MS, stub);
  expect(await waiting(stub)).toEqual([]);
  expect(await rows("SELECT ordinal FROM transcript_entries WHERE verification_id = ?", id)).toHaveLength(1);
});
