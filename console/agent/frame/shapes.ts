import type { DetailsReply, VerificationRow } from "../../../workers/contract/console/verifications.ts";

export type SessionStatus = VerificationRow["status"];
export type ActionId = VerificationRow["action"];
export type Risk = NonNullable<VerificationRow["verdict"]["risk"]>;
export type Level = Risk["level"];
export type Assessment = NonNullable<DetailsReply["assessment"]>;
export type Finding = Assessment["findings"][number];
export type Category = Finding["category"];
export type Proof = DetailsReply["assurance"]["proven"][number]["proof"];
