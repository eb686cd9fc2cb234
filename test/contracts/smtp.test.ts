import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SMTPServerOptions } from "smtp-server";
import { createAuthority } from "./support/tls-identity.ts";
import { ACCOUNT, startMailServer, startSmtpWorker } from "./support/smtp-runner.ts";
import type { MailServer, SmtpWorker } from "./support/smtp-runner.ts";

const authority = createAuthority(Date.now());
const identity = authority.issue("localhost");
const servers: MailServer[] = [];
let worker: SmtpWorker;

beforeAll(async () => {
  worker = await startSmtpWorker(authority.cert);
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

afterAll(async () => {
  await worker.close();
});

async function mailServer(options: SMTPServerOptions = {}, tls = identity): Promise<MailServer> {
  const server = await startMailServer(tls, options);
  servers.push(server);
  return server;
}

interface Changes {
  readonly to?: string;
  readonly settings?: object;
  readonly probe?: boolean;
}

const send = (
  { port }: { readonly port: number },
  { to = "amara.o@mail.example", settings = {}, probe = false }: Changes = {},
) =>
  worker.send({
    probe,
    settings: { host: "localhost", port, security: "starttls", from: "it@verify.example", ...ACCOUNT, ...settings },
    to,
    idempotencyKey: "msg_8Q2K7M:1",
  });

const accepted = { ok: true, value: { providerMessageId: "<msg_8Q2K7M-1@verify.example>", status: "sent" } };

describe("smtp on workerd against a real server", () => {
  it("delivers over STARTTLS with PLAIN", async () => {
    const server = await mailServer();
    expect(await send(server)).toEqual(accepted);
    expect(server.mails).toMatchObject([
      { from: "it@verify.example", to: ["amara.o@mail.example"], user: "robot", encrypted: true },
    ]);
    const source = server.mails[0]?.source ?? "";
    expect(source).toContain("\r\nMessage-ID: <msg_8Q2K7M-1@verify.example>\r\n");
    expect(source).toContain(Buffer.from("Open the page:\n.\nÄ").toString("base64"));
    expect(source.endsWith("--=_part--\r\n")).toBe(true);
  });

  it("delivers over STARTTLS with LOGIN", async () => {
    const server = await mailServer({ authMethods: ["LOGIN"] });
    expect(await send(server)).toEqual(accepted);
    expect(server.mails).toMatchObject([{ user: "robot", encrypted: true }]);
  });

  it("delivers over TLS from the first byte", async () => {
    const server = await mailServer({ secure: true });
    expect(await send(server, { settings: { security: "tls" } })).toEqual(accepted);
    expect(server.mails).toMatchObject([{ encrypted: true }]);
  });

  it("is asked without a mail whether it takes our account", async () => {
    const server = await mailServer();
    expect(await send(server, { probe: true })).toEqual({ ok: true });
    expect(await send(server, { probe: true, settings: { password: "other" } })).toMatchObject({
      error: { code: "peer.unauthorised", reason: "account_refused" },
    });
    expect(server.mails).toEqual([]);
  });

  it("sends neither password nor mail to a server without STARTTLS", async () => {
    const tried: string[] = [];
    const server = await mailServer({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, done) => {
        tried.push(username ?? "");
        done(null, { user: username });
      },
    });
    expect(await send(server)).toMatchObject({
      ok: false,
      error: { code: "peer.rejected", retryable: false, detail: "smtp server offers no STARTTLS" },
    });
    expect({ tried, mails: server.mails }).toEqual({ tried: [], mails: [] });
  });

  describe.each([
    ["STARTTLS", {}, {}],
    ["TLS", { secure: true }, { security: "tls" }],
  ])("by %s", (...[, options, settings]) => {
    it.each([
      ["of an unknown authority", () => createAuthority(Date.now()).issue("localhost")],
      ["of another host", () => authority.issue("mail.example")],
    ])("does not talk to a server with a certificate %s", async (_, issued) => {
      const server = await mailServer(options, issued());
      expect(await send(server, { settings })).toMatchObject({ ok: false, error: { code: "peer.unreachable" } });
      expect(server.mails).toEqual([]);
    });
  });

  it("reports a wrong password once and for all, without the password", async () => {
    const server = await mailServer();
    expect(await send(server, { settings: { password: "other" } })).toEqual({
      ok: false,
      error: {
        code: "peer.unauthorised",
        retryable: false,
        detail: "smtp auth answered 535",
        reason: "account_refused",
      },
    });
  });

  it.each([
    [451, "peer.failed", true, undefined],
    [550, "peer.rejected", false, "mailbox_unknown"],
  ])("reports a recipient refused with %i", async (...[answer, code, retryable, reason]) => {
    const server = await mailServer();
    expect(await send(server, { to: `refuse-${answer}@mail.example` })).toEqual({
      ok: false,
      error: { code, retryable, detail: `smtp recipient answered ${answer}`, reason },
    });
  });

  it("reports a server that hangs up or is not there", async () => {
    const server = await mailServer({
      onConnect: (_session, done) => done(Object.assign(new Error("no"), { responseCode: 421 })),
    });
    expect(await send(server)).toMatchObject({ ok: false, error: { retryable: true } });
    await server.close();
    expect(await send(server)).toMatchObject({ ok: false, error: { code: "peer.unreachable", retryable: true } });
  });

  it("stops a server that keeps it waiting", async () => {
    const server = await mailServer({ onMailFrom: () => undefined, closeTimeout: 1 });
    expect(await send(server, { settings: { timeoutSeconds: 1 } })).toEqual({
      ok: false,
      error: { code: "peer.timeout", retryable: true, detail: "smtp took over 1 s" },
    });
  });

  it.each(["x@y.example>\r\nRCPT TO:<z@evil.example", "a>b@mail.example", "a b@mail.example", "ü@mail.example"])(
    "never makes a command of %j",
    async (to) => {
      expect(await send(await mailServer(), { to })).toMatchObject({
        ok: false,
        error: { code: "peer.rejected", retryable: false, detail: "smtp cannot carry this address" },
      });
    },
  );
});
