/**
 * ChangeGear's REST calls: credentials, one new login when the session ended, and peer
 * status codes as `PeerProblem`s. Promises that a call is sent at most twice, the second
 * time only after a 401, so after the peer said that it did nothing. The session id lives
 * in this object, never in the module. Problems name the call, never an address or a body.
 */
import { z } from "zod";
import type { HttpClient, HttpReply, HttpRequest } from "../../../app/ports/http.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { Clock } from "../../../core/kit/time.ts";
import type { ItsmSecrets } from "../entry.ts";
import type { ChangeGearSettings } from "./settings.ts";

export interface ApiCall {
  /** For problems, for example "read ticket". */
  readonly name: string;
  readonly method: "GET" | "PUT";
  /** Below /CGRestAPI/api/, encoded by the caller. */
  readonly path: string;
  readonly body?: unknown;
}

export interface ChangeGearApi {
  /** The reply's JSON of a GET; of a PUT nothing, since its body is not documented. */
  call(call: ApiCall): Promise<Result<unknown, PeerProblem>>;
}

export interface ApiParts {
  readonly settings: ChangeGearSettings;
  readonly secrets: ItsmSecrets;
  readonly http: HttpClient;
  readonly now: Clock;
}

type Credentials = Readonly<Record<string, string>>;

const loginReply = z.object({ sessionId: z.string().regex(/^[\x21-\x7e]{1,500}$/) });

export function createApi(parts: ApiParts): ChangeGearApi {
  let sessionId: string | undefined;

  async function credentials(): Promise<Result<Credentials, PeerProblem>> {
    if (parts.settings.auth === "basic") {
      return ok({ authorization: basic(parts.secrets) });
    }
    if (sessionId === undefined) {
      const login = await logIn(parts);
      if (!login.ok) {
        return login;
      }
      sessionId = login.value;
    }
    return ok({ sessionid: sessionId });
  }

  async function attempt(call: ApiCall): Promise<Result<HttpReply, PeerProblem>> {
    const headers = await credentials();
    return headers.ok ? parts.http.send(requestFor(call, { parts, credentials: headers.value })) : headers;
  }

  return {
    async call(call) {
      let reply = await attempt(call);
      if (reply.ok && reply.value.status === 401 && parts.settings.auth === "session") {
        // Sessions end on their own clock and with every restart of the server's pool.
        sessionId = undefined;
        reply = await attempt(call);
      }
      return reply.ok ? readReply(reply.value, { call, now: parts.now }) : reply;
    },
  };
}

async function logIn(parts: ApiParts): Promise<Result<string, PeerProblem>> {
  const { secrets } = parts;
  const call = { name: "log in", method: "POST", path: "authenticate/user" } as const;
  const body = { username: secrets.username.reveal(), password: secrets.password.reveal() };
  const reply = await parts.http.send(requestFor({ ...call, body }, { parts, credentials: {} }));
  if (!reply.ok) {
    return reply;
  }
  const parsed = readReply(reply.value, { call, now: parts.now });
  if (!parsed.ok) {
    // A missing log-in page is a wrong address; "not found" would be read as a missing ticket or person.
    return parsed.error.code === "peer.not_found" ? err({ ...parsed.error, code: "peer.rejected" }) : parsed;
  }
  const session = loginReply.safeParse(parsed.value);
  return session.success ? ok(session.data.sessionId) : malformed("log in: no session id in the reply");
}

function requestFor(
  call: Pick<HttpRequest, "method"> & { readonly path: string; readonly body?: unknown },
  access: { parts: ApiParts; credentials: Credentials },
): HttpRequest {
  const { settings, secrets } = access.parts;
  const extra = Object.entries(secrets.headers ?? {}).map(([name, value]) => [name, value.reveal()] as const);
  return {
    method: call.method,
    url: `${settings.baseUrl.replace(/\/+$/u, "")}/CGRestAPI/api/${call.path}`,
    headers: {
      ...Object.fromEntries(extra),
      accept: "application/json",
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      ...access.credentials,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  };
}

function basic({ username, password }: ItsmSecrets): string {
  const bytes = new TextEncoder().encode(`${username.reveal()}:${password.reveal()}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

function readReply(
  reply: HttpReply,
  context: { call: { name: string; method: string }; now: Clock },
): Result<unknown, PeerProblem> {
  const { name, method } = context.call;
  if (reply.status < 200 || reply.status > 299) {
    return err(statusProblem(reply, { name, now: context.now() }));
  }
  if (method === "PUT") {
    return ok();
  }
  try {
    return ok(JSON.parse(reply.text) as unknown);
  } catch {
    return malformed(`${name}: the reply is not JSON`);
  }
}

function statusProblem(reply: HttpReply, { name, now }: { name: string; now: number }): PeerProblem {
  const detail = `${name}: HTTP ${String(reply.status)}`;
  const retryAfterSeconds = retryAfter(reply.headers.get("retry-after"), now);
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  if (reply.status === 429) {
    return { code: "peer.rate_limited", retryable: true, detail, ...wait };
  }
  if (reply.status >= 500) {
    return { code: "peer.failed", retryable: true, detail, ...wait };
  }
  const codes: Readonly<Record<number, PeerProblem["code"]>> = {
    401: "peer.unauthorised",
    403: "peer.unauthorised",
    404: "peer.not_found",
    409: "peer.conflict",
    412: "peer.conflict",
  };
  const code = codes[reply.status] ?? "peer.rejected";
  return { code, retryable: code === "peer.conflict", detail };
}

/** Seconds or a date; capped, so that a peer cannot park a note for a year. */
const RETRY_AFTER_LIMIT_SECONDS = 3_600;

function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) {
    return undefined;
  }
  const seconds = /^\d{1,9}$/u.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), RETRY_AFTER_LIMIT_SECONDS);
}

export function malformed(detail: string): Result<never, PeerProblem> {
  return err({ code: "peer.malformed", retryable: false, detail });
}
