import { defined } from "../../core/kit/defined.ts";
import { agentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { userIn } from "../../core/messages/desk-mail.ts";
import { takesPlaceAt } from "../../core/settings/takes-place.ts";
import type { Deps } from "../deps.ts";
import type { SettingsProposal } from "../ports/settings.ts";

/** When it takes place without a decision; undefined while nobody but its proposer knows of it. */
export async function takesPlace(deps: Deps, proposal: SettingsProposal): Promise<EpochMs | undefined> {
  const [news, proposer] = await Promise.all([
    deps.deskMails.progress("settings_proposed", proposal.id),
    deps.agents.byId(proposal.agentId),
  ]);
  const security = deps.security.mailAddress("mail")?.toLowerCase();
  const told = news.map(async ({ recipient, at, sentAt }) => {
    const user = userIn(recipient);
    return {
      at,
      ownMailbox: recipient === "security:mail" && security === proposer?.email.toLowerCase(),
      ...defined({ user, sentAt, adminSince: user === undefined ? undefined : await adminSince(deps, user) }),
    };
  });
  return takesPlaceAt(proposal, await Promise.all(told));
}

async function adminSince({ agents }: Deps, user: string): Promise<EpochMs | undefined> {
  const { success, data } = agentId.safeParse(user);
  return success ? (await agents.madeAdmin(data))?.since : undefined;
}
