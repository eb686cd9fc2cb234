/** A company's sign-in, as the product sees it: somewhere to send a browser, and who came back. */
import type { Result } from "../../core/kit/result.ts";
import type { Identity, SignInRefusal } from "../../core/policy/who-enters.ts";
import type { DescriptionFinding } from "../../core/settings/provider-description.ts";
import type { PeerProblem } from "./peer-problem.ts";

/** Where somebody signs in: an agent at the console, a person at their own page. */
export type SignInPlace = "console" | "me";

/** What ties an answer to the browser that asked. All but the verifier go through that browser. */
export interface IdentityRequest {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (S256). */
  readonly verifier: string;
  /** The person has to show himself anew, whoever the provider still remembers. */
  readonly fresh: boolean;
}

export interface IdentityProblem {
  readonly code: Extract<SignInRefusal, `identity.${string}`>;
  /** For the log: never a claim, a token or an address with a query. */
  readonly detail: string;
}

export interface IdentityProvider {
  /** Whether it is there, and says of itself what is set here. */
  readonly probe: () => Promise<Result<undefined, IdentityProblem>>;
  /** What it says of itself and its keys, read as for a sign-in and compared with what is set here; else why nothing was read. */
  readonly examine: () => Promise<Result<readonly DescriptionFinding[], PeerProblem["code"]>>;
  /** Where the browser goes to sign in. */
  readonly address: (request: IdentityRequest) => Promise<Result<string, IdentityProblem>>;
  /** Who came back, from the query of the redirect. Uses the code up. */
  readonly identify: (
    answer: Readonly<Record<string, string>>,
    request: IdentityRequest,
  ) => Promise<Result<Identity, IdentityProblem>>;
  /** Where the provider's own session ends; undefined when it has no such address, or is away. */
  readonly endAddress: () => Promise<string | undefined>;
}

export interface AccessExamined {
  /** How many keys the team publishes; else why none could be read. */
  readonly keys: Result<number, PeerProblem["code"]>;
  /** Of the token that came along; "unread" where there were no keys to try it with. */
  readonly token: "valid" | "absent" | "refused" | "unread";
}

/** What Cloudflare Access, in front of the console, says of whoever asks. */
export interface AccessTokens {
  readonly identify: (assertion: string) => Promise<Result<Identity, IdentityProblem>>;
  /** Whether the team can be read, and whether the token of the request that asks is one of it, for this console. */
  readonly examine: (assertion: string | undefined) => Promise<AccessExamined>;
}
