/** The gate of one connection, over the row that all isolates share. */
import { SECOND_MS, type Clock } from "../../core/kit/time.ts";
import { pauseAfterRefusals } from "../../core/tickets/log-in-pause.ts";
import type { ConnectionHealthStore } from "../ports/connection-health.ts";
import type { LogInGate } from "../ports/log-in-gate.ts";

/** Longer than a log-in may take; whoever took the lease and died must not keep it. */
const LEASE_MS = 15 * SECOND_MS;

interface GateParts {
  readonly health: ConnectionHealthStore;
  readonly clock: Clock;
  /** Keyed digest of what is tried here: what an admin has corrected does not wait for what was refused. */
  readonly credentials: Promise<string>;
}

export function logInGate(connection: string, { health, clock, credentials }: GateParts): LogInGate {
  return {
    async enter() {
      const now = clock();
      if (await health.takeLogIn(connection, { now, until: now + LEASE_MS, credentials: await credentials })) {
        return { open: true };
      }
      const [{ refused }, freeAt] = await Promise.all([health.read(connection), health.logInFreeAt(connection)]);
      return {
        open: false,
        refused: refused !== undefined && refused.nextTryAt > now,
        retryAfterSeconds: Math.max(Math.ceil((freeAt - now) / SECOND_MS), 1),
      };
    },
    async leave(outcome) {
      if (outcome === "accepted") {
        await health.logInAccepted(connection, clock());
      } else if (outcome === "unknown") {
        await health.freeLogIn(connection);
      } else {
        const now = clock();
        const { refused } = await health.read(connection);
        const notBefore = now + pauseAfterRefusals((refused?.times ?? 0) + 1);
        await health.logInRefused(connection, { now, notBefore, credentials: await credentials });
      }
    },
  };
}
