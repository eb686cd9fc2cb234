import type { AgentId, PersonId } from "../../core/kit/ids.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";

export interface AgentRecord {
  readonly id: AgentId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly personId?: PersonId;
  readonly active: boolean;
}

export interface SignInRecord {
  readonly idHash: string;
  readonly agent: AgentRecord;
  readonly createdAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly networkAsn?: number;
  readonly browserTag?: string;
}

export interface NewSignInLink {
  readonly tokenHash: string;
  readonly agentId: AgentId;
  readonly issuedBy: string;
  readonly now: EpochMs;
  readonly expiresAt: EpochMs;
}

export interface RedeemedSignInLink {
  readonly agent: AgentRecord;
  readonly issuedBy: string;
}

export interface NewSignIn {
  readonly idHash: string;
  readonly agentId: AgentId;
  readonly now: EpochMs;
  readonly expiresAt: EpochMs;
  readonly networkAsn?: number;
  readonly browserTag?: string;
}

export interface AgentStore {
  byEmail(email: string): Promise<AgentRecord | undefined>;
  addSignInLink(link: NewSignInLink, audit: AuditEntry): Promise<void>;
  /** Uses the link up; undefined when unknown, used, expired or the agent is inactive. */
  redeemSignInLink(tokenHash: string, now: EpochMs): Promise<RedeemedSignInLink | undefined>;
  addSignIn(signIn: NewSignIn, audit: AuditEntry): Promise<void>;
  findSignIn(idHash: string): Promise<SignInRecord | undefined>;
  touchSignIn(idHash: string, now: EpochMs): Promise<void>;
  endSignIn(idHash: string, now: EpochMs, audit: AuditEntry): Promise<void>;
  addAudit(entry: AuditEntry): Promise<void>;
}
