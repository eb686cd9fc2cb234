/**
 * OpenID Connect by openid-client: authorization code with PKCE. Discovery and keys are fetched anew
 * for each step: people sign in a few times a day, and a rotated key or a moved address counts at once.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
  type ClientAuth,
  type Configuration,
  type CustomFetch,
  type IDToken,
} from "openid-client";
import type { HttpClient, HttpReply } from "../../app/ports/http.ts";
import type { IdentityProblem, IdentityProvider, IdentityRequest } from "../../app/ports/identity.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { Identity } from "../../core/policy/who-enters.ts";
import {
  describedFindings,
  keyFinding,
  providerDescription,
  providerKeys,
  type DescriptionFinding,
} from "../../core/settings/provider-description.ts";
import type { SignInProvider } from "../../core/settings/sections/sign-in.ts";

export interface OidcOptions {
  readonly provider: SignInProvider;
  /** Absent for a client without one; PKCE binds the code either way. */
  readonly clientSecret?: Secret;
  readonly redirectUri: string;
  /** Where the provider sends a browser whose session it has ended. */
  readonly afterEnd: string;
  readonly http: HttpClient;
  /** Plain http to a stand-in on this machine. */
  readonly allowHttp: boolean;
}

const CLOCK_TOLERANCE_SECONDS = 60;
/** What a fresh sign-in may have taken between the provider's form and our callback. */
const FRESH_WITHIN_SECONDS = 240;

export function oidcProvider(options: OidcOptions): IdentityProvider {
  return {
    probe: () =>
      guarded(async () => {
        await configured(options);
        return undefined;
      }),
    examine: () => examine(options),
    address: (request) => guarded(() => address(options, request)),
    identify: (answer, request) => guarded(() => identify(options, answer, request)),
    async endAddress() {
      const found = await guarded(() => endAddress(options));
      return found.ok ? found.value : undefined;
    },
  };
}

async function address(options: OidcOptions, request: IdentityRequest): Promise<string> {
  const { provider, redirectUri } = options;
  const { acr } = provider.secondFactor;
  const url = buildAuthorizationUrl(await configured(options), {
    redirect_uri: redirectUri,
    scope: ["openid", "profile", "email", ...provider.scopes].join(" "),
    state: request.state,
    nonce: request.nonce,
    code_challenge: await calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: "S256",
    ...(acr.length === 0 ? {} : { acr_values: acr.join(" ") }),
    ...(request.fresh ? { prompt: "login", max_age: "0" } : {}),
  });
  return url.href;
}

async function identify(
  options: OidcOptions,
  answer: Readonly<Record<string, string>>,
  request: IdentityRequest,
): Promise<Identity> {
  const configuration = await configured(options);
  // From the configuration, never from the request: a Host header could move the redirect.
  const url = new URL(options.redirectUri);
  Object.entries(answer).forEach(([name, value]) => url.searchParams.set(name, value));
  const tokens = await authorizationCodeGrant(configuration, url, {
    expectedState: request.state,
    expectedNonce: request.nonce,
    pkceCodeVerifier: request.verifier,
    idTokenExpected: true,
    ...(request.fresh ? { maxAge: FRESH_WITHIN_SECONDS } : {}),
  });
  const claims = tokens.claims();
  if (claims === undefined) {
    throw new NotTrusted("no ID token");
  }
  return identityOf(claims, options.provider);
}

/** By the library's own request, so that what is tried is what a sign-in does; neither call carries the client secret. */
async function examine(options: OidcOptions): Promise<Result<readonly DescriptionFinding[], PeerProblem["code"]>> {
  let reply: Result<HttpReply, PeerProblem> | undefined;
  const http: HttpClient = { send: async (request) => (reply = await options.http.send(request)) };
  const found = await guarded(() => configured({ ...options, http }));
  const said = readAs(reply, (text) => providerDescription.parse(JSON.parse(text)));
  if (!said.ok) {
    return said;
  }
  // The library looks at more than is compared here; another issuer is told as such.
  if (!found.ok && said.value.issuer === options.provider.issuer) {
    return err("peer.malformed");
  }
  const { provider, allowHttp } = options;
  const findings = describedFindings(said.value, { provider, allowHttp, originOf: (one) => new URL(one).origin });
  return ok([...findings, await keysOf(options, said.value.jwks_uri)]);
}

async function keysOf({ http, provider }: OidcOptions, url: string | undefined): Promise<DescriptionFinding> {
  const reply = url === undefined ? undefined : await http.send({ url, method: "GET" });
  const keys = readAs(reply, (text) => providerKeys.parse(JSON.parse(text)));
  return keys.ok
    ? keyFinding(keys.value, provider.algorithm)
    : { check: "keys", outcome: "differs", problem: keys.error };
}

function readAs<Value>(
  reply: Result<HttpReply, PeerProblem> | undefined,
  parse: (text: string) => Value,
): Result<Value, PeerProblem["code"]> {
  if (reply?.ok !== true) {
    return err(reply?.error.code ?? "peer.not_found");
  }
  const { status, text } = reply.value;
  if (status !== OK) {
    return err(status === NOT_FOUND ? "peer.not_found" : "peer.failed");
  }
  try {
    return ok(parse(text));
  } catch {
    return err("peer.malformed");
  }
}

async function endAddress(options: OidcOptions): Promise<string | undefined> {
  const configuration = await configured(options);
  return configuration.serverMetadata().end_session_endpoint === undefined
    ? undefined
    : buildEndSessionUrl(configuration, { post_logout_redirect_uri: options.afterEnd }).href;
}

