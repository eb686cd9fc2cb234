import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { DeliveryProvider, EmailContent, SmsContent, StatusCallback } from "../../workers/app/ports/delivery.ts";
import { secret } from "../../workers/core/kit/secret.ts";
import type { DeliveryDeps } from "../../workers/adapters/delivery/entry.ts";
import { deliveryProviders } from "../../workers/adapters/delivery/registry.ts";
import type { DeliveryProviderId } from "../../workers/adapters/delivery/registry.ts";
import { resendBehaviour, RESEND } from "./support/mock-resend.ts";
import { twilioBehaviour, TWILIO } from "./support/mock-twilio.ts";
import { startVendor } from "./support/mock-vendor.ts";
import type { MockVendor, VendorBehaviour } from "./support/mock-vendor.ts";
import { plainHttpClient } from "./support/plain-http-client.ts";

const deps: DeliveryDeps = {
  http: plainHttpClient,
  openSocket: () => {
    throw new Error("no sockets in this file");
  },
  now: () => Date.UTC(2026, 10, 19, 14, 2),
};

const sms = (to = "+351912345418"): SmsContent => ({
  channel: "sms",
  to: secret(to),
  text: secret("Aldermoor IT: open within 10 min & tell us. https://verify.example.com/v/abc_-é"),
});

const email: EmailContent = {
  channel: "email",
  to: secret("dana@mailbox.example"),
  fromName: "Aldermoor IT Service Desk",
  subject: "Ticket IR-0000039: your link from Aldermoor IT",
  text: secret("plain"),
  html: secret("<p>html</p>"),
};

const vendors: MockVendor[] = [];

afterEach(async () => {
  await Promise.all(vendors.splice(0).map((vendor) => vendor.close()));
});

async function vendor(behaviour: VendorBehaviour): Promise<MockVendor> {
  const started = await startVendor(behaviour);
  vendors.push(started);
  return started;
}

const twilioAt = (baseUrl: string, changes: object = {}): DeliveryProvider =>
  deliveryProviders.get("twilio").create({ ...TWILIO, from: "+15005550006", baseUrl, ...changes }, deps);

const resendAt = (baseUrl: string, changes: object = {}): DeliveryProvider =>
  deliveryProviders.get("resend").create({ ...RESEND, baseUrl, ...changes }, deps);

const good: Readonly<Record<DeliveryProviderId, object>> = {
  twilio: { ...TWILIO, from: "+15005550006" },
  resend: RESEND,
  smtp: { host: "mail.example.com", username: "robot", password: "secret-of-the-tests", from: "it@verify.example" },
};

describe.each(deliveryProviders.all)("provider $id", (entry) => {
  it("takes complete settings and names its origins over https", () => {
    expect(() => entry.create(good[entry.id], deps)).not.toThrow();
    expect(entry.origins(good[entry.id]).every((origin) => origin.startsWith("https://"))).toBe(true);
  });

  it("refuses settings with any required key missing or wrong, and prints no value", () => {
    for (const key of Object.keys(good[entry.id])) {
      const parsed = entry.settingsSchema.safeParse({ ...good[entry.id], [key]: { "hidden-value": 1 } });
      expect({ key, ok: parsed.success }).toEqual({ key, ok: false });
      expect(JSON.stringify(parsed.error)).not.toMatch(/hidden-value|of.the.tests/);
    }
  });

  it("keeps secrets out of printed settings", () => {
    expect(JSON.stringify(entry.settingsSchema.parse(good[entry.id]))).not.toMatch(/of.the.tests/);
  });

  it("refuses a channel it does not serve without contacting anybody", async () => {
    const other = entry.channels.includes("sms") ? email : sms();
    expect(await entry.create(good[entry.id], deps).send({ content: other, idempotencyKey: "k" })).toMatchObject({
      ok: false,
      error: { code: "peer.rejected", retryable: false },
    });
  });
});

interface HttpVendor {
  readonly at: (baseUrl: string) => DeliveryProvider;
  readonly content: SmsContent | EmailContent;
}

