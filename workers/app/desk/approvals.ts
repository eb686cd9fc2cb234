/**
 * A second person for a check: asked by whoever is in charge, given by another agent who saw what exactly is
 * approved. The session is the truth: nothing that stands in the database makes an approval.
 */
import type { ApprovalReply, ApprovalsReply, ApproversReply, AskedApproval } from "../../contract/console/approvals.ts";
import { defined } from "../../core/kit/defined.ts";
import { approvalId, personId, type TicketId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { mayAct } from "../../core/policy/may-act.ts";
import { missingProofGroups } from "../../core/policy/required-proofs.ts";
import type { Approval, ApprovedAction, Approver } from "../../core/session/session.ts";
import { hasPasskey, showPasskeyFor, passkeyOptionsFor, type PasskeyRefusal } from "../access/passkeys.ts";
import type { Deps } from "../deps.ts";
import { countingPasskeys } from "../me/passkeys.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { AssertedCredential } from "../ports/passkeys.ts";
import type { SessionProblem } from "../ports/sessions.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { personReply } from "../sending/ticket-replies.ts";
import { findRequester } from "../tickets/find-requester.ts";
import { approverOf, approversReply, soughtFor, voucherOf } from "./approvers.ts";
import { proofNeeds } from "./banner-input.ts";

export type ApprovalError =
  | { readonly code: SessionProblem }
  | { readonly code: "verification.unknown" }
  | { readonly code: "verification.changed" }
  | { readonly code: "verification.not_in_charge" }
  | { readonly code: "approval.needs_passkey" }
  | { readonly code: "approval.not_any_more" }
  | { readonly code: PasskeyRefusal }
  | { readonly code: "approval.not_approver"; readonly field: "approverId" };

interface OwnApproval {
  readonly agent: AgentRecord;
  /** Of the check. */
  readonly id: VerificationId;
}

type Outcome = Promise<Result<undefined, ApprovalError>>;

/** Undefined for an unknown check. */
export async function readApprovers(deps: Deps, id: VerificationId): Promise<ApproversReply | undefined> {
  const record = await deps.verifications.byId(id);
  return record === undefined || record.integrity !== "intact"
    ? undefined
    : approversReply(deps, soughtFor(record), record.live.askable ?? []);
}

/** Who could approve a check that this agent would send. Undefined for a ticket that names nobody. */
export async function readApproversFor(
  deps: Deps,
  agent: AgentRecord,
  id: TicketId,
): Promise<ApproversReply | undefined> {
  const ticket = await deps.tickets.byId(id);
  const requester = ticket === undefined ? undefined : await findRequester(deps, ticket);
  if (requester?.ok !== true) {
    return undefined;
  }
  const person = requester.value;
  const [reply, passkeys] = await Promise.all([
    approversReply(deps, { hands: [agent.id], person }),
    countingPasskeys(deps, person),
  ]);
  return { ...reply, passkey: passkeys.length > 0 };
}

/** Refused: not this agent's check, somebody who may not approve it, nothing that they could give, or as many asked as may be. */
export async function askForApproval(
  deps: Deps,
  { agent, id, approverId }: OwnApproval & { readonly approverId: string },
): Outcome {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err({ code: "verification.unknown" });
  }
  if (record.integrity !== "intact") {
    return err({ code: "verification.changed" });
  }
  if (!mayAct("ask_approver", agent, record)) {
    return err({ code: "verification.not_in_charge" });
  }
  const asked = await asking(deps, record, approverId);
  if (asked === undefined) {
    return err({ code: "approval.not_approver", field: "approverId" });
  }
  return applied(
    await deps.session(id).apply({
      type: "approval.asked",
      actor: { id: agent.id, name: agent.name },
      approval: { id: approvalId.parse(`apr_${deps.vault.newId()}`), ...asked },
    }),
  );
}

/** A colleague, or the person's manager. */
async function asking(
  deps: Deps,
  record: VerificationRecord,
  id: string,
): Promise<Pick<Approval, "kind" | "by"> | undefined> {
  const sought = soughtFor(record);
  if (personId.safeParse(id).success) {
    const manager = await voucherOf(deps, sought, false);
    return manager?.id === id
      ? { kind: "manager_vouch", by: { personId: manager.id, name: manager.displayName } }
      : undefined;
  }
  const approver = await approverOf(deps, sought, id);
  return approver === undefined ? undefined : { kind: "second_approver", by: byOf(approver) };
}

/** What this agent is asked now. */
export async function readApprovals(deps: Deps, agent: AgentRecord): Promise<ApprovalsReply> {
  const named = await deps.verifications.openNaming(agent.id);
  return {
    approvals: named.flatMap((record) => {
      const approval = openApproval(record, agent);
      return approval === undefined ? [] : [askedReply(record, approval)];
    }),
  };
}

