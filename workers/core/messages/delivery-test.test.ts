import { expect, it } from "vitest";
import { MINUTE_MS } from "../kit/time.ts";
import { deliveryTestOutcome, type DeliveryTestFacts } from "./delivery-test.ts";
import { deliveryTestMessage } from "./templates/delivery-test.ts";

const AT = 1_000;
const facts: DeliveryTestFacts = { at: AT, status: "sent", hasReceipts: true };

it.each<[string, Partial<DeliveryTestFacts>, number, object]>([
  ["was just begun", { status: "sending" }, MINUTE_MS - 1, { state: "sending" }],
  ["never got an answer", { status: "sending" }, MINUTE_MS, { state: "unknown" }],
  ["was refused", { status: "failed", problem: "account_refused" }, 0, { state: "failed", problem: "account_refused" }],
  ["was refused without a reason", { status: "failed" }, 0, { state: "failed", problem: "refused" }],
  ["waits for its receipt", {}, 5 * MINUTE_MS - 1, { state: "accepted" }],
  ["waited in vain", {}, 5 * MINUTE_MS, { state: "silent" }],
  ["has no receipt to wait for", { hasReceipts: false }, 0, { state: "unreported" }],
  ["has no receipt to wait for, later", { hasReceipts: false }, 60 * MINUTE_MS, { state: "unreported" }],
  ["is said to have arrived", { receipt: { delivered: true } }, 60 * MINUTE_MS, { state: "delivered" }],
  ["was delivered at once", { status: "delivered", hasReceipts: false }, 0, { state: "delivered" }],
  [
    "is said not to have arrived",
    { receipt: { delivered: false, problem: "phone_off" } },
    0,
    { state: "failed", problem: "phone_off" },
  ],
  ["arrived after all", { receipt: { delivered: true, problem: "phone_off" } }, 0, { state: "delivered" }],
  [
    "has a receipt before the provider's answer was kept",
    { status: "sending", receipt: { delivered: true } },
    0,
    { state: "delivered" },
  ],
  ["told only that it went out", { receipt: { delivered: false } }, 0, { state: "accepted" }],
])("a test that %s", (_what, change, age, outcome) => {
  expect(deliveryTestOutcome({ ...facts, ...change }, AT + age)).toEqual(outcome);
});

it("says in both channels what it is and that nothing has to be done, in one SMS and without a link", () => {
  const sms = deliveryTestMessage("sms", { organisation: "Aldermoor" });
  const email = deliveryTestMessage("email", { organisation: "Aldermoor" });
  const said = [sms.channel === "sms" ? sms.text : "", email.channel === "email" ? email.text : ""];
  for (const text of said) {
    expect(text).toContain("Aldermoor IT");
    expect(text).toMatch(/test/i);
    expect(text).not.toContain("://");
  }
  expect(said[0]?.length).toBeLessThanOrEqual(160);
});
