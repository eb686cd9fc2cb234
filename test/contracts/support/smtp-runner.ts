/** A real mail server and a real workerd, both on this machine, with a certificate between them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";
import type { TlsIdentity } from "./tls-identity.ts";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string;
  readonly encrypted: boolean;
  readonly source: string;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

export const ACCOUNT = { username: "robot", password: "pässword-of-the-tests" } as const;

const refusal = (responseCode: number): Error => Object.assign(new Error("not here"), { responseCode });

/** `options` change the polite default: STARTTLS offered, PLAIN and LOGIN, one account. */
export async function startMailServer(identity: TlsIdentity, options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    key: identity.key,
    cert: identity.cert,
    disableReverseLookup: true,
    authMethods: ["PLAIN", "LOGIN"],
    onAuth: ({ username, password }, _session, done) => {
      const known = username === ACCOUNT.username && password === ACCOUNT.password;
      done(known ? null : refusal(535), known ? { user: ACCOUNT.username } : undefined);
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = /^refuse-(\d{3})@/.exec(address)?.[1];
      done(code === undefined ? null : refusal(Number(code)));
    },
    onData: (stream, session, done) => {
      void text(stream).then((source) => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: String(session.user),
          encrypted: session.secure,
          source,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export interface SmtpWorker {
  send(order: {
    readonly settings: object;
    readonly to: string;
    readonly idempotencyKey: string;
    readonly probe?: boolean;
  }): Promise<unknown>;
  close(): Promise<void>;
}

/** The adapter on workerd, trusting `authority` besides the usual ones. */
export async function startSmtpWorker(authority: string): Promise<SmtpWorker> {
  const folder = await mkdtemp(join(tmpdir(), "smtp-"));
  const trusted = join(folder, "authority.pem");
  await writeFile(trusted, authority);
  // Read once, when the module is loaded: hence no static import.
  process.env["NODE_EXTRA_CA_CERTS"] = trusted;
  const { convertV4MiniflareOptions, Miniflare } = await import("miniflare");
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("../smtp-worker.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    external: ["cloudflare:sockets", "node:*"],
    write: false,
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: bundle.outputFiles[0]?.text ?? "",
      compatibilityDate: "2026-10-20",
      cf: false,
    }),
  );
  return {
    send: async (order) => {
      const reply = await miniflare.dispatchFetch("http://worker/", { method: "POST", body: JSON.stringify(order) });
      return reply.json();
    },
    close: async () => {
      await miniflare.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
