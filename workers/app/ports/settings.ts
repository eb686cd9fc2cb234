import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { SectionId } from "../../core/settings/registry.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";

/** Values by key of the configuration. */
export type SettingsValues = Readonly<Record<string, unknown>>;

/** Who set a secret, and when; by its path, like `CONNECTION_SECRETS.main.password`. */
export type SecretsSet = Readonly<Record<string, { readonly at: EpochMs; readonly by: string }>>;

export interface SettingsVersion {
  readonly section: SectionId;
  /** From 1, one more with each change of the section. */
  readonly version: number;
  /** From 1, one more with each change of any section. */
  readonly head: number;
  /** Without secrets. */
  readonly document: SettingsValues;
  readonly secrets: SettingsValues;
  readonly secretsSet: SecretsSet;
  readonly at: EpochMs;
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly reason?: string;
  /** What changed, in words, one line each. */
  readonly changes: readonly string[];
}

export type NewSettingsVersion = Omit<SettingsVersion, "head">;

/** A change that protects less, waiting for a second admin or for its time. */
export interface SettingsProposal {
  readonly id: string;
  readonly section: SectionId;
  /** Of the section when it was proposed: it never overwrites what came after. */
  readonly baseVersion: number;
  readonly document: SettingsValues;
  readonly secrets: SettingsValues;
  readonly secretsSet: SecretsSet;
  readonly changes: readonly string[];
  readonly weakens: readonly string[];
  readonly at: EpochMs;
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly reason?: string;
  readonly appliesAt: EpochMs;
}

export type ProposalEnd = "applied" | "withdrawn" | "refused" | "outdated" | "lapsed";

/** A row that was changed without the root secret. */
export interface SpoiledVersion {
  readonly section: SectionId;
  readonly version: number;
}

/** Of each section. Enough unless all of one's are broken: whoever composes asks for more then. */
export const VERSIONS_READ = 5;

export interface LoadedSettings {
  /** That there is a newer change shows by another number; which one it is, no row that SQL wrote decides. */
  readonly head: number;
  /** Newest first in each section, at most `depth` of each. Rows that were changed without the root secret are left out. */
  readonly versions: readonly SettingsVersion[];
  readonly depth: number;
  /** Sections of which there may be older ones. */
  readonly more: readonly SectionId[];
  /** Those that were left out. */
  readonly refused: readonly SpoiledVersion[];
}

export interface SettingsStore {
  /** Another one with each change; 0 before the first. */
  head(): Promise<number>;
  /** `depth`: versions of each section; a few unless said. */
  load(depth?: number): Promise<LoadedSettings>;
  /** Newest first, of all or of those before one; at most `limit`. */
  history(section: SectionId, limit: number, before?: number): Promise<readonly SettingsVersion[]>;
  /** With the mails that tell of it. False where it was told before. */
  tellOfSpoiled(spoiled: SpoiledVersion, audit: AuditEntry, mails: readonly NewDeskMail[]): Promise<boolean>;
  /** False when the section has this version already: somebody else was faster. */
  add(version: NewSettingsVersion, audit: AuditEntry): Promise<boolean>;
  /** With the mails that tell of it. False where another one of the section waits. */
  propose(proposal: SettingsProposal, mails: readonly NewDeskMail[], audit: AuditEntry): Promise<boolean>;
  /** Also one that waits no more; its values are gone then. */
  proposal(id: string): Promise<SettingsProposal | undefined>;
  /** Those that wait, oldest first; with `dueBy` those whose time has come. */
  waiting(dueBy?: EpochMs): Promise<readonly SettingsProposal[]>;
  /** Since when the first admin sets the desk up alone; undefined once that is over, and where SQL says so. */
  setUpOpenedAt(): Promise<EpochMs | undefined>;
  /** For good: nothing opens it again. */
  endSetUp(): Promise<void>;
  /** False when it waits no more. With the mails that tell of it. */
  end(
    proposal: SettingsProposal,
    ended: {
      readonly as: ProposalEnd;
      readonly by: string;
      readonly at: EpochMs;
      readonly mails: readonly NewDeskMail[];
    },
    audit: AuditEntry,
  ): Promise<boolean>;
}
