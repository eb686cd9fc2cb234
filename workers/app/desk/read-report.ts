import type { DetailsReply, TranscriptReply } from "../../contract/console/verifications.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { may } from "../../core/policy/permissions.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { asKept } from "./as-kept.ts";
import { readDetails, readTranscript } from "./read-verification.ts";

export interface Report {
  readonly details: DetailsReply;
  readonly transcript?: TranscriptReply;
}

/**
 * What the Analysis Report is made of: the details page's facts, and the transcript for the roles
 * that see it there. Refused for an unknown check, and for one that runs: nobody takes a verdict
 * along that is still to come.
 */
export async function readReport(
  deps: Deps,
  agent: AgentRecord,
  id: VerificationId,
): Promise<Result<Report, "verification.unknown" | "report.too_early">> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err("verification.unknown");
  }
  if ((await asKept(deps, record)).check.endedAt === undefined) {
    return err("report.too_early");
  }
  const details = await readDetails(deps, agent, id);
  if (details === undefined) {
    return err("verification.unknown");
  }
  const transcript = may(agent.role, "answers.read") ? await readTranscript(deps, id) : undefined;
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "report.made",
    subject: id,
    details: { version: details.row.version, transcript: transcript !== undefined },
  });
  return ok({ details, ...(transcript === undefined ? {} : { transcript }) });
}
