/** When a running check must be looked at again: whatever it waits for now runs out then. */
import type { EpochMs } from "../kit/time.ts";
import type { Session } from "./session.ts";

export function dueAt({
  holdUntil,
  approveBy,
  deadlineAt,
  link,
}: Pick<Session, "holdUntil" | "approveBy" | "deadlineAt" | "link">): EpochMs {
  return holdUntil ?? approveBy ?? deadlineAt ?? link.expiresAt;
}
