/** Which system does, for the requester in the portal, what a check is for; named when the link is sent. */
import { isTargetAction, type GrantTarget, type TargetSubject } from "../../core/actions/grant.ts";
import { defined } from "../../core/kit/defined.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { CategoryPolicy } from "../../core/settings/sections/categories.ts";
import type { Deps } from "../deps.ts";
import type { Subject } from "./subject.ts";

interface ActionSubject extends Subject {
  readonly action: ActionId;
  /** The settings' own of the ticket's category. */
  readonly category: CategoryPolicy | undefined;
}

/** Where the requester does it after a pass; undefined where an agent does. */
export function actionTargetOf(
  { actionTargets }: Pick<Deps, "actionTargets">,
  { action, category, ...subject }: ActionSubject,
): GrantTarget | undefined {
  const target = isTargetAction(action) && category?.agentActs !== true ? actionTargets.doing(action) : undefined;
  return target && { name: target.name, label: target.label, subject: targetSubjectOf(subject) };
}

/** Id and mail address are the person's: they would find their own account in place of a further one. */
export function targetSubjectOf({ person, account }: Subject): TargetSubject {
  const { userName, email, externalId } = person;
  return account === undefined
    ? { userName, email, ...defined({ externalId }) }
    : { userName: account.userName, email: "" };
}

/** Whether the directory calls the account what it called it when the link was sent. */
export function isSameTargetSubject(one: TargetSubject, other: TargetSubject): boolean {
  return one.userName === other.userName && one.email === other.email && one.externalId === other.externalId;
}
