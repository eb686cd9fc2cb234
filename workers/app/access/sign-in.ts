/**
 * A way in for agents: a one-time link that an admin (or the installer) issues. Every way ends in
 * `startSession`; the other is `identity-sign-in.ts`.
 */
import type { LinkHandedOver, LinkOwner, SignInReply } from "../../contract/console/access.ts";
import type { OwnSignInsReply } from "../../contract/console/users.ts";
import { pathTo } from "../../contract/console/paths.ts";
import { defined } from "../../core/kit/defined.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import { BREAK_GLASS, BREAK_GLASS_MS } from "../../core/policy/break-glass.ts";
import { hasMail, invitationMail, overseerMails, ownerMail, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, KnownSignIn, RedeemedSignInLink, SignInRecord, StoredSignIn } from "../ports/agents.ts";
import { holderOf, isNamed, openInvitation, providerWorks, takeInvitation, whatLinkOpens } from "./emergency.ts";

const LINK_LIFETIME_MS = 10 * MINUTE_MS;
/** For somebody who never signed in: it has to reach them, and waits for their first day. */
const INVITATION_LIFETIME_MS = 7 * DAY_MS;
const SESSION_IDLE_MS = 30 * MINUTE_MS;
const SESSION_ABSOLUTE_MS = 10 * HOUR_MS;
export const LINK = "link";
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
  /** How it was made, as the sign-in names it. */
  readonly way: string;
}

export interface IssuedLink {
  /** By mail, or in the hands of whoever made it, once. */
  readonly handedOver: LinkHandedOver;
  readonly expiresAt: EpochMs;
}

/** Refused for a mail address of no active agent, and for somebody else who has a way in of their own. */
export async function issueSignInLink(
  deps: Deps,
  request: { email: string; issuedBy: AgentId },
): Promise<Result<IssuedLink, "agent.unknown" | "agent.has_way">> {
  const agent = await deps.agents.byEmail(request.email);
  if (agent === undefined || !agent.active) {
    return err("agent.unknown");
  }
  const ways = (await deps.agents.waysOf(agent.id)) ?? [];
  return mayBeLinked({ ...agent, ways }, { id: request.issuedBy })
    ? ok(await issueLinkTo(deps, agent, request.issuedBy))
    : err("agent.has_way");
}

/**
 * Nobody acts as somebody else: a link for another is made only where that one has no other way in. Nor for oneself: a
 * copied sign-in would go on for ever by it.
 */
export function mayBeLinked(
  user: Pick<AgentRecord, "id" | "active"> & { readonly ways: readonly string[] },
  by: Pick<AgentRecord, "id">,
): boolean {
  return user.active && user.id !== by.id && user.ways.every((way) => way === LINK || way === BREAK_GLASS);
}

/** Refuses nothing: whoever calls has made sure that it may be made. An invitation goes by mail where there is mail. */
export async function issueLinkTo(
  deps: Deps,
  agent: Pick<AgentRecord, "id" | "name" | "email">,
  issuedBy: AgentId,
): Promise<IssuedLink> {
  const now = deps.clock();
  const token = deps.vault.newToken();
  const invited = (await deps.agents.waysOf(agent.id)) === undefined;
  const expiresAt = now + (invited ? INVITATION_LIFETIME_MS : LINK_LIFETIME_MS);
  const mailed = invited && hasMail(deps) ? [await invitationMail(deps, agent, { token, at: now, expiresAt })] : [];
  const emergency = isNamed(deps, agent.email) && (await providerWorks(deps));
  const news = emergency
    ? await overseerMails(deps, "break_glass_link", { key: deps.vault.newId(), about: agent })
    : [];
  const mails = [...mailed, ...news, ...(invited ? [] : [await linkNews(deps, agent, issuedBy)])];
  await deps.agents.addSignInLink(
    {
      tokenHash: deps.vault.rowName("sign_in_links", token),
      agentId: agent.id,
      issuedBy,
      now,
      expiresAt,
    },
    {
      at: now,
      actor: issuedBy,
      action: "sign_in_link.issued",
      subject: agent.id,
      details: { mailed: mailed.length > 0 },
    },
    mails,
  );
  await wakeDeskMails(deps, mails);
  // In the fragment: it reaches no server log and no Referer; the page posts it.
  const url = `${deps.config.CONSOLE_ORIGIN}${pathTo.signIn}#${token}`;
  return { handedOver: mailed.length > 0 ? { type: "mail", to: agent.email } : { type: "link", url }, expiresAt };
}