/** A provider without a row does not compile. SMTP is no HTTP: its dialogue has a file of its own. */
const overHttp: Readonly<Record<DeliveryProviderId, HttpVendor | undefined>> = {
  twilio: { at: (url) => twilioAt(url), content: sms() },
  resend: { at: (url) => resendAt(url), content: email },
  smtp: undefined,
};

const httpVendors = deliveryProviders.all.flatMap(({ id }) => {
  const vendorOf = overHttp[id];
  return vendorOf === undefined ? [] : [{ id, ...vendorOf }];
});

describe.each(httpVendors)("what $id may answer", ({ at, content }) => {
  const failing: readonly [string, VendorBehaviour, object][] = [
    [
      "429",
      () => ({ status: 429, json: {}, headers: { "retry-after": "7" } }),
      { code: "peer.rate_limited", retryable: true, retryAfterSeconds: 7 },
    ],
    ["500", () => ({ status: 500, json: {} }), { code: "peer.failed", retryable: true }],
    ["503 with a page", () => ({ status: 503, raw: "<html>" }), { code: "peer.failed", retryable: true }],
    ["401", () => ({ status: 401, json: {} }), { code: "peer.unauthorised", retryable: false }],
    ["404", () => ({ status: 404, json: {} }), { code: "peer.not_found", retryable: false }],
    ["400", () => ({ status: 400, json: {} }), { code: "peer.rejected", retryable: false }],
    [
      "a redirect",
      () => ({ status: 302, raw: "", headers: { location: "https://evil.example" } }),
      { code: "peer.rejected", retryable: false },
    ],
    ["no answer", () => undefined, { code: "peer.unreachable", retryable: true }],
  ];

  it.each(failing)("%s", async (...[, behaviour, error]) => {
    const { url } = await vendor(behaviour);
    expect(await at(url).send({ content, idempotencyKey: "k" })).toMatchObject({ ok: false, error });
  });

  it.each<[string, VendorBehaviour]>([
    ["a page", () => ({ status: 200, raw: "<html>ok</html>" })],
    ["no id", () => ({ status: 200, json: { sid: "", id: 7 } })],
  ])("success with %s: sent again only under an idempotency key", async (_what, behaviour) => {
    const { url, requests } = await vendor(behaviour);
    const sent = await at(url).send({ content, idempotencyKey: "k" });
    const keyed = requests[0]?.headers["idempotency-key"] === "k";
    expect(sent).toMatchObject({ ok: false, error: { code: "peer.malformed", retryable: keyed } });
  });
});

describe("the minute's call", () => {
  const answers =
    (status: number, json: object): VendorBehaviour =>
    () => ({ status, json });
  const unauthorised = { ok: false, error: { code: "peer.unauthorised" } };

  it.each([
    ["twilio, active", twilioAt, answers(200, { status: "active" }), { ok: true }],
    ["twilio, suspended", twilioAt, answers(200, { status: "suspended" }), unauthorised],
    ["twilio, of another account", twilioAt, answers(401, { code: 20003 }), unauthorised],
    ["resend, with every right", resendAt, answers(200, { data: [] }), { ok: true }],
    ["resend, that may only send", resendAt, answers(401, { name: "restricted_api_key" }), { ok: true }],
    ["resend, with a wrong key", resendAt, answers(401, { name: "invalid_api_key" }), unauthorised],
    ["resend, away", resendAt, answers(503, {}), { ok: false, error: { code: "peer.failed" } }],
  ])("of %s", async (_what, at, behaviour, outcome) => {
    const { url, requests } = await vendor(behaviour);
    expect(await at(url).probe?.()).toMatchObject(outcome);
    expect(requests.map(({ method }) => method)).toEqual(["GET"]);
  });
});

