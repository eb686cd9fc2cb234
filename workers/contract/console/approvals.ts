/** Approvals: asking a colleague for one, and what one is asked oneself. */
import { z } from "zod";
import type { ActionId } from "../../core/policy/policy.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import { passkeyRequest } from "./access.ts";
import type { ActedOn, PersonReply } from "./send.ts";

/** GET /api/verifications/{id}/approvers and /api/tickets/{id}/approvers: whoever is there now first. */
export interface ApproversReply {
  readonly approvers: readonly { readonly id: string; readonly name: string; readonly there: boolean }[];
  /** The person's manager, where they can be asked for their word, and how they hear of it. */
  readonly manager?: { readonly id: string; readonly name: string; readonly by: readonly ("email" | "sms")[] };
  /** A manager's word would do, and the directory names nobody. */
  readonly noManager?: true;
  /** Of a check that is not sent yet: the person has a passkey that counts. */
  readonly passkey?: boolean;
  /** Who else there is, and why not they; `because` continues the name. */
  readonly others: readonly { readonly name: string; readonly because: string }[];
}

/** POST /api/verifications/{id}/approvals. */
export const askApprovalRequest = z.strictObject({ approverId: z.string().max(80) });

/** GET /api/approvals: what this agent is asked now, soonest end first. */
export interface ApprovalsReply {
  readonly approvals: readonly AskedApproval[];
}

/** GET /api/approvals/held: passes that this agent may let begin, soonest end first. */
export interface HeldReply {
  readonly held: readonly HeldCheck[];
}

export interface HeldCheck {
  readonly id: string;
  readonly ticketNumber: string;
  readonly requesterName: string;
  readonly action: ActionId;
  readonly until: number;
}

export interface AskedApproval {
  /** Of the check. */
  readonly id: string;
  readonly ticketNumber: string;
  readonly requesterName: string;
  readonly action: ActionId;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly until: number;
  /** The questions are over: it waits for this. */
  readonly waiting: boolean;
}

/** GET /api/approvals/{id}, by the check's id. */
export interface ApprovalReply extends AskedApproval {
  readonly person: PersonReply;
  readonly account?: ActedOn;
  readonly category: string;
  readonly sentBy: string;
  readonly destination: {
    readonly masked: string;
    readonly channel: "sms" | "email";
    readonly origin: "on_record" | "typed";
    readonly reason?: string;
  };
  readonly proven: readonly Proof[];
  /** Each group must be met; one proof of it is enough. */
  readonly missing: readonly (readonly Proof[])[];
  /** Once the questions are over. */
  readonly assessment?: Assessment;
  /** Of exactly what is approved; comes back with the approval. */
  readonly digest: string;
  /** This agent has a passkey, which has to sign it. */
  readonly signs: boolean;
}

const digest = z.string().min(40).max(64);

/** POST /api/approvals/{id}/seen. */
export const seenApprovalRequest = z.strictObject({});

/** POST /api/approvals/{id}/options: what the passkey is to sign. */
export const approvalOptionsRequest = z.strictObject({ digest });

/** POST /api/approvals/{id}/give. */
export const giveApprovalRequest = z.strictObject({
  digest,
  credential: passkeyRequest.shape.credential.optional(),
});

/** POST /api/verifications/{id}/release/options, and /release, which lets a held pass begin at once: as an approval. */
export const releaseOptionsRequest = approvalOptionsRequest;
export const releaseHoldRequest = giveApprovalRequest;

/** POST /api/approvals/{id}/refuse. */
export const refuseApprovalRequest = z.strictObject({ reason: z.string().trim().min(3).max(200) });
