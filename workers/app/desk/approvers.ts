/** Who could approve a check or vouch in it, who of them is at the console now, and why others may not. */
import type { ApproversReply } from "../../contract/console/approvals.ts";
import { personId } from "../../core/kit/ids.ts";
import { isThere, maySecond, SECOND_PROBLEMS, type SecondCase } from "../../core/policy/may-second.ts";
import { ONLY_OF_ASKING, VOUCH_PROBLEMS } from "../../core/policy/may-vouch.ts";
import { may as mayDo } from "../../core/policy/permissions.ts";
import { APPROVAL_KINDS, type ApprovalKind } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import type { ApproverRecord } from "../ports/agents.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { judgeVouch, type Sought } from "./vouching.ts";

/** Of a check that there is. */
export function soughtFor({ id, referrerId, live, personId: person, requesterEmail }: VerificationRecord): Sought {
  return {
    hands: [referrerId, ...(live.otherAgents ?? [])],
    person: { id: person, email: requesterEmail },
    check: id,
    approvers: (live.approvals ?? []).flatMap(({ by }) => ("agentId" in by ? [by.agentId] : [])),
  };
}

/** `kinds`: what is missing; all of them where that is not known yet. */
export async function approversReply(
  deps: Deps,
  sought: Sought,
  kinds: readonly ApprovalKind[] = APPROVAL_KINDS,
): Promise<ApproversReply> {
  const scene = await sceneOf(deps, sought);
  const agents = kinds.includes("second_approver") ? agentsReply(scene) : { approvers: [], others: [] };
  const word = kinds.includes("manager_vouch") ? await managerReply(deps, sought, scene) : { others: [] };
  return { ...agents, ...word, others: [...agents.others, ...word.others] };
}

function agentsReply({ now, known, scene }: Scene): Pick<ApproversReply, "approvers" | "others"> {
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

async function managerReply(
  deps: Deps,
  sought: Sought,
  { known, manager: found }: Scene,
): Promise<Pick<ApproversReply, "manager" | "noManager" | "others">> {
  if (found === undefined) {
    return { noManager: true, others: [] };
  }
  const may = await judgeVouch(deps, { sought, known, manager: found });
  const { id, displayName: name } = found.manager;
  return may.ok
    ? { manager: { id, name, by: may.value }, others: [] }
    : { others: [{ name, because: VOUCH_PROBLEMS[may.error] }] };
}

/** Who only reads is nobody that somebody would look for. */
const HIDDEN: ReadonlySet<string> = new Set(["not_allowed"]);

/** This agent, where they may approve it. */
export async function approverOf(deps: Deps, sought: Sought, id: string): Promise<ApproverRecord | undefined> {
  const { known, scene } = await sceneOf(deps, sought);
  return known.find((agent) => agent.id === id && maySecond(agent, scene).ok);
}

/** The person's manager, where they may be asked, or where they were and nothing else has come between. */
export async function voucherOf(deps: Deps, sought: Sought, asked: boolean): Promise<PersonRecord | undefined> {
  const { known, manager } = await sceneOf(deps, sought);
  if (manager === undefined) {
    return undefined;
  }
  const may = await judgeVouch(deps, { sought, known, manager });
  return may.ok || (asked && ONLY_OF_ASKING.has(may.error)) ? manager.manager : undefined;
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

type Scene = Awaited<ReturnType<typeof sceneOf>>;

async function sceneOf(deps: Deps, { hands, person }: Sought) {
  const now = deps.clock();
  const [known, manager] = await Promise.all([
    deps.agents.approvers(now),
    person === NOBODY ? undefined : deps.people.managerOf(person.id),
  ]);
  const scene: SecondCase = {
    // Who was deleted since has made nobody who could be told apart: their id still counts.
    hands: hands.map((id) => known.find((agent) => agent.id === id) ?? { id, madeBy: [] }),
    person,
    manager: manager?.manager,
    now,
  };
  return { now, known, scene, manager };
}