/** Undefined where this agent is not asked, or not any more. */
export async function readApproval(deps: Deps, { agent, id }: OwnApproval): Promise<ApprovalReply | undefined> {
  const record = await deps.verifications.byId(id);
  const approval = record === undefined ? undefined : openApproval(record, agent);
  if (record === undefined || approval === undefined) {
    return undefined;
  }
  const [asked, person, assessed, signs] = await Promise.all([
    deps.session(id).approvable(agent.id),
    deps.people.byId(record.personId),
    record.status === "approving" ? deps.verifications.assessment(id) : undefined,
    hasPasskey(deps, agent),
  ]);
  if (asked === undefined || person === undefined) {
    return undefined;
  }
  const proven = record.proofs.map(({ proof }) => proof);
  return {
    ...askedReply(record, approval),
    person: personReply(deps, person),
    category: record.category,
    sentBy: record.referrerName,
    destination: {
      masked: record.masked,
      channel: record.channel,
      origin: record.origin,
      ...defined({ reason: record.typedReason }),
    },
    proven,
    missing: missingProofGroups(proofNeeds(record, person), proven),
    digest: await digestOf(deps, record, asked.action),
    signs,
    ...defined({ account: record.account, assessment: assessed?.assessment }),
  };
}

/** Refused: this agent is not asked. */
export async function markSeen(deps: Deps, { agent, id }: OwnApproval): Outcome {
  const asked = await deps.session(id).approvable(agent.id);
  return asked === undefined
    ? err({ code: "approval.unknown" })
    : applied(await deps.session(id).apply({ type: "approval.seen", approvalId: asked.approval.id, by: byOf(agent) }));
}

/** What this agent's passkey is to sign. Refused: not asked, or for something else than what was shown. */
export async function approvalOptions(
  deps: Deps,
  { agent, id, digest }: OwnApproval & { readonly digest: string },
): Promise<Result<object, ApprovalError>> {
  const asked = await exactly(deps, { agent, id, digest });
  return asked.ok ? ok(await passkeyOptionsFor(deps, agent, { purpose: "approve", about: digest })) : asked;
}

/**
 * Refused: not asked, for something else than what was shown, by somebody who may not any more, and without the
 * signature of who has a passkey. That the sign-in is fresh is the route's to ask.
 */
export async function giveApproval(
  deps: Deps,
  given: OwnApproval & { readonly digest: string; readonly credential?: AssertedCredential | undefined },
): Outcome {
  const { agent, id, digest, credential } = given;
  const [record, asked] = await Promise.all([deps.verifications.byId(id), exactly(deps, given)]);
  if (!asked.ok) {
    return asked;
  }
  // The record says who had a hand in it; the session asks again.
  if (record?.integrity !== "intact") {
    return err({ code: "verification.changed" });
  }
  const sought = soughtFor(record);
  if ((await approverOf(deps, sought, agent.id)) === undefined) {
    return err({ code: sought.hands.includes(agent.id) ? "approval.own_check" : "approval.not_any_more" });
  }
  const signs = await hasPasskey(deps, agent);
  if (signs) {
    if (credential === undefined) {
      return err({ code: "approval.needs_passkey" });
    }
    const shown = await showPasskeyFor(deps, credential, { purpose: "approve", agentId: agent.id, about: digest });
    if (!shown.ok) {
      return err({ code: shown.error });
    }
  }
  return applied(
    await deps.session(id).apply({
      type: "approval.given",
      approvalId: asked.value.approval.id,
      by: byOf(agent),
      approved: asked.value.action,
      signed: signs,
    }),
  );
}

/** Refused: this agent is not asked, or has answered. */
export async function refuseApproval(
  deps: Deps,
  { agent, id, reason }: OwnApproval & { readonly reason: string },
): Outcome {
  const asked = await deps.session(id).approvable(agent.id);
  return asked === undefined
    ? err({ code: "approval.unknown" })
    : applied(
        await deps
          .session(id)
          .apply({ type: "approval.refused", approvalId: asked.approval.id, by: byOf(agent), reason }),
      );
}

async function exactly(
  deps: Deps,
  { agent, id, digest }: OwnApproval & { readonly digest: string },
): Promise<Result<{ readonly approval: Approval; readonly action: ApprovedAction }, ApprovalError>> {
  const asked = await deps.session(id).approvable(agent.id);
  if (asked === undefined) {
    return err({ code: "approval.unknown" });
  }
  const same = (await digestOf(deps, { id }, asked.action)) === digest;
  return same ? ok(asked) : err({ code: "approval.other_action" });
}

/** Of the check and of exactly what is approved of it, in a fixed order. */
export function digestOf(
  { vault }: Pick<Deps, "vault">,
  { id }: { readonly id: VerificationId },
  { personId, accountId, action, destinationTag, policyVersion }: ApprovedAction,
): Promise<string> {
  return vault.hashToken(JSON.stringify([id, personId, accountId ?? "", action, destinationTag, policyVersion]));
}

/** Only what nobody else has written makes anybody look at it. */
function openApproval({ integrity, live }: VerificationRecord, agent: AgentRecord): Approval | undefined {
  return integrity !== "intact"
    ? undefined
    : live.approvals?.find(({ by, answer }) => answer === undefined && "agentId" in by && by.agentId === agent.id);
}

function askedReply(record: VerificationRecord, { askedBy, askedAt }: Approval): AskedApproval {
  return {
    id: record.id,
    ticketNumber: record.ticketNumber,
    requesterName: record.requesterName,
    action: record.action,
    askedBy: askedBy.name,
    askedAt,
    until: record.deadlineAt ?? askedAt,
    waiting: record.status === "approving",
  };
}

const byOf = ({ id, name }: Pick<AgentRecord, "id" | "name">): Approver => ({ agentId: id, name });

function applied(result: Result<unknown, SessionProblem>): Result<undefined, ApprovalError> {
  return result.ok ? ok() : err({ code: result.error });
}
