/** Trying a company's sign-in out: really reads what the provider says of itself, and its keys. Nobody signs in. */
import type { SignInTestReply } from "../../contract/console/settings.ts";
import { ACCESS } from "../../core/settings/access-name.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";

/** Undefined where there is no such provider. One that is away, or is set otherwise, is what the reply says. */
export async function testSignIn(
  deps: Deps,
  agent: AgentRecord,
  { name, assertion }: { readonly name: string; readonly assertion: string | undefined },
): Promise<SignInTestReply | undefined> {
  if (name === ACCESS) {
    return testAccess(deps, agent, assertion);
  }
  const provider = deps.identityProvider(name, "console");
  if (provider === undefined) {
    return undefined;
  }
  const examined = await provider.examine();
  const amiss = examined.ok ? examined.value.filter(({ outcome }) => outcome === "differs") : [];
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "sign_in.tested",
    subject: name,
    details: {
      read: examined.ok ? "ok" : examined.error,
      ...(amiss.length === 0 ? {} : { differs: amiss.map(({ check }) => check).join(", ") }),
    },
  });
  return examined.ok
    ? { read: { ok: true }, findings: examined.value }
    : { read: { ok: false, problem: examined.error }, findings: [] };
}

/** What stands in front of the console is tried with the request that asks. */
async function testAccess(
  deps: Deps,
  agent: AgentRecord,
  assertion: string | undefined,
): Promise<SignInTestReply | undefined> {
  const examined = await deps.accessTokens?.examine(assertion);
  if (examined === undefined) {
    return undefined;
  }
  const { keys, token } = examined;
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "sign_in.tested",
    subject: ACCESS,
    details: { read: keys.ok ? "ok" : keys.error, token },
  });
  return keys.ok
    ? { read: { ok: true }, findings: [], access: { keys: keys.value, token } }
    : { read: { ok: false, problem: keys.error }, findings: [], access: { keys: 0, token } };
}
