import type { DeliveryFailure } from "../../../app/ports/delivery.ts";
import type { DeliveryProblem } from "../../../core/messages/delivery-problem.ts";
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

export interface LogIn {
  /** "starttls" upgrades first; "tls" means that the socket already is encrypted. */
  readonly security: "tls" | "starttls";
  readonly greetingName: string;
  readonly username: string;
  readonly password: string;
}

export interface Submission extends LogIn {
  readonly from: string;
  readonly to: string;
  /** Complete mail with CR LF line ends. */
  readonly document: string;
}

type Stage = "greeting" | "hello" | "starttls" | "auth" | "noop" | "sender" | "recipient" | "data" | "body";
type Outcome<Value> = Result<Value, DeliveryFailure>;

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
export function submitMail(socket: SmtpSocket, submission: Submission): Promise<Outcome<undefined>> {
  return converse(socket, submission, [
    { stage: "sender", command: `MAIL FROM:<${submission.from}>`, expects: 2 },
    { stage: "recipient", command: `RCPT TO:<${submission.to}>`, expects: 2 },
    { stage: "data", command: "DATA", expects: 3 },
    { stage: "body", command: `${submission.document}.`, expects: 2 },
  ]);
}

/** Goes as far as a mail would, and sends none. */
export function checkLogIn(socket: SmtpSocket, logIn: LogIn): Promise<Outcome<undefined>> {
  return converse(socket, logIn, [{ stage: "noop", command: "NOOP", expects: 2 }]);
}

async function converse(socket: SmtpSocket, logIn: LogIn, steps: readonly Command[]): Promise<Outcome<undefined>> {
  const opened = await openSession(socket, logIn);
  if (!opened.ok) {
    return opened;
  }
  const authenticated = await authenticate({ ...opened.value, logIn });
  if (!authenticated.ok) {
    return authenticated;
  }
  const { line } = opened.value;
  const handedOver = await take(line, steps);
  if (!handedOver.ok) {
    return handedOver;
  }
  // Not waited for: what was to be done is done, and a slow goodbye must not turn that into a repeat.
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
  const { reply, refusedAt } = await run(line, steps);
  return refusedAt === undefined ? ok(reply) : err(problemOf(refusedAt, reply));
}

async function run(line: Line, steps: readonly Command[]): Promise<{ reply: Reply; refusedAt?: Stage }> {
  let reply: Reply = { code: 0, lines: [] };
  for (const { stage, command, expects } of steps) {
    reply = await line.exchange(command);
    if (Math.floor(reply.code / 100) !== expects) {
      return { reply, refusedAt: stage };
    }
  }
  return { reply };
}

interface Session {
  readonly line: Line;
  readonly capabilities: readonly string[];
}

async function openSession(socket: SmtpSocket, { security, greetingName }: LogIn): Promise<Outcome<Session>> {
  const plain = openLine(socket);
  const greeting = await take(plain, [{ stage: "greeting", expects: 2 }]);
  if (!greeting.ok) {
    return greeting;
  }
  const first = await sayHello(plain, greetingName);
  if (!first.ok || security === "tls") {
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
  return sayHello(openLine(socket.startTls()), greetingName);
}

async function sayHello(line: Line, name: string): Promise<Outcome<Session>> {
  const hello = await take(line, [{ stage: "hello", command: `EHLO ${name}`, expects: 2 }]);
  return hello.ok
    ? ok({ line, capabilities: hello.value.lines.map((text) => text.slice(4).trim().toUpperCase()) })
    : hello;
}

interface Authentication extends Session {
  readonly logIn: LogIn;
}

/** Answers that say "not this way" of a mechanism that was offered, and nothing about the password. */
const MECHANISM_REFUSED: ReadonlySet<number> = new Set([500, 502, 504, 534, 538]);

async function authenticate({ line, capabilities, logIn }: Authentication): Promise<Outcome<undefined>> {
  const offered = capabilities.filter((text) => /^AUTH[ =]/.test(text)).flatMap((text) => text.slice(5).split(/\s+/));
  const ways = (["PLAIN", "LOGIN"] as const).filter((mechanism) => offered.includes(mechanism));
  let refusal: DeliveryFailure = {
    code: "peer.unauthorised",
    retryable: false,
    detail: "smtp server offers neither PLAIN nor LOGIN",
  };
  for (const mechanism of ways) {
    const { reply, refusedAt } = await run(line, credentialSteps(mechanism, logIn));
    if (refusedAt === undefined) {
      return ok();
    }
    refusal = problemOf(refusedAt, reply);
    // Wrong credentials are never tried twice: that is how an account gets locked.
    if (!MECHANISM_REFUSED.has(reply.code)) {
      break;
    }
  }
  return err(refusal);
}

function credentialSteps(mechanism: "PLAIN" | "LOGIN", { username, password }: LogIn): Command[] {
  return mechanism === "PLAIN"
    ? [{ stage: "auth", command: `AUTH PLAIN ${base64FromText(`\0${username}\0${password}`)}`, expects: 2 }]
    : [
        { stage: "auth", command: "AUTH LOGIN", expects: 3 },
        { stage: "auth", command: base64FromText(username), expects: 3 },
        { stage: "auth", command: base64FromText(password), expects: 2 },
      ];
}

function problemOf(stage: Stage, reply: Reply): DeliveryFailure {
  const { code } = reply;
  if (code === 0) {
    return { code: "peer.unreachable", retryable: true, detail: `smtp connection ended at ${stage}` };
  }
  const detail = `smtp ${stage} answered ${code}`;
  if (code < 500) {
    return { code: "peer.failed", retryable: true, detail };
  }
  return {
    code: stage === "auth" ? "peer.unauthorised" : "peer.rejected",
    retryable: false,
    detail,
    reason: reasonOf(stage, reply),
  };
}

/** Whose fault a lasting refusal is: before the recipient is named it can only be ours. */
function reasonOf(stage: Stage, reply: Reply): DeliveryProblem {
  switch (stage) {
    case "recipient":
      return recipientReason(reply);
    case "data":
    case "body":
      return reply.code === 552 ? (ENHANCED.get(enhancedCode(reply)) ?? "mailbox_full") : "mail_refused";
    case "sender":
      return "sender_refused";
    default:
      return "account_refused";
  }
}

/** RFC 3463, where the server gives one beside the three digits that many use for everything. */
const ENHANCED: ReadonlyMap<string, DeliveryProblem> = new Map([
  ["5.1.0", "address_unusable"],
  ["5.1.1", "mailbox_unknown"],
  ["5.1.2", "address_unusable"],
  ["5.1.3", "address_unusable"],
  ["5.1.6", "mailbox_unknown"],
  ["5.1.10", "mailbox_unknown"],
  ["5.2.1", "mailbox_unknown"],
  ["5.2.2", "mailbox_full"],
  ["5.3.4", "mail_refused"],
  ["5.7.1", "mail_refused"],
]);

const BASIC: ReadonlyMap<number, DeliveryProblem> = new Map([
  [550, "mailbox_unknown"],
  [551, "mailbox_unknown"],
  [552, "mailbox_full"],
  [501, "address_unusable"],
  [553, "address_unusable"],
]);

function recipientReason(reply: Reply): DeliveryProblem {
  return ENHANCED.get(enhancedCode(reply)) ?? BASIC.get(reply.code) ?? "mail_refused";
}

function enhancedCode({ lines }: Reply): string {
  return /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(lines[0] ?? "")?.[1] ?? "";
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
