/** When a running check must be looked at again: whatever it waits for now runs out then. */
import type { EpochMs } from "../kit/time.ts";
import type { Session } from "./session.ts";

export function dueAt({ approveBy, deadlineAt, link }: Pick<Session, "approveBy" | "deadlineAt" | "link">): EpochMs {
  return approveBy ?? deadlineAt ?? link.expiresAt;
}
