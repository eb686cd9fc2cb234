/** Whom of the directory a check can pass for, counted in steps. */
import type { AgentId, CoverageRunId, PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { CoverageLetters, CoverageTally } from "../../core/verdict/coverage.ts";
import type { AuditEntry } from "./audit.ts";
import type { ContactRecord, Knowledge, PersonRecord } from "./people.ts";

/** What a count was made from: the letters of a person stand in this order. */
export interface CoverageBasis {
  readonly kinds: readonly string[];
  readonly requests: readonly { readonly connection?: string; readonly category: string; readonly action: ActionId }[];
  /** Tells whether the policies of the requests are still those. */
  readonly policies: string;
}

export interface CoverageRun {
  readonly id: CoverageRunId;
  readonly startedAt: EpochMs;
  readonly startedBy: AgentId;
  readonly startedByName: string;
  readonly basis: CoverageBasis;
  /** The last person who is counted; empty before the first. */
  readonly countedTo: PersonId | "";
  readonly counted: number;
  /** Active people when it began. */
  readonly people: number;
  readonly endedAt?: EpochMs;
  /** With its end. */
  readonly tally?: CoverageTally;
}

/** One person with all that a check of them is made from. */
export interface WholePerson extends Knowledge {
  readonly person: PersonRecord;
  readonly contacts: readonly ContactRecord[];
}

export interface CountedPerson extends CoverageLetters {
  readonly id: PersonId;
}

/** Who is weak: for one of the requests by its place, for every one of them, or not to be reached. */
export type CoverageList =
  | { readonly which: "request"; readonly request: number }
  | { readonly which: "unverifiable" | "mobile" | "mail" | "contact" };

export interface ListedPerson extends CoverageLetters {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly department?: string;
  readonly office?: string;
}

export interface CoveragePage {
  readonly run: CoverageRunId;
  readonly list: CoverageList;
  /** By name, then id. */
  readonly after?: { readonly name: string; readonly id: PersonId };
  readonly limit: number;
}

export interface CoverageStore {
  byId(id: CoverageRunId): Promise<CoverageRun | undefined>;
  /** The last that ended, and one that was begun after it. */
  latest(): Promise<{ readonly done?: CoverageRun; readonly running?: CoverageRun }>;
  begin(run: CoverageRun, audit: AuditEntry): Promise<void>;
  /** Active people after this id, in the order of ids. */
  people(after: PersonId | "", limit: number): Promise<readonly WholePerson[]>;
  /** Counts them once, however often it is asked; drops some of what older runs left. */
  count(run: CoverageRun, people: readonly CountedPerson[]): Promise<void>;
  /** How many people have one result, of a run whose people are all counted. */
  groups(id: CoverageRunId): Promise<readonly (CoverageLetters & { readonly people: number })[]>;
  end(id: CoverageRunId, tally: CoverageTally, at: EpochMs): Promise<void>;
  /** Those who are still active. */
  countListed(id: CoverageRunId, list: CoverageList): Promise<number>;
  list(page: CoveragePage): Promise<readonly ListedPerson[]>;
}
