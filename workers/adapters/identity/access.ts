/**
 * Tokens of Cloudflare Access by jose. Keys are fetched anew for each sign-in, as for OpenID Connect: people sign
 * in a few times a day, and a key that was rotated or withdrawn counts at once.
 */
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from "jose";
import type { HttpClient } from "../../app/ports/http.ts";
import type { AccessTokens, IdentityProblem } from "../../app/ports/identity.ts";
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

export function accessTokens({ mode, http, now }: AccessOptions): AccessTokens {
  return {
    async identify(assertion) {
      const keys = createRemoteJWKSet(new URL(`${mode.issuer}/cdn-cgi/access/certs`), {
        [customFetch]: async (url) => keysFrom(http, url),
      });
      try {
        const { payload } = await jwtVerify(assertion, keys, {
          issuer: mode.issuer,
          audience: mode.audience,
          algorithms: [ALGORITHM],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          currentDate: new Date(now()),
          requiredClaims: ["exp", "iat", "sub"],
        });
        return readClaims(payload, now());
      } catch (error) {
        return err(problemOf(error));
      }
    },
  };
}

class Unreachable extends Error {}

const OK = 200;

async function keysFrom(http: HttpClient, url: string): Promise<Response> {
  const reply = await http.send({ method: "GET", url });
  if (!reply.ok) {
    throw new Unreachable(reply.error.code);
  }
  if (reply.value.status !== OK) {
    throw new Unreachable("no keys");
  }
  return new Response(reply.value.text);
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
  if (error instanceof Unreachable || error instanceof errors.JWKSTimeout) {
    return { code: "identity.unreachable", detail: error.message };
  }
  return {
    code: "identity.not_trusted",
    detail: error instanceof errors.JOSEError ? error.code : "unknown",
  };
}
