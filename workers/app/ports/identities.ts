import type { AgentId } from "../../core/kit/ids.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AgentRecord } from "./agents.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";

/** Who at an identity provider is which agent. */
export interface LinkedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The agent came by a group, without an invitation. */
  readonly byGroups: boolean;
}

/** Of one agent. */
export interface LinkedAccounts {
  readonly issuers: readonly string[];
  /** A row of theirs was written or changed without the root secret: it may have been one of any issuer. */
  readonly spoiled: boolean;
  /** Came by a group, as far as can be told: nobody looked at the mail address. */
  readonly byGroups: boolean;
}

/**
 * A row that was written or changed without the root secret is nobody's: it is not found. Where a row only keeps somebody
 * from another way in, it counts as any row would; one that was removed is not missed.
 */
export interface IdentityStore {
  find(
    issuer: string,
    subject: string,
  ): Promise<{ readonly agent: AgentRecord; readonly byGroups: boolean } | undefined>;
  /** Whether this agent is linked with somebody of this issuer already. */
  isLinked(agent: AgentRecord, issuer: string): Promise<boolean>;
  /** Whether anybody has come in through one of these issuers. */
  hasSignedIn(issuers: readonly string[]): Promise<boolean>;
  /** Of everybody whom this agent is linked with. */
  accountsOf(id: AgentId): Promise<LinkedAccounts>;
  /** With the mails that tell of it. False, and nothing is written, where one of the two was linked meanwhile. */
  link(agent: AgentRecord, identity: LinkedIdentity, written: WrittenAndTold): Promise<boolean>;
  /** Makes the agent and the link at once. False, and nothing is written, where either came meanwhile. */
  enter(agent: AgentRecord, identity: LinkedIdentity, written: Written): Promise<boolean>;
  setRole(agent: AgentRecord, role: Role, written: Written): Promise<void>;
  /** False when the answer to this request was taken before. */
  useState(stateHash: string, at: EpochMs): Promise<boolean>;
}

export interface Written {
  readonly at: EpochMs;
  readonly audit: AuditEntry;
}

export interface WrittenAndTold extends Written {
  readonly mails: readonly NewDeskMail[];
}
