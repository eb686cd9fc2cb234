/** Settings for the tests on workerd. */
import type { SectionId } from "../../workers/core/settings/registry.ts";
import { env } from "cloudflare:workers";
import { insertAttested } from "../../workers/adapters/d1/attested.ts";
import { addAgent } from "./worker-agent.ts";
import { deps, fresh, keyring } from "./worker-fixture.ts";

export async function settingsVersion(section: SectionId): Promise<number> {
  return (await deps().settings.store.history(section, 1))[0]?.version ?? 0;
}

/** A change by another admin that waits for a decision. */
export async function addWaitingChange(section: SectionId): Promise<void> {
  const { id } = await addAgent({ role: "admin" });
  const { store } = deps().settings;
  const audit = { at: 0, actor: id, action: "settings.proposed", subject: `settings:${section}`, details: {} };
  await Promise.all(
    (await store.waiting())
      .filter((one) => one.section === section)
      .map((one) => store.end(one, { as: "refused", by: id, at: 0, mails: [] }, audit)),
  );
  const proposal = {
    id: fresh(),
    section,
    baseVersion: await settingsVersion(section),
    document: {},
    secrets: {},
    secretsSet: {},
    changes: ["something"],
    weakens: ["something"],
    at: Date.now(),
    agentId: id,
    agentName: "Somebody",
    appliesAt: Date.now() + 1_000,
  };
  await store.propose(proposal, [], audit);
}

/** As where the deployment named a number of the desk before, and names none now. Its number, for a decision. */
export async function addHeldDeployment(): Promise<number> {
  const { deployments } = deps().settings;
  const { says } = deps().settings.deployed;
  await env.DB.prepare("DELETE FROM settings_deployments").run();
  const seen = { at: Date.now(), weakens: [] };
  const nobody = () => [];
  const values = { ...says, DESK_PHONE: "020 7946 0000" };
  const after = await deployments.add({ ...seen, after: 0, state: "serves", values }, nobody, undefined);
  const waiting = { ...seen, after: after ?? 0, state: "waits", values: says } as const;
  return (await deployments.add(waiting, nobody, undefined)) ?? 0;
}

/** As when the first admin has just come in. */
export async function openSetUp(at = Date.now()): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("DELETE FROM settings_set_up"),
    insertAttested(env.DB, keyring.rows, { table: "settings_set_up", row: { id: "open", opened_at: at } }),
  ]);
}
