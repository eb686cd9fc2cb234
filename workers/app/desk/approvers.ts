/** Who could approve a check, who of them is at the console now, and why others may not. */
import type { ApproversReply } from "../../contract/console/approvals.ts";
import { personId, type AgentId, type PersonId } from "../../core/kit/ids.ts";
import { isThere, maySecond, SECOND_PROBLEMS, type SecondCase } from "../../core/policy/may-second.ts";
import { may as mayDo } from "../../core/policy/permissions.ts";
import type { Deps } from "../deps.ts";
import type { ApproverRecord } from "../ports/agents.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

export interface Sought {
  /** Who had, or would have, a hand in the check. */
  readonly hands: readonly AgentId[];
  readonly person: { readonly id: PersonId; readonly email: string };
}

/** Of a check that there is. */
export function soughtFor({ referrerId, live, personId, requesterEmail }: VerificationRecord): Sought {
  return { hands: [referrerId, ...(live.otherAgents ?? [])], person: { id: personId, email: requesterEmail } };
}

export async function approversReply(deps: Deps, sought: Sought): Promise<ApproversReply> {
  const { now, known, scene } = await sceneOf(deps, sought);
  const judged = known.map((agent) => ({ agent, may: maySecond(agent, scene) }));
  return {
    approvers: judged
      .flatMap(({ agent, may }) =>
        may.ok ? [{ id: agent.id, name: agent.name, there: isThere(agent.lastSeenAt, now) }] : [],
      )
      .toSorted((one, other) => Number(other.there) - Number(one.there)),
    others: judged.flatMap(({ agent, may }) =>
      may.ok || HIDDEN.has(may.error) ? [] : [{ name: agent.name, because: SECOND_PROBLEMS[may.error] }],
    ),
  };
}

/** Who only reads is nobody that somebody would look for. */
const HIDDEN: ReadonlySet<string> = new Set(["not_allowed"]);

/** This agent, where they may approve it. */
export async function approverOf(deps: Deps, sought: Sought, id: string): Promise<ApproverRecord | undefined> {
  const { known, scene } = await sceneOf(deps, sought);
  return known.find((agent) => agent.id === id && maySecond(agent, scene).ok);
}

/** Of whoever sends it: without one named, there have to be two of them. */
export async function hasApprover(
  deps: Deps,
  { hands, person }: Partial<Sought> & Pick<Sought, "hands">,
): Promise<boolean> {
  const { known, scene } = await sceneOf(deps, { hands, person: person ?? NOBODY });
  const may = known.filter((agent) => maySecond(agent, scene).ok);
  const senders = known.filter(({ role }) => mayDo(role, "verifications.send"));
  return may.length > 0 && (hands.length > 0 || senders.length > 1);
}

/** Where it is about nobody in particular. */
const NOBODY: Sought["person"] = { id: personId.parse("per_nobody00"), email: "" };

async function sceneOf(deps: Deps, { hands, person }: Sought) {
  const now = deps.clock();
  const known = await deps.agents.approvers(now);
  const scene: SecondCase = {
    // Who was deleted since has made nobody who could be told apart: their id still counts.
    hands: hands.map((id) => known.find((agent) => agent.id === id) ?? { id, madeBy: [] }),
    person,
    now,
  };
  return { now, known, scene };
}
