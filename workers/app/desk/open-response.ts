import type { OpenResponseReply } from "../../contract/console/verifications.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import type { GivenResponse } from "../../core/questions/question.ts";
import type { Deps } from "../deps.ts";
import { asKept } from "./as-kept.ts";
import type { AgentRecord } from "../ports/agents.ts";

/** Undefined while the check runs, and for an answer that is not there or was emptied. What is opened is audited first. */
export async function openResponse(
  deps: Deps,
  agent: AgentRecord,
  wanted: { id: VerificationId; ordinal: number; attempt: number; purpose: string },
): Promise<OpenResponseReply | undefined> {
  const record = await deps.verifications.byId(wanted.id);
  // A response graded correct is the fact itself, so nobody reads it while the caller is on the line.
  if (record === undefined || (await asKept(deps, record)).check.endedAt === undefined) {
    return undefined;
  }
  const entries = await deps.verifications.transcript(wanted.id);
  const entry = entries.find((other) => other.ordinal === wanted.ordinal && other.attempt === wanted.attempt);
  const plain =
    entry === undefined
      ? undefined
      : await deps.vault.open(
          entry.responseSealed,
          `transcript/${wanted.id}/${String(entry.ordinal)}/${String(entry.attempt)}`,
        );
  if (plain === undefined) {
    return undefined;
  }
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "transcript.opened",
    subject: wanted.id,
    details: { ordinal: wanted.ordinal, attempt: wanted.attempt, purpose: wanted.purpose },
  });
  return { response: JSON.parse(plain) as GivenResponse };
}
