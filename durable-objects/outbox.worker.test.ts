import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BEGIN, PHONE, observed } from "../workers/core/session/session.fixture.ts";
import {
  answerAll,
  answerPost,
  drained,
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
