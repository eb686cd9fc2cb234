/** Which system does, for the requester in the portal, what a check is for; named when the link is sent. */
import { isTargetAction, type GrantTarget } from "../../core/actions/grant.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import type { Subject } from "./subject.ts";

type ActionSubject = Subject & { readonly action: ActionId };

/** Where the requester does it after a pass; undefined where an agent does. */
export function actionTargetOf(
  { actionTargets }: Pick<Deps, "actionTargets">,
  { action, person, account }: ActionSubject,
): GrantTarget | undefined {
  const target = isTargetAction(action) ? actionTargets.doing(action) : undefined;
  return (
    target && {
      name: target.name,
      label: target.label,
      // A mail address is the person's, and would find their own account in place of a further one.
      subject:
        account === undefined
          ? { userName: person.userName, email: person.email }
          : { userName: account.userName, email: "" },
    }
  );
}
