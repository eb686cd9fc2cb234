import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sweep } from "../app/upkeep/sweep.ts";
import type { Deps } from "../app/deps.ts";
import { messageId } from "../core/kit/ids.ts";
import { err, ok } from "../core/kit/result.ts";
import { AGENT } from "../core/session/session.fixture.ts";
import { deps, fresh, rows, seed, stored, stubOf } from "../../test/support/worker-fixture.ts";
import { addRequester } from "../../test/support/worker-requester.ts";
import { consume } from "./consume.ts";

const QUEUE = "imper-edge-delivery";

async function run(ready: Deps, bodies: readonly unknown[], queue = QUEUE) {
  const ids = bodies.map(() => fresh());
  const batch = createMessageBatch(
    queue,
    bodies.map((body, index) => ({ id: ids[index] ?? "", timestamp: Date.now(), attempts: 1, body })),
  );
  await consume(ready, batch);
  const { explicitAcks, retryMessages } = await getQueueResult(batch, createExecutionContext());
  return { ids, acked: explicitAcks, retried: retryMessages };
}

async function message(): Promise<string> {
  const made = await seed();
  await stubOf(made).create(made);
  return made.session.message.id;
}

const sending = (send = async () => ok({ providerMessageId: `sm_${fresh()}`, status: "sent" as const })) => ({
  provider: () => ({ id: "fake", provider: { send } }),
});

const letters = (id: string | undefined) =>
  rows<{ queue: string; body: string }>("SELECT queue, body FROM dead_letters WHERE id = ?", id);

describe("one message that cannot be read", () => {
  const poison = [
    ["no body", null],
    ["a text", "msg_000001"],
    ["an unknown kind", { kind: "reset", id: "msg_000001" }],
    ["an id of the wrong kind", { kind: "message", id: "tkt_000001" }],
    ["more than an id", { kind: "message", id: "msg_000001", code: "123456" }],
    ["a list", [1, 2, 3]],
  ] as const;

  it.each(poison)("%s is kept and does not come back", async (_name, body) => {
    const { ids, acked, retried } = await run(deps(), [body]);
    expect([acked, retried]).toEqual([ids, []]);
    expect(await letters(ids[0])).toEqual([{ queue: QUEUE, body: JSON.stringify(body) }]);
  });

  it("leaves the others alone", async () => {
    const good = await Promise.all(Array.from({ length: 5 }, message));
    const { ids, acked, retried } = await run(deps(sending()), [
      { kind: "message", id: good[0] },
      { poison: true },
      ...good.slice(1).map((id) => ({ kind: "message", id })),
    ]);
    expect([new Set(acked), retried]).toEqual([new Set(ids), []]);
    expect(
      await rows(
        "SELECT id FROM messages WHERE status = 'sent' AND id IN (SELECT value FROM json_each(?))",
        JSON.stringify(good),
      ),
    ).toHaveLength(5);
    expect(await letters(ids[1])).toHaveLength(1);
  });

  it("is kept once although it comes twice, and comes again when D1 is away", async () => {
    const ready = deps();
    const add = vi
      .fn<Deps["deadLetters"]["add"]>(async (letter) => ready.deadLetters.add(letter))
      .mockRejectedValueOnce(new Error("D1 is away"));
    const flaky = { ...ready, deadLetters: { add } };
    const first = await run(flaky, [{ poison: 1 }]);
    expect(first.retried.map(({ msgId }) => msgId)).toEqual(first.ids);
    await ready.deadLetters.add({ id: "same", queue: QUEUE, body: "1", now: 1 });
    await ready.deadLetters.add({ id: "same", queue: QUEUE, body: "2", now: 2 });
    expect(await letters("same")).toEqual([{ queue: QUEUE, body: "1" }]);
  });
});

