/** A reserved grant, and the call that it allows. */
import { reservedCall, type ReservedCall, type ReservedGrant } from "../../../workers/core/actions/grant.ts";
import type { PersonId, VerificationId } from "../../../workers/core/kit/ids.ts";

export const RESERVED: ReservedGrant = {
  id: "grt_one",
  person: "per_kofler" as PersonId,
  subject: { externalId: "E-100", userName: "jkofler", email: "j.kofler@halden.example" },
  action: "password_reset",
  target: "ad",
  targetLabel: "Active Directory",
  verification: "vrf_one" as VerificationId,
  browserTag: "tag",
  policyVersion: "1",
  mintedAt: 1_000,
  notBefore: 1_000,
  expiresAt: 601_000,
  attempts: 1,
  refusals: 0,
  state: "reserved",
  attempt: { id: "att_1", reservedAt: 2_000 },
};

export const callOf = (changes: Partial<ReservedGrant>): ReservedCall => reservedCall({ ...RESERVED, ...changes });
