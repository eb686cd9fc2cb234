import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { messageId } from "../workers/core/kit/ids.ts";
import { AGENT, BEGIN, PHONE, observed, policy } from "../workers/core/session/session.fixture.ts";
import {
  answerAll,
  answerPost,
  drained,
  fresh,
  keyring,
  rows,
  seed,
  stored,
  stubOf,
  type Stub,
} from "../test/support/worker-fixture.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

async function begun(): Promise<{ stub: Stub; id: string }> {
  const made = await seed();
  const stub = stubOf(made);
  await stub.create(made);
  await stub.apply(BEGIN);
  await drained(stub);
  return { stub, id: made.session.id };
}

/** An event whose rows could not be carried out, and an alarm that will never come. */
async function stranded(stub: Stub): Promise<void> {
  const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
  await stub.apply(await answerPost(stub));
  await vi.waitFor(() => expect(away).toHaveBeenCalled());
  away.mockRestore();
  await runInDurableObject(stub, (_instance, state) => state.storage.deleteAlarm());
  expect((await stored(stub))?.outbox).toBeGreaterThan(0);
}

it("is carried out by the next call when the alarm was lost, though that call changes nothing", async () => {
  const { stub, id } = await begun();
  await stranded(stub);
  await stub.apply({ type: "time.due" });
  await vi.waitFor(async () => expect((await stored(stub))?.outbox).toBe(0));
  expect(await rows("SELECT ordinal FROM transcript_entries WHERE verification_id = ?", id)).toHaveLength(1);
});

describe("the record", () => {
  const columns = async (id: string) =>
    (
      await rows<{ deadline_at: number; ended_at: number | null; destination_tag: string }>(
        "SELECT deadline_at, ended_at, destination_tag FROM verifications WHERE id = ?",
        id,
      )
    )[0];

  async function expectKept(stub: Stub, id: string): Promise<void> {
    const session = (await stored(stub))?.session;
    expect(await columns(id)).toEqual({
      deadline_at: session?.deadlineAt,
      ended_at: session?.moments.endedAt ?? null,
      destination_tag: session?.destination.tag,
    });
  }

  it("follows every change of what is indexed", async () => {
    const { stub, id } = await begun();
    await expectKept(stub, id);
    await stub.apply({ type: "time.extended", observation: observed({ browserTag: PHONE }) });
    await drained(stub);
    await expectKept(stub, id);
    await answerAll(stub);
    await drained(stub);
    await expectKept(stub, id);
    expect((await columns(id))?.ended_at).not.toBeNull();
  });

  it("follows a change that was in a batch that failed", async () => {
    const { stub, id } = await begun();
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply({ type: "time.extended", observation: observed({ browserTag: PHONE }) });
    await vi.waitFor(() => expect(away).toHaveBeenCalled());
    away.mockRestore();
    await stub.apply(await answerPost(stub));
    await drained(stub);
    await expectKept(stub, id);
  });

  it("writes one row, and no index, for an answer", async () => {
    const { stub } = await begun();
    const batch = vi.spyOn(env.DB, "batch");
    await stub.apply(await answerPost(stub));
    await drained(stub);
    const written = (await batch.mock.results[0]?.value) as D1Result[] | undefined;
    const record = written?.[0];
    expect(record?.meta.rows_written).toBe(1);
  });
});

describe("codes", () => {
  const raw = (stub: Stub) =>
    runInDurableObject(stub, (_instance, state) => ({
      state: state.storage.sql.exec<{ state: string }>("SELECT state FROM session").one().state,
      outbox: state.storage.sql
        .exec<{ row: string }>("SELECT row FROM outbox")
        .toArray()
        .map(({ row }) => row),
    }));
  const OTHER = { ...observed({ browserTag: "another browser" }), browserFamily: "Chrome" };

  /** A check on the line whose requester asks for a move, while the database is away: both codes wait in storage. */
  async function withCodes() {
    const made = await seed({ policy: policy({ callerOnLine: true }) });
    const stub = stubOf(made);
    await stub.create(made);
    await stub.apply(BEGIN);
    await drained(stub);
    await stub.apply({ type: "code.entered", observation: observed(), digits: "wrong1" });
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await stub.apply({
      type: "move.requested",
      observation: OTHER,
      messageId: messageId.parse(`msg_${fresh()}`),
      page: Date.now(),
    });
    await vi.waitFor(() => expect(away).toHaveBeenCalled());
    const session = (await stored(stub))?.session;
    return { stub, away, spoken: session?.code?.digits ?? "", moving: session?.movers?.[0]?.code?.digits ?? "" };
  }

  it("stand sealed in the state and in what waits, also a wrong one", async () => {
    const { stub, spoken, moving } = await withCodes();
    expect([spoken, moving]).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{6}$/)]);
    const { state, outbox } = await raw(stub);
    expect(outbox.some((row) => row.includes('"kind":"code"'))).toBe(true);
    for (const text of [state, ...outbox]) {
      expect([text.includes(spoken), text.includes(moving), text.includes("wrong1")]).toEqual([false, false, false]);
    }
  });

  it("are carried out and matched as ever", async () => {
    const { stub, away, spoken, moving } = await withCodes();
    away.mockRestore();
    await evictDurableObject(stub);
    await drained(stub);
    const [message] = await rows<{ id: string; code_sealed: string }>(
      "SELECT id, code_sealed FROM messages WHERE verification_id = ? AND kind = 'code'",
      (await stored(stub))?.session.id,
    );
    expect(await keyring.open(message?.code_sealed ?? "", `messages/${message?.id ?? ""}/code`)).toBe(moving);
    const matched = await stub.apply({ type: "code.entered", observation: observed(), digits: spoken });
    expect(matched).toMatchObject({ ok: true, value: { status: "answering" } });
  });

  it("that an earlier version left in the clear are read, and sealed with the next change", async () => {
    const { stub, away, spoken } = await withCodes();
    away.mockRestore();
    const plain = JSON.stringify((await stored(stub))?.session);
    await runInDurableObject(stub, (_instance, state) => {
      state.storage.sql.exec("UPDATE session SET state = ?", plain);
    });
    await evictDurableObject(stub);
    await stub.apply({ type: "time.extended", observation: observed() });
    expect((await raw(stub)).state).not.toContain(spoken);
    expect(await stub.spokenCode(AGENT.id)).toMatchObject({ digits: spoken });
  });
});
