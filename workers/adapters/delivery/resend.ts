/**
 * Mail by Resend. Repeats with one idempotency key send once for 24 hours, so everything that
 * may have been lost is safe to try again. Callbacks are signed by Svix.
 * https://resend.com/docs/api-reference/emails/send-email
 */
import { z } from "zod";
import type {
  DeliveryFailure,
  DeliveryProvider,
  EmailContent,
  Receipt,
  StatusCallback,
  StatusReading,
} from "../../app/ports/delivery.ts";
import type { HttpClient, HttpReply } from "../../app/ports/http.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { Result } from "../../core/kit/result.ts";
import { secret } from "../../core/kit/secret.ts";
import { MINUTE_MS, SECOND_MS } from "../../core/kit/time.ts";
import { deliveryEntry } from "./entry.ts";
import { plainMailbox } from "./smtp/mailbox.ts";
import { jsonOf, problemFromStatus } from "../peers/peer-problem.ts";
import { bytesFromBase64, hmacMatches } from "../peers/signature.ts";

const settingsSchema = z.object({
  apiKey: z
    .string()
    .min(1)
    .transform((key) => secret(key))
    .meta({ title: "API key", description: "With sending access" }),
  from: z.email().meta({ title: "Sender", description: "Address on a domain verified at Resend" }),
  webhookSecret: z
    .string()
    .startsWith("whsec_")
    .transform((key) => secret(key))
    .optional()
    .meta({ title: "Signing secret of the webhook", description: "Without it there are no delivery reports" }),
  baseUrl: z
    .url()
    .default("https://api.resend.com")
    .meta({ title: "Address of the API", description: "Only other than the default in tests", address: true }),
});

type Settings = z.output<typeof settingsSchema>;

export const resend = deliveryEntry({
  id: "resend",
  label: "Resend",
  channels: ["email"],
  settingsSchema,
  origins: (settings) => [new URL(settings.baseUrl).origin],
  create: (settings, { http }): DeliveryProvider => {
    const { webhookSecret } = settings;
    return {
      send: async ({ content, idempotencyKey }) =>
        content.channel === "email"
          ? sendEmail({ settings, http, content, idempotencyKey })
          : err({ code: "peer.rejected", retryable: false, detail: "resend sends mail only" }),
      probe: () => readDomains(settings, http),
      ...(webhookSecret === undefined
        ? {}
        : { parseStatus: (callback: StatusCallback) => parseStatus(webhookSecret.reveal(), callback) }),
    };
  },
});

interface Sending {
  readonly settings: Settings;
  readonly http: HttpClient;
  readonly content: EmailContent;
  readonly idempotencyKey: string;
}

async function sendEmail({
  settings,
  http,
  content,
  idempotencyKey,
}: Sending): Promise<Result<Receipt, DeliveryFailure>> {
  const sent = await http.send({
    method: "POST",
    url: new URL("/emails", settings.baseUrl).href,
    headers: {
      authorization: `Bearer ${settings.apiKey.reveal()}`,
      "content-type": "application/json",
      "idempotency-key": idempotencyKey,
    },
    body: JSON.stringify({
      from: plainMailbox(content.fromName, settings.from),
      to: [content.to.reveal()],
      subject: content.subject,
      text: content.text.reveal(),
      html: content.html.reveal(),
      // Keeps out-of-office replies away.
      headers: { "Auto-Submitted": "auto-generated" },
    }),
  });
  return sent.ok ? readReply(sent.value) : sent;
}

/** A key that may only send is told so here: it is one of our account, and that is all that is asked. */
async function readDomains(settings: Settings, http: HttpClient): Promise<Result<undefined, DeliveryFailure>> {
  const read = await http.send({
    method: "GET",
    url: new URL("/domains", settings.baseUrl).href,
    headers: { authorization: `Bearer ${settings.apiKey.reveal()}`, accept: "application/json" },
  });
  if (!read.ok) {
    return read;
  }
  const { status, text } = read.value;
  const may = (status >= 200 && status < 300) || refused.safeParse(jsonOf(text)).data?.name === "restricted_api_key";
  return may ? ok() : err(problemFromStatus(read.value, `resend domains ${status}`));
}

