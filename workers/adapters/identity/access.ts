/**
 * Tokens of Cloudflare Access by jose. Keys are fetched anew for each sign-in, as for OpenID Connect: people sign
 * in a few times a day, and a key that was rotated or withdrawn counts at once. Whoever sends tokens of his own
 * making costs no fetch: what they say of themselves is read first, and keys that are known turn away what they did
 * not sign.
 */
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from "jose";
import { z } from "zod";
import type { HttpClient } from "../../app/ports/http.ts";
import type { AccessExamined, AccessTokens, IdentityProblem } from "../../app/ports/identity.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Identity } from "../../core/policy/who-enters.ts";
import type { AccessMode } from "../../core/settings/sections/sign-in.ts";

export interface AccessOptions {
  readonly mode: AccessMode;
  readonly http: HttpClient;
  readonly now: () => EpochMs;
}

/** Access signs with nothing else; a token that says otherwise chose how it is checked. */
const ALGORITHM = "RS256";
const CLOCK_TOLERANCE_SECONDS = 60;
/** So long no other key is looked for, after one that is not Access'. A new one is published long before it signs. */
const UNKNOWN_KEY_EVERY_MS = 10_000;

interface SeenKeys {
  readonly set: JSONWebKeySet;
  readonly at: EpochMs;
}

export function accessTokens(options: AccessOptions): AccessTokens {
  let seen: SeenKeys | undefined;
  const { mode, http, now } = options;
  const identify: AccessTokens["identify"] = async (assertion) => {
    try {
      const kid = keyOfPlausible(assertion, options);
      if (seen !== undefined && seen.set.keys.some((key) => key.kid === kid)) {
        await verified(assertion, seen.set, options);
      } else if (seen !== undefined && now() < seen.at + UNKNOWN_KEY_EVERY_MS) {
        return notTrusted("another key");
      }
      seen = { set: await keysFrom(http, certsOf(mode)), at: now() };
      return readClaims(await verified(assertion, seen.set, options), now());
    } catch (error) {
      return err(problemOf(error));
    }
  };
  return {
    identify,
    async examine(assertion) {
      const keys = await countKeys(http, certsOf(mode));
      if (assertion === undefined) {
        return { keys, token: "absent" };
      }
      return { keys, token: !keys.ok ? "unread" : (await identify(assertion)).ok ? "valid" : "refused" };
    },
  };
}

const certsOf = ({ issuer }: AccessMode): string => `${issuer}/cdn-cgi/access/certs`;

async function countKeys(http: HttpClient, url: string): Promise<AccessExamined["keys"]> {
  try {
    return ok((await keysFrom(http, url)).keys.length);
  } catch (error) {
    if (error instanceof Unreachable) {
      return err(error.code);
    }
    throw error;
  }
}

/** Id of the key that is said to have signed it. Throws where its own words are enough to refuse it. */
function keyOfPlausible(assertion: string, { mode, now }: AccessOptions): string {
  const { alg, kid } = decodeProtectedHeader(assertion);
  const { iss, aud, exp } = decodeJwt(assertion);
  const lasts = exp !== undefined && now() / 1_000 < exp + CLOCK_TOLERANCE_SECONDS;
  if (
    alg !== ALGORITHM ||
    kid === undefined ||
    iss !== mode.issuer ||
    ![aud].flat().includes(mode.audience) ||
    !lasts
  ) {
    throw new NotPlausible();
  }
  return kid;
}

async function verified(assertion: string, keys: JSONWebKeySet, { mode, now }: AccessOptions): Promise<JWTPayload> {
  const { payload } = await jwtVerify(assertion, createLocalJWKSet(keys), {
    issuer: mode.issuer,
    audience: mode.audience,
    algorithms: [ALGORITHM],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: new Date(now()),
    requiredClaims: ["exp", "iat", "sub"],
  });
  return payload;
}

class NotPlausible extends Error {}

class Unreachable extends Error {
  readonly code: PeerProblem["code"];
  constructor(code: PeerProblem["code"]) {
    super(code);
    this.code = code;
  }
}

const OK = 200;
const NOT_FOUND = 404;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })) });

async function keysFrom(http: HttpClient, url: string): Promise<JSONWebKeySet> {
  const reply = await http.send({ method: "GET", url });
  if (!reply.ok) {
    throw new Unreachable(reply.error.code);
  }
  if (reply.value.status !== OK) {
    throw new Unreachable(reply.value.status === NOT_FOUND ? "peer.not_found" : "peer.failed");
  }
  return readKeys(reply.value.text);
}

/** What is no set of keys is Access' fault, and not of whoever sent the token. */
function readKeys(text: string): JSONWebKeySet {
  try {
    return keySet.parse(JSON.parse(text)) as JSONWebKeySet;
  } catch {
    throw new Unreachable("peer.malformed");
  }
}

function readClaims(payload: JWTPayload, now: EpochMs) {
  const { iss, sub = "", iat = 0, email, type } = payload;
  const age = now / 1_000 - iat;
  if (iss === undefined || age < -CLOCK_TOLERANCE_SECONDS) {
    return notTrusted("issued in the future");
  }
  // Of a service, or of the team as a whole: nobody sits there.
  if (sub === "" || type !== "app") {
    return notTrusted("no person");
  }
  const identity: Identity = {
    issuer: iss,
    subject: sub,
    groups: [],
    amr: [],
    ...(typeof email === "string" ? { email } : {}),
    age: Math.max(0, age),
  };
  return ok(identity);
}

const notTrusted = (detail: string) => err({ code: "identity.not_trusted", detail } satisfies IdentityProblem);

/** The library's own code, such as "ERR_JWT_EXPIRED"; its messages may quote claims. */
function problemOf(error: unknown): IdentityProblem {
  if (error instanceof Unreachable) {
    return { code: "identity.unreachable", detail: error.message };
  }
  if (error instanceof NotPlausible) {
    return { code: "identity.not_trusted", detail: "not for this console" };
  }
  return {
    code: "identity.not_trusted",
    detail: error instanceof errors.JOSEError ? error.code : "unknown",
  };
}
