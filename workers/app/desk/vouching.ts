/** Whether somebody's manager can be asked for their word, by what they are reached, and why not. */
import type { ApproversReply } from "../../contract/console/approvals.ts";
import type { AgentId, PersonId, VerificationId } from "../../core/kit/ids.ts";
import { ok, type Result } from "../../core/kit/result.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { isSelf } from "../../core/policy/may-act.ts";
import { mayVouch, NOT_MUTUAL_FOR_MS, type VouchProblem } from "../../core/policy/may-vouch.ts";
import type { Deps } from "../deps.ts";
import { peopleShowSecondFactor } from "../me/sign-in.ts";
import type { ApproverRecord } from "../ports/agents.ts";
import type { ManagerOfPerson, PersonRecord } from "../ports/people.ts";

export interface Sought {
  /** Who had, or would have, a hand in the check. */
  readonly hands: readonly AgentId[];
  readonly person: { readonly id: PersonId; readonly email: string };
  /** Of a check that there is: itself, and the agents who are asked to approve it. */
  readonly check?: VerificationId;
  readonly approvers?: readonly AgentId[];
}

type Ways = NonNullable<ApproversReply["manager"]>["by"];

interface VouchScene {
  readonly sought: Sought;
  readonly known: readonly ApproverRecord[];
  readonly manager: ManagerOfPerson;
}

/** By what they would be asked, where they may be. */
export async function judgeVouch(
  deps: Deps,
  { sought, known, manager: { manager, since } }: VouchScene,
): Promise<Result<Ways, VouchProblem>> {
  const now = deps.clock();
  const hands: ReadonlySet<string> = new Set([...sought.hands, ...(sought.approvers ?? [])]);
  const [vouchedBack, open, ways] = await Promise.all([
    lastWordFor(deps, manager.id, { from: sought.person.id, since: now - NOT_MUTUAL_FOR_MS }),
    openVouches(deps, manager.id, sought.check),
    reachedBy(deps, manager),
  ]);
  const may = mayVouch({
    managerId: manager.id,
    active: manager.active,
    since,
    personId: sought.person.id,
    canSignIn: peopleShowSecondFactor(deps),
    reachable: ways.length > 0,
    involved: known.some((agent) => hands.has(agent.id) && isSelf(agent, manager)),
    vouchedBack,
    open,
    now,
  });
  return may.ok ? ok(ways) : may;
}

/** Mail first; a phone only where it has been on record for long enough. */
async function reachedBy(deps: Deps, { id, email }: PersonRecord): Promise<Ways> {
  const contacts = await deps.people.contacts(id);
  const phone = contacts.some((contact) => contact.channel === "sms" && isTrusted(contact, deps.clock()));
  return [...(email === "" ? [] : (["email"] as const)), ...(phone ? (["sms"] as const) : [])];
}

/** A record that SQL changed counts as well: it may have been changed to make it look as if there had been none. */
async function lastWordFor(
  deps: Deps,
  managerId: PersonId,
  { from, since }: { readonly from: PersonId; readonly since: number },
): Promise<number | undefined> {
  const checks = await deps.verifications.ofPerson(managerId, since);
  const given = checks.flatMap(({ record: { live } }) =>
    (live.approvals ?? []).flatMap(({ by, answer, answeredAt }) =>
      "personId" in by && by.personId === from && answer === "given" && answeredAt !== undefined ? [answeredAt] : [],
    ),
  );
  return given.length === 0 ? undefined : Math.max(...given);
}

/** Of all checks but this one. */
async function openVouches(deps: Deps, managerId: PersonId, check: VerificationId | undefined): Promise<number> {
  const named = await deps.verifications.openNaming(managerId);
  return named.filter(
    ({ id, live }) =>
      id !== check &&
      live.approvals?.some(({ by, answer }) => answer === undefined && "personId" in by && by.personId === managerId),
  ).length;
}
