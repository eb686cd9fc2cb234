/** The door of the runner: signed calls by POST, and nothing else. */
import { randomUUID } from "node:crypto";
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import type { z } from "zod";
import {
  RUNNER_STATUS,
  RUNNER_VERBS,
  runnerRequests,
  type RunnerProblem,
  type RunnerRequest,
  type RunnerVerb,
} from "../../workers/adapters/actions/runner-protocol.ts";
import { err, type Result } from "../../workers/core/kit/result.ts";
import type { Clock } from "../../workers/core/kit/time.ts";
import { openCallStore } from "./call-store.ts";
import { callId, createCalls, type Calls } from "./calls.ts";
import type { Directory } from "./directory.ts";

export interface RunnerOptions {
  readonly directory: Directory;
  /** Any of them signs: two while a key is changed. */
  readonly keys: readonly string[];
  /** File of the calls. */
  readonly calls: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM. Without it only what is on this machine can connect. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly now: Clock;
  readonly log: (line: RunnerLog) => void;
}

/** One call. No name, no address, no password. */
export interface RunnerLog {
  readonly verb: string;
  readonly id: string;
  readonly outcome: string;
  readonly ms: number;
}

export interface Runner {
  readonly origin: string;
  close(): Promise<void>;
}

const MOST_BYTES = 16_384;
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { directory, host, port, tls } = options;
  if (tls === undefined && !LOOPBACK.has(host)) {
    throw new Error("without a certificate the runner listens on this machine only: passwords come through it");
  }
  const store = openCallStore(options.calls, options.now);
  const door = { ...options, hooks: options.keys.map((key) => new Webhook(key)), calls: createCalls(directory, store) };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void answer(door, request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(JSON.stringify(body));
    });
  };
  const server: Server =
    tls === undefined ? createHttp(handle) : createHttps({ ...tls, minVersion: "TLSv1.2" }, handle);
  await new Promise<void>((settle, fail) => {
    server.once("error", fail);
    server.listen(port, host, settle);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `${tls === undefined ? "http" : "https"}://${host}:${String(taken)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
      store.dispose();
    },
  };
}

interface Door extends Pick<RunnerOptions, "now" | "log"> {
  readonly hooks: readonly Webhook[];
  readonly calls: Calls;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

async function answer(door: Door, request: IncomingMessage): Promise<Reply> {
  const startedAt = door.now();
  const { verb, id, result } = await heard(door, request).catch(() => ({
    verb: "unread",
    id: randomUUID(),
    result: err<RunnerProblem>({ code: "outcome_unknown" }),
  }));
  const outcome = result.ok ? "ok" : result.error.code;
  door.log({ verb, id, outcome, ms: door.now() - startedAt });
  return result.ok
    ? { status: 200, body: result.value }
    : { status: RUNNER_STATUS[result.error.code], body: result.error };
}

interface Heard {
  readonly verb: string;
  readonly id: string;
  readonly result: Result<unknown, RunnerProblem>;
}

const VERBS = new Map<string, RunnerVerb>(RUNNER_VERBS.map((verb) => [`/v1/${verb}`, verb]));

async function heard(door: Door, request: IncomingMessage): Promise<Heard> {
  const id = headerOf(request, "webhook-id");
  const text = await textOf(request);
  const verb = request.method === "POST" ? VERBS.get(request.url ?? "") : undefined;
  if (text === undefined || !door.hooks.some((hook) => isSigned(hook, request, text))) {
    return { verb: "unread", id: "unsigned", result: err({ code: "bad_signature" }) };
  }
  return verb === undefined
    ? { verb: "unread", id, result: err({ code: "bad_request" }) }
    : { verb, id, result: await done(door.calls, verb, { id, text }) };
}

async function done(
  calls: Calls,
  verb: RunnerVerb,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<Result<unknown, RunnerProblem>> {
  const body = jsonOf(text);
  if (verb === "look-up") {
    const asked = runnerRequests[verb].safeParse(body);
    return asked.success ? calls.lookUp(asked.data.subject) : err({ code: "bad_request" });
  }
  if (verb === "changed-since") {
    const asked = runnerRequests[verb].safeParse(body);
    return asked.success ? calls.changedSince(asked.data.call) : err({ code: "bad_request" });
  }
  const schema: z.ZodType<{ readonly call: RunnerRequest<"unlock">["call"]; readonly password?: string }> =
    runnerRequests[verb];
  const asked = schema.safeParse(body);
  // The id is signed with the body, and has to name the same attempt.
  return asked.success && id === callId(asked.data.call, verb)
    ? calls.change(verb, asked.data.call, asked.data.password)
    : err({ code: "bad_request" });
}

function isSigned(hook: Webhook, request: IncomingMessage, text: string): boolean {
  try {
    hook.verify(text, {
      "webhook-id": headerOf(request, "webhook-id"),
      "webhook-timestamp": headerOf(request, "webhook-timestamp"),
      "webhook-signature": headerOf(request, "webhook-signature"),
    });
    return true;
  } catch {
    return false;
  }
}

const headerOf = ({ headers }: IncomingMessage, name: string): string => {
  const value = headers[name];
  return typeof value === "string" ? value : "";
};

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
