/** Calls of Microsoft Graph under the application's own name: a token first, and each failure as what it means. */
import { decodeJwt } from "jose";
import { z } from "zod";
import type { TargetProblem } from "../../../app/ports/action-targets.ts";
import type { HttpReply, HttpRequest } from "../../../app/ports/http.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err, ok, type Result } from "../../../core/kit/result.ts";
import type { Secret } from "../../../core/kit/secret.ts";
import { secret } from "../../../core/kit/secret.ts";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "../../../core/kit/time.ts";
import { jsonOf, problemFromStatus } from "../../peers/peer-problem.ts";
import { change, type Answered } from "../answered.ts";
import type { ActionTargetDeps } from "../entry.ts";
import { lacksPermission, type Permission } from "./rights.ts";

export interface GraphSettings {
  readonly login: string;
  readonly graph: string;
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** What the token says of the application. Read for words only: whether a call may be made is Microsoft's to say. */
export interface TokenClaims {
  /** Object id of the application in this tenant. */
  readonly oid?: string;
  readonly roles?: readonly string[];
}

export interface Reading<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** The permission without which it is refused. */
  readonly needs: Permission;
  /** Where a refusal means something of its own. */
  readonly meaning?: (said: Said) => Result<z.output<Schema>, TargetProblem> | undefined;
}

/** Graph's own words of a failure. */
export interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface Changing {
  readonly method: "PATCH" | "POST";
  readonly body?: object;
  readonly meaning: (said: Said) => Promise<TargetProblem | undefined>;
}

export interface Graph {
  /** `path` from the version on, encoded, or the whole address of a further page. Changes nothing. */
  read<Schema extends z.ZodType>(path: string, reading: Reading<Schema>): Reads<Schema>;
  change(path: string, changing: Changing): Promise<Result<undefined, TargetProblem>>;
  claims(): Promise<Result<TokenClaims, PeerProblem>>;
}

type Reads<Schema extends z.ZodType> = Promise<Result<z.output<Schema>, TargetProblem>>;

interface Token {
  readonly value: Secret;
  readonly goodUntil: EpochMs;
}

