/**
 * Branded, prefixed ids. The prefix makes an id readable in a log line, the brand stops
 * one kind being passed for another.
 */
import { z } from "zod";

declare const brand: unique symbol;
type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

export type VerificationId = Id<"vrf">;
export type TicketId = Id<"tkt">;
export type PersonId = Id<"per">;
export type AgentId = Id<"agt">;
export type MessageId = Id<"msg">;
export type NoteId = Id<"not">;
export type ContactId = Id<"con">;
export type AccountId = Id<"acc">;
export type ImportId = Id<"imp">;
export type DeskMailId = Id<"dml">;
export type ActionRunId = Id<"att">;
export type PersonPasskeyId = Id<"ppk">;
export type CoverageRunId = Id<"cov">;
export type ApprovalId = Id<"apr">;

const pattern = (prefix: string): RegExp => new RegExp(`^${prefix}_[A-Za-z0-9_-]{6,64}$`);

function idSchema<T extends string>(prefix: string) {
  const shape = pattern(prefix);
  return z.custom<T>(
    (value) => typeof value === "string" && shape.test(value),
    `expected an id starting with ${prefix}_`,
  );
}

export const verificationId = idSchema<VerificationId>("vrf");
export const ticketId = idSchema<TicketId>("tkt");
export const personId = idSchema<PersonId>("per");
export const agentId = idSchema<AgentId>("agt");
export const messageId = idSchema<MessageId>("msg");
export const noteId = idSchema<NoteId>("not");
export const contactId = idSchema<ContactId>("con");
export const accountId = idSchema<AccountId>("acc");
export const importId = idSchema<ImportId>("imp");
export const deskMailId = idSchema<DeskMailId>("dml");
export const actionRunId = idSchema<ActionRunId>("att");
export const personPasskeyId = idSchema<PersonPasskeyId>("ppk");
export const coverageRunId = idSchema<CoverageRunId>("cov");
export const approvalId = idSchema<ApprovalId>("apr");
