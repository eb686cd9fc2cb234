/**
 * What an OpenID Connect provider says of itself, against what is set here: one finding for each thing that a sign-in
 * rests on, so that a setting that does not fit is seen before somebody cannot sign in.
 */
import { z } from "zod";
import type { SignInProvider } from "./sections/sign-in.ts";

/** In the order in which they are told. */
export type DescriptionCheck = "issuer" | "endpoints" | "code_flow" | "pkce" | "algorithm" | "keys";

export interface DescriptionFinding {
  readonly check: DescriptionCheck;
  /** "unsaid": the provider leaves it out, which the standard allows; a sign-in tries it all the same. */
  readonly outcome: "fits" | "unsaid" | "differs";
  /** What the provider says instead, shortened: it is the provider's text. */
  readonly says?: string;
  /** A peer's code, where what it names could not be read. */
  readonly problem?: string;
}

const address = z.url().max(2_000);
const words = z.array(z.string().max(200)).max(200);

/** Of RFC 8414 and OpenID Connect Discovery, the part that a sign-in rests on. */
export const providerDescription = z.object({
  issuer: z.string(),
  authorization_endpoint: address.optional(),
  token_endpoint: address.optional(),
  jwks_uri: address.optional(),
  end_session_endpoint: address.optional(),
  response_types_supported: words.optional(),
  grant_types_supported: words.optional(),
  code_challenge_methods_supported: words.optional(),
  id_token_signing_alg_values_supported: words.optional(),
});
export type ProviderDescription = z.infer<typeof providerDescription>;

export interface DescriptionRules {
  readonly provider: Pick<SignInProvider, "issuer" | "algorithm"> & { readonly origins: readonly string[] };
  readonly originOf: (address: string) => string;
  /** Plain http of a stand-in on this machine. */
  readonly allowHttp: boolean;
}

/** Of all but the keys, which stand elsewhere. */
export function describedFindings(said: ProviderDescription, rules: DescriptionRules): readonly DescriptionFinding[] {
  const { issuer, algorithm } = rules.provider;
  const flows = said.response_types_supported;
  const grants = said.grant_types_supported;
  return [
    finding("issuer", said.issuer === issuer ? [] : [said.issuer]),
    finding("endpoints", misplacedEndpoints(said, rules)),
    flows !== undefined && grants?.includes("authorization_code") === false
      ? finding("code_flow", grants)
      : offered("code_flow", flows, "code"),
    offered("pkce", said.code_challenge_methods_supported, "S256"),
    offered("algorithm", said.id_token_signing_alg_values_supported, algorithm),
  ];
}

function offered(check: DescriptionCheck, list: readonly string[] | undefined, wanted: string): DescriptionFinding {
  if (list === undefined) {
    return { check, outcome: "unsaid" };
  }
  return finding(check, list.includes(wanted) ? [] : list.length === 0 ? ["nothing"] : list);
}

const SAYS_LENGTH = 300;

const finding = (check: DescriptionCheck, instead: readonly string[]): DescriptionFinding =>
  instead.length === 0
    ? { check, outcome: "fits" }
    : { check, outcome: "differs", says: instead.join(", ").slice(0, SAYS_LENGTH) };

/** A browser may be sent to any https address; what this product calls itself has to be on an origin that is named. */
function misplacedEndpoints(
  said: ProviderDescription,
  { provider, originOf, allowHttp }: DescriptionRules,
): readonly string[] {
  const named = new Set([provider.issuer, ...provider.origins].map(originOf));
  const isSafe = (endpoint: string): boolean => allowHttp || endpoint.startsWith("https://");
  const [called, visited] = [
    ["token_endpoint", "jwks_uri"] as const,
    ["authorization_endpoint", "end_session_endpoint"] as const,
  ];
  return [
    ...[...called, "authorization_endpoint" as const]
      .filter((name) => said[name] === undefined)
      .map((name) => `no ${name}`),
    ...called.flatMap((name) => {
      const endpoint = said[name];
      return endpoint === undefined || (isSafe(endpoint) && named.has(originOf(endpoint)))
        ? []
        : [`${name} at ${originOf(endpoint)}`];
    }),
    ...visited.flatMap((name) => {
      const endpoint = said[name];
      return endpoint === undefined || isSafe(endpoint) ? [] : [`${name} at ${originOf(endpoint)}`];
    }),
  ];
}

const KEY_TYPE = { RS256: "RSA", PS256: "RSA", ES256: "EC", EdDSA: "OKP" } as const satisfies Readonly<
  Record<SignInProvider["algorithm"], string>
>;

export const providerKeys = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string().max(20), use: z.string().optional(), alg: z.string().optional() }))
    .max(200),
});

/** At least one key that an ID token of this algorithm can be signed with. */
export function keyFinding(
  { keys }: z.infer<typeof providerKeys>,
  algorithm: SignInProvider["algorithm"],
): DescriptionFinding {
  const signs = keys.some(
    ({ kty, use = "sig", alg = algorithm }) => kty === KEY_TYPE[algorithm] && use === "sig" && alg === algorithm,
  );
  const kinds = [...new Set(keys.map(({ kty, alg }) => alg ?? kty))];
  return finding("keys", signs ? [] : kinds.length === 0 ? ["nothing"] : kinds);
}