/** Whose name it is hears who can come in under it; an invitation is itself a mail to him. */
async function linkNews(deps: Deps, { id }: Pick<AgentRecord, "id">, issuedBy: AgentId) {
  const by = (await deps.agents.byId(issuedBy))?.name;
  return ownerMail(deps, "own_link_made", { id, about: by ?? "Somebody" });
}

/**
 * Refused alike, and audited, whether the token is unknown, used or out of date; and, without using it up,
 * where the company's sign-in works and the address is not named for emergencies.
 */
export async function redeemSignInLink(
  deps: Deps,
  request: { token: string; name?: string | undefined; browser: Browser },
): Promise<Result<StartedSession, "sign_in.refused" | "sign_in.link_closed">> {
  const opens = await whatLinkOpens(deps, request.token);
  const redeemed = opens === "nothing" ? undefined : await redeem(deps, request.token, request.name);
  if (redeemed === undefined) {
    await deps.audit.count({
      at: deps.clock(),
      actor: "unknown",
      action: "sign_in.refused",
      subject: "sign_in",
      details: opens === "nothing" ? { way: LINK, reason: "sign_in.link_closed" } : {},
    });
    return err(opens === "nothing" ? "sign_in.link_closed" : "sign_in.refused");
  }
  // Who could have used the link himself stands beside whoever is said to have used it.
  const details = { way: opens === BREAK_GLASS ? BREAK_GLASS : LINK, issued_by: redeemed.issuedBy };
  return ok(await startSession(deps, redeemed.agent, { browser: request.browser, details }));
}

/** Uses the link or the deployment's invitation up; undefined when it opens nothing. `name`: of whom the invitation makes. */
export async function redeem(
  deps: Deps,
  token: string,
  name: string | undefined,
): Promise<RedeemedSignInLink | undefined> {
  return (
    (await deps.agents.redeemSignInLink(deps.vault.rowName("sign_in_links", token), deps.clock())) ??
    (await takeInvitation(deps, token, name))
  );
}

/** Whom the link or the invitation is for, as far as he is known; uses nothing up. */
export async function whoIsInvited(deps: Deps, token: string): Promise<AgentRecord | undefined> {
  const invited = await deps.agents.invitedBy(deps.vault.rowName("sign_in_links", token), deps.clock());
  const invitation = invited === undefined ? await openInvitation(deps, token) : undefined;
  return invitation === undefined ? invited : holderOf(deps, invitation.email);
}

/**
 * Whom the link signs in, for the page that asks for the press: whoever holds it may become that one. Undefined when
 * it opens nothing; uses nothing up.
 */
export async function whoseLink(deps: Deps, token: string): Promise<LinkOwner | undefined> {
  const known = await whoIsInvited(deps, token);
  if (known !== undefined) {
    return { name: known.name, email: known.email };
  }
  const invitation = await openInvitation(deps, token);
  return invitation && { email: invitation.email };
}