describe("twilio", () => {
  it("sends what the Messages resource asks for", async () => {
    const { url, requests } = await vendor(twilioBehaviour);
    const statusCallbackUrl = "https://verify.example.com/hooks/twilio?x=1";
    const sent = await twilioAt(url).send({ content: sms(), idempotencyKey: "k", statusCallbackUrl });
    expect(sent).toEqual({ ok: true, value: { providerMessageId: `SM${"ab".repeat(16)}`, status: "sent" } });
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
      To: "+351912345418",
      From: "+15005550006",
      Body: sms().text.reveal(),
      ValidityPeriod: "600",
      StatusCallback: statusCallbackUrl,
    });
  });

  it("can send from a messaging service", async () => {
    const { url, requests } = await vendor(twilioBehaviour);
    const messagingServiceSid = `MG${"0".repeat(32)}`;
    const provider = twilioAt(url, { from: undefined, messagingServiceSid });
    expect((await provider.send({ content: sms(), idempotencyKey: "k" })).ok).toBe(true);
    expect(new URLSearchParams(requests[0]?.body).get("MessagingServiceSid")).toBe(messagingServiceSid);
  });

  it("wants one sender, not none or two", () => {
    const { settingsSchema } = deliveryProviders.get("twilio");
    expect(settingsSchema.safeParse(TWILIO).success).toBe(false);
    expect(
      settingsSchema.safeParse({ ...TWILIO, from: "+15005550006", messagingServiceSid: `MG${"0".repeat(32)}` }).success,
    ).toBe(false);
  });

  it.each([
    ["+15005550001", 21211, "number_unknown"],
    ["+15005550002", 21612, "no_route"],
    ["+15005550003", 21408, "country_off"],
    ["+15005550004", 21610, "opted_out"],
    ["+15005550009", 21614, "not_mobile"],
  ])("refuses %s (%i) for good as %s, without the number", async (to, code, reason) => {
    const { url } = await vendor(twilioBehaviour);
    expect(await twilioAt(url).send({ content: sms(to), idempotencyKey: "k" })).toEqual({
      ok: false,
      error: { code: "peer.rejected", retryable: false, detail: `twilio 400 (${code})`, reason },
    });
  });

  it("says when the token is wrong", async () => {
    const { url } = await vendor(twilioBehaviour);
    expect(await twilioAt(url, { authToken: "other" }).send({ content: sms(), idempotencyKey: "k" })).toMatchObject({
      error: {
        code: "peer.unauthorised",
        retryable: false,
        detail: "twilio 401 (20003)",
        reason: "account_refused",
      },
    });
  });
});

describe("twilio's callbacks", () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const call = (body: string, signature: string, changes: Partial<StatusCallback> = {}): StatusCallback => ({
    url,
    headers: new Headers({ "x-twilio-signature": signature }),
    body,
    now: 0,
    ...changes,
  });
  const provider = twilioAt("https://api.twilio.com", { authToken: "12345" });
  /** Written from the documentation, apart from the code under test. */
  const sign = (form: Record<string, string>): string =>
    createHmac("sha1", "12345")
      .update(
        url +
          Object.keys(form)
            .sort()
            .map((key) => key + form[key])
            .join(""),
      )
      .digest("base64");
  const signed = (form: Record<string, string>): StatusCallback =>
    call(new URLSearchParams(form).toString(), sign(form));

  /** The example of Twilio's documentation on request validation. */
  const documented = {
    body: "Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309&CallSid=CA1234567890ABCDE",
    signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
  };

  it("accepts the documented example, which is no message status", async () => {
    expect(await provider.parseStatus?.(call(documented.body, documented.signature))).toEqual({ type: "ignored" });
  });

  it.each([
    ["another body", call(documented.body.replace("1234", "1235"), documented.signature)],
    ["one parameter more", call(`${documented.body}&Z=1`, documented.signature)],
    ["another address", call(documented.body, documented.signature, { url: url.replace("foo=1", "foo=2") })],
    ["another signature", call(documented.body, documented.signature.replace("R", "S"))],
    ["an empty signature", call(documented.body, "")],
    ["no base64", call(documented.body, "§§")],
    ["no signature", call(documented.body, "", { headers: new Headers() })],
  ])("rejects %s", async (_, callback) => {
    expect(await provider.parseStatus?.(callback)).toEqual({ type: "unauthenticated" });
  });

  it("signs the distinct values of a repeated parameter in order", async () => {
    const data = `${url}A1A2B3`;
    const signature = createHmac("sha1", "12345").update(data).digest("base64");
    expect(await provider.parseStatus?.(call("B=3&A=2&A=1&A=2", signature))).toEqual({ type: "ignored" });
  });

  const sid = { MessageSid: "SM1", AccountSid: TWILIO.accountSid, SomethingNew: "ü & more" };

  it.each<readonly [string, object, object]>([
    ["queued", {}, { type: "ignored" }],
    ["sending", {}, { type: "ignored" }],
    ["sent", {}, { type: "status", providerMessageId: "SM1", status: "sent" }],
    ["delivered", {}, { type: "status", providerMessageId: "SM1", status: "delivered" }],
    [
      "undelivered",
      { ErrorCode: "30003" },
      { type: "status", providerMessageId: "SM1", status: "failed", reason: "phone_off" },
    ],
    [
      "failed",
      { ErrorCode: "39999" },
      { type: "status", providerMessageId: "SM1", status: "failed", reason: "refused" },
    ],
    ...(
      [
        ["21610", "opted_out"],
        ["30034", "sender_not_registered"],
        ["30006", "not_mobile"],
        ["", "refused"],
      ] as const
    ).map(
      ([ErrorCode, reason]) =>
        ["failed", { ErrorCode }, { type: "status", providerMessageId: "SM1", status: "failed", reason }] as const,
    ),
    ["constructor", {}, { type: "ignored" }],
  ])("reads %s", async (MessageStatus, more, reading) => {
    expect(await provider.parseStatus?.(signed({ ...sid, MessageStatus, ...more }))).toEqual(reading);
  });

  it("ignores a status of no message", async () => {
    expect(await provider.parseStatus?.(signed({ MessageStatus: "sent" }))).toEqual({ type: "ignored" });
  });
});

