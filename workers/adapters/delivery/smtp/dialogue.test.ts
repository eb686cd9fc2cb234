import { describe, expect, it } from "vitest";
import { checkLogIn, submitMail } from "./dialogue.ts";
import type { SmtpSocket, Submission } from "./dialogue.ts";

const submission: Submission = {
  security: "starttls",
  greetingName: "verify.example",
  username: "robot",
  password: "päss",
  from: "it@verify.example",
  to: "amara.o@mail.example",
  document: "Subject: x\r\n\r\nbody\r\n",
};

type Script = (command: string, encrypted: boolean) => string | undefined;

interface FakeServer {
  readonly socket: SmtpSocket;
  /** Commands as received, those inside TLS marked. */
  readonly heard: string[];
}

/** A server in memory; `undefined` from the script closes the connection. */
function fakeServer(script: Script): FakeServer {
  const heard: string[] = [];
  const side = (encrypted: boolean): SmtpSocket => {
    const out = new TransformStream<Uint8Array, Uint8Array>();
    const writer = out.writable.getWriter();
    const answer = (command: string): void => {
      const reply = script(command, encrypted);
      void (reply === undefined ? writer.close() : writer.write(new TextEncoder().encode(reply))).catch(
        () => undefined,
      );
    };
    let pending = "";
    const writable = new WritableStream<Uint8Array>({
      write: (chunk) => {
        pending += new TextDecoder().decode(chunk);
        const whole = pending.startsWith("Subject:") ? /^[^]*\r\n\.\r\n$/ : /\r\n$/;
        if (whole.test(pending)) {
          heard.push(`${encrypted ? "tls " : ""}${pending.replace(/\r\n$/, "")}`);
          const command = pending.trimEnd();
          pending = "";
          answer(command);
        }
      },
    });
    if (!encrypted) {
      answer("");
    }
    return { readable: out.readable, writable, startTls: () => side(true), close: async () => undefined };
  };
  return { socket: side(false), heard };
}

const polite: Script = (command, encrypted) => {
  const [verb] = command.split(" ");
  switch (verb) {
    case "":
      return "220 mx ready\r\n";
    case "EHLO":
      return encrypted ? "250-mx\r\n250-AUTH LOGIN PLAIN\r\n250 SIZE 1000\r\n" : "250-mx\r\n250 STARTTLS\r\n";
    case "STARTTLS":
      return "220 go\r\n";
    case "AUTH":
      return "235 ok\r\n";
    case "DATA":
      return "354 go on\r\n";
    default:
      return "250 ok\r\n";
  }
};

/** The polite server with one answer changed. */
const except =
  (verb: string, reply: string | undefined): Script =>
  (command, encrypted) =>
    command.split(" ")[0] === verb ? reply : polite(command, encrypted);

describe("checkLogIn", () => {
  it("goes as far as a mail would, and sends none", async () => {
    const { socket, heard } = fakeServer(polite);
    expect(await checkLogIn(socket, submission)).toEqual({ ok: true, value: undefined });
    expect(heard.slice(2)).toEqual([
      "tls EHLO verify.example",
      `tls AUTH PLAIN ${Buffer.from("\0robot\0päss").toString("base64")}`,
      "tls NOOP",
      "tls QUIT",
    ]);
  });

  it.each([
    ["AUTH", "535 no\r\n", "account_refused"],
    ["NOOP", "421 closing\r\n", undefined],
    ["STARTTLS", undefined, undefined],
  ])("says that %s answered %j", async (verb, reply, reason) => {
    const checked = await checkLogIn(fakeServer(except(verb, reply)).socket, submission);
    expect(checked).toMatchObject({ ok: false, error: { retryable: reason === undefined } });
    expect(checked.ok ? undefined : checked.error.reason).toBe(reason);
  });
});

