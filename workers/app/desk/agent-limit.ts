/** Whether an agent may do more of this today, and who hears of it where not. */
import { verificationId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import { channelsFor } from "../../core/messages/security-notice.ts";
import { COUNTED, goesOnAt, type AgentLimit } from "../../core/policy/agent-limits.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";

export interface OverLimit {
  readonly code: "agent.over_limit";
  readonly limit: AgentLimit | "destination";
  /** When it goes on. */
  readonly until: EpochMs;
}

/**
 * Refused: over the limit; security is told of it once a day. Presses of one moment may pass by their number; of what
 * is only read none is shown beyond it, see `notBeyondLimit`.
 */
export async function withinLimit(
  deps: Deps,
  agent: AgentRecord,
  { limit, id }: { readonly limit: AgentLimit; readonly id?: string | undefined },
): Promise<Result<undefined, OverLimit>> {
  return fewerThan(deps, agent, { limit, id, most: mostOf(deps, limit) });
}

/** Asked once it is written down, before it is shown. Refused: with it, more than the limit. */
export async function notBeyondLimit(
  deps: Deps,
  agent: AgentRecord,
  { limit, id }: Parameters<typeof withinLimit>[2],
): Promise<Result<undefined, OverLimit>> {
  return fewerThan(deps, agent, { limit, id, most: mostOf(deps, limit) + 1 });
}

function mostOf({ config }: Deps, limit: AgentLimit): number {
  const { answersPerDay, peoplePerDay, overridesPerDay } = config.AGENT_LIMITS;
  return { answers: answersPerDay, people: peoplePerDay, overrides: overridesPerDay }[limit];
}

interface Asked {
  readonly limit: AgentLimit;
  readonly id: string | undefined;
  readonly most: number;
}

async function fewerThan(
  deps: Deps,
  agent: AgentRecord,
  { limit, id, most }: Asked,
): Promise<Result<undefined, OverLimit>> {
  const done = await deps.audit.recent({
    actor: agent.id,
    from: deps.clock() - DAY_MS,
    actions: COUNTED[limit],
    limit: most,
  });
  const until = goesOnAt(done, most);
  if (until === undefined) {
    return ok();
  }
  const about = [id, ...done.map(({ subject }) => subject)].flatMap((subject) => {
    const parsed = verificationId.safeParse(subject);
    return parsed.success ? [parsed.data] : [];
  });
  await tellOfLimit(deps, agent, { limit, check: about[0] });
  return err({ code: "agent.over_limit", limit, until });
}

/** `check`: one that it was about; without any, only the audit log and the log say so. */
export async function tellOfLimit(
  deps: Deps,
  agent: AgentRecord,
  { limit, check }: { readonly limit: OverLimit["limit"]; readonly check: VerificationId | undefined },
): Promise<void> {
  const at = deps.clock();
  const entry = { at, actor: agent.id, action: "agent.over_limit", subject: agent.id, details: { limit } };
  await deps.audit.count(entry);
  deps.log.event("agent.over_limit", { agent: agent.id, limit });
  const record = check === undefined ? undefined : await deps.verifications.byId(check);
  const channels = channelsFor("agent_limit", deps.security.channels);
  if (record === undefined || channels.length === 0) {
    return;
  }
  const day = String(Math.floor(at / DAY_MS));
  await deps.notices.add(
    {
      // Once a day for each limit, however often it is tried.
      key: `${agent.id.slice("agt_".length)}_${limit}_${day}`,
      verificationId: record.id,
      personId: record.personId,
      cause: "agent_limit",
      channels,
      reportedBy: agent.name,
      at,
    },
    { ...entry, action: "security.told_of_limit" },
  );
  try {
    await deps.queues.tellSecurity([record.id]);
  } catch (error) {
    // It is written down: the sweep finds it.
    deps.log.failure("agent_limit.wake", error);
  }
}
