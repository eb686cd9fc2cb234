/** Messages: the claim decides who sends, receipts only climb, present truth decides whether a link still goes out. */
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { createVault } from "../../adapters/crypto/vault.ts";
import { messageId } from "../../core/kit/ids.ts";
import { err, ok } from "../../core/kit/result.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { LONGEST_WAIT_MS } from "../../core/messages/backoff.ts";
import { AGENT, BEGIN, observed, session } from "../../core/session/session.fixture.ts";
import { deps, drained, fresh, keyring, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { DeliveryProvider } from "../ports/delivery.ts";
import { recordReceipt } from "./record-receipt.ts";
import { sweep } from "../upkeep/sweep.ts";

const PROVIDER = "fake";

function provider(
  send: DeliveryProvider["send"] = async () => ok({ providerMessageId: `sm_${fresh()}`, status: "sent" }),
) {
  const sends = vi.fn(send);
  return { sends, deps: deps({ provider: () => ({ id: PROVIDER, provider: { send: sends } }) }) };
}

async function waiting(change: Parameters<typeof seed>[0] = {}) {
  const made = await seed(change);
  const stub = stubOf(made);
  await stub.create(made);
  return { stub, session: made.session, id: made.session.message.id };
}

const statusOf = async (id: string) =>
  (await rows<{ status: string }>("SELECT status FROM messages WHERE id = ?", id))[0]?.status;
const messageState = async (stub: ReturnType<typeof stubOf>) => (await stored(stub))?.session.message.state;

describe("sending", () => {
  it("derives the link again and hands out nothing else", async () => {
    const { session, id, stub } = await waiting();
    const { sends, deps: ready } = provider();
    expect(await deliverMessage(ready, id)).toEqual({});
    const sent = sends.mock.calls[0]?.[0];
    expect(sent?.idempotencyKey).toBe(id);
    expect(sent?.statusCallbackUrl).toBe("https://console.test/webhooks/delivery/fake");
    const locator = await createVault(keyring).locator({ id: session.id, linkNumber: 1 });
    const text = sent?.content.channel === "sms" ? sent.content.text.reveal() : "";
    expect(text).toContain(`https://verify.test/v/${locator}`);
    expect(sent?.content.to.reveal()).toBe("+447700900123");
    // Nothing of it is printed by accident.
    expect(JSON.stringify(sent)).not.toContain(locator);
    expect(JSON.stringify(sent)).not.toContain("+447700900123");
    expect(await statusOf(id)).toBe("sent");
    expect((await stored(stub))?.session.status).toBe("sent");
  });

  it("stores nothing of the link or the destination in the clear", async () => {
    const { session, id } = await waiting();
    const locator = await createVault(keyring).locator({ id: session.id, linkNumber: 1 });
    const text = JSON.stringify(await rows("SELECT * FROM messages WHERE id = ?", id));
    expect(text).not.toContain(locator);
    expect(text).not.toContain("7700900123");
  });

  it.each([
    ["de-AT", "Öffnen und melden."],
    ["", "Open it and tell us."],
    ["xx", "Open it and tell us."],
  ])("speaks the language of a person of %j, else the organisation's", async (locale, words) => {
    const { id } = await waiting({ person: { ...session().person, locale } });
    const { sends, deps: ready } = provider();
    await deliverMessage(ready, id);
    const content = sends.mock.calls[0]?.[0].content;
    expect(content?.channel === "sms" ? content.text.reveal() : "").toContain(words);
  });

  it("carries the brand of the settings in a mail", async () => {
    const { id } = await waiting({ destination: { ...session().destination, channel: "email" } });
    const { sends, deps: ready } = provider();
    const config = { ...ready.config, BRAND_NAME: "Checkpoint", BRAND_ACCENT: "#7a1fa2" };
    await deliverMessage({ ...ready, config }, id);
    const content = sends.mock.calls[0]?.[0].content;
    const [text, html] = content?.channel === "email" ? [content.text.reveal(), content.html.reveal()] : ["", ""];
    expect(text).toContain("Checkpoint · ");
    expect(html).toContain("background-color:#7a1fa2");
  });

  it("two consumers send once", async () => {
    const { id } = await waiting();
    const { sends, deps: ready } = provider();
    await Promise.all(Array.from({ length: 20 }, () => deliverMessage(ready, id)));
    await deliverMessage(ready, id);
    expect(sends).toHaveBeenCalledTimes(1);
  });

  it("is taken up again when its consumer was lost", async () => {
    const { id } = await waiting();
    const { deps: ready, sends } = provider();
    const now = Date.now();
    expect(await ready.messages.claim(id, now, 60_000)).toMatchObject({ attempts: 1 });
    expect(await ready.messages.due(now + 59_999, 1_000)).not.toContain(id);
    expect(await ready.messages.due(now + 60_000, 1_000)).toContain(id);
    await deliverMessage({ ...ready, clock: () => now + 60_000 }, id);
    expect(sends).toHaveBeenCalledTimes(1);
    expect(await ready.messages.due(now + 600_000, 1_000)).not.toContain(id);
  });

  it.each([
    [
      "was cancelled",
      async ({ stub }: Awaited<ReturnType<typeof waiting>>) =>
        void (await stub.apply({ type: "agent.cancelled", actor: AGENT })),
    ],
    [
      "got a newer link",
      async ({ stub }: Awaited<ReturnType<typeof waiting>>) => {
        await stub.apply({
          type: "delivery.failed",
          messageId: (await stored(stub))?.session.message.id ?? messageId.parse("msg_none0001"),
          problem: "refused",
        });
        expect(
          (await stub.apply({ type: "agent.resent", actor: AGENT, messageId: messageId.parse(`msg_${fresh()}`) })).ok,
        ).toBe(true);
      },
    ],
  ])("drops the link of a check that %s, although the record lags behind", async (_name, change) => {
    const made = await waiting();
    const away = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await change(made);
    away.mockRestore();
    const { sends, deps: ready } = provider();
    await deliverMessage(ready, made.id);
    expect(sends).not.toHaveBeenCalled();
    expect(await statusOf(made.id)).toBe("dropped");
  });

  describe("cut off before the session was told", () => {
    const unreachable = () => Promise.reject(new Error("out of reach"));
    const rejected: DeliveryProvider["send"] = async () => err({ code: "peer.rejected", retryable: false, detail: "" });

    /** Sends, or gives up, while the session cannot be told of it. */
    async function cutOff(send?: DeliveryProvider["send"]) {
      const made = await waiting();
      const { sends, deps: ready } = provider(send);
      const deaf: typeof ready.session = (id) => {
        const handle = ready.session(id);
        return {
          ...handle,
          apply: (event) => (event.type === "delivery.claimed" ? handle.apply(event) : unreachable()),
        };
      };
      await expect(deliverMessage({ ...ready, session: deaf }, made.id)).rejects.toThrow("out of reach");
      expect(await messageState(made.stub)).toBe("sending");
      return { ...made, sends, ready };
    }

    it.each([
      ["sent", undefined],
      ["failed", rejected],
    ] as const)("%s: is told when the queue comes again, and nothing is sent again", async (state, send) => {
      const { id, stub, session, sends, ready } = await cutOff(send);
      expect(await statusOf(id)).toBe(state);
      expect(await deliverMessage(ready, id)).toEqual({});
      await deliverMessage(ready, id);
      expect(await messageState(stub)).toBe(state);
      expect(sends).toHaveBeenCalledTimes(1);
      await drained(stub);
      const told = await rows("SELECT id FROM audit WHERE subject = ? AND action = ?", session.id, `message.${state}`);
      expect(told).toHaveLength(1);
    });

    it.each([
      ["sent", undefined],
      ["failed", rejected],
    ] as const)("%s: is found by the sweep when the queue lost it, until the session knows", async (_state, send) => {
      const { id, stub, ready } = await cutOff(send);
      await drained(stub);
      vi.mocked(env.DELIVERY_QUEUE.sendBatch).mockClear();
      await sweep(ready);
      const woken = vi.mocked(env.DELIVERY_QUEUE.sendBatch).mock.calls.flatMap(([batch]) => [...batch]);
      expect(woken.map(({ body }) => body)).toContainEqual({ kind: "message", id });
      await deliverMessage(ready, id);
      await drained(stub);
      expect(await ready.messages.untold(1_000)).not.toContain(id);
    });

    it("is of no matter once the check has ended", async () => {
      const { id, stub, ready } = await cutOff();
      await stub.apply({ type: "agent.cancelled", actor: AGENT });
      await drained(stub);
      expect(await ready.messages.untold(1_000)).not.toContain(id);
      expect(await deliverMessage(ready, id)).toEqual({});
      expect((await stored(stub))?.session.status).toBe("cancelled");
    });

    it("is not looked for while it is on its way", async () => {
      const { id } = await waiting();
      const { deps: ready } = provider();
      expect(await ready.messages.untold(1_000)).not.toContain(id);
      await ready.messages.claim(id, Date.now(), 60_000);
      expect(await ready.messages.untold(1_000)).not.toContain(id);
      expect(await ready.messages.ended(id)).toBeUndefined();
    });
  });

  it("drops a link whose time is over", async () => {
    const { id, session } = await waiting();
    const { sends, deps: ready } = provider();
    await deliverMessage({ ...ready, clock: () => session.link.expiresAt }, id);
    expect(sends).not.toHaveBeenCalled();
    expect(await statusOf(id)).toBe("dropped");
  });

  it("sends the code of a move", async () => {
    const { stub } = await waiting();
    await stub.apply(BEGIN);
    const id = messageId.parse(`msg_${fresh()}`);
    await stub.apply({
      type: "move.requested",
      observation: observed({ browserTag: "other" }),
      messageId: id,
      page: Date.now(),
    });
    await drained(stub);
    const { sends, deps: ready } = provider();
    await deliverMessage(ready, id);
    const content = sends.mock.calls[0]?.[0].content;
    const digits = (await stored(stub))?.session.movers?.[0]?.code?.digits ?? "";
    expect(content?.channel === "sms" ? content.text.reveal() : "").toContain(digits);
    expect(JSON.stringify(await rows("SELECT * FROM messages WHERE id = ?", id))).not.toContain(digits);
  });

  it("goes to no destination of another message of its check, nor by another channel", async () => {
    const { stub, id: first, session: check } = await waiting();
    await stub.apply(BEGIN);
    const id = messageId.parse(`msg_${fresh()}`);
    const observation = observed({ browserTag: "other" });
    await stub.apply({ type: "move.requested", observation, messageId: id, page: Date.now() });
    await drained(stub);
    const set = (columns: string) =>
      env.DB.prepare(`UPDATE messages SET status = 'waiting', next_at = 0, ${columns} WHERE id = ?`);
    const [own] = await rows<{ destination_sealed: string }>(
      "SELECT destination_sealed FROM messages WHERE id = ?",
      id,
    );
    const { sends, deps: ready } = provider();
    await set("destination_sealed = (SELECT destination_sealed FROM messages WHERE id = ?)").bind(first, id).run();
    await deliverMessage(ready, id);
    await set("destination_sealed = ?, channel = 'email'").bind(own?.destination_sealed, id).run();
    await deliverMessage(ready, id);
    expect(sends).not.toHaveBeenCalled();
    // As rows were sealed before.
    const before = await keyring.seal("+447700900123", `messages/${check.id}`);
    await set("destination_sealed = ?, channel = 'sms'").bind(before, id).run();
    await deliverMessage(ready, id);
    expect(sends).toHaveBeenCalledOnce();
  });

  it("says nothing about a message that does not exist", async () => {
    const { sends, deps: ready } = provider();
    expect(await deliverMessage(ready, messageId.parse("msg_unknown00"))).toEqual({});
    expect(sends).not.toHaveBeenCalled();
  });
});

it("waits for no time that a clock has set which was put back since", async () => {
  const { deps: ready, sends } = provider();
  const set = (id: string, column: string, at: number) =>
    env.DB.prepare(`UPDATE messages SET ${column} = ? WHERE id = ?`).bind(at, id).run();
  const [early, claimed] = [await waiting(), await waiting()];
  const now = Date.now();
  await set(early.id, "next_at", now + LONGEST_WAIT_MS);
  await deliverMessage({ ...ready, clock: () => now }, early.id);
  expect(sends).not.toHaveBeenCalled();
  await set(early.id, "next_at", now + 6 * HOUR_MS);
  await ready.messages.claim(claimed.id, now, 60_000);
  await set(claimed.id, "claimed_until", now + 6 * HOUR_MS);
  const due = await ready.messages.due(now, 1_000);
  for (const { id } of [early, claimed]) {
    expect(due).toContain(id);
    await deliverMessage({ ...ready, clock: () => now }, id);
  }
  expect(sends).toHaveBeenCalledTimes(2);
});

describe("failing", () => {
  const down = { code: "peer.unreachable", retryable: true, detail: "" } as const;

  it("tries again later, and waits at least as long as the provider asks", async () => {
    const { id } = await waiting();
    const { deps: ready, sends } = provider(async () => err({ ...down, retryAfterSeconds: 40 }));
    const { retryAfterSeconds = 0 } = await deliverMessage(ready, id);
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(40);
    expect(await statusOf(id)).toBe("waiting");
    await deliverMessage(ready, id);
    expect(sends).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["the provider refuses for good", { code: "peer.rejected", retryable: false, detail: "" } as const],
    ["the link would be over by then", { ...down, retryAfterSeconds: 3_600 }],
  ])("gives up when %s, and says so on the ticket", async (_name, problem) => {
    const { id, stub, session } = await waiting();
    const { deps: ready } = provider(async () => err(problem));
    expect(await deliverMessage(ready, id)).toEqual({});
    expect(await statusOf(id)).toBe("failed");
    expect(await messageState(stub)).toBe("failed");
    await drained(stub);
    expect(await rows("SELECT id FROM ticket_notes WHERE ticket_id = ?", session.ticket.id)).toHaveLength(2);
  });

  it("gives up where nobody carries the channel, and is not what the sweep finds each minute", async () => {
    const { id } = await waiting();
    // None is set up in these tests.
    const none = deps();
    expect((await deliverMessage(none, id)).retryAfterSeconds).toBeGreaterThan(0);
    expect(await none.messages.due(Date.now(), 1_000)).not.toContain(id);
    let now = Date.now();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      now += 60_000;
      await deliverMessage({ ...none, clock: () => now, random: () => 0 }, id);
    }
    expect(await statusOf(id)).toBe("failed");
  });

  it("gives up after six attempts", async () => {
    const { id } = await waiting();
    const { deps: ready, sends } = provider(async () => err({ ...down, retryAfterSeconds: 0 }));
    let now = Date.now();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await deliverMessage({ ...ready, clock: () => now, random: () => 0 }, id);
      now += 60_000;
    }
    expect(sends.mock.calls.length).toBeLessThanOrEqual(6);
    expect(await statusOf(id)).toBe("failed");
  });
});