describe("submitMail", () => {
  it("upgrades, signs in and hands the mail over", async () => {
    const { socket, heard } = fakeServer(polite);
    expect(await submitMail(socket, submission)).toEqual({ ok: true, value: undefined });
    expect(heard.slice(0, 8)).toEqual([
      "EHLO verify.example",
      "STARTTLS",
      "tls EHLO verify.example",
      `tls AUTH PLAIN ${Buffer.from("\0robot\0päss").toString("base64")}`,
      "tls MAIL FROM:<it@verify.example>",
      "tls RCPT TO:<amara.o@mail.example>",
      "tls DATA",
      "tls Subject: x\r\n\r\nbody\r\n.",
    ]);
  });

  it("does not upgrade a socket that is encrypted already", async () => {
    const { socket, heard } = fakeServer(except("EHLO", "250-mx\r\n250 AUTH PLAIN\r\n"));
    expect((await submitMail(socket, { ...submission, security: "tls" })).ok).toBe(true);
    expect(heard.join("\n")).not.toContain("STARTTLS");
  });

  it("uses LOGIN where PLAIN is missing", async () => {
    const script: Script = (command, encrypted) => {
      if (command.startsWith("EHLO") && encrypted) {
        return "250 AUTH=LOGIN\r\n";
      }
      if (command === "AUTH LOGIN") {
        return "334 VXNlcm5hbWU6\r\n";
      }
      return command === btoa("robot") ? "334 UGFzc3dvcmQ6\r\n" : polite(command, encrypted);
    };
    const { socket, heard } = fakeServer(script);
    expect((await submitMail(socket, submission)).ok).toBe(true);
    expect(heard).toContain(`tls ${Buffer.from("päss").toString("base64")}`);
  });

  describe("a server that offers PLAIN and refuses it", () => {
    const refusing =
      (code: number): Script =>
      (command, encrypted) => {
        if (command.startsWith("AUTH PLAIN")) {
          return `${code} no\r\n`;
        }
        if (command === "AUTH LOGIN") {
          return "334 VXNlcm5hbWU6\r\n";
        }
        return command === btoa("robot") ? "334 UGFzc3dvcmQ6\r\n" : polite(command, encrypted);
      };

    it.each([500, 502, 504])("with %i is tried by LOGIN", async (code) => {
      const { socket, heard } = fakeServer(refusing(code));
      expect((await submitMail(socket, submission)).ok).toBe(true);
      expect(heard).toContain("tls AUTH LOGIN");
    });

    it("with 535 is not: a wrong password is tried once", async () => {
      const { socket, heard } = fakeServer(refusing(535));
      expect(await submitMail(socket, submission)).toMatchObject({ error: { reason: "account_refused" } });
      expect(heard.filter((line) => line.includes("AUTH"))).toHaveLength(1);
    });
  });

  it.each([
    ["RCPT", "550 5.1.1 no such user", "mailbox_unknown"],
    ["RCPT", "550-5.2.2 over\r\n550 5.2.2 quota", "mailbox_full"],
    ["RCPT", "554 5.7.1 not welcome", "mail_refused"],
    ["RCPT", "553 bad", "address_unusable"],
    ["RCPT", "552 full", "mailbox_full"],
    ["MAIL", "550 5.7.60 not yours", "sender_refused"],
    ["DATA", "554 no", "mail_refused"],
  ])("%s answered by %s is %s", async (verb, reply, reason) => {
    const { socket } = fakeServer(except(verb, `${reply}\r\n`));
    expect(await submitMail(socket, submission)).toMatchObject({ ok: false, error: { retryable: false, reason } });
  });

  it("sends nothing in the clear when the server stops offering STARTTLS", async () => {
    const { socket, heard } = fakeServer(except("EHLO", "250-mx\r\n250 AUTH PLAIN LOGIN\r\n"));
    expect(await submitMail(socket, submission)).toMatchObject({
      ok: false,
      error: { code: "peer.rejected", retryable: false, detail: "smtp server offers no STARTTLS" },
    });
    expect(heard).toEqual(["EHLO verify.example"]);
  });

  it("does not believe what was sent in front of the handshake", async () => {
    const { socket, heard } = fakeServer(except("STARTTLS", "220 go\r\n250 AUTH PLAIN\r\n"));
    expect(await submitMail(socket, submission)).toMatchObject({ ok: false, error: { code: "peer.malformed" } });
    expect(heard).toEqual(["EHLO verify.example", "STARTTLS"]);
  });

  it.each([
    ["AUTH", "535 5.7.8 robot unknown", "peer.unauthorised", false, "smtp auth answered 535"],
    ["AUTH", "334 more", "peer.failed", true, "smtp auth answered 334"],
    ["AUTH", "454 later", "peer.failed", true, "smtp auth answered 454"],
    ["STARTTLS", "454 no TLS now", "peer.failed", true, "smtp starttls answered 454"],
    ["MAIL", "451 busy", "peer.failed", true, "smtp sender answered 451"],
    ["RCPT", "550 no such user amara.o@mail.example", "peer.rejected", false, "smtp recipient answered 550"],
    ["RCPT", "354 odd", "peer.failed", true, "smtp recipient answered 354"],
    ["DATA", "250 odd", "peer.failed", true, "smtp data answered 250"],
    ["Subject:", "552 too big", "peer.rejected", false, "smtp body answered 552"],
    ["", "554 go away", "peer.rejected", false, "smtp greeting answered 554"],
    ["", "hello?", "peer.unreachable", true, "smtp connection ended at greeting"],
    ["EHLO", undefined, "peer.unreachable", true, "smtp connection ended at hello"],
    ["Subject:", undefined, "peer.unreachable", true, "smtp connection ended at body"],
  ])("%s answered %j is %s", async (...[verb, reply, code, retryable, detail]) => {
    const { socket } = fakeServer(except(verb, reply === undefined ? undefined : `${reply}\r\n`));
    expect(await submitMail(socket, submission)).toMatchObject({ ok: false, error: { code, retryable, detail } });
  });

  it("gives up on a reply without end", async () => {
    const { socket } = fakeServer(except("EHLO", "250-more\r\n".repeat(5000)));
    expect(await submitMail(socket, submission)).toMatchObject({ ok: false, error: { code: "peer.unreachable" } });
  });

  it("is done when the mail is accepted, whatever becomes of the goodbye", async () => {
    const { socket } = fakeServer(except("QUIT", undefined));
    expect((await submitMail(socket, submission)).ok).toBe(true);
  });
});
