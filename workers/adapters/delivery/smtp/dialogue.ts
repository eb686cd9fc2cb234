import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import { base64FromText } from "../../peers/signature.ts";

/** The part of a `cloudflare:sockets` socket that is used here. */
export interface SmtpSocket {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  startTls(): SmtpSocket;
  close(): Promise<void>;
}

export type OpenSocket = (
  address: { hostname: string; port: number },
  options: { secureTransport: "on" | "starttls"; allowHalfOpen: boolean },
) => SmtpSocket;

export interface Submission {
  /** "starttls" upgrades first; "tls" means that the socket already is encrypted. */
  readonly security: "tls" | "starttls";
  readonly greetingName: string;
  readonly username: string;
  readonly password: string;
  readonly from: string;
  readonly to: string;
  /** Complete mail with CR LF line ends. */
  readonly document: string;
}

type Stage = "greeting" | "hello" | "starttls" | "auth" | "sender" | "recipient" | "data" | "body";
type Outcome<Value> = Result<Value, PeerProblem>;

interface Reply {
  /** 0 when the connection ended or spoke no SMTP. */
  readonly code: number;
  readonly lines: readonly string[];
}

interface Line {
  exchange(command?: string): Promise<Reply>;
  /** True when the server has sent more than was asked for. */
  hasUnread(): boolean;
  release(): void;
}

const LONGEST_REPLY = 16 * 1024;

/** Hands one mail over. `ok` means that the server took responsibility for it. */
export async function submitMail(socket: SmtpSocket, submission: Submission): Promise<Outcome<undefined>> {
  const opened = await openSession(socket, submission);
  if (!opened.ok) {
    return opened;
  }
  const { line, capabilities } = opened.value;
  const authenticated = await authenticate({ line, capabilities, submission });
  if (!authenticated.ok) {
    return authenticated;
  }
  const steps: readonly Command[] = [
    { stage: "sender", command: `MAIL FROM:<${submission.from}>`, expects: 2 },
    { stage: "recipient", command: `RCPT TO:<${submission.to}>`, expects: 2 },
    { stage: "data", command: "DATA", expects: 3 },
    { stage: "body", command: `${submission.document}.`, expects: 2 },
  ];
  const handedOver = await take(line, steps);
  if (!handedOver.ok) {
    return handedOver;
  }
  // Not waited for: the mail is accepted, and a slow goodbye must not turn that into a repeat.
  void line.exchange("QUIT").catch(() => undefined);
  return ok();
}

interface Command {
  readonly stage: Stage;
  /** Absent where the server speaks first. */
  readonly command?: string;
  /** First digit of the reply that lets the dialogue go on. */
  readonly expects: 2 | 3;
}

/** Takes the steps in order; the last reply, or the problem that stopped it. */
async function take(line: Line, steps: readonly Command[]): Promise<Outcome<Reply>> {
  let reply: Reply = { code: 0, lines: [] };
  for (const { stage, command, expects } of steps) {
    reply = await line.exchange(command);
    if (Math.floor(reply.code / 100) !== expects) {
      return err(problemOf(stage, reply));
    }
  }
  return ok(reply);
}

interface Session {
  readonly line: Line;
  readonly capabilities: readonly string[];
}

async function openSession(socket: SmtpSocket, submission: Submission): Promise<Outcome<Session>> {
  const plain = openLine(socket);
  const greeting = await take(plain, [{ stage: "greeting", expects: 2 }]);
  if (!greeting.ok) {
    return greeting;
  }
  const first = await sayHello(plain, submission.greetingName);
  if (!first.ok || submission.security === "tls") {
    return first;
  }
  if (!first.value.capabilities.includes("STARTTLS")) {
    return err({ code: "peer.rejected", retryable: false, detail: "smtp server offers no STARTTLS" });
  }
  const upgrade = await take(plain, [{ stage: "starttls", command: "STARTTLS", expects: 2 }]);
  if (!upgrade.ok) {
    return upgrade;
  }
  // Text in front of the handshake was written by whoever sits on the wire.
  if (plain.hasUnread()) {
    return err({ code: "peer.malformed", retryable: false, detail: "smtp server spoke before the handshake" });
  }
  plain.release();
  return sayHello(openLine(socket.startTls()), submission.greetingName);
}

async function sayHello(line: Line, name: string): Promise<Outcome<Session>> {
  const hello = await take(line, [{ stage: "hello", command: `EHLO ${name}`, expects: 2 }]);
  return hello.ok
    ? ok({ line, capabilities: hello.value.lines.map((text) => text.slice(4).trim().toUpperCase()) })
    : hello;
}

interface Authentication extends Session {
  readonly submission: Submission;
}

async function authenticate({ line, capabilities, submission }: Authentication): Promise<Outcome<Reply>> {
  const offered = capabilities.filter((text) => /^AUTH[ =]/.test(text)).flatMap((text) => text.slice(5).split(/\s+/));
  const steps = credentialSteps(offered, submission);
  return steps === undefined
    ? err({ code: "peer.unauthorised", retryable: false, detail: "smtp server offers neither PLAIN nor LOGIN" })
    : take(line, steps);
}

function credentialSteps(offered: readonly string[], { username, password }: Submission): Command[] | undefined {
  if (offered.includes("PLAIN")) {
    return [{ stage: "auth", command: `AUTH PLAIN ${base64FromText(`\0${username}\0${password}`)}`, expects: 2 }];
  }
  return offered.includes("LOGIN")
    ? [
        { stage: "auth", command: "AUTH LOGIN", expects: 3 },
        { stage: "auth", command: base64FromText(username), expects: 3 },
        { stage: "auth", command: base64FromText(password), expects: 2 },
      ]
    : undefined;
}

function problemOf(stage: Stage, { code }: Reply): PeerProblem {
  if (code === 0) {
    return { code: "peer.unreachable", retryable: true, detail: `smtp connection ended at ${stage}` };
  }
  const detail = `smtp ${stage} answered ${code}`;
  if (code < 500) {
    return { code: "peer.failed", retryable: true, detail };
  }
  return { code: stage === "auth" ? "peer.unauthorised" : "peer.rejected", retryable: false, detail };
}

function openLine(socket: SmtpSocket): Line {
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  const decoder = new TextDecoder();
  let unread = "";

  async function nextLine(): Promise<string | undefined> {
    while (!unread.includes("\n")) {
      const { done, value } = await reader.read();
      unread += done ? "" : decoder.decode(value, { stream: true });
      // An ended stream keeps answering "done": without this the loop would never yield again.
      if (done || unread.length > LONGEST_REPLY) {
        return undefined;
      }
    }
    const end = unread.indexOf("\n");
    const text = unread.slice(0, end).replace(/\r$/, "");
    unread = unread.slice(end + 1);
    return text;
  }

  async function readReply(): Promise<Reply> {
    const lines: string[] = [];
    for (let size = 0; size <= LONGEST_REPLY; size += lines.at(-1)?.length ?? 0) {
      const text = await nextLine();
      const parts = /^(\d{3})(-|\s|$)/.exec(text ?? "");
      if (text === undefined || parts === null) {
        break;
      }
      lines.push(text);
      if (parts[2] !== "-") {
        return { code: Number(parts[1]), lines };
      }
    }
    return { code: 0, lines: [] };
  }

  return {
    exchange: async (command) => {
      if (command !== undefined) {
        await writer.write(new TextEncoder().encode(`${command}\r\n`));
      }
      return readReply();
    },
    hasUnread: () => unread !== "",
    release: () => {
      reader.releaseLock();
      writer.releaseLock();
    },
  };
}
