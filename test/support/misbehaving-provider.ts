/**
 * Identity providers that do one thing wrong each: every fault is an issuer of its own under one server.
 * "good" does nothing wrong, so that a test sees that nothing else refused.
 */
import { createHash, randomBytes } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from "jose";

export const FAULTS = [
  "good",
  "wrong-issuer",
  "wrong-audience",
  "wrong-nonce",
  "no-nonce",
  "unknown-key",
  "foreign-key",
  "alg-none",
  "other-algorithm",
  "expired",
  "from-the-future",
  "no-id-token",
  "other-response-issuer",
  "no-response-issuer",
  "metadata-of-another",
  "token-elsewhere",
  "token-redirects",
  "refuses-client",
  "broken",
  "no-json",
  "plain-pkce",
  "keys-broken",
  "declines",
  "slow",
  "code-twice",
] as const;
export type Fault = (typeof FAULTS)[number];

const CLIENT = "desk";
const HOUR_S = 3_600;

interface Issued {
  readonly nonce: string;
  readonly challenge: string;
}

export interface MisbehavingProvider {
  readonly issuerOf: (fault: Fault) => string;
  /** As the settings name them: every fault is a provider. */
  readonly providers: Readonly<Record<string, unknown>>;
  /** What every ID token says of who signed in. */
  readonly claims: { current: JWTPayload };
  /** Each request with its headers and body, as it came. */
  readonly asked: string[];
  /** New keys, as a provider rotates them. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export async function startMisbehavingProvider(): Promise<MisbehavingProvider> {
  const codes = new Map<string, Issued>();
  const asked: string[] = [];
  const claims = { current: { sub: "somebody" } as JWTPayload };
  const foreign = await generateKeyPair("RS256");
  let keys = await newKeys();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asked.push(`${request.method ?? ""} ${request.url ?? ""} ${JSON.stringify(request.headers)} ${body}`);
      void serve(new URL(request.url ?? "/", base), body, response);
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const base = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  const issuerOf = (fault: Fault): string => `${base}/${fault}`;

  async function serve(url: URL, body: string, response: ServerResponse): Promise<void> {
    const [, name = "", ...rest] = url.pathname.split("/");
    const fault = name as Fault;
    const what = rest.join("/");
    if (fault === "slow") {
      return;
    }
    if (fault === "broken" && what !== "authorize") {
      response.writeHead(503).end();
      return;
    }
    switch (what) {
      case ".well-known/openid-configuration":
        if (fault === "no-json") response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>");
        else sendJson(response, metadata(fault));
        return;
      case "jwks":
        sendJson(response, fault === "keys-broken" ? { keys: "none" } : { keys: [keys.jwk] });
        return;
      case "authorize":
        response.writeHead(302, { location: answerTo(fault, url.searchParams) }).end();
        return;
      default:
        await tokens(fault, new URLSearchParams(body), response);
    }
  }

  function metadata(fault: Fault): object {
    const issuer = issuerOf(fault);
    return {
      issuer: fault === "metadata-of-another" ? `${issuer}-else` : issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint:
        fault === "token-elsewhere" ? `${base.replace("localhost", "127.0.0.1")}/good/token` : `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "ES256", "none"],
      ...(fault === "plain-pkce" ? { code_challenge_methods_supported: ["plain"] } : {}),
      authorization_response_iss_parameter_supported: true,
    };
  }

  function answerTo(fault: Fault, asked: URLSearchParams): string {
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.searchParams.set("state", asked.get("state") ?? "");
    if (fault !== "no-response-issuer") {
      back.searchParams.set("iss", issuerOf(fault === "other-response-issuer" ? "good" : fault));
    }
    if (fault === "declines") {
      back.searchParams.set("error", "access_denied");
    } else {
      const code = randomBytes(16).toString("hex");
      codes.set(code, { nonce: asked.get("nonce") ?? "", challenge: asked.get("code_challenge") ?? "" });
      back.searchParams.set("code", code);
    }
    return back.href;
  }

  async function tokens(fault: Fault, form: URLSearchParams, response: ServerResponse): Promise<void> {
    const code = form.get("code") ?? "";
    const issued = codes.get(code);
    if (fault !== "code-twice") codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (fault === "refuses-client") {
      response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify({ error: "invalid_client" }));
      return;
    }
    if (fault === "token-redirects") {
      response.writeHead(302, { location: `${issuerOf("good")}/token` }).end();
    } else if (issued === undefined || issued.challenge !== challenge) {
      sendJson(response, { error: "invalid_grant" }, 400);
    } else {
      const more = fault === "no-id-token" ? {} : { id_token: await idToken(fault, issued) };
      sendJson(response, { access_token: "unused", token_type: "Bearer", expires_in: 60, ...more });
    }
  }

  async function idToken(fault: Fault, { nonce }: Issued): Promise<string> {
    const now = Math.floor(Date.now() / 1_000) + (fault === "from-the-future" ? HOUR_S : 0);
    const payload: JWTPayload = {
      iss: issuerOf(fault === "wrong-issuer" ? "good" : fault),
      aud: fault === "wrong-audience" ? "somebody-else" : CLIENT,
      iat: now,
      ...(fault === "from-the-future" ? { nbf: now } : {}),
      exp: fault === "expired" ? now - 120 : now + HOUR_S,
      ...(fault === "no-nonce" ? {} : { nonce: fault === "wrong-nonce" ? "another" : nonce }),
      ...claims.current,
    };
    if (fault === "alg-none") {
      return new UnsecuredJWT(payload).encode();
    }
    const kid = fault === "unknown-key" ? "another" : keys.jwk.kid;
    if (fault === "other-algorithm") {
      const { privateKey } = await generateKeyPair("ES256");
      return new SignJWT(payload).setProtectedHeader({ alg: "ES256", kid }).sign(privateKey);
    }
    const key = fault === "foreign-key" ? foreign.privateKey : keys.privateKey;
    return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid }).sign(key);
  }

  return {
    issuerOf,
    claims,
    asked,
    providers: Object.fromEntries(
      FAULTS.map((fault) => [fault, { label: fault, issuer: issuerOf(fault), clientId: CLIENT }]),
    ),
    rotate: async () => {
      keys = await newKeys();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
    },
  };
}

async function newKeys() {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomBytes(8).toString("hex");
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" } };
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
