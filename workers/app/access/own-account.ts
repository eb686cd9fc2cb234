/**
 * One's own company account: whoever is signed in, freshly, shows at the provider who he is there, and that account
 * is linked with him. Nobody else is needed, and every other admin hears of it.
 */
import type { OwnAccountsReply } from "../../contract/console/access.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { BREAK_GLASS } from "../../core/policy/break-glass.ts";
import { mayLinkOwn, type EntryRefusal, type Identity } from "../../core/policy/who-enters.ts";
import { ACCESS } from "../../core/settings/access-name.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import { overseerMails, ownerMail, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, SignInRecord } from "../ports/agents.ts";

/** Refuses nothing. */
export async function readOwnAccounts(
  { config, identities }: Deps,
  { id }: Pick<AgentRecord, "id">,
): Promise<OwnAccountsReply> {
  const { issuers: linked } = await identities.accountsOf(id);
  return {
    accounts: [...whoAnswers(config)].map(([name, { label, issuer }]) => ({
      name,
      label,
      state: linked.includes(issuer) ? "linked" : name === ACCESS ? "by_link" : "open",
    })),
  };
}

export interface OwnAccount {
  /** Who began it. */
  readonly owner: AgentId;
  /** Who is signed in where the provider's answer arrives. */
  readonly current: SignInRecord | undefined;
  /** What the provider's button says. */
  readonly label: string;
}

/** Refused: somebody else's account, a second one at this provider, and where the one who began is not signed in. */
export async function linkOwnAccount(
  deps: Deps,
  { owner, current, label }: OwnAccount,
  identity: Identity,
): Promise<Result<AgentRecord, EntryRefusal>> {
  if (current === undefined) {
    return err("sign_in.signed_out");
  }
  const { agent, way } = current;
  const { issuer, subject } = identity;
  const decide = async () => {
    const [found, hasOther] = await Promise.all([
      deps.identities.find(issuer, subject),
      deps.identities.isLinked(agent, issuer),
    ]);
    return mayLinkOwn(identity, { owner, current: agent.id, holder: found?.agent.id, hasOther });
  };
  const allowed = await decide();
  if (!allowed.ok || allowed.value === "is_linked") {
    return allowed.ok ? ok(agent) : allowed;
  }
  const emergency = way === BREAK_GLASS;
  const news = await overseerMails(deps, emergency ? "account_linked_in_emergency" : "account_linked", {
    key: deps.vault.newId(),
    about: agent,
  });
  const mails = [...news, ownerMail(deps, "own_account_linked", { id: agent.id, about: label })];
  const at = deps.clock();
  const details = { by: "owner", emergency, told: news.length };
  const linked = await deps.identities.link(
    agent,
    { issuer, subject, byGroups: false },
    { at, audit: { at, actor: agent.id, action: "agent.linked", subject: agent.id, details }, mails },
  );
  if (!linked) {
    // Of two at one moment the other was first: what it did decides.
    const now = await decide();
    if (!now.ok) {
      return now;
    }
    return now.value === "is_linked" ? ok(agent) : err("sign_in.taken");
  }
  await wakeDeskMails(deps, mails);
  return ok(agent);
}