const accepted = z.object({ id: z.string().min(1).max(64) });
const refused = z.object({ name: z.string().regex(/^[a-z_]{1,64}$/) });

function readReply(reply: HttpReply): Result<Receipt, DeliveryFailure> {
  const body = jsonOf(reply.text);
  if (reply.status >= 200 && reply.status < 300) {
    const parsed = accepted.safeParse(body);
    return parsed.success
      ? ok({ providerMessageId: parsed.data.id, status: "sent" })
      : err({ code: "peer.malformed", retryable: true, detail: "resend accepted, but its answer could not be read" });
  }
  const name = refused.safeParse(body).data?.name;
  const problem = problemFromStatus(reply, `resend ${reply.status}${name === undefined ? "" : ` (${name})`}`);
  switch (name) {
    case "daily_quota_exceeded":
    case "monthly_quota_exceeded":
      // Also a 429, but it lasts longer than any link lives.
      return err({ code: "peer.rejected", retryable: false, detail: problem.detail, reason: "account_limit" });
    case "concurrent_idempotent_requests":
      return err({ ...problem, retryable: true });
    case "invalid_from_address":
    case "invalid_access":
    case "restricted_api_key":
      return err({ ...problem, reason: "sender_refused" });
    case "validation_error":
      // 403: our domain is not verified. Otherwise our request is always whole, so it is the address.
      return err({ ...problem, reason: reply.status === 403 ? "sender_refused" : "address_unusable" });
    default:
      return err(problem);
  }
}

/** Svix' own tolerance, in both directions. */
const SIGNATURE_WINDOW_MS = 5 * MINUTE_MS;

async function parseStatus(webhookSecret: string, callback: StatusCallback): Promise<StatusReading> {
  return (await isGenuine(webhookSecret, callback)) ? readEvent(jsonOf(callback.body)) : { type: "unauthenticated" };
}

/** Several signatures stand in the header while a secret is being rotated; one that fits is enough. */
async function isGenuine(webhookSecret: string, { headers, body, now }: StatusCallback): Promise<boolean> {
  const id = headers.get("svix-id") ?? "";
  const timestamp = headers.get("svix-timestamp") ?? "";
  const key = bytesFromBase64(webhookSecret.slice("whsec_".length));
  const sentAt = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * SECOND_MS : Number.NaN;
  if (id === "" || key === undefined || !(Math.abs(now - sentAt) <= SIGNATURE_WINDOW_MS)) {
    return false;
  }
  const signatures = (headers.get("svix-signature") ?? "").split(" ").filter((item) => item.startsWith("v1,"));
  const matches = await Promise.all(
    signatures
      .slice(0, 8)
      .map((signature) =>
        hmacMatches({ hash: "SHA-256", key, data: `${id}.${timestamp}.${body}`, signature: signature.slice(3) }),
      ),
  );
  return matches.includes(true);
}

const event = z.object({ type: z.string(), data: z.object({ email_id: z.string().min(1).max(64) }) });

type Progress = Pick<Extract<StatusReading, { type: "status" }>, "status" | "reason">;

const EVENTS: ReadonlyMap<string, Progress> = new Map([
  ["email.sent", { status: "sent" }],
  ["email.delivered", { status: "delivered" }],
  ["email.bounced", { status: "failed", reason: "mail_refused" }],
  ["email.failed", { status: "failed", reason: "refused" }],
  ["email.suppressed", { status: "failed", reason: "address_suppressed" }],
]);

function readEvent(body: unknown): StatusReading {
  const parsed = event.safeParse(body);
  const known = parsed.success ? EVENTS.get(parsed.data.type) : undefined;
  return parsed.success && known !== undefined
    ? { type: "status", providerMessageId: parsed.data.data.email_id, ...known }
    : { type: "ignored" };
}
