/**
 * SMS by Twilio's Messages resource. The API has no idempotency key: a lost reply may mean a
 * second, identical SMS, which is harmless, where a missing one stops the caller.
 * https://www.twilio.com/docs/messaging/api/message-resource
 */
import { z } from "zod";
import type {
  DeliveryFailure,
  DeliveryProvider,
  Receipt,
  SmsContent,
  StatusCallback,
  StatusReading,
} from "../../app/ports/delivery.ts";
import type { HttpClient, HttpReply } from "../../app/ports/http.ts";
import type { DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { Result } from "../../core/kit/result.ts";
import { secret } from "../../core/kit/secret.ts";
import { utf8 } from "../crypto/bytes.ts";
import { deliveryEntry } from "./entry.ts";
import { jsonOf, problemFromStatus } from "../peers/peer-problem.ts";
import { base64FromText, hmacMatches } from "../peers/signature.ts";

const settingsSchema = z
  .object({
    accountSid: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/i)
      .meta({ title: "Account SID", description: "Starts with AC" }),
    authToken: z
      .string()
      .min(1)
      .transform((token) => secret(token))
      .meta({ title: "Auth token", description: "Also signs the callbacks" }),
    messagingServiceSid: z
      .string()
      .regex(/^MG[0-9a-f]{32}$/i)
      .optional()
      .meta({ title: "Messaging Service SID", description: "Sender pool, instead of a number; starts with MG" }),
    from: z
      .string()
      .regex(/^(\+[1-9]\d{6,14}|[A-Za-z0-9 ]{1,11})$/)
      .optional()
      .meta({ title: "Sender", description: "Number or name, instead of a sender pool" }),
    validitySeconds: z.number().int().min(60).max(36_000).default(600).meta({
      title: "Seconds until dropped",
      description: "A message that was not sent by then is not sent any more",
    }),
    baseUrl: z
      .url()
      .default("https://api.twilio.com")
      .meta({ title: "Address of the API", description: "Only other than the default in tests", address: true }),
  })
  .refine(({ messagingServiceSid, from }) => (messagingServiceSid === undefined) !== (from === undefined), {
    message: "set either messagingServiceSid or from",
  });

type Settings = z.output<typeof settingsSchema>;

export const twilio = deliveryEntry({
  id: "twilio",
  label: "Twilio",
  channels: ["sms"],
  settingsSchema,
  origins: (settings) => [new URL(settings.baseUrl).origin],
  create: (settings, { http }): DeliveryProvider => ({
    send: async ({ content, statusCallbackUrl }) =>
      content.channel === "sms"
        ? sendSms({ settings, http, content, statusCallbackUrl })
        : err({ code: "peer.rejected", retryable: false, detail: "twilio sends SMS only" }),
    probe: () => readAccount(settings, http),
    parseStatus: (callback) => parseStatus(settings, callback),
  }),
});

interface Sending {
  readonly settings: Settings;
  readonly http: HttpClient;
  readonly content: SmsContent;
  readonly statusCallbackUrl: string | undefined;
}

