/**
 * The demo's settings as an admin would have made them in the product: version 1 of each section.
 * What belongs to this machine (origins, secrets, the stand-ins' addresses) stays with the deployment.
 */
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import type { EpochMs } from "../../workers/core/kit/time.ts";
import { SECTION_IDS, sectionOf } from "../../workers/core/settings/registry.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import { attestedRowsInto, type SeedDatabase } from "./seed.ts";

type Variables = Readonly<Record<string, unknown>>;

const OF_THIS_MACHINE = new Set([
  "CONNECTIONS",
  "CONNECTION_SECRETS",
  "ACTION_TARGETS",
  "ACTION_SECRETS",
  "SMS_PROVIDER",
  "EMAIL_PROVIDER",
  "DELIVERY_SETTINGS",
  "DELIVERY_SECRETS",
  "SIGN_IN_PROVIDERS",
  "SIGN_IN_SECRETS",
]);

const keysOf = (id: (typeof SECTION_IDS)[number]): readonly string[] =>
  Object.keys(sectionOf(id).fields).filter((key) => !OF_THIS_MACHINE.has(key));

const STORED = new Set(SECTION_IDS.flatMap(keysOf));

/** Without what `storeDemoSettings` writes. */
export function deployedVariables(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([key]) => !STORED.has(key)));
}

/** Ports are others at each start: nothing of it waits for a second admin. */
export async function forgetDeployment(db: SeedDatabase): Promise<void> {
  await db.batch([db.prepare("DELETE FROM settings_deployments")]);
}

/** Does nothing where settings were made before. */
export async function storeDemoSettings(
  db: SeedDatabase,
  variables: Variables,
  { rootSecret, now }: { readonly rootSecret: string; readonly now: EpochMs },
): Promise<void> {
  if ((await db.prepare("SELECT head FROM settings_versions LIMIT 1").first()) !== null) {
    return;
  }
  const { id: agentId, name } = DEMO_AGENTS.jonas;
  const rows = SECTION_IDS.flatMap((section) => {
    const values = keysOf(section).flatMap((key) => (key in variables ? [[key, variables[key]] as const] : []));
    return values.length === 0 ? [] : [{ section, document: JSON.stringify(Object.fromEntries(values)) }];
  }).map((row, place) => ({
    ...row,
    version: 1,
    head: place + 1,
    secrets_set: "{}",
    at: now,
    agent_id: agentId,
    agent_name: name,
    reason: "Demo data",
    changes: JSON.stringify(["Set up with the demo data"]),
  }));
  await db.batch([...attestedRowsInto(db, createKeyring(rootSecret, {}), { table: "settings_versions", rows })]);
}
