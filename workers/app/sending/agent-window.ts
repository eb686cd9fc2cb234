import { MINUTE_MS } from "../../core/kit/time.ts";
import { DEFAULT_LIMITS } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";

/** Within it an agent sends so many links and no more. */
export const AGENT_WINDOW_MS = 10 * MINUTE_MS;

/** What an agent sends without a check counts as a link, once for each `id`; false when it is one too many. */
export const countsAsSend = ({ guards, clock }: Pick<Deps, "guards" | "clock">, agent: AgentRecord, id: string) =>
  guards.countAgentStart(agent.id, {
    id,
    limit: DEFAULT_LIMITS.startsPerAgentPerTenMinutes,
    windowMs: AGENT_WINDOW_MS,
    now: clock(),
  });
