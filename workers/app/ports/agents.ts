import type { AgentId, PersonId } from "../../core/kit/ids.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { FormerAdmin } from "../../core/policy/may-approve.ts";
import type { Candidate } from "../../core/policy/may-second.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";

export interface AgentRecord {
  readonly id: AgentId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly personId?: PersonId;
  readonly active: boolean;
}

/** A sign-in as its row says. */
export interface StoredSignIn {
  readonly idHash: string;
  readonly agent: AgentRecord;
  readonly createdAt: EpochMs;
  /** When this agent last showed who he is; not before `createdAt` but where an identity provider says so. */
  readonly authenticatedAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly networkAsn?: number;
  readonly browserTag?: string;
  readonly way?: string;
  /** Through which identity provider, by its name in the settings. */
  readonly provider?: string;
}

export interface SignInRecord extends StoredSignIn {
  /** Of the newest change of the settings, read with the session. */
  readonly settingsHead: number;
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
  /** Absent: now. */
  readonly authenticatedAt?: EpochMs;
  /** "link", "oidc" and so on. */
  readonly way?: string;
  readonly networkAsn?: number;
  readonly browserTag?: string;
  /** Through which identity provider, by its name in the settings. */
  readonly provider?: string;
}

/** The first admin's, or one who mends a desk that locked itself out: comes with the deployment. */
export interface AdminInvitation {
  readonly tokenHash: string;
  /** Who it is where the address is not known yet; mail address in lower case. */
  readonly agent: AgentRecord;
  readonly now: EpochMs;
}

export interface EndedSignIn {
  readonly at: EpochMs;
  readonly reason: string;
  readonly audit: AuditEntry;
}

export interface ListedAgent extends AgentRecord {
  readonly createdAt: EpochMs;
  readonly lastSeenAt?: EpochMs;
  /** Of the agent's sign-ins, each once; and "passkey" for who has one. */
  readonly ways: readonly string[];
  /** Came by a group of an identity provider, which decides the role at each sign-in; an admin stays one. */
  readonly byGroups: boolean;
}

/** What an admin changes about another. */
export interface AgentChange {
  readonly role?: Role;
  readonly active?: boolean;
  readonly removedAt?: EpochMs;
}

export interface KnownSignIn extends StoredSignIn {
  readonly endedAt?: EpochMs;
  readonly endReason?: string;
}

/** A link that somebody else made for an agent. */
export interface MadeLink {
  /** False for a row that was changed by SQL: who made it, when, and whether it was used, nobody knows. */
  readonly intact: boolean;
  readonly issuedBy: string;
  readonly at: EpochMs;
  readonly usedAt?: EpochMs;
}

/** How an active admin came to be one; without `by` it was the deployment, or before that was kept. */
export interface MadeAdmin {
  readonly since: EpochMs;
  readonly by?: string;
}

/** An agent with what decides whether they approve a colleague's check, and whether they could now. */
export interface ApproverRecord extends AgentRecord, Candidate {
  /** In a sign-in that is still open. */
  readonly lastSeenAt?: EpochMs;
}

/** A row that was written or changed without the root secret is nobody's: it is not found. */
export interface AgentStore {
  byEmail(email: string): Promise<AgentRecord | undefined>;
  byId(id: AgentId): Promise<AgentRecord | undefined>;
  /** Without those who were deleted, by name. */
  list(): Promise<readonly ListedAgent[]>;
  /** Every active agent, by name. */
  approvers(now: EpochMs): Promise<readonly ApproverRecord[]>;
  /** Undefined for who is no active admin. */
  madeAdmin(id: AgentId): Promise<MadeAdmin | undefined>;
  /** Who ceased to be an active admin after `since`, also those who were deleted or are one again. */
  formerAdmins(since: EpochMs): Promise<readonly FormerAdmin[]>;
  /** Ids in rows that were changed by SQL, of users and of those who were deleted: who they were, nobody knows. */
  spoiled(): Promise<readonly string[]>;
  /** Of everybody who was ever a user, by id. */
  names(): Promise<ReadonlyMap<string, string>>;
  /** The id it has from now on: that of a deleted user with this address, who comes back. Undefined when the address is taken. */
  add(
    agent: AgentRecord,
    beside: { readonly audit: Omit<AuditEntry, "subject">; readonly mails: readonly NewDeskMail[] },
  ): Promise<AgentId | undefined>;
  /** Nothing happens where no active admin would be left. */
  change(
    id: AgentId,
    to: AgentChange,
    beside: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
  ): Promise<"changed" | "last_admin" | "gone">;
  /** Undefined for one who never signed in. */
  waysOf(id: AgentId): Promise<readonly string[] | undefined>;
  /** Those that began after `since`, newest first. */
  signInsOf(id: AgentId, since: EpochMs): Promise<readonly KnownSignIn[]>;
  /** By others than the agent, after `since`, newest first; also those whose row was changed by SQL. */
  linksMadeFor(id: AgentId, since: EpochMs): Promise<readonly MadeLink[]>;
  /** Whether an agent has this address, active or not. */
  isKnown(email: string): Promise<boolean>;
  /** With the mails that tell of it, at once. */
  addSignInLink(link: NewSignInLink, audit: AuditEntry, mails: readonly NewDeskMail[]): Promise<void>;
  /** Whose link this is, without using it up; undefined as below. */
  invitedBy(tokenHash: string, now: EpochMs): Promise<AgentRecord | undefined>;
  /** Uses the link up; undefined when unknown, used, expired or the agent is inactive. */
  redeemSignInLink(tokenHash: string, now: EpochMs): Promise<RedeemedSignInLink | undefined>;
  /** Makes the invited an admin; undefined when the invitation was taken before. */
  takeInvitation(
    invitation: AdminInvitation,
    audit: Omit<AuditEntry, "actor" | "subject">,
    mails: readonly NewDeskMail[],
  ): Promise<AgentRecord | undefined>;
  addSignIn(signIn: NewSignIn, audit: AuditEntry): Promise<void>;
  findSignIn(idHash: string): Promise<SignInRecord | undefined>;
  touchSignIn(signIn: SignInRecord, now: EpochMs): Promise<void>;
  /** Its agent has shown at the entry's time who he is. */
  freshenSignIn(signIn: StoredSignIn, audit: AuditEntry): Promise<void>;
  /** It ends at `expiresAt`, which lies before its own end. */
  shortenSignIn(signIn: StoredSignIn, expiresAt: EpochMs): Promise<void>;
  endSignIn(signIn: StoredSignIn, ended: EndedSignIn): Promise<void>;
  addAudit(entry: AuditEntry): Promise<void>;
}