describe("resend", () => {
  it("sends what the emails endpoint asks for", async () => {
    const { url, requests } = await vendor(resendBehaviour());
    const sent = await resendAt(url).send({ content: email, idempotencyKey: "msg_1" });
    expect(sent).toEqual({
      ok: true,
      value: { providerMessageId: "49a3999c-0ce1-4ea6-ab68-000000000000", status: "sent" },
    });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      from: "Aldermoor IT Service Desk <it@verify.example>",
      to: ["dana@mailbox.example"],
      subject: email.subject,
      text: "plain",
      html: "<p>html</p>",
      headers: { "Auto-Submitted": "auto-generated" },
    });
  });

  it("sends once per idempotency key", async () => {
    const { url } = await vendor(resendBehaviour());
    const provider = resendAt(url);
    const [first, again, other] = [
      await provider.send({ content: email, idempotencyKey: "msg_1" }),
      await provider.send({ content: email, idempotencyKey: "msg_1" }),
      await provider.send({ content: email, idempotencyKey: "msg_2" }),
    ];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it("reports one key used for two mails as a conflict", async () => {
    const { url } = await vendor(resendBehaviour());
    await resendAt(url).send({ content: email, idempotencyKey: "msg_1" });
    expect(await resendAt(url).send({ content: { ...email, subject: "other" }, idempotencyKey: "msg_1" })).toEqual({
      ok: false,
      error: { code: "peer.conflict", retryable: false, detail: "resend 409 (invalid_idempotent_request)" },
    });
  });

  it.each([
    [403, "invalid_api_key", "peer.unauthorised", false, undefined],
    [403, "validation_error", "peer.unauthorised", false, "sender_refused"],
    [422, "validation_error", "peer.rejected", false, "address_unusable"],
    [422, "invalid_from_address", "peer.rejected", false, "sender_refused"],
    [429, "rate_limit_exceeded", "peer.rate_limited", true, undefined],
    [429, "daily_quota_exceeded", "peer.rejected", false, "account_limit"],
    [429, "monthly_quota_exceeded", "peer.rejected", false, "account_limit"],
    [409, "concurrent_idempotent_requests", "peer.conflict", true, undefined],
    [500, "application_error", "peer.failed", true, undefined],
  ])("%i %s", async (...[status, name, code, retryable, reason]) => {
    const { url } = await vendor(() => ({
      status,
      json: { name, message: "to dana@mailbox.example", statusCode: status },
    }));
    expect(await resendAt(url).send({ content: email, idempotencyKey: "k" })).toEqual({
      ok: false,
      error: { code, retryable, detail: `resend ${status} (${name})`, reason },
    });
  });
});

