/**
 * Ways in for agents. Today: a one-time link that an admin (or the installer) issues. Every way
 * ends in `startSession`, so an identity provider or a passkey is another caller of it.
 */
import { pathTo } from "../../contract/console/paths.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, SignInRecord } from "../ports/agents.ts";

const LINK_LIFETIME_MS = 10 * MINUTE_MS;
const SESSION_IDLE_MS = 30 * MINUTE_MS;
const SESSION_ABSOLUTE_MS = 10 * HOUR_MS;
/** Writing on every request would be a row per click; the idle limit does not need to be that exact. */
const TOUCH_EVERY_MS = MINUTE_MS;

export interface Browser {
  readonly networkAsn?: number;
  readonly browserTag: string;
}

export interface StartedSession {
  /** The cookie's value; only its hash is stored. */
  readonly token: string;
  readonly agent: AgentRecord;
  readonly expiresAt: EpochMs;
}

/** Refused for a mail address of no active agent. */
export async function issueSignInLink(
  deps: Deps,
  request: { email: string; issuedBy: AgentId },
): Promise<Result<{ url: string; expiresAt: EpochMs }, "agent.unknown">> {
  const agent = await deps.agents.byEmail(request.email);
  if (agent === undefined || !agent.active) {
    return err("agent.unknown");
  }
  const now = deps.clock();
  const token = deps.vault.newToken();
  const expiresAt = now + LINK_LIFETIME_MS;
  await deps.agents.addSignInLink(
    {
      tokenHash: deps.vault.rowName("sign_in_links", token),
      agentId: agent.id,
      issuedBy: request.issuedBy,
      now,
      expiresAt,
    },
    { at: now, actor: request.issuedBy, action: "sign_in_link.issued", subject: agent.id, details: {} },
  );
  // In the fragment: it reaches no server log and no Referer; the page posts it.
  return ok({ url: `${deps.config.CONSOLE_ORIGIN}${pathTo.signIn}#${token}`, expiresAt });
}

/** Refused alike, and audited, whether the token is unknown, used or out of date. */
export async function redeemSignInLink(
  deps: Deps,
  request: { token: string; browser: Browser },
): Promise<Result<StartedSession, "sign_in.refused">> {
  const now = deps.clock();
  const redeemed =
    (await deps.agents.redeemSignInLink(deps.vault.rowName("sign_in_links", request.token), now)) ??
    (await takeInvitation(deps, request.token));
  if (redeemed === undefined) {
    await deps.agents.addAudit({
      at: now,
      actor: "unknown",
      action: "sign_in.refused",
      subject: "sign_in",
      details: {},
    });
    return err("sign_in.refused");
  }
  // Who could have used the link himself stands beside whoever is said to have used it.
  const details = { way: "link", issued_by: redeemed.issuedBy };
  return ok(await startSession(deps, redeemed.agent, { browser: request.browser, details }));
}

/** The deployment's own invitation of an admin; undefined when the token is not its, or it has ended or was taken. */
async function takeInvitation(
  deps: Deps,
  token: string,
): Promise<{ readonly agent: AgentRecord; readonly issuedBy: string } | undefined> {
  const invitation = deps.config.ADMIN_INVITATION?.reveal();
  const now = deps.clock();
  if (invitation === undefined || now >= invitation.until) {
    return undefined;
  }
  const { email, tokenHash } = invitation;
  if (!(await deps.vault.equal(await deps.vault.hashToken(token), tokenHash))) {
    return undefined;
  }
  const invited: AgentRecord = {
    id: agentId.parse(`agt_${deps.vault.newId()}`),
    email,
    name: email,
    role: "admin",
    active: true,
  };
  const agent = await deps.agents.takeInvitation(
    { tokenHash, agent: invited, now },
    { at: now, action: "admin_invitation.taken", details: {} },
  );
  return agent === undefined ? undefined : { agent, issuedBy: "deployment" };
}

/** Refuses nothing: whoever calls has made sure of the agent. */
export async function startSession(
  deps: Deps,
  agent: AgentRecord,
  { browser, details }: { browser: Browser; details: Readonly<Record<string, string>> },
): Promise<StartedSession> {
  const now = deps.clock();
  const token = deps.vault.newToken();
  const expiresAt = now + SESSION_ABSOLUTE_MS;
  await deps.agents.addSignIn(
    { idHash: deps.vault.rowName("agent_sessions", token), agentId: agent.id, now, expiresAt, ...browser },
    { at: now, actor: agent.id, action: "sign_in.succeeded", subject: agent.id, details },
  );
  return { token, agent, expiresAt };
}

/** Undefined when there is no session, or it idled out, ended, or its agent was deactivated. */
export async function authenticate(
  deps: Deps,
  token: string,
  browser: Browser & { readonly userIdle?: boolean },
): Promise<SignInRecord | undefined> {
  const now = deps.clock();
  const session = await deps.agents.findSignIn(deps.vault.rowName("agent_sessions", token));
  if (session === undefined || !session.agent.active) {
    return undefined;
  }
  if (now >= session.expiresAt || now >= session.lastSeenAt + SESSION_IDLE_MS) {
    await signOut(deps, session, "session.expired");
    return undefined;
  }
  // A cookie that turns up in another browser was stolen; the network may change, the browser may not.
  if (session.browserTag !== undefined && session.browserTag !== browser.browserTag) {
    await signOut(deps, session, "session.other_browser");
    return undefined;
  }
  // A page that reads again by itself keeps no session alive: nobody may be sitting there any more.
  if (browser.userIdle !== true && now >= session.lastSeenAt + TOUCH_EVERY_MS) {
    await deps.agents.touchSignIn(session, now);
  }
  return session;
}

/** As long as pages that were open may still be asking under the sign-in before. */
const REPLACED_LASTS_MS = MINUTE_MS;

/** Refuses nothing: this browser has a newer sign-in, and the one before ends within a minute. */
export async function replaceSignIn(deps: Deps, before: SignInRecord): Promise<void> {
  const until = Math.min(before.expiresAt, deps.clock() + REPLACED_LASTS_MS);
  await deps.agents.shortenSignIn(before, until);
}

/** Refuses nothing: a sign-in that has ended keeps the moment at which it did. */
export async function signOut(deps: Deps, session: SignInRecord, action = "sign_out"): Promise<void> {
  const now = deps.clock();
  await deps.agents.endSignIn(session, {
    at: now,
    audit: { at: now, actor: session.agent.id, action, subject: session.agent.id, details: {} },
  });
  try {
    await deps.feed.endSession(session.idHash);
  } catch (error) {
    // Fails open: the session has ended, and its sockets carry ids alone.
    deps.log.failure("feed.end_session", error);
  }
}
