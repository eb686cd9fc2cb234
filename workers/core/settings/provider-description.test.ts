import { describe, expect, it } from "vitest";
import {
  describedFindings,
  keyFinding,
  providerDescription,
  type DescriptionCheck,
  type ProviderDescription,
} from "./provider-description.ts";

const provider = { issuer: "https://id.example/work", origins: ["https://keys.example"], algorithm: "RS256" } as const;
const originOf = (address: string): string => /^https?:\/\/[^/?#]+/u.exec(address)?.[0] ?? address;
const rules = { provider, originOf, allowHttp: false };
const GOOD: ProviderDescription = {
  issuer: provider.issuer,
  authorization_endpoint: "https://login.example/authorize",
  token_endpoint: "https://id.example/token",
  jwks_uri: "https://keys.example/jwks",
  response_types_supported: ["code", "id_token"],
  code_challenge_methods_supported: ["plain", "S256"],
  id_token_signing_alg_values_supported: ["RS256", "ES256"],
};

const amiss = (said: ProviderDescription, more: Partial<typeof rules> = {}) =>
  describedFindings(said, { ...rules, ...more }).filter(({ outcome }) => outcome !== "fits");

describe("what a provider says of itself", () => {
  it("fits where everything does", () => {
    expect(describedFindings(GOOD, rules).map(({ check }) => check)).toEqual([
      "issuer",
      "endpoints",
      "code_flow",
      "pkce",
      "algorithm",
    ]);
    expect(amiss(GOOD)).toEqual([]);
  });

  it.each<[string, Partial<ProviderDescription>, DescriptionCheck, string]>([
    ["another issuer, by a letter", { issuer: `${provider.issuer}/` }, "issuer", `${provider.issuer}/`],
    [
      "a token address elsewhere",
      { token_endpoint: "https://evil.example/t" },
      "endpoints",
      "token_endpoint at https://evil.example",
    ],
    ["keys elsewhere", { jwks_uri: "https://evil.example/k" }, "endpoints", "jwks_uri at https://evil.example"],
    ["no token address", { token_endpoint: undefined }, "endpoints", "no token_endpoint"],
    [
      "a plain address for the browser",
      { authorization_endpoint: "http://login.example/a" },
      "endpoints",
      "authorization_endpoint at http://login.example",
    ],
    [
      "a plain address to sign out at",
      { end_session_endpoint: "http://id.example/end" },
      "endpoints",
      "end_session_endpoint at http://id.example",
    ],
    ["no code flow", { response_types_supported: ["id_token"] }, "code_flow", "id_token"],
    ["no grant of a code", { grant_types_supported: ["implicit"] }, "code_flow", "implicit"],
    ["plain PKCE alone", { code_challenge_methods_supported: ["plain"] }, "pkce", "plain"],
    ["another algorithm", { id_token_signing_alg_values_supported: ["PS256"] }, "algorithm", "PS256"],
    ["an empty list", { id_token_signing_alg_values_supported: [] }, "algorithm", "nothing"],
  ])("differs by %s", (_what, change, check, says) => {
    expect(amiss({ ...GOOD, ...change })).toEqual([{ check, outcome: "differs", says }]);
  });

  it("leaves unsaid what the standard lets it leave out", () => {
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = GOOD;
    expect(amiss({ issuer, authorization_endpoint, token_endpoint, jwks_uri })).toEqual(
      ["code_flow", "pkce", "algorithm"].map((check) => ({ check, outcome: "unsaid" })),
    );
  });

  it("may be plain http where a stand-in is allowed, on its own origin alone", () => {
    const local = { issuer: "http://localhost:9", origins: [], algorithm: "RS256" } as const;
    const said = {
      ...GOOD,
      issuer: local.issuer,
      authorization_endpoint: "http://localhost:9/a",
      token_endpoint: "http://localhost:9/t",
      jwks_uri: "http://localhost:8/k",
    };
    expect(amiss(said, { provider: local as never, allowHttp: true })).toEqual([
      { check: "endpoints", outcome: "differs", says: "jwks_uri at http://localhost:8" },
    ]);
  });

  it("is nothing where it is no description, and is shortened where it is long", () => {
    expect(providerDescription.safeParse({ issuer: "x", token_endpoint: "nowhere" }).success).toBe(false);
    expect(amiss({ ...GOOD, issuer: "x".repeat(900) })[0]?.says).toHaveLength(300);
  });
});

describe("its keys", () => {
  const rsa = { kty: "RSA", use: "sig", alg: "RS256" };
  it.each([
    ["one that signs", [{ kty: "EC" }, rsa], "RS256", undefined],
    ["one that says no more than its kind", [{ kty: "RSA" }], "PS256", undefined],
    ["none", [], "RS256", "nothing"],
    ["another kind", [{ kty: "EC" }], "RS256", "EC"],
    ["another algorithm", [rsa], "PS256", "RS256"],
    ["one that encrypts", [{ kty: "RSA", use: "enc" }], "RS256", "RSA"],
  ] as const)("are %s", (_what, keys, algorithm, says) => {
    expect(keyFinding({ keys: [...keys] }, algorithm).says).toBe(says);
  });
});
