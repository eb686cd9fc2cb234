/**
 * Agents who are signed in already, for tests and benches that need many: an agent may start ten
 * checks in ten minutes, and signing in is limited too. Writes the rows that signing in would.
 */
import { randomBytes } from "node:crypto";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { DAY_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { attestedRowsInto, type SeedDatabase } from "./seed.ts";

export interface SignedInAgent {
  readonly id: string;
  readonly email: string;
  /** Value of the console's cookie. */
  readonly token: string;
}

/** Seen last in the future, so that a session does not idle out while a test is busy elsewhere. */
const LASTING_MS = 30 * DAY_MS;

export function inventAgents(count: number): SignedInAgent[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `desk-${String(index + 1).padStart(4, "0")}`;
    return { id: `agt_${name}`, email: `${name}@desk.example`, token: randomBytes(32).toString("base64url") };
  });
}

const DESK_AGE_MS = 90 * DAY_MS;

/** Does nothing for agents that are there already. */
export async function addSignedInAgents(
  db: SeedDatabase,
  agents: readonly SignedInAgent[],
  { rootSecret, now }: { readonly rootSecret: string; readonly now: EpochMs },
): Promise<void> {
  const keyring = createKeyring(rootSecret, {});
  const people = agents.map(({ id, email }) => ({
    id,
    email,
    name: id.slice("agt_".length),
    role: "agent",
    active: 1,
    // Long enough ago for them to be a second person to each other.
    created_at: now - DESK_AGE_MS,
  }));
  const signIns = agents.map(({ id, token }) => ({
    id_hash: keyring.rows.nameOf("agent_sessions", token),
    agent_id: id,
    created_at: now,
    last_seen_at: now + LASTING_MS,
    expires_at: now + LASTING_MS,
  }));
  await db.batch([
    ...attestedRowsInto(db, keyring, { table: "agents", rows: people, verb: "INSERT OR IGNORE" }),
    ...attestedRowsInto(db, keyring, { table: "agent_sessions", rows: signIns, verb: "INSERT OR IGNORE" }),
  ]);
}
