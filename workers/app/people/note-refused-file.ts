import type { RefusedFileRequest } from "../../contract/console/people.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";

/** Refuses nothing. A file that is no table stays in the browser; that somebody tried it is one row for each minute and reason. */
export async function noteRefusedFile(
  { audit, clock }: Pick<Deps, "audit" | "clock">,
  { id }: AgentRecord,
  reason: RefusedFileRequest["problem"],
): Promise<void> {
  await audit.count({
    at: clock(),
    actor: id,
    action: "directory.file_refused",
    subject: "directory",
    details: { reason },
  });
}
