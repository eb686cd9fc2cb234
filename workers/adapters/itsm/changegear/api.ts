/**
 * ChangeGear's REST calls: credentials, the session, and what a reply means (see replies.ts).
 * Promises that a call is sent at most twice, the second time only after a reply from which
 * nothing can have been done. The session id lives in this object, never in the module. Problems
 * name the call, never an address or a body.
 */
import type { HttpClient, HttpReply, HttpRequest } from "../../../app/ports/http.ts";
import type { LogInGate } from "../../../app/ports/log-in-gate.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { Clock } from "../../../core/kit/time.ts";
import { basicHeader } from "../../peers/basic-auth.ts";
import { didNothing, endsSession, readLogIn, readReply } from "./replies.ts";
import type { ChangeGearSecrets, ChangeGearSettings } from "./settings.ts";

export interface ApiCall {
  /** For problems, for example "read ticket". */
  readonly name: string;
  readonly method: "GET" | "PUT";
  /** Below /CGRestAPI/api/, encoded by the caller. */
  readonly path: string;
  readonly body?: unknown;
}

export interface ChangeGearApi {
  /** The reply's JSON. What is not JSON is "peer.malformed": a PUT may have been done all the same. */
  call(call: ApiCall): Promise<Result<unknown, PeerProblem>>;
}

export interface ApiParts {
  readonly settings: ChangeGearSettings;
  readonly secrets: ChangeGearSecrets;
  readonly http: HttpClient;
  readonly logIns: LogInGate;
  readonly now: Clock;
}

type Sent = Result<HttpReply, PeerProblem>;

export function createApi(parts: ApiParts): ChangeGearApi {
  const send = parts.settings.auth === "basic" ? basicCalls(parts) : sessionCalls(parts);
  return {
    async call(call) {
      const reply = await send(call);
      if (reply.ok) {
        return readReply(reply.value, { name: call.name, now: parts.now() });
      }
      // The API itself never sends anybody elsewhere: a gateway in front of it does, for a time.
      return reply.error.code === "peer.redirected" ? err({ ...reply.error, retryable: true }) : reply;
    },
  };
}

/** Logs in once, and once more whenever a reply shows, in whatever way, that the session has ended. */
function sessionCalls(parts: ApiParts): (call: ApiCall) => Promise<Sent> {
  let sessionId: string | undefined;

  async function session(): Promise<Result<string, PeerProblem>> {
    for (let tries = 0; tries < LOG_IN_WAITS; tries += 1) {
      if (sessionId !== undefined) {
        return ok(sessionId);
      }
      const leave = await parts.logIns.enter();
      if (leave.open) {
        const login = await logIn(parts);
        sessionId = login.ok ? login.value : undefined;
        return login;
      }
      if (leave.refused) {
        return refusedCredentials(leave.retryAfterSeconds);
      }
      await pause(LOG_IN_WAIT_MS);
    }
    return err({ code: "peer.timeout", retryable: true, detail: "log in: somebody else is at it for too long" });
  }

  async function attempt(call: ApiCall): Promise<{ reply: Sent; ended: boolean }> {
    const current = await session();
    if (!current.ok) {
      return { reply: current, ended: false };
    }
    const reply = await parts.http.send(requestFor(call, { parts, credentials: { sessionid: current.value } }));
    const ended = endsSession(reply);
    // Somebody else's call may have logged in anew meanwhile.
    if (ended && sessionId === current.value) {
      sessionId = undefined;
    }
    return { reply, ended };
  }

  return async (call) => {
    const first = await attempt(call);
    return first.ended && (call.method === "GET" || didNothing(first.reply))
      ? (await attempt(call)).reply
      : first.reply;
  };
}

const LOG_IN_WAIT_MS = 250;
const LOG_IN_WAITS = 40;

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function logIn(parts: ApiParts): Promise<Result<string, PeerProblem>> {
  const { secrets } = parts;
  const call = { name: "log in", method: "POST", path: "authenticate/user" } as const;
  const body = { username: secrets.username.reveal(), password: secrets.password.reveal() };
  const reply = await parts.http.send(requestFor({ ...call, body }, { parts, credentials: {} }));
  const session = reply.ok ? readLogIn(reply.value, parts.now()) : reply;
  if (session.ok) {
    await parts.logIns.leave("accepted");
    return session;
  }
  const refused = session.error.code === "peer.credentials_refused";
  await parts.logIns.leave(refused ? "refused" : "unknown");
  return session;
}

/** Every call shows the credentials, so every call is a log-in until one was accepted. */
function basicCalls(parts: ApiParts): (call: ApiCall) => Promise<Sent> {
  const authorization = basicHeader({
    username: parts.secrets.username.reveal(),
    password: parts.secrets.password.reveal(),
  });
  let accepted = false;
  return async (call) => {
    const leave = accepted ? undefined : await parts.logIns.enter();
    if (leave?.open === false) {
      return leave.refused
        ? refusedCredentials(leave.retryAfterSeconds)
        : err({ code: "peer.timeout", retryable: true, detail: `${call.name}: the account is being tried` });
    }
    const reply = await parts.http.send(requestFor(call, { parts, credentials: { authorization } }));
    const refused = reply.ok && reply.value.status === 401;
    if (leave !== undefined || refused) {
      const outcome = reply.ok && reply.value.status < 300 ? "accepted" : "unknown";
      await parts.logIns.leave(refused ? "refused" : outcome);
      accepted = outcome === "accepted";
    }
    return refused ? refusedCredentials() : reply;
  };
}

function refusedCredentials(retryAfterSeconds?: number): Result<never, PeerProblem> {
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return err({ code: "peer.credentials_refused", retryable: true, detail: "log in: the account was refused", ...wait });
}

function requestFor(
  call: Pick<HttpRequest, "method"> & { readonly path: string; readonly body?: unknown },
  access: { parts: ApiParts; credentials: Readonly<Record<string, string>> },
): HttpRequest {
  const { settings, secrets } = access.parts;
  return {
    method: call.method,
    url: `${settings.baseUrl.replace(/\/+$/u, "")}/CGRestAPI/api/${call.path}`,
    headers: {
      ...secrets.headers.reveal(),
      accept: "application/json",
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      ...access.credentials,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  };
}
