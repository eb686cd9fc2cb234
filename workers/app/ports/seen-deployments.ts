import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";
import type { SettingsValues } from "./settings.ts";

/** `waits`: protects less than what serves, and somebody may decide on it. */
export type DeploymentState = "serves" | "waits" | "refused";

/** What the deployment's own variables said from then on, in part or whole. */
export interface SeenDeployment {
  readonly number: number;
  readonly at: EpochMs;
  readonly state: DeploymentState;
  /** By key of the configuration, as the deployment wrote them, secrets too. */
  readonly values: SettingsValues;
  /** Each line by which it protects less than what served before. */
  readonly weakens: readonly string[];
  /** Who approved or refused it; absent where nobody had to, or its day had passed. */
  readonly decidedBy?: AgentId;
}

export interface NewestDeployments {
  /** Of the newest row, also one from before, which kept no values; 0 for none. */
  readonly number: number;
  /** What others are held to. */
  readonly serves?: SeenDeployment;
  /** Newer than that, and not serving. */
  readonly since?: SeenDeployment;
}

/** A row that was written or changed without the root secret is not found. */
export interface SeenDeployments {
  newest(): Promise<NewestDeployments>;
  byNumber(number: number): Promise<SeenDeployment | undefined>;
  /** The newest one that serves and weakened, not before `since`; its values may be unknown. */
  weakened(since: EpochMs): Promise<Pick<SeenDeployment, "at" | "weakens"> | undefined>;
  /**
   * With the mails that tell of it, by its number, and the audit row. The number, or undefined where another isolate
   * was faster. `after`: number of the newest one that the caller knew, 0 for none.
   */
  add(
    seen: Omit<SeenDeployment, "number"> & { readonly after: number },
    mails: (number: string) => readonly NewDeskMail[],
    audit: AuditEntry | undefined,
  ): Promise<number | undefined>;
}
