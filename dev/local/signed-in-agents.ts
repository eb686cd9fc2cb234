/**
 * Agents who are signed in already, for tests and benches that need many: an agent may start ten
 * checks in ten minutes, and signing in is limited too. Writes the rows that signing in would.
 */
import { randomBytes } from "node:crypto";
import { hashToken } from "../../workers/adapters/crypto/keyring.ts";
import { DAY_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import type { SeedDatabase } from "./seed.ts";

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

/** Does nothing for agents that are there already. */
export async function addSignedInAgents(
  db: SeedDatabase,
  agents: readonly SignedInAgent[],
  now: EpochMs,
): Promise<void> {
  const statements = await Promise.all(
    agents.map(async ({ id, email, token }) => [
      db
        .prepare(
          "INSERT OR IGNORE INTO agents (id, email, name, role, active, created_at) VALUES (?, ?, ?, 'agent', 1, ?)",
        )
        .bind(id, email, id.slice("agt_".length), now),
      db
        .prepare(
          "INSERT OR IGNORE INTO agent_sessions (id_hash, agent_id, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(await hashToken(token), id, now, now + LASTING_MS, now + LASTING_MS),
    ]),
  );
  await db.batch(statements.flat());
}