describe("receipts", () => {
  async function sent() {
    const made = await waiting();
    const providerMessageId = `sm_${fresh()}`;
    const { deps: ready } = provider(async () => ok({ providerMessageId, status: "sent" }));
    await deliverMessage(ready, made.id);
    const receipt = (status: "sent" | "delivered" | "failed") =>
      recordReceipt(ready, { provider: PROVIDER, providerMessageId, status });
    return { ...made, receipt, providerMessageId };
  }

  it.each([
    [["delivered"], "delivered"],
    [["failed"], "failed"],
    [["delivered", "sent"], "delivered"],
    [["delivered", "failed"], "delivered"],
    [["failed", "sent"], "failed"],
    [["failed", "delivered"], "delivered"],
    [["sent", "delivered", "sent", "delivered"], "delivered"],
  ] as const)("%j ends as %s, for the record and for the session", async (statuses, end) => {
    const { id, stub, receipt } = await sent();
    for (const status of statuses) {
      await receipt(status);
    }
    expect(await statusOf(id)).toBe(end);
    expect(await messageState(stub)).toBe(end);
  });

  it("100 copies at once count once", async () => {
    const { receipt, providerMessageId, session, stub } = await sent();
    await Promise.all(Array.from({ length: 100 }, () => receipt("delivered")));
    await drained(stub);
    expect(
      await rows("SELECT status FROM message_receipts WHERE provider_message_id = ?", providerMessageId),
    ).toHaveLength(1);
    expect(
      await rows("SELECT id FROM audit WHERE subject = ? AND action = 'message.delivered'", session.id),
    ).toHaveLength(1);
  });

  it("a copy whose first one was cut off still reaches the session", async () => {
    const { stub, receipt } = await sent();
    vi.spyOn(env.VERIFICATION_SESSION, "getByName").mockImplementationOnce(() => {
      throw new Error("the session is out of reach");
    });
    await expect(receipt("delivered")).rejects.toThrow("out of reach");
    expect(await messageState(stub)).toBe("sent");
    await receipt("delivered");
    expect(await messageState(stub)).toBe("delivered");
    vi.mocked(env.VERIFICATION_SESSION.getByName).mockRestore();
  });

  it.each([
    ["delivered", "delivered"],
    ["failed", "failed"],
    ["sent", "sent"],
  ] as const)("one that overtakes the provider's own reply with %s is not lost", async (status, end) => {
    const { id, stub } = await waiting();
    const providerMessageId = `sm_${fresh()}`;
    const { deps: ready } = provider(async () => {
      await recordReceipt(ready, { provider: PROVIDER, providerMessageId, status });
      return ok({ providerMessageId, status: "sent" });
    });
    await deliverMessage(ready, id);
    expect(await statusOf(id)).toBe(end);
    expect(await messageState(stub)).toBe(end);
  });

  it("keeps the reason of a failure, whenever it comes", async () => {
    const failing = { provider: PROVIDER, status: "failed", reason: "not_mobile" } as const;
    const early = await waiting();
    const providerMessageId = `sm_${fresh()}`;
    const { deps: ready } = provider(async () => {
      await recordReceipt(ready, { ...failing, providerMessageId });
      return ok({ providerMessageId, status: "sent" });
    });
    await deliverMessage(ready, early.id);
    const late = await sent();
    await recordReceipt(deps(), { ...failing, providerMessageId: late.providerMessageId });
    for (const { id, stub } of [early, late]) {
      expect(await rows("SELECT status, problem FROM messages WHERE id = ?", id)).toEqual([
        { status: "failed", problem: "not_mobile" },
      ]);
      expect((await stored(stub))?.session.message).toMatchObject({ state: "failed", problem: "not_mobile" });
    }
  });

  it("of another provider or message change nothing", async () => {
    const { id, providerMessageId } = await sent();
    const ready = deps();
    await recordReceipt(ready, { provider: "other", providerMessageId, status: "delivered" });
    await recordReceipt(ready, { provider: PROVIDER, providerMessageId: "sm_other", status: "delivered" });
    expect(await statusOf(id)).toBe("sent");
  });
});
