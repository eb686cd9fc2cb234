/** Cloudflare Access on this machine: its keys over HTTP, and tokens as it puts them on requests, right or wrong in one thing. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from "jose";

export const AUDIENCE = "a1".repeat(32);
const HOUR_S = 3_600;

const seconds = (): number => Math.floor(Date.now() / 1_000);

export type Answer = "keys" | "silent" | "broken" | "no json" | "redirect";

export interface Access {
  readonly team: string;
  /** What it does when it is asked for its keys. */
  answer: Answer;
  /** How often it was asked. */
  asked: number;
  /** `claims`: in place of the right ones; undefined leaves one out. */
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** By a key that is not among its own, under the id of one that is. */
  foreign(): Promise<string>;
  unsigned(): string;
  /** HMAC under the text of its public key, as of a verifier that lets the token choose. */
  byPublicKey(): Promise<string>;
  /** Right, with another algorithm of a key that is among its own. */
  byOtherAlgorithm(): Promise<string>;
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export async function startAccess(): Promise<Access> {
  let keys = await newKeys();
  const stranger = await generateKeyPair("RS256");
  const other = await generateKeyPair("ES256");
  const otherJwk = { ...(await exportJWK(other.publicKey)), kid: "other", use: "sig", alg: "ES256" };
  const server = createServer((_request, response) => {
    access.asked += 1;
    switch (access.answer) {
      case "silent":
        return;
      case "redirect":
        response.writeHead(302, { location: "/elsewhere" }).end();
        return;
      case "broken":
        response.writeHead(503).end();
        return;
      case "no json":
        response.end("<h1>Hello</h1>");
        return;
      case "keys":
        response.end(JSON.stringify({ keys: [keys.jwk, otherJwk] }));
    }
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const team = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  const right = (claims: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
    iss: team,
    aud: [AUDIENCE],
    sub: "7335d417-61da-459d-899c-0a01c76a2f94",
    type: "app",
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + HOUR_S,
    ...claims,
  });
  const access: Access = {
    team,
    answer: "keys",
    asked: 0,
    token: (claims) => signed(right(claims), keys),
    foreign: () => signed(right(), { ...keys, privateKey: stranger.privateKey }),
    unsigned: () => new UnsecuredJWT(right()).encode(),
    byPublicKey: async () =>
      new SignJWT(right())
        .setProtectedHeader({ alg: "HS256", kid: keys.jwk.kid })
        .sign(new TextEncoder().encode(await exportSPKI(keys.publicKey))),
    byOtherAlgorithm: () =>
      new SignJWT(right()).setProtectedHeader({ alg: "ES256", kid: "other" }).sign(other.privateKey),
    rotate: async () => {
      keys = await newKeys();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
    },
  };
  return access;
}

type Keys = Awaited<ReturnType<typeof newKeys>>;

async function newKeys() {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = randomBytes(8).toString("hex");
  return { publicKey, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" } };
}

const signed = (claims: JWTPayload, { privateKey, jwk }: Pick<Keys, "privateKey" | "jwk">): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: jwk.kid }).sign(privateKey);
