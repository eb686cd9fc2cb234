/**
 * Mail over SMTP submission, for organisations that send from their own server. Port 25 is
 * closed on Workers; 465 (TLS) and 587 (STARTTLS) work. There are no delivery reports: what
 * the server accepted is "sent".
 */
import { z } from "zod";
import type { DeliveryFailure, DeliveryProvider, EmailContent, Receipt } from "../../../app/ports/delivery.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import { secret } from "../../../core/kit/secret.ts";
import { choice } from "../../../core/settings/choice.ts";
import { deliveryEntry } from "../entry.ts";
import type { DeliveryDeps } from "../entry.ts";
import { mimeDocument } from "./mime.ts";
import { checkLogIn, submitMail } from "./dialogue.ts";
import type { LogIn, SmtpSocket, Submission } from "./dialogue.ts";

const settingsSchema = z.object({
  host: z
    .hostname()
    .meta({ title: "Mail server", description: "Its name, as in its certificate", address: true, host: true }),
  port: z.number().int().min(1).max(65_535).default(465).meta({ title: "Port" }),
  security: choice(["tls", "starttls"], {
    tls: "From the first byte (TLS)",
    starttls: "After a greeting (STARTTLS)",
  })
    .default("tls")
    .meta({ title: "Encryption", description: "TLS on port 465, STARTTLS on 587; never without" }),
  username: z.string().min(1).meta({ title: "User name" }),
  password: z
    .string()
    .min(1)
    .transform((password) => secret(password))
    .meta({ title: "Password" }),
  from: z.email().meta({ title: "Sender", description: "Its address" }),
  timeoutSeconds: z
    .number()
    .min(1)
    .max(60)
    .default(20)
    .meta({ title: "Seconds to wait", description: "For the whole conversation" }),
});

type Settings = z.output<typeof settingsSchema>;

export const smtp = deliveryEntry({
  id: "smtp",
  label: "SMTP",
  channels: ["email"],
  settingsSchema,
  origins: () => [],
  create: (settings, deps): DeliveryProvider => ({
    send: async ({ content, idempotencyKey }) =>
      content.channel === "email"
        ? sendEmail({ settings, deps, content, idempotencyKey })
        : err({ code: "peer.rejected", retryable: false, detail: "smtp sends mail only" }),
    probeLogsIn: true,
    probe: () => withinTime({ settings, deps, talk: (socket) => checkLogIn(socket, logInOf(settings)) }),
  }),
});

interface Sending {
  readonly settings: Settings;
  readonly deps: DeliveryDeps;
  readonly content: EmailContent;
  readonly idempotencyKey: string;
}

async function sendEmail({
  settings,
  deps,
  content,
  idempotencyKey,
}: Sending): Promise<Result<Receipt, DeliveryFailure>> {
  const to = content.to.reveal();
  // The last look before the address becomes part of a command.
  if (!/^[\x21-\x7e]+@[a-z0-9.-]+$/i.test(to) || /[<>]/.test(to)) {
    return err({
      code: "peer.rejected",
      retryable: false,
      detail: "smtp cannot carry this address",
      reason: "address_unusable",
    });
  }
  const domain = domainOf(settings);
  const messageId = `<${idempotencyKey.replace(/[^A-Za-z0-9._-]/g, "-")}@${domain}>`;
  const submission: Submission = {
    ...logInOf(settings),
    from: settings.from,
    to,
    document: mimeDocument({
      fromName: content.fromName,
      from: settings.from,
      to,
      subject: content.subject,
      text: content.text.reveal(),
      html: content.html.reveal(),
      messageId,
      at: deps.now(),
    }),
  };
  const submitted = await withinTime({ settings, deps, talk: (socket) => submitMail(socket, submission) });
  return submitted.ok ? ok({ providerMessageId: messageId, status: "sent" }) : submitted;
}

const domainOf = ({ from }: Settings): string => from.slice(from.lastIndexOf("@") + 1);

function logInOf(settings: Settings): LogIn {
  const { security, username, password } = settings;
  return { security, greetingName: domainOf(settings), username, password: password.reveal() };
}

interface Timed {
  readonly settings: Settings;
  readonly deps: DeliveryDeps;
  readonly talk: (socket: SmtpSocket) => Promise<Result<undefined, DeliveryFailure>>;
}

/** Ends the conversation at the limit; the connection is closed in every case. */
async function withinTime({ settings, deps, talk }: Timed): Promise<Result<undefined, DeliveryFailure>> {
  const seconds = settings.timeoutSeconds;
  const late: DeliveryFailure = { code: "peer.timeout", retryable: true, detail: `smtp took over ${seconds} s` };
  const limit = Promise.withResolvers<Result<undefined, DeliveryFailure>>();
  const timer = setTimeout(() => limit.resolve(err(late)), seconds * 1000);
  let socket: SmtpSocket | undefined;
  try {
    socket = openTracked(settings, deps);
    return await Promise.race([talk(socket), limit.promise]);
  } catch {
    // Sockets reject with texts that name the host and the TLS failure; neither is needed to act.
    return err({ code: "peer.unreachable", retryable: true, detail: "smtp connection failed" });
  } finally {
    clearTimeout(timer);
    await socket?.close().catch(() => undefined);
  }
}

/** STARTTLS replaces the socket, and closing the old one would leave the new one open. */
function openTracked({ host, port, security }: Settings, { openSocket }: DeliveryDeps): SmtpSocket {
  const plain = openSocket(
    { hostname: host, port },
    { secureTransport: security === "tls" ? "on" : "starttls", allowHalfOpen: false },
  );
  let current = plain;
  return {
    readable: plain.readable,
    writable: plain.writable,
    startTls: () => {
      current = plain.startTls();
      return current;
    },
    close: () => current.close(),
  };
}
