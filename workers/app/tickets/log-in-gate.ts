/** The gate of one connection, over the row that all isolates share. */
import { SECOND_MS, type Clock } from "../../core/kit/time.ts";
import { pauseAfterRefusals } from "../../core/tickets/log-in-pause.ts";
import type { ConnectionHealthStore } from "../ports/connection-health.ts";
import type { LogInGate } from "../ports/log-in-gate.ts";

/** Longer than a log-in may take; whoever took the lease and died must not keep it. */
const LEASE_MS = 15 * SECOND_MS;

export function logInGate(health: ConnectionHealthStore, connection: string, clock: Clock): LogInGate {
  return {
    async enter() {
      const now = clock();
      if (await health.takeLogIn(connection, now, now + LEASE_MS)) {
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
        await health.logInAccepted(connection);
      } else if (outcome === "unknown") {
        await health.freeLogIn(connection);
      } else {
        const now = clock();
        const { refused } = await health.read(connection);
        const notBefore = now + pauseAfterRefusals((refused?.times ?? 0) + 1);
        await health.logInRefused(connection, { now, notBefore });
      }
    },
  };
}
