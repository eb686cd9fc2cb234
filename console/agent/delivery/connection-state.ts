import type { ConnectionReply } from "../../../workers/contract/console/connections.ts";

export type ConnectionState = "refused" | "unread" | "working" | "new";

/** What is worst comes first: while our account is refused nothing is written, whatever was read before. */
export function connectionState({ refused, changes }: Pick<ConnectionReply, "refused" | "changes">): ConnectionState {
  if (refused !== undefined) return "refused";
  if (changes.problem !== undefined) return "unread";
  return changes.readAt === undefined ? "new" : "working";
}
