/** Agents for the tests on workerd, as the product would have written them. */
import { env } from "cloudflare:workers";
import { createVault } from "../../workers/adapters/crypto/vault.ts";
import { insertAttested } from "../../workers/adapters/d1/attested.ts";
import type { IssuedLink } from "../../workers/app/access/sign-in.ts";
import type { AgentRecord } from "../../workers/app/ports/agents.ts";
import { agentId, type AgentId } from "../../workers/core/kit/ids.ts";
import type { Role } from "../../workers/core/kit/roles.ts";
import { HOUR_MS } from "../../workers/core/kit/time.ts";
import { deps, fresh, keyring, rows } from "./worker-fixture.ts";

export interface TestAgent {
  readonly id: AgentId;
  readonly email: string;
}

/** What whoever made it may copy; a link that went by mail is nobody's to read. */
export function linkIn({ handedOver }: Pick<IssuedLink, "handedOver">): string {
  if (handedOver.type !== "link") {
    throw new Error("the link went by mail");
  }
  return handedOver.url;
}

export async function addAgent(
  change: { readonly role?: Role; readonly active?: boolean; readonly name?: string } = {},
): Promise<TestAgent> {
  const id = agentId.parse(`agt_${fresh()}`);
  const email = `${id.toLowerCase()}@desk.test`;
  const { role = "agent", active = true, name = "Dana Cole" } = change;
  await insertAttested(env.DB, keyring.rows, {
    table: "agents",
    row: { id, email, name, role, active, created_at: 0 },
  }).run();
  return { id, email };
}

/** What this agent is told of the own account, by kind; a sign-in link among it. */
export const toldOwner = (id: AgentId) =>
  rows<{ kind: string; about: string }>(
    "SELECT kind, about FROM desk_mails WHERE recipient = ? AND kind LIKE 'own%' ORDER BY kind",
    `user:${id}`,
  );

/** Who has been an admin for long. */
export async function newAdmin(): Promise<AgentRecord> {
  const { email } = await addAgent({ role: "admin" });
  const found = await deps().agents.byEmail(email);
  if (found === undefined) {
    throw new Error("no admin");
  }
  return found;
}

/** With the value of the console's cookie, for a browser of that user agent. */
export async function signedInAgent({
  role = "agent",
  browser,
  expiresAt = Date.now() + HOUR_MS,
  authenticatedAt = Date.now(),
  way,
}: {
  readonly role?: Role;
  readonly browser: string;
  readonly expiresAt?: number;
  readonly authenticatedAt?: number;
  readonly way?: string;
}): Promise<TestAgent & { readonly token: string; readonly cookie: string }> {
  const vault = createVault(keyring);
  const agent = await addAgent({ role });
  const [token, now] = [vault.newToken(), Date.now()];
  await deps().agents.addSignIn(
    {
      idHash: vault.rowName("agent_sessions", token),
      agentId: agent.id,
      now,
      expiresAt,
      authenticatedAt,
      ...(way === undefined ? {} : { way }),
      browserTag: await vault.tag("browser", browser),
    },
    { at: now, actor: agent.id, action: "sign_in.succeeded", subject: agent.id, details: {} },
  );
  return { ...agent, token, cookie: `__Host-console=${token}` };
}
