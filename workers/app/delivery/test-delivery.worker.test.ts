import { beforeEach, expect, it } from "vitest";
import { addAgent } from "../../../test/support/worker-agent.ts";
import { deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { err, ok } from "../../core/kit/result.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeliveryProvider, MessageContent } from "../ports/delivery.ts";
import { recordReceipt } from "./record-receipt.ts";
import { readDeliveryTests, testDelivery } from "./test-delivery.ts";

const SMS = { channel: "sms", number: "07400 123456", again: "+44 7400 123456" } as const;
let admin: AgentRecord;
let sent: { content: MessageContent; callback: string | undefined }[];
let providerMessageId: string;

const parseStatus = () => Promise.resolve({ type: "ignored" } as const);

const taking = (more: Partial<DeliveryProvider> = { parseStatus }): DeliveryProvider => ({
  send: async ({ content, statusCallbackUrl }) => {
    sent.push({ content, callback: statusCallbackUrl });
    return ok({ providerMessageId, status: "sent" });
  },
  ...more,
});

const desk = (provider: DeliveryProvider | undefined = taking(), change: Partial<Deps> = {}): Deps => ({
  ...deps(),
  providerById: () => provider,
  ...change,
});

const last = async (ready: Deps, channel: "sms" | "email") =>
  (await readDeliveryTests(ready, admin)).carriers.find((one) => one.channel === channel)?.last;

beforeEach(async () => {
  const { id, email } = await addAgent({ role: "admin" });
  admin = { id, email, name: "Ada", role: "admin", active: true };
  [sent, providerMessageId] = [[], fresh()];
});

it("goes out by the real provider, waits for its receipt, and is told what became of it", async () => {
  const ready = desk();
  expect(await testDelivery(ready, admin, SMS)).toEqual(ok());
  expect(sent.map(({ content, callback }) => [content.to.reveal(), callback])).toEqual([
    ["+447400123456", "https://console.test/webhooks/delivery/twilio"],
  ]);
  expect(await last(ready, "sms")).toMatchObject({ provider: "Twilio", state: "accepted" });
  expect(await last(desk(taking(), { clock: () => Date.now() + 5 * MINUTE_MS }), "sms")).toMatchObject({
    state: "silent",
  });
  await recordReceipt(ready, { provider: "resend", providerMessageId, status: "delivered" });
  expect(await last(ready, "sms")).toMatchObject({ state: "accepted" });
  await recordReceipt(ready, { provider: "twilio", providerMessageId, status: "failed", reason: "phone_off" });
  expect(await last(ready, "sms")).toMatchObject({ state: "failed", reason: "the phone is off or out of reach" });
  await recordReceipt(ready, { provider: "twilio", providerMessageId, status: "delivered" });
  expect(await last(ready, "sms")).toMatchObject({ state: "delivered" });
});

it("by mail goes to the address that the admin signs in with; without receipts it says so", async () => {
  const ready = desk(taking({}));
  await testDelivery(ready, admin, { channel: "email" });
  expect(sent[0]?.content.to.reveal()).toBe(admin.email);
  expect(await last(ready, "email")).toMatchObject({ state: "unreported" });
  const { carriers } = await readDeliveryTests(ready, admin);
  expect(carriers.map((one) => "receiptAddress" in one)).toEqual([false, false]);
});

it("that the provider refuses says why, and the next one takes its place", async () => {
  const refusing = taking({
    send: async () => err({ code: "peer.unauthorised", retryable: false, detail: "" }),
    parseStatus,
  });
  expect((await testDelivery(desk(refusing), admin, SMS)).ok).toBe(true);
  expect(await last(desk(), "sms")).toMatchObject({ state: "failed", reason: "the provider refused our account" });
  await testDelivery(desk(), admin, SMS);
  expect(await last(desk(), "sms")).toMatchObject({ state: "accepted" });
});

it("stands in the audit log with its masked number, and is nobody else's to see", async () => {
  await testDelivery(desk(), admin, SMS);
  const [row] = await rows<{ details: string }>(
    "SELECT details FROM audit WHERE action = 'delivery.tested' AND actor = ?",
    admin.id,
  );
  expect(JSON.parse(row?.details ?? "{}")).toEqual({ channel: "sms", to: "+44 **** *** *56" });
  const stored = await rows("SELECT * FROM delivery_tests WHERE agent_id = ?", admin.id);
  expect(JSON.stringify(stored)).not.toContain("123456");
  admin = { ...admin, id: (await addAgent({ role: "admin" })).id };
  expect(await last(desk(), "sms")).toBeUndefined();
});

it.each([
  ["a country that no link goes to", "+351912345678", "destination.country"],
  ["what is no number", "nobody", "destination.invalid"],
])("sends nothing to %s", async (_what, number, code) => {
  expect(await testDelivery(desk(), admin, { ...SMS, number })).toMatchObject({ ok: false, error: { code } });
  expect(sent).toEqual([]);
});

it.each([["+44 7400 123465"], ["nobody"]])(
  "sends nothing where the number is %s when it is typed again",
  async (again) => {
    const refused = await testDelivery(desk(), admin, { ...SMS, again });
    expect(refused).toEqual(err({ code: "delivery_test.not_same" }));
    expect(sent).toEqual([]);
    expect(await rows("SELECT id FROM audit WHERE action = 'delivery.tested' AND actor = ?", admin.id)).toEqual([]);
  },
);

it("sends nothing where nobody carries it, to a blocked number, and once ten messages went out", async () => {
  const none: Deps = { ...desk(), providerById: () => undefined };
  expect(await testDelivery(none, admin, SMS)).toMatchObject({ error: { code: "delivery_test.no_carrier" } });
  const { guards } = deps();
  const fenced: Deps = { ...desk(), guards: { ...guards, destinationFenced: async () => true } };
  expect(await testDelivery(fenced, admin, SMS)).toMatchObject({ error: { code: "guard.destination_fenced" } });
  for (let count = 0; count < 10; count += 1) {
    expect((await testDelivery(desk(), admin, SMS)).ok).toBe(true);
  }
  expect(await testDelivery(desk(), admin, SMS)).toMatchObject({ error: { code: "agent.too_many" } });
  expect(sent).toHaveLength(10);
});