class NotTrusted extends Error {}

/** A peer's failure on its way through the library, which wraps what a fetch throws. */
class PeerFailed extends Error {
  readonly problem: PeerProblem;
  constructor(problem: PeerProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** @throws where the provider is away or its metadata says another issuer. */
async function configured({ provider, clientSecret, http, allowHttp }: OidcOptions): Promise<Configuration> {
  const configuration = await discovery(
    new URL(provider.issuer),
    provider.clientId,
    { id_token_signed_response_alg: provider.algorithm, [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientAuth(clientSecret),
    {
      [customFetch]: throughClient(http),
      // The library trusts TLS alone otherwise, and would take an unsigned token from the token address.
      execute: [enableNonRepudiationChecks, ...(allowHttp ? [allowInsecureRequests] : [])],
    },
  );
  // Letter by letter: the library is lenient with some vendors' tenants.
  if (configuration.serverMetadata().issuer !== provider.issuer) {
    throw new NotTrusted("metadata of another issuer");
  }
  return configuration;
}

/** As the provider says that it takes it; `client_secret_basic` where it says nothing, as the standard has it. */
function clientAuth(clientSecret: Secret | undefined): ClientAuth {
  if (clientSecret === undefined) {
    return None();
  }
  const basic = ClientSecretBasic(clientSecret.reveal());
  const post = ClientSecretPost(clientSecret.reveal());
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (taken.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
}

function throughClient(http: HttpClient): CustomFetch {
  return async (url, { method, headers, body }) => {
    const text = body === undefined || body === null ? undefined : bodyText(body);
    const reply = await http.send({
      url,
      method: method === "POST" ? "POST" : "GET",
      headers,
      ...(text === undefined ? {} : { body: text }),
    });
    if (!reply.ok) {
      throw new PeerFailed(reply.error);
    }
    const { status, headers: given, text: content } = reply.value;
    const type = given.get("content-type");
    return new Response(content, { status, headers: type === null ? {} : { "content-type": type } });
  };
}

function bodyText(body: unknown): string {
  if (typeof body === "string" || body instanceof URLSearchParams) {
    return body.toString();
  }
  throw new Error("a body that is no form");
}

const OK = 200;
const NOT_FOUND = 404;
const SERVER_ERROR = 500;

async function guarded<Value>(work: () => Promise<Value>): Promise<Result<Value, IdentityProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(problemOf(error));
  }
}

function problemOf(error: unknown): IdentityProblem {
  const chain = causes(error);
  const failed = chain.find((cause) => cause instanceof PeerFailed);
  if (failed !== undefined) {
    return { code: "identity.unreachable", detail: failed.problem.code };
  }
  if (chain.some((cause) => cause instanceof Response && cause.status >= SERVER_ERROR)) {
    return { code: "identity.unreachable", detail: "a server error" };
  }
  const declined = chain.find((cause) => cause instanceof AuthorizationResponseError);
  if (declined !== undefined) {
    return { code: "identity.declined", detail: known(declined.error) };
  }
  const refused = chain.find((cause) => cause instanceof ResponseBodyError);
  if (refused !== undefined) {
    const code = OF_CLIENT.has(refused.error) ? "identity.client_refused" : "identity.not_trusted";
    return { code, detail: known(refused.error) };
  }
  return { code: "identity.not_trusted", detail: detailOf(chain[0]) };
}

/** https://datatracker.ietf.org/doc/html/rfc6749#section-5.2 */
const OF_CLIENT: ReadonlySet<string> = new Set(["invalid_client", "unauthorized_client"]);

/** The library's own code, such as "OAUTH_JWT_CLAIM_COMPARISON_FAILED"; its messages may quote claims. */
function detailOf(error: unknown): string {
  if (error instanceof NotTrusted) {
    return error.message;
  }
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

/** An error code of the protocol is a short word; anything else came from somewhere else. */
const known = (code: string): string => (/^[a-z_]{1,40}$/u.test(code) ? code : "unnamed");

function causes(error: unknown): readonly unknown[] {
  const found: unknown[] = [];
  for (let cause = error; cause !== undefined && found.length < 5;) {
    found.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return found;
}

function identityOf(claims: IDToken, provider: SignInProvider): Identity {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    groups: texts(claims[provider.groupsClaim]),
    amr: texts(claims.amr),
    ...text("name", claims["name"]),
    ...text("email", claims["email"]),
    ...text("acr", claims.acr),
    ...(provider.people.claim === undefined ? {} : text("directoryId", claims[provider.people.claim])),
    ...(typeof claims["email_verified"] === "boolean" ? { emailVerified: claims["email_verified"] } : {}),
    ...text("organisation", claims[provider.organisation.claim]),
    ...(claims.auth_time === undefined ? {} : { age: Math.max(0, Date.now() / 1_000 - claims.auth_time) }),
  };
}

const TEXT_LENGTH = 200;

/** Some providers send one group as a text instead of a list. */
function texts(claim: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return list.filter((item) => typeof item === "string");
}

function text<Key extends string>(key: Key, claim: unknown): { readonly [Name in Key]?: string } {
  const given = typeof claim === "string" ? claim.trim().slice(0, TEXT_LENGTH) : "";
  return (given === "" ? {} : { [key]: given }) as { readonly [Name in Key]?: string };
}
