import type { EpochMs } from "../kit/time.ts";

/** How a ticket system is. "unread": its list of changed tickets cannot be read; "new": nothing was read yet. */
export type ConnectionState = "refused" | "unread" | "working" | "new";

/** What is worst comes first: while our account is refused nothing is written, whatever was read before. */
export function connectionState(health: {
  readonly refused?: unknown;
  readonly changes: { readonly problem?: string; readonly readAt?: EpochMs };
}): ConnectionState {
  if (health.refused !== undefined) {
    return "refused";
  }
  if (health.changes.problem !== undefined) {
    return "unread";
  }
  return health.changes.readAt === undefined ? "new" : "working";
}
