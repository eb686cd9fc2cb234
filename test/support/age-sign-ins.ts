import type { Instance } from "../../dev/local/instance.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { attest } from "./attest.ts";

const SIX_MINUTES_MS = 360_000;

/** As if the agent had signed in six minutes ago. */
export async function ageSignIns(instance: Instance, agentId: string): Promise<void> {
  const db = await instance.miniflare.getD1Database("DB");
  await db
    .prepare("UPDATE agent_sessions SET authenticated_at = created_at - ? WHERE agent_id = ? AND ended_at IS NULL")
    .bind(SIX_MINUTES_MS, agentId)
    .run();
  await attest(db, createKeyring(instance.rootSecret, {}), {
    table: "agent_sessions",
    column: "agent_id",
    value: agentId,
  });
}
