import { defined } from "../../core/kit/defined.ts";
import { agentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { userIn } from "../../core/messages/desk-mail.ts";
import { mayBeOneMailbox } from "../../core/risk/likeness.ts";
import { takesPlaceAt } from "../../core/settings/takes-place.ts";
import type { Deps } from "../deps.ts";
import type { SettingsProposal } from "../ports/settings.ts";

/** When it takes place without a decision; undefined while nobody but its proposer knows of it. */
export async function takesPlace(deps: Deps, proposal: SettingsProposal): Promise<EpochMs | undefined> {
  const [news, proposer] = await Promise.all([
    deps.deskMails.progress("settings_proposed", proposal.id),
    deps.agents.byId(proposal.agentId),
  ]);
  const security = deps.security.mailAddress("mail");
  const told = news.map(async ({ recipient, at, sentAt }) => {
    const user = userIn(recipient);
    const witness = user === undefined ? undefined : await adminOf(deps, user);
    const address = recipient === "security:mail" ? security : witness?.email;
    return {
      at,
      ownMailbox: address !== undefined && proposer !== undefined && mayBeOneMailbox(address, proposer.email),
      ...defined({ user, sentAt, adminSince: witness?.since }),
    };
  });
  return takesPlaceAt(proposal, await Promise.all(told));
}

async function adminOf({ agents }: Deps, user: string): Promise<{ since?: EpochMs; email?: string }> {
  const { success, data } = agentId.safeParse(user);
  const [made, agent] = success ? await Promise.all([agents.madeAdmin(data), agents.byId(data)]) : [];
  return defined({ since: made?.since, email: agent?.email });
}
