/**
 * Signing in to the console through an identity provider. Whatever does not fit ends without a session and without
 * a link.
 */
import { shownName } from "../../core/kit/shown-name.ts";
import { entry } from "../../core/kit/entry.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import {
  isOfOurs,
  isStrongEnough,
  roleByGroups,
  roleOfKnown,
  type EntryRefusal,
  type EntryRules,
  type Identity,
  type SignInRefusal,
} from "../../core/policy/who-enters.ts";
import type { Role } from "../../core/kit/roles.ts";
import { ownerMail, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, SignInRecord } from "../ports/agents.ts";
import {
  askProvider,
  readPending,
  shownAt,
  takeAnswer,
  type BegunIdentitySignIn,
  type IdentitySignInRequest,
  type ProviderAnswer,
} from "./identity-request.ts";
import { linkOwnAccount } from "./own-account.ts";
import { redeem, startSession, whoIsInvited, type Browser, type StartedSession } from "./sign-in.ts";

/** Refused where there is no such provider, or it does not answer; the latter is audited. */
export async function beginIdentitySignIn(
  deps: Deps,
  request: IdentitySignInRequest,
): Promise<Result<BegunIdentitySignIn, SignInRefusal>> {
  const begun = await askProvider(deps, "console", request);
  return begun.ok || begun.error === "sign_in.provider_unknown"
    ? begun
    : refused(deps, { provider: request.provider, code: begun.error });
}

export interface IdentityAnswer extends ProviderAnswer {
  readonly browser: Browser;
  /** Who is signed in here already. */
  readonly current?: SignInRecord | undefined;
}

export interface IdentitySignedIn extends StartedSession {
  readonly fresh: boolean;
}

/** Every refusal is audited and leaves nothing behind but the state, which counts once. */
export async function finishIdentitySignIn(
  deps: Deps,
  { answer, pending: sealed, browser, current }: IdentityAnswer,
): Promise<Result<IdentitySignedIn, SignInRefusal>> {
  const answered = await takeAnswer(deps, "console", { answer, pending: sealed });
  if (!answered.ok) {
    return refused(deps, answered.error);
  }
  const { pending, identity } = answered.value;
  const known = { provider: pending.provider, fresh: pending.fresh };
  const rules = entry(deps.config.SIGN_IN_PROVIDERS, pending.provider);
  const entered =
    rules === undefined
      ? err("sign_in.no_access" as const)
      : await admit(deps, { ...pending, rules, label: rules.label, current }, identity);
  if (!entered.ok) {
    return refused(deps, { ...known, code: entered.error });
  }
  const { agent } = entered.value;
  if (pending.fresh && current !== undefined && current.agent.id !== agent.id) {
    return refused(deps, { ...known, code: "sign_in.other_person" });
  }
  const started = await startSession(deps, agent, {
    browser,
    provider: pending.provider,
    authenticatedAt: shownAt(deps, identity),
    details: { way: "oidc", ...known, ...entered.value.details },
  });
  return ok({ ...started, fresh: pending.fresh });
}

export interface Entered {
  readonly agent: AgentRecord;
  readonly details: Readonly<Record<string, string>>;
}

/** Whether what this browser brought back links the own account of somebody who is signed in. */
export const isOwnLinking = async (deps: Deps, sealed: string | undefined): Promise<boolean> =>
  (await readPending(deps, "console", sealed))?.owner !== undefined;

interface Asked {
  readonly rules: EntryRules;
  /** What the provider's button says. */
  readonly label: string;
  readonly fresh: boolean;
  /** Token of a sign-in link: its agent is the one to be linked. */
  readonly link?: string | undefined;
  /** Who links his own account, where that was begun. */
  readonly owner?: AgentId | undefined;
  readonly current?: SignInRecord | undefined;
}