describe("resend's callbacks", () => {
  /** Svix' published example. https://docs.svix.com/receiving/verifying-payloads/how-manual */
  const documented = {
    secret: "whsec_plJ3nmyCDGBKInavdOK15jsl",
    id: "msg_loFOjxBNrRLzqYUf",
    timestamp: "1731705121",
    body: '{"event_type":"ping","data":{"success":true}}',
    signature: "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  };
  const sentAt = Number(documented.timestamp) * 1000;
  const provider = resendAt("https://api.resend.com", { webhookSecret: documented.secret });

  const call = (changes: Partial<typeof documented> & { readonly now?: number } = {}): StatusCallback => {
    const { id, timestamp, signature, body, now } = { ...documented, now: sentAt, ...changes };
    return {
      url: "https://verify.example.com/hooks/resend",
      headers: new Headers({ "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature }),
      body,
      now,
    };
  };
  /** Written from the documentation, apart from the code under test. */
  const sign = (body: string): string => {
    const key = Buffer.from(documented.secret.slice(6), "base64");
    const data = `${documented.id}.${documented.timestamp}.${body}`;
    return `v1,${createHmac("sha256", key).update(data).digest("base64")}`;
  };

  it("accepts the published example, which is no mail event", async () => {
    expect(await provider.parseStatus?.(call())).toEqual({ type: "ignored" });
  });

  it.each([
    ["another signature beside it", { signature: `v1,AAAA v1a,xyz ${documented.signature}` }],
    ["four minutes later", { now: sentAt + 4 * 60_000 }],
    ["a clock four minutes behind", { now: sentAt - 4 * 60_000 }],
  ])("accepts %s", async (_, changes) => {
    expect(await provider.parseStatus?.(call(changes))).toEqual({ type: "ignored" });
  });

  it.each([
    ["another body", { body: `${documented.body} ` }],
    ["another id", { id: "msg_other" }],
    ["no id", { id: "" }],
    ["another time", { timestamp: "1731705122" }],
    ["no time", { timestamp: "" }],
    ["a time in words", { timestamp: "1731705121x" }],
    ["six minutes later", { now: sentAt + 6 * 60_000 }],
    ["six minutes early", { now: sentAt - 6 * 60_000 }],
    ["another version", { signature: documented.signature.replace("v1,", "v2,") }],
    ["no signature", { signature: "" }],
    ["broken base64", { signature: "v1,%%%" }],
  ])("rejects %s", async (_, changes) => {
    expect(await provider.parseStatus?.(call(changes))).toEqual({ type: "unauthenticated" });
  });

  it.each([
    ["email.sent", { status: "sent" }],
    ["email.delivered", { status: "delivered" }],
    ["email.bounced", { status: "failed", reason: "mail_refused" }],
    ["email.failed", { status: "failed", reason: "refused" }],
    ["email.suppressed", { status: "failed", reason: "address_suppressed" }],
  ])("reads %s", async (type, reading) => {
    const body = JSON.stringify({
      type,
      created_at: "2026-11-19T14:02:00.000Z",
      data: { email_id: "49a3", to: ["x@y.example"] },
    });
    expect(await provider.parseStatus?.(call({ body, signature: sign(body) }))).toEqual({
      type: "status",
      providerMessageId: "49a3",
      ...reading,
    });
  });

  it.each(["email.opened", "email.clicked", "email.delivery_delayed", "constructor"])("ignores %s", async (type) => {
    const body = JSON.stringify({ type, data: { email_id: "49a3" } });
    expect(await provider.parseStatus?.(call({ body, signature: sign(body) }))).toEqual({ type: "ignored" });
  });

  it("ignores a signed body that is no JSON", async () => {
    expect(await provider.parseStatus?.(call({ body: "{", signature: sign("{") }))).toEqual({ type: "ignored" });
  });

  it("has no callbacks without a signing secret", () => {
    expect(resendAt("https://api.resend.com").parseStatus).toBeUndefined();
  });
});
