/**
 * To an identity provider and back, whoever signs in and wherever. The request waits in the browser, sealed for the
 * place that began it: nothing is written before somebody is known.
 */
import { z } from "zod";
import { defined } from "../../core/kit/defined.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import { LANGUAGES, type Language } from "../../core/kit/language.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import type { Identity, SignInRefusal } from "../../core/policy/who-enters.ts";
import { callFailed } from "../upkeep/call-failed.ts";
import type { Deps } from "../deps.ts";
import type { IdentityProblem, SignInPlace } from "../ports/identity.ts";

export const PENDING_MS = 10 * MINUTE_MS;

/** What one place has begun is nothing to the other. */
const SEALED_FOR: Readonly<Record<SignInPlace, string>> = { console: "identity_sign_in", me: "person_sign_in" };

const pendingShape = z.strictObject({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  fresh: z.boolean(),
  until: z.number(),
  /** Token of a sign-in link: its agent is the one to be linked. */
  link: z.string().optional(),
  /** Who is signed in and links his own account. */
  owner: agentId.optional(),
  /** The one that was pressed on the page before: no provider sends it back. */
  language: z.enum(LANGUAGES).optional(),
});
export type Pending = z.infer<typeof pendingShape>;

export interface IdentitySignInRequest {
  readonly provider: string;
  readonly link?: string | undefined;
  readonly owner?: AgentId;
  readonly language?: Language | undefined;
  readonly fresh: boolean;
}

export interface BegunIdentitySignIn {
  /** At the provider. */
  readonly address: string;
  /** For the browser to bring back. */
  readonly pending: string;
}

/** Refused where there is no such provider, or it does not answer. */
export async function askProvider(
  deps: Deps,
  place: SignInPlace,
  { provider: name, fresh, link, owner, language }: IdentitySignInRequest,
): Promise<Result<BegunIdentitySignIn, SignInRefusal>> {
  const provider = deps.identityProvider(name, place);
  if (provider === undefined) {
    return err("sign_in.provider_unknown");
  }
  const pending: Pending = {
    provider: name,
    state: deps.vault.newToken(),
    nonce: deps.vault.newToken(),
    verifier: deps.vault.newToken(),
    fresh,
    until: deps.clock() + PENDING_MS,
    ...defined({ link, owner, language }),
  };
  const address = await provider.address(pending);
  if (!address.ok) {
    await failed(deps, name, address.error);
    return err(address.error.code);
  }
  return ok({ address: address.value, pending: await deps.vault.seal(JSON.stringify(pending), SEALED_FOR[place]) });
}

export interface Answered {
  readonly pending: Pending;
  readonly identity: Identity;
}

export interface NotAnswered {
  readonly code: SignInRefusal;
  /** As far as it is known what was asked. */
  readonly provider?: string;
}

export interface ProviderAnswer {
  /** The query of the redirect. */
  readonly answer: Readonly<Record<string, string>>;
  /** What the browser brought back. */
  readonly pending: string | undefined;
}

/** Refused: an answer to nothing that this browser asked here, one that was taken before, and whatever is not trusted. */
export async function takeAnswer(
  deps: Deps,
  place: SignInPlace,
  { answer, pending: sealed }: ProviderAnswer,
): Promise<Result<Answered, NotAnswered>> {
  const pending = await readPending(deps, place, sealed);
  if (pending === undefined) {
    return err({ code: "sign_in.no_cookie" });
  }
  const { provider } = pending;
  if (pending.state !== answer["state"]) {
    return err({ provider, code: "sign_in.lost" });
  }
  const identified = await identify(deps, place, { pending, answer });
  return identified.ok ? ok({ pending, identity: identified.value }) : err({ provider, code: identified.error });
}

/** Undefined for what was not begun here, or too long ago. */
export async function readPending(
  deps: Deps,
  place: SignInPlace,
  sealed: string | undefined,
): Promise<Pending | undefined> {
  const text = sealed === undefined ? undefined : await deps.vault.open(sealed, SEALED_FOR[place]);
  if (text === undefined) {
    return undefined;
  }
  const pending = pendingShape.parse(JSON.parse(text));
  return deps.clock() < pending.until ? pending : undefined;
}

async function identify(
  deps: Deps,
  place: SignInPlace,
  { pending, answer }: { readonly pending: Pending; readonly answer: ProviderAnswer["answer"] },
): Promise<Result<Identity, SignInRefusal>> {
  // The state named it: an answer of another provider goes to the one that was asked, which does not know its code.
  const provider = deps.identityProvider(pending.provider, place);
  if (provider === undefined) {
    return err("sign_in.provider_unknown");
  }
  const identified = await provider.identify(answer, pending);
  if (!identified.ok) {
    await failed(deps, pending.provider, identified.error);
    return err(identified.error.code);
  }
  const stateHash = await deps.vault.hashToken(pending.state);
  return (await deps.identities.useState(stateHash, deps.clock())) ? identified : err("sign_in.lost");
}

/** What is wrong with one answer may be whoever made it; that nothing answers is the provider's. */
async function failed(deps: Deps, name: string, { code, detail }: IdentityProblem): Promise<void> {
  deps.log.event("identity.failed", { provider: name, problem: detail });
  if (code === "identity.unreachable") await callFailed(deps, `sign_in:${name}`, "provider_away");
}

/** The provider may remember somebody for days; where it does not say since when, that is no fresh sign-in. */
export function shownAt({ clock }: Pick<Deps, "clock">, { age }: Identity): EpochMs {
  return age === undefined ? 0 : clock() - Math.round(age * 1_000);
}