export function graphOf(settings: GraphSettings, { http, now }: ActionTargetDeps): Graph {
  let held: Token | undefined;
  const token = async (): Promise<Result<Secret, PeerProblem>> => {
    if (held !== undefined && held.goodUntil > now()) {
      return ok(held.value);
    }
    const asked = await newToken(settings, { http, now });
    held = asked.ok ? asked.value : undefined;
    return asked.ok ? ok(asked.value.value) : asked;
  };
  const send = async (request: Omit<HttpRequest, "headers" | "url">, path: string): Promise<Sent> => {
    const bearer = await token();
    if (!bearer.ok) {
      return { begun: false, reply: bearer };
    }
    const reply = await http.send({
      ...request,
      url: addressOf(settings, path),
      headers: {
        authorization: `Bearer ${bearer.value.reveal()}`,
        accept: "application/json",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
    });
    return { begun: true, reply };
  };
  /** A token that is not taken any more was refused before anything began: once more with a new one. */
  const sendTwice: typeof send = async (request, path) => {
    const sent = await send(request, path);
    if (!sent.reply.ok || sent.reply.value.status !== 401) {
      return sent;
    }
    held = undefined;
    return send(request, path);
  };
  return {
    read: async (path, { schema, needs, meaning }) => {
      const { reply } = await sendTwice({ method: "GET" }, path);
      if (!reply.ok) {
        return reply;
      }
      if (reply.value.status === 200) {
        const parsed = schema.safeParse(jsonOf(reply.value.text));
        return parsed.success ? ok(parsed.data) : err(UNREADABLE);
      }
      const said = saidIn(reply.value);
      return meaning?.(said) ?? err(problemOf(reply.value, said, needs));
    },
    change: async (path, { method, body, meaning }) => {
      const { begun, reply } = await sendTwice(
        { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
        path,
      );
      // Without a token nothing was sent: that is never in doubt.
      return begun ? change(await outcomeOf(reply, meaning)) : reply.ok ? ok() : reply;
    },
    claims: async () => {
      const bearer = await token();
      return bearer.ok ? ok(claimsIn(bearer.value)) : bearer;
    },
  };
}

interface Sent {
  readonly begun: boolean;
  readonly reply: Result<HttpReply, PeerProblem>;
}

async function outcomeOf(
  reply: Result<HttpReply, PeerProblem>,
  meaning: Changing["meaning"],
): Promise<Answered<undefined>> {
  if (!reply.ok) {
    return { result: reply, understood: false };
  }
  const { status } = reply.value;
  if (status >= 200 && status < 300) {
    return { result: ok(), understood: true };
  }
  const said = saidIn(reply.value);
  const meant = await meaning(said);
  // After a failure of its own, Graph may have done it all the same.
  return { result: err(meant ?? problemOf(reply.value, said)), understood: said.code !== "" && status < 500 };
}

const UNREADABLE: PeerProblem = {
  code: "peer.malformed",
  retryable: false,
  detail: "the answer of Microsoft Graph could not be read",
};

const problemBody = z.object({ error: z.object({ code: z.string(), message: z.string().default("") }) });

function saidIn({ status, text }: HttpReply): Said {
  const parsed = problemBody.safeParse(jsonOf(text));
  return { status, code: "", message: "", ...(parsed.success ? parsed.data.error : {}) };
}

function problemOf(reply: HttpReply, { status, code }: Said, needs?: Permission): TargetProblem {
  if (status === 404 && code === "Request_ResourceNotFound") {
    return { code: "target.unknown_account" };
  }
  if (status === 403 && code === "Authorization_RequestDenied" && needs !== undefined) {
    return { code: "target.forbidden", inItsWords: lacksPermission(needs) };
  }
  return problemFromStatus(reply, `Microsoft Graph ${String(status)}`);
}

/** A further page is asked of the same place, whatever address the answer names: the token goes nowhere else. */
function addressOf({ graph }: GraphSettings, path: string): string {
  const { pathname, search } = new URL(path.startsWith("/") ? `${graph}/v1.0${path}` : path);
  return `${graph}${pathname}${search}`;
}

const tokenBody = z.object({ access_token: z.string().min(1), expires_in: z.number().int().positive() });
const refusalBody = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

async function newToken(settings: GraphSettings, { http, now }: ActionTargetDeps): Promise<Result<Token, PeerProblem>> {
  const { login, graph, tenant, clientId, clientSecret } = settings;
  const asked = await http.send({
    method: "POST",
    url: `${login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      client_id: clientId,
      scope: `${graph}/.default`,
      client_secret: clientSecret.reveal(),
      grant_type: "client_credentials",
    }).toString(),
  });
  const parsed = asked.ok && asked.value.status === 200 ? tokenBody.safeParse(jsonOf(asked.value.text)) : undefined;
  if (parsed?.success === true) {
    const { access_token: value, expires_in: seconds } = parsed.data;
    return ok({ value: secret(value), goodUntil: now() + seconds * SECOND_MS - MINUTE_MS });
  }
  return err(asked.ok ? tokenProblem(asked.value) : withoutToken(asked.error.detail));
}

/** By number, from Microsoft's list of AADSTS errors; the last part of a sentence. */
const REFUSALS: Readonly<Record<number, string>> = {
  7_000_215: "the client secret is wrong; its value is asked for, not its id",
  7_000_222: "the client secret has expired",
  700_016: "there is no application of this client id in the tenant",
  90_002: "there is no such tenant",
  7_000_112: "the application is disabled",
};

function tokenProblem(reply: HttpReply): PeerProblem {
  const said = refusalBody.safeParse(jsonOf(reply.text));
  if (reply.status >= 500 || reply.status === 429 || !said.success) {
    return withoutToken(`status ${String(reply.status)}`);
  }
  const known = said.data.error_codes.flatMap((code) => REFUSALS[code] ?? []);
  return {
    code: "peer.credentials_refused",
    retryable: false,
    detail: `Microsoft's sign-in refuses the application: ${known[0] ?? "see the log of sign-ins there"}`,
  };
}

/** Whatever it was: the call itself did not go out, and its outcome is known. */
const withoutToken = (why: string): PeerProblem => ({
  code: "peer.unreachable",
  retryable: true,
  detail: `no token from Microsoft's sign-in: ${why}`,
});

const claimsShape = z.object({ oid: z.guid().optional(), roles: z.array(z.string()).optional() });

function claimsIn(token: Secret): TokenClaims {
  try {
    const { oid, roles } = claimsShape.parse(decodeJwt(token.reveal()));
    return { ...(oid === undefined ? {} : { oid }), ...(roles === undefined ? {} : { roles }) };
  } catch {
    // Its form is Microsoft's own, and may change.
    return {};
  }
}