/** Refuses nothing: whoever calls has made sure of the agent. */
export async function startSession(
  deps: Deps,
  agent: AgentRecord,
  {
    browser,
    details,
    provider,
    authenticatedAt,
  }: {
    browser: Browser;
    details: Readonly<Record<string, string | boolean>> & { readonly way: string };
    provider?: string;
    /** When it is not now that the agent showed who he is. */
    authenticatedAt?: EpochMs;
  },
): Promise<StartedSession> {
  const now = deps.clock();
  const token = deps.vault.newToken();
  const expiresAt = now + (details.way === BREAK_GLASS ? BREAK_GLASS_MS : SESSION_ABSOLUTE_MS);
  await deps.agents.addSignIn(
    {
      idHash: deps.vault.rowName("agent_sessions", token),
      agentId: agent.id,
      now,
      expiresAt,
      way: details.way,
      ...browser,
      ...(provider === undefined ? {} : { provider }),
      ...(authenticatedAt === undefined ? {} : { authenticatedAt }),
    },
    { at: now, actor: agent.id, action: "sign_in.succeeded", subject: agent.id, details },
  );
  return { token, agent, expiresAt, way: details.way };
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
    await signOut(deps, session, { reason: "session.expired" });
    return undefined;
  }
  // A cookie that turns up in another browser was stolen; the network may change, the browser may not.
  if (session.browserTag !== undefined && session.browserTag !== browser.browserTag) {
    await signOut(deps, session, { reason: "session.other_browser" });
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

interface Ending {
  /** Kept with the sign-in. */
  readonly reason: string;
  /** Somebody else than whose it is. */
  readonly actor?: AgentId;
  /** What the audit log calls it, where that is not the reason. */
  readonly action?: string;
}

/** Refuses nothing: a sign-in that has ended keeps the moment at which it did. */
export async function signOut(
  deps: Deps,
  session: StoredSignIn,
  { reason, actor, action = reason }: Ending = { reason: "sign_out" },
): Promise<void> {
  const now = deps.clock();
  await deps.agents.endSignIn(session, {
    at: now,
    reason,
    audit: { at: now, actor: actor ?? session.agent.id, action, subject: session.agent.id, details: {} },
  });
  try {
    await deps.feed.endSession(session.idHash);
  } catch (error) {
    // Fails open: the session has ended, and its sockets carry ids alone.
    deps.log.failure("feed.end_session", error);
  }
}

/** Refuses nothing: every sign-in of an agent that lasts, and its sockets. */
export async function endSignIns(
  deps: Deps,
  id: AgentId,
  ended: { readonly actor: AgentId; readonly reason: string },
): Promise<void> {
  const open = await openSignIns(deps, id);
  await Promise.all(open.map((signIn) => signOut(deps, signIn, { ...ended, action: "session.ended_by_admin" })));
}

async function openSignIns(deps: Deps, id: AgentId): Promise<readonly KnownSignIn[]> {
  const now = deps.clock();
  const known = await deps.agents.signInsOf(id, now - SESSION_ABSOLUTE_MS);
  return known.filter(({ endedAt, expiresAt }) => endedAt === undefined && now < expiresAt);
}

const OWN_LISTED_MS = 30 * DAY_MS;
/** Of the name of the row, which is no secret: it is an HMAC of the token. */
const SIGN_IN_ID_LENGTH = 16;
const idOf = ({ idHash }: Pick<StoredSignIn, "idHash">): string => idHash.slice(0, SIGN_IN_ID_LENGTH);

/** Refuses nothing. */
export async function readOwnSignIns(deps: Deps, current: SignInRecord): Promise<OwnSignInsReply> {
  const now = deps.clock();
  const known = await deps.agents.signInsOf(current.agent.id, now - OWN_LISTED_MS);
  return {
    signIns: known.map((signIn) => {
      const over = Math.min(signIn.expiresAt, signIn.lastSeenAt + SESSION_IDLE_MS);
      // One that idled out is ended by whoever asks next; nobody may ask.
      const endedAt = signIn.endedAt ?? (now >= over ? over : undefined);
      return {
        id: idOf(signIn),
        startedAt: signIn.createdAt,
        lastSeenAt: signIn.lastSeenAt,
        ...defined({ way: signIn.way, endedAt, endReason: signIn.endReason }),
        current: signIn.idHash === current.idHash,
      };
    }),
  };
}

/** Refused: one that is not one's own, or has ended. */
export async function endOwnSignIn(
  deps: Deps,
  current: SignInRecord,
  id: string,
): Promise<Result<undefined, "sign_in.unknown">> {
  const found = (await openSignIns(deps, current.agent.id)).find((signIn) => idOf(signIn) === id);
  if (found === undefined) {
    return err("sign_in.unknown");
  }
  await signOut(deps, found, { reason: "session.ended_by_user" });
  return ok();
}

const LINKS_TOLD_MS = 7 * DAY_MS;
/** A link is used and its sign-in begun within one request. */
const SAME_REQUEST_MS = 5_000;

/**
 * Links that others made for whoever is signed in, but the one that this sign-in began with: somebody
 * who signed in under this name is seen by the one whose name it is. Refuses nothing.
 */
export async function readLinksMade(
  deps: Deps,
  current: Pick<StoredSignIn, "agent" | "createdAt">,
): Promise<SignInReply["linksMade"]> {
  const made = await deps.agents.linksMadeFor(current.agent.id, deps.clock() - LINKS_TOLD_MS);
  const told = made.filter(
    ({ intact, usedAt }) => intact && (usedAt === undefined || Math.abs(usedAt - current.createdAt) > SAME_REQUEST_MS),
  );
  if (told.length === 0) {
    return [];
  }
  const names = await deps.agents.names();
  return told.flatMap(({ issuedBy, at, usedAt }) => {
    const by = names.get(issuedBy);
    return by === undefined ? [] : [{ by, at, ...defined({ usedAt }) }];
  });
}
