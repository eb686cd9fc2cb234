/** What exactly is approved of a check, and what is still missing of it. */
import { defined } from "../kit/defined.ts";
import type { Proof } from "../policy/proofs.ts";
import { missingProofGroups } from "../policy/required-proofs.ts";
import type { AgentId, PersonId } from "../kit/ids.ts";
import type { Approval, ApprovalKind, ApprovedAction, Session, VouchDigits } from "./session.ts";
import { isTerminal } from "./status.ts";

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

/** What this one is asked to approve; undefined once the check is over. */
export function approvableBy(session: Session, by: AgentId | PersonId) {
  const approval = session.approvals?.find((one) => askedId(one) === by);
  if (approval === undefined || isTerminal(session.status)) {
    return undefined;
  }
  const vouch = session.status === "approving" ? digitsOf(session, approval) : undefined;
  return { approval, action: approvedAction(session), ...defined({ triesLeft: vouch?.triesLeft }) };
}

/** Of whoever is asked. */
export function askedId({ by }: Pick<Approval, "by">): AgentId | PersonId {
  return "agentId" in by ? by.agentId : by.personId;
}

/** Asked at one time; whoever is asked more often stops reading. */
export const OPEN_APPROVALS = 3;

/** Something is missing that this would be, and not as many are asked already as may be. */
export function mayAskFor(session: Session, kind: ApprovalKind): boolean {
  return isMissing(session, kind) && openApprovals(session, kind) < OPEN_APPROVALS;
}

export function isMissing(session: Session, kind: Proof): boolean {
  return missingOf(session).some((group) => group.includes(kind));
}

/** The person could show theirs: it is missing, and there was one when the link was sent. */
export function mayShowPasskey(session: Session): boolean {
  return isMissing(session, "passkey") && session.means?.includes("passkey") === true;
}

export function openApprovals({ approvals = [] }: Pick<Session, "approvals">, kind: ApprovalKind): number {
  return approvals.filter((approval) => approval.kind === kind && approval.answer === undefined).length;
}

/** Proofs that may still come: what somebody could give when the link was sent, and what somebody was asked for since. */
export function canStillCome({ means = [], approvals = [] }: Session): readonly Proof[] {
  return [...means, ...approvals.filter(({ answer }) => answer === undefined).map(({ kind }) => kind)];
}

/** Groups of proofs that are not met yet. */
export function missingOf({ person, policy, proofs }: Session): readonly (readonly Proof[])[] {
  return missingProofGroups(
    {
      action: policy.action,
      privileged: person.privileged,
      profile: policy.profile.id,
      required: policy.requiredProofs,
      independentProof: policy.independentProof,
    },
    proofs.map(({ proof }) => proof),
  );
}

/** A passkey is the person's own; but whoever has the link alone must not read from the page whether there is one. */
const NEEDS_MORE: ReadonlySet<Proof> = new Set(["passkey", "second_approver", "manager_vouch"]);

/** Answers alone, however quick, may not be the end of it: somebody else has to say yes, or it is held for a while. */
export function goesOnAfterAnswers(session: Session): boolean {
  const { holdMinutes } = session.policy;
  return holdMinutes !== undefined || missingOf(session).some((group) => group.every((proof) => NEEDS_MORE.has(proof)));
}

/** Of a manager's word, once it was asked for. */
export function digitsOf({ vouches = [] }: Session, { id }: Pick<Approval, "id">): VouchDigits | undefined {
  return vouches.find(({ approvalId }) => approvalId === id);
}
