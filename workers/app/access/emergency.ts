/**
 * What a one-time link is worth once the company's sign-in works, and the deployment's own invitation of an
 * admin (`npm run admin`): for whom it is, what it opens, and who hears of it.
 */
import { shownName } from "../../core/kit/shown-name.ts";
import { agentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { linkOpens } from "../../core/policy/break-glass.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import { noteRefusal } from "../audit/note-refusal.ts";
import { overseerMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, RedeemedSignInLink } from "../ports/agents.ts";

/** Somebody has come in through a provider that is set up. */
export async function providerWorks({ config, identities }: Deps): Promise<boolean> {
  // A developer's machine has a provider from its first start, and pages that hand out links.
  if (config.LOCAL_MODE) {
    return false;
  }
  const issuers = [...whoAnswers(config).values()].map(({ issuer }) => issuer);
  return issuers.length > 0 && (await identities.hasSignedIn(issuers));
}

/** For emergencies, in the settings. */
export const isNamed = ({ config }: Deps, email: string): boolean => config.BREAK_GLASS.includes(email.toLowerCase());

/** Of a token that opens nothing anyway: "sign_in", so that it is refused as such. */
export async function whatLinkOpens(deps: Deps, token: string): Promise<ReturnType<typeof linkOpens>> {
  if (!(await providerWorks(deps))) {
    return "sign_in";
  }
  const agent = await deps.agents.invitedBy(deps.vault.rowName("sign_in_links", token), deps.clock());
  const email = agent?.email ?? (await openInvitation(deps, token))?.email;
  if (email === undefined) {
    return "sign_in";
  }
  const invitation = agent !== undefined && (await deps.agents.waysOf(agent.id)) === undefined;
  return linkOpens({ providerWorks: true, named: isNamed(deps, email), invitation });
}

/** The deployment's own invitation of an admin; undefined when the token is not its, or it has ended. */
export async function openInvitation({ config, clock, vault }: Deps, token: string) {
  const invitation = config.ADMIN_INVITATION?.reveal();
  if (invitation === undefined || clock() >= invitation.until) {
    return undefined;
  }
  return (await vault.equal(await vault.hashToken(token), invitation.tokenHash)) ? invitation : undefined;
}

/**
 * Whose an address is that the deployment names. Not whoever's who came by a group: it is what the provider says, where
 * people may choose it, and nobody here has looked at it, but of one whom an admin has made an admin.
 */
export async function holderOf(
  { agents, identities }: Pick<Deps, "agents" | "identities">,
  email: string,
): Promise<AgentRecord | undefined> {
  const known = await agents.byEmail(email);
  const vouched = known === undefined || known.role === "admin" || !(await identities.accountsOf(known.id)).byGroups;
  return vouched ? known : undefined;
}

/** Whoever came by a group under it is deleted as a user is, and comes back under another address. */
async function freeAddress(deps: Deps, email: string): Promise<void> {
  const known = await deps.agents.byEmail(email);
  if (known === undefined || (await holderOf(deps, email)) !== undefined) {
    return;
  }
  const at = deps.clock();
  const details = { name: known.name, email, before: known.role };
  const audit = { at, actor: "system", action: "user.deleted", subject: known.id, details } as const;
  const signIns = await deps.agents.signInsOf(known.id, at - DAY_MS);
  await deps.agents.change(known.id, { active: false, removedAt: at }, { audit, mails: [] });
  // Fails open, as after any change of a user: the sockets carry ids alone.
  await Promise.allSettled(signIns.map(({ idHash }) => deps.feed.endSession(idHash)));
}

const NEWS_KEY_LENGTH = 16;

/** The same ones whoever asks, so that announcing and taking tell once. */
async function invitationNews(
  deps: Deps,
  { email, tokenHash }: { readonly email: string; readonly tokenHash: string },
) {
  const known = await holderOf(deps, email);
  const about = known ?? { id: agentId.parse("agt_not-known-yet"), name: email };
  return overseerMails(deps, "break_glass_link", { key: tokenHash.slice(0, NEWS_KEY_LENGTH), about });
}

/**
 * Tells whoever oversees access that the deployment's invitation is there, before anybody holds its link; to how many.
 * Refused: a token that is not its, an end that has passed, and what would open nothing.
 */
export async function announceInvitation(
  deps: Deps,
  token: string,
): Promise<Result<number, "sign_in.refused" | "sign_in.link_closed">> {
  const invitation = await openInvitation(deps, token);
  if (invitation === undefined) {
    return refused(deps, "sign_in.refused");
  }
  if ((await whatLinkOpens(deps, token)) === "nothing") {
    return refused(deps, "sign_in.link_closed");
  }
  const mails = await invitationNews(deps, invitation);
  await deps.deskMails.add(mails);
  await wakeDeskMails(deps, mails);
  return ok(mails.length);
}

async function refused<Code extends "sign_in.refused" | "sign_in.link_closed">(deps: Deps, reason: Code) {
  await noteRefusal(deps, { action: "admin_invitation.refused", subject: "sign_in", reason });
  return err(reason);
}

/** Undefined as well when it was taken before. Somebody new is called by the name, or by the address where none is known. */
export async function takeInvitation(
  deps: Deps,
  token: string,
  name: string | undefined,
): Promise<RedeemedSignInLink | undefined> {
  const invitation = await openInvitation(deps, token);
  if (invitation === undefined) {
    return undefined;
  }
  const { email, tokenHash } = invitation;
  // Also where it would only link a company account: it makes its owner an admin.
  if ((await whatLinkOpens(deps, token)) === "nothing") {
    return undefined;
  }
  const now = deps.clock();
  const invited: AgentRecord = {
    id: agentId.parse(`agt_${deps.vault.newId()}`),
    email,
    name: shownName(name ?? "") || email,
    role: "admin",
    active: true,
  };
  const mails = await invitationNews(deps, invitation);
  await freeAddress(deps, email);
  const agent = await deps.agents.takeInvitation(
    { tokenHash, agent: invited, now },
    { at: now, action: "admin_invitation.taken", details: { told: mails.length } },
    mails,
  );
  await wakeDeskMails(deps, mails);
  return agent === undefined ? undefined : { agent, issuedBy: "deployment" };
}