/** Whom the company vouches for, in whichever way: linked by issuer and subject, by a link, or by a group. */
export async function admit(
  deps: Deps,
  { rules, label, fresh, link, owner, current }: Asked,
  identity: Identity,
): Promise<Result<Entered, EntryRefusal>> {
  if (!isOfOurs(identity, rules)) {
    return err("sign_in.no_access");
  }
  const strong = isStrongEnough(identity, rules, { fresh });
  if (!strong.ok) {
    return strong;
  }
  if (owner !== undefined) {
    const own = await linkOwnAccount(deps, { owner, current, label }, identity);
    return own.ok ? ok({ agent: own.value, details: {} }) : own;
  }
  const linked = await deps.identities.find(identity.issuer, identity.subject);
  if (linked !== undefined) {
    const role = roleOfKnown({ ...linked.agent, byGroups: linked.byGroups }, roleByGroups(identity.groups, rules));
    return role.ok ? ok({ agent: await withRole(deps, linked.agent, role.value), details: {} }) : role;
  }
  return link === undefined ? enterByGroup(deps, rules, identity) : linkInvited(deps, { link, label }, identity);
}

async function withRole(deps: Deps, agent: AgentRecord, role: Role): Promise<AgentRecord> {
  if (role === agent.role) {
    return agent;
  }
  const at = deps.clock();
  const details = { role, before: agent.role, by: "groups" };
  await deps.identities.setRole(agent, role, {
    at,
    audit: { at, actor: "system", action: "agent.role_changed", subject: agent.id, details },
  });
  return { ...agent, role };
}

async function enterByGroup(
  deps: Deps,
  rules: EntryRules,
  { issuer, subject, groups, email, name }: Identity,
): Promise<Result<Entered, "sign_in.no_access" | "sign_in.not_linked">> {
  const role = roleByGroups(groups, rules);
  const address = email?.toLowerCase();
  // First: whoever may not enter anyway learns nothing of who is a user here.
  if (role === undefined || address === undefined) {
    return err("sign_in.no_access");
  }
  // The address of somebody who is known shows nothing: it may be anybody's at another provider.
  if (await deps.agents.isKnown(address)) {
    return err("sign_in.not_linked");
  }
  const at = deps.clock();
  const id = agentId.parse(`agt_${deps.vault.newId()}`);
  const agent: AgentRecord = { id, email: address, name: shownName(name ?? "") || address, role, active: true };
  const entered = await deps.identities.enter(
    agent,
    { issuer, subject, byGroups: true },
    { at, audit: { at, actor: id, action: "agent.entered", subject: id, details: { role, by: "groups" } } },
  );
  // Of two at one moment the second finds the address known, unless it is the same person in another window.
  const who = entered ? agent : (await deps.identities.find(issuer, subject))?.agent;
  return who === undefined ? err("sign_in.not_linked") : ok({ agent: who, details: {} });
}

/** The first who comes with the link is its agent; the link is used up by it, and by nothing less. */
async function linkInvited(
  deps: Deps,
  { link: token, label }: { readonly link: string; readonly label: string },
  { issuer, subject, name }: Identity,
): Promise<Result<Entered, "sign_in.no_access" | "sign_in.other_account">> {
  const invited = await whoIsInvited(deps, token);
  if (invited !== undefined && (await deps.identities.isLinked(invited, issuer))) {
    return err("sign_in.other_account");
  }
  const redeemed = await redeem(deps, token, name);
  if (redeemed === undefined) {
    return err("sign_in.no_access");
  }
  const { agent, issuedBy } = redeemed;
  const at = deps.clock();
  const details = { issued_by: issuedBy };
  const mails = [ownerMail(deps, "own_account_linked", { id: agent.id, about: label })];
  const linked = await deps.identities.link(
    agent,
    { issuer, subject, byGroups: false },
    { at, audit: { at, actor: agent.id, action: "agent.linked", subject: agent.id, details }, mails },
  );
  if (!linked) {
    return err("sign_in.other_account");
  }
  await wakeDeskMails(deps, mails);
  return ok({ agent, details });
}

export async function refused<Code extends SignInRefusal>(
  deps: Deps,
  { provider = "unknown", code }: { readonly provider?: string | undefined; readonly code: Code },
): Promise<Result<never, Code>> {
  await deps.audit.count({
    at: deps.clock(),
    actor: "unknown",
    action: "sign_in.refused",
    subject: "sign_in",
    details: { way: "provider", provider, reason: code },
  });
  return err(code);
}
