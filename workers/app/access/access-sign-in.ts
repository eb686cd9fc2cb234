/**
 * Signing in by the token that Cloudflare Access puts on each request which it lets through. Nothing is begun and
 * nobody is sent anywhere: whoever asks is already known to Access, or is not let in here.
 */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { EntryRules, SignInRefusal } from "../../core/policy/who-enters.ts";
import { ACCESS } from "../../core/settings/access-name.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import type { Deps } from "../deps.ts";
import type { SignInRecord } from "../ports/agents.ts";
import { callFailed } from "../upkeep/call-failed.ts";
import { shownAt } from "./identity-request.ts";
import { admit, refused, type IdentitySignedIn } from "./identity-sign-in.ts";
import { startSession, type Browser } from "./sign-in.ts";

/** Access decides itself who passes, and by what; here nobody enters by a group. */
const RULES: EntryRules = {
  roles: { agent: [], analyst: [], auditor: [] },
  secondFactor: { acr: [], amr: [] },
  organisation: { values: [] },
};

export interface AccessSignInRequest {
  /** The header's value. */
  readonly assertion: string | undefined;
  /** Token of a sign-in link: its agent is the one to be linked. */
  readonly link?: string;
  /**
   * For what asks for a fresh sign-in. Access says when it made the token, and not when the person last showed who
   * he is: that counts as far as its sessions are short.
   */
  readonly fresh: boolean;
  readonly browser: Browser;
  /** Who is signed in here already. */
  readonly current?: SignInRecord | undefined;
}

/** Every refusal is audited and leaves nothing behind. */
export async function signInByAccess(
  deps: Deps,
  { assertion, link, fresh, browser, current }: AccessSignInRequest,
): Promise<Result<IdentitySignedIn, SignInRefusal>> {
  const no = (code: SignInRefusal) => refused(deps, { provider: ACCESS, code });
  const identified = await identify(deps, assertion);
  if (!identified.ok) {
    return no(identified.error);
  }
  const label = whoAnswers(deps.config).get(ACCESS)?.label ?? ACCESS;
  const entered = await admit(deps, { rules: RULES, label, fresh, link }, identified.value);
  if (!entered.ok) {
    return no(entered.error);
  }
  const { agent, details } = entered.value;
  if (fresh && current !== undefined && current.agent.id !== agent.id) {
    return no("sign_in.other_person");
  }
  const started = await startSession(deps, agent, {
    browser,
    provider: ACCESS,
    authenticatedAt: shownAt(deps, identified.value),
    details: { way: "access", ...details },
  });
  return ok({ ...started, fresh });
}

async function identify(deps: Deps, assertion: string | undefined) {
  const { accessTokens, log } = deps;
  if (accessTokens === undefined) {
    return err("sign_in.provider_unknown" as const);
  }
  if (assertion === undefined) {
    return err("identity.absent" as const);
  }
  const identified = await accessTokens.identify(assertion);
  if (!identified.ok) {
    log.event("identity.failed", { provider: ACCESS, problem: identified.error.detail });
    // Whatever else is wrong with a token says nothing of Access: anybody can send one of his own making.
    if (identified.error.code === "identity.unreachable") await callFailed(deps, "access", "provider_away");
    return err(identified.error.code);
  }
  return identified;
}