describe("work", () => {
  it("is acknowledged when it is done, and when there is nothing to do", async () => {
    const id = await message();
    const { ids, acked } = await run(deps(sending()), [
      { kind: "message", id },
      { kind: "message", id: "msg_unknown00" },
      { kind: "notes", id: "tkt_unknown00" },
    ]);
    expect(new Set(acked)).toEqual(new Set(ids));
  });

  it("comes back when it failed, after as long as it asked for", async () => {
    const id = await message();
    const down = sending(
      async () => err({ code: "peer.rate_limited", retryable: true, detail: "", retryAfterSeconds: 45 }) as never,
    );
    const { retried } = await run(deps(down), [{ kind: "message", id }]);
    expect(retried).toHaveLength(1);
    expect(retried[0]?.delaySeconds ?? 45).toBeGreaterThanOrEqual(45);
  });

  it("comes back after a defect, which delays nobody else", async () => {
    const [bad, good] = [await message(), await message()];
    const ready = deps(sending());
    const claim: Deps["messages"]["claim"] = (id, now, lease) =>
      id === bad ? Promise.reject(new Error("a defect")) : ready.messages.claim(id, now, lease);
    const { ids, acked, retried } = await run({ ...ready, messages: { ...ready.messages, claim } }, [
      { kind: "message", id: bad },
      { kind: "message", id: good },
    ]);
    expect(retried.map(({ msgId }) => msgId)).toEqual([ids[0]]);
    expect(acked).toEqual([ids[1]]);
  });

  it("from the dead-letter queue is kept whatever it is", async () => {
    const { ids, acked } = await run(deps(sending()), [{ kind: "message", id: await message() }, "x"], `${QUEUE}-dead`);
    expect(new Set(acked)).toEqual(new Set(ids));
    expect(await letters(ids[0])).toHaveLength(1);
    expect(await letters(ids[1])).toHaveLength(1);
  });
});

/** Whoever is not in the directory is checked no more. */
async function seedOfSomebody() {
  const [{ person }, made] = await Promise.all([addRequester(), seed()]);
  return { ...made, session: { ...made.session, person: { ...made.session.person, id: person } } };
}

describe("the sweep", () => {
  it("wakes what a lost queue message left, and ends what an alarm forgot", async () => {
    const made = await seedOfSomebody();
    const stub = stubOf(made);
    await stub.create(made);
    vi.mocked(env.DELIVERY_QUEUE.sendBatch).mockClear();
    vi.mocked(env.NOTE_QUEUE.sendBatch).mockClear();
    await sweep(deps());
    const woken = [env.DELIVERY_QUEUE, env.NOTE_QUEUE].flatMap((queue) =>
      vi
        .mocked(queue.sendBatch)
        .mock.calls.flatMap(([batch]) => [...batch].map(({ body }) => (body as { id: string }).id)),
    );
    expect(woken).toContain(made.session.message.id);
    expect(woken).toContain(made.session.ticket.id);
    expect((await stored(stub))?.session.status).toBe("created");
  });

  it("never gives a queue more than it takes at once", async () => {
    const ready = deps();
    const deliver = vi.fn(async () => undefined);
    const ids = (from: number, length: number) =>
      Array.from({ length }, (_, index) => messageId.parse(`msg_${from + index}aaaa`));
    await sweep({
      ...ready,
      messages: { ...ready.messages, due: async () => ids(1_000, 100), untold: async () => ids(2_000, 30) },
      queues: { ...ready.queues, deliver },
    });
    // What a session was not told comes first: a caller may be looking at it.
    expect(deliver).toHaveBeenCalledExactlyOnceWith([...ids(2_000, 30), ...ids(1_000, 70)]);
  });

  it("pokes overdue sessions although the queues are away", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const made = await seedOfSomebody();
    const stub = stubOf(made);
    await stub.create(made);
    vi.setSystemTime(made.session.link.expiresAt + 5_000);
    const away = async () => {
      throw new Error("queues are away");
    };
    await sweep(
      deps({
        queues: {
          deliver: away,
          writeNotes: away,
          tellSecurity: away,
          tellDesk: away,
          carryOnActions: away,
          countCoverage: away,
        },
      }),
    );
    expect((await stored(stub))?.session.status).toBe("created");
    vi.setSystemTime(made.session.link.expiresAt + 5_001);
    await sweep(
      deps({
        queues: {
          deliver: away,
          writeNotes: away,
          tellSecurity: away,
          tellDesk: away,
          carryOnActions: away,
          countCoverage: away,
        },
      }),
    );
    expect((await stored(stub))?.session.status).toBe("timed_out");
    vi.useRealTimers();
  });

  it("one session that fails keeps no other from ending", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const [bad, good] = [await seedOfSomebody(), await seedOfSomebody()];
    await Promise.all([bad, good].map((made) => stubOf(made).create(made)));
    vi.setSystemTime(Date.now() + 3_600_000);
    const ready = deps();
    await sweep({
      ...ready,
      session: (id) =>
        id === bad.session.id
          ? { ...ready.session(id), apply: () => Promise.reject(new Error("out of reach")) }
          : ready.session(id),
    });
    expect((await stored(stubOf(good)))?.session.status).toBe("timed_out");
    expect((await stored(stubOf(bad)))?.session.status).toBe("created");
    await stubOf(bad).apply({ type: "agent.cancelled", actor: AGENT });
    vi.useRealTimers();
  });
});
