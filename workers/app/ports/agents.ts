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

export interface AgentStore {
  byEmail(email: string): Promise<AgentRecord | undefined>;
  addSignInLink(
    link: { tokenHash: string; agentId: AgentId; issuedBy: string; now: EpochMs; expiresAt: EpochMs },
    audit: AuditEntry,
  ): Promise<void>;
  /** Uses the link up; undefined when unknown, used, expired or the agent is inactive. */
  redeemSignInLink(tokenHash: string, now: EpochMs): Promise<{ agent: AgentRecord; issuedBy: string } | undefined>;
  addSignIn(
    session: {
      idHash: string;
      agentId: AgentId;
      now: EpochMs;
      expiresAt: EpochMs;
      networkAsn?: number;
      browserTag?: string;
    },
    audit: AuditEntry,
  ): Promise<void>;
  findSignIn(idHash: string): Promise<SignInRecord | undefined>;
  touchSignIn(idHash: string, now: EpochMs): Promise<void>;
  endSignIn(idHash: string, now: EpochMs, audit: AuditEntry): Promise<void>;
  addAudit(entry: AuditEntry): Promise<void>;
}
