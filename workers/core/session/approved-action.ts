/** What exactly is approved of a check, and what is still missing of it. */
import { defined } from "../kit/defined.ts";
import type { Proof } from "../policy/proofs.ts";
import { missingProofGroups } from "../policy/required-proofs.ts";
import type { ApprovedAction, Session } from "./session.ts";

export function approvedAction({ person, account, policy, destination }: Session): ApprovedAction {
  return {
    personId: person.id,
    ...defined({ accountId: account?.id }),
    action: policy.action,
    destinationTag: destination.tag,
    policyVersion: policy.version,
  };
}

export function isSameAction(one: ApprovedAction, other: ApprovedAction): boolean {
  return (
    one.personId === other.personId &&
    one.accountId === other.accountId &&
    one.action === other.action &&
    one.destinationTag === other.destinationTag &&
    one.policyVersion === other.policyVersion
  );
}

/** Groups of proofs that are not met yet. */
export function missingOf({ person, policy, proofs }: Session): readonly (readonly Proof[])[] {
  return missingProofGroups(
    {
      action: policy.action,
      privileged: person.privileged,
      profile: policy.profile.id,
      required: policy.requiredProofs,
    },
    proofs.map(({ proof }) => proof),
  );
}