async function sendSms({
  settings,
  http,
  content,
  statusCallbackUrl,
}: Sending): Promise<Result<Receipt, DeliveryFailure>> {
  const form = new URLSearchParams({
    To: content.to.reveal(),
    Body: content.text.reveal(),
    ValidityPeriod: String(settings.validitySeconds),
    ...(settings.messagingServiceSid === undefined ? {} : { MessagingServiceSid: settings.messagingServiceSid }),
    ...(settings.from === undefined ? {} : { From: settings.from }),
    ...(statusCallbackUrl === undefined ? {} : { StatusCallback: statusCallbackUrl }),
  });
  const sent = await http.send({
    method: "POST",
    url: new URL(`/2010-04-01/Accounts/${settings.accountSid}/Messages.json`, settings.baseUrl).href,
    headers: {
      authorization: authorization(settings),
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: form.toString(),
  });
  return sent.ok ? readReply(sent.value) : sent;
}

const authorization = ({ accountSid, authToken }: Settings): string =>
  `Basic ${base64FromText(`${accountSid}:${authToken.reveal()}`)}`;

/** A suspended account answers like any other, and says so. */
async function readAccount(settings: Settings, http: HttpClient): Promise<Result<undefined, DeliveryFailure>> {
  const read = await http.send({
    method: "GET",
    url: new URL(`/2010-04-01/Accounts/${settings.accountSid}.json`, settings.baseUrl).href,
    headers: { authorization: authorization(settings), accept: "application/json" },
  });
  if (!read.ok) {
    return read;
  }
  if (read.value.status < 200 || read.value.status >= 300) {
    return err(problemFromStatus(read.value, `twilio account ${read.value.status}`));
  }
  return account.safeParse(jsonOf(read.value.text)).success
    ? ok()
    : err({ code: "peer.unauthorised", retryable: false, detail: "twilio account is not active" });
}

const account = z.object({ status: z.literal("active") });
const accepted = z.object({ sid: z.string().min(1).max(64) });
const refused = z.object({ code: z.number().int() });

function readReply(reply: HttpReply): Result<Receipt, DeliveryFailure> {
  const body = jsonOf(reply.text);
  if (reply.status >= 200 && reply.status < 300) {
    const parsed = accepted.safeParse(body);
    // Not tried again: the message has most likely gone out.
    return parsed.success
      ? ok({ providerMessageId: parsed.data.sid, status: "sent" })
      : err({ code: "peer.malformed", retryable: false, detail: "twilio accepted, but its answer could not be read" });
  }
  const code = refused.safeParse(body).data?.code;
  const reason = code === undefined ? undefined : REASONS.get(code);
  const problem = problemFromStatus(reply, `twilio ${reply.status}${code === undefined ? "" : ` (${code})`}`);
  return err({ ...problem, ...(reason === undefined ? {} : { reason }) });
}

/**
 * Of a refused request and of a later report alike: Twilio gives some codes at both times.
 * https://www.twilio.com/docs/api/errors
 */
const REASONS: ReadonlyMap<number, DeliveryProblem> = new Map([
  [20003, "account_refused"],
  [20404, "account_refused"],
  [20429, "provider_busy"],
  [21211, "number_unknown"],
  [21217, "number_unknown"],
  [21265, "number_unknown"],
  [21408, "country_off"],
  [21606, "sender_refused"],
  [21608, "account_limit"],
  [21610, "opted_out"],
  [21611, "provider_busy"],
  [21612, "no_route"],
  [21614, "not_mobile"],
  [21635, "not_mobile"],
  [21659, "sender_refused"],
  [21660, "sender_refused"],
  [21703, "sender_refused"],
  [21705, "sender_refused"],
  [30001, "provider_busy"],
  [30002, "account_refused"],
  [30003, "phone_off"],
  [30004, "blocked_by_recipient"],
  [30005, "number_unknown"],
  [30006, "not_mobile"],
  [30007, "filtered"],
  [30008, "refused"],
  [30010, "account_limit"],
  [30024, "sender_not_registered"],
  [30032, "sender_not_registered"],
  [30034, "sender_not_registered"],
  [30035, "sender_not_registered"],
  [30036, "too_late"],
  [30038, "account_limit"],
  [30039, "filtered"],
  [30041, "sender_not_registered"],
  [30450, "filtered"],
  [30453, "filtered"],
  [63038, "account_limit"],
]);

const STATUSES: ReadonlyMap<string, "sent" | "delivered" | "failed"> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "delivered"],
  ["undelivered", "failed"],
  ["failed", "failed"],
  ["canceled", "failed"],
]);

async function parseStatus(settings: Settings, callback: StatusCallback): Promise<StatusReading> {
  const form = new URLSearchParams(callback.body);
  const genuine = await hmacMatches({
    hash: "SHA-1",
    key: utf8(settings.authToken.reveal()),
    data: callback.url + signedParameters(form),
    signature: callback.headers.get("x-twilio-signature") ?? "",
  });
  if (!genuine) {
    return { type: "unauthenticated" };
  }
  const status = STATUSES.get(form.get("MessageStatus") ?? "");
  const providerMessageId = form.get("MessageSid") ?? "";
  if (status === undefined || providerMessageId === "") {
    return { type: "ignored" };
  }
  const reason = status === "failed" ? (REASONS.get(Number(form.get("ErrorCode"))) ?? "refused") : undefined;
  return { type: "status", providerMessageId, status, ...(reason === undefined ? {} : { reason }) };
}

/**
 * Every parameter counts, known or not: Twilio adds new ones without notice. Names in byte
 * order, the distinct values of one name sorted, no delimiters.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
function signedParameters(form: URLSearchParams): string {
  return [...new Set(form.keys())]
    .sort()
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join("");
}
