/** The line between the product and a directory's runner, which can be cut before a call takes effect and after it. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pause } from "../../dev/walkthrough/client.ts";

export interface LineFault {
  /** Nothing comes through, or only calls that change a password are met. */
  readonly at: "every call" | "set-password";
  /**
   * "kept": never passed on and never answered. "answer kept", "answer lost": passed on, and that is all that is heard.
   * "answer late": heard once the fault is taken away.
   */
  readonly does: "cut" | "kept" | "answer kept" | "answer lost" | "answer late" | "pass on";
  /** The runner says afterwards that it cannot tell. */
  readonly cannotTell?: true;
}

interface RunnerCall {
  readonly userName: string;
  readonly verb: string;
  /** Its idempotency key. */
  readonly key: string;
  /** Whether the runner got it. */
  passedOn: boolean;
}

const LOOKS_EVERY_MS = 20;

export class RunnerLine {
  /** By user name. */
  readonly faults = new Map<string, LineFault>();
  readonly #calls: RunnerCall[] = [];
  #runner = "";
  readonly #server = createServer((request, response) => {
    this.#carry(request, response).catch(() => request.destroy());
  });

  /** The `runnerThrough` of an instance. */
  readonly through = async (runner: string): Promise<string> => {
    this.#runner = runner;
    await new Promise<void>((settle) => this.#server.listen(0, "127.0.0.1", settle));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  };

  /** Calls that were to set a password, in the order in which they came. */
  passwordCallsOf(userName: string): readonly RunnerCall[] {
    return this.#calls.filter((call) => call.userName === userName && call.verb === "set-password");
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks).toString("utf8");
    const call = callIn(request, body);
    this.#calls.push(call);
    const fault = this.faults.get(call.userName);
    const does = doneTo(call, fault);
    if (does === "cut" || does === "kept") {
      end(request, does === "cut");
      return;
    }
    call.passedOn = true;
    const answer = await this.#asked(request, body);
    if (does === "answer lost" || does === "answer kept") {
      end(request, does === "answer lost");
      return;
    }
    if (does === "answer late") {
      await this.#healed(call.userName);
    }
    const { status, text } = fault?.cannotTell === true && call.verb === "changed-since" ? CANNOT_TELL : answer;
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  }

  async #asked(request: IncomingMessage, body: string): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(`${this.#runner}${request.url ?? ""}`, {
      method: "POST",
      headers: heads(request),
      body,
    });
    return { status: answer.status, text: await answer.text() };
  }

  async #healed(userName: string): Promise<void> {
    while (this.faults.has(userName)) {
      await pause(LOOKS_EVERY_MS);
    }
  }
}

const doneTo = ({ verb }: RunnerCall, fault: LineFault | undefined): LineFault["does"] | undefined =>
  fault?.at === "every call" || fault?.at === verb ? fault?.does : undefined;

/** An answer that is kept leaves the connection open. */
function end({ socket }: IncomingMessage, cut: boolean): void {
  if (cut) {
    socket.destroy();
  }
}

const CANNOT_TELL = { status: 200, text: JSON.stringify({ outcome: "cannot_tell" }) };

function callIn({ url = "", headers }: IncomingMessage, body: string): RunnerCall {
  const { subject, call } = JSON.parse(body) as Record<"subject" | "call", { subject?: { userName: string } }>;
  const { userName } = (call?.subject ?? subject) as { userName: string };
  return { userName, verb: url.replace("/v1/", ""), key: String(headers["webhook-id"]), passedOn: false };
}

/** What is signed, and no more: the rest is this connection's. */
function heads({ headers }: IncomingMessage): Record<string, string> {
  const signed = Object.entries(headers).filter(([name]) => name.startsWith("webhook-"));
  return {
    "content-type": "application/json",
    ...Object.fromEntries(signed.map(([name, value]) => [name, String(value)])),
  };
}
