import type { DetailsReply, VerificationRow } from "../../../workers/contract/console/verifications.ts";

export type SessionStatus = VerificationRow["status"];
export type ActionId = VerificationRow["action"];
export type Level = NonNullable<VerificationRow["level"]>;
export type Assessment = NonNullable<DetailsReply["assessment"]>;
export type Finding = Assessment["findings"][number];
export type Category = Finding["category"];
export type Proof = DetailsReply["assurance"]["required"][number];
