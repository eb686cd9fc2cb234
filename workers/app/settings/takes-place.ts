import { defined } from "../../core/kit/defined.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { userIn } from "../../core/messages/desk-mail.ts";
import { mayBeOneMailbox } from "../../core/risk/likeness.ts";
import { takesPlaceAt } from "../../core/settings/takes-place.ts";
import type { Deps } from "../deps.ts";

/** `agentId`: who proposed it; absent where the deployment did. */
export interface WaitingNews {
  readonly event: "proposed" | "deployed";
  readonly id: string;
  readonly at: EpochMs;
  readonly appliesAt: EpochMs;
  readonly agentId?: AgentId;
}

/** When it takes place without a decision; undefined while nobody but its proposer knows of it. */
export async function takesPlace(deps: Deps, change: WaitingNews): Promise<EpochMs | undefined> {
  const [news, proposer] = await Promise.all([
    deps.deskMails.progress(`settings_${change.event}`, change.id),
    change.agentId === undefined ? undefined : deps.agents.byId(change.agentId),
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
  return takesPlaceAt(change, await Promise.all(told));
}

async function adminOf({ agents }: Deps, user: string): Promise<{ since?: EpochMs; email?: string }> {
  const { success, data } = agentId.safeParse(user);
  const [made, agent] = success ? await Promise.all([agents.madeAdmin(data), agents.byId(data)]) : [];
  return defined({ since: made?.since, email: agent?.email });
}
