/** Whom of the directory a check can pass for, counted in steps. */
import type { CoverageRunId, PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { CoverageLetters, CoverageTally } from "../../core/verdict/coverage.ts";
import type { AuditEntry } from "./audit.ts";
import type { ContactRecord, Knowledge, PersonRecord } from "./people.ts";
import type { PersonPasskey } from "./person-passkeys.ts";

/** What a count was made from: the letters of a person stand in this order. */
export interface CoverageBasis {
  readonly kinds: readonly string[];
  readonly requests: readonly { readonly connection?: string; readonly category: string; readonly action: ActionId }[];
  /** Tells whether the policies of the requests are still those. */
  readonly policies: string;
}

/** Somebody pressed the button, an import or its undoing ended, or the day's was due. */
export const COVERAGE_CAUSES = ["asked", "import", "daily"] as const;
export type CoverageCause = (typeof COVERAGE_CAUSES)[number];

export interface CoverageRun {
  readonly id: CoverageRunId;
  readonly cause: CoverageCause;
  readonly startedAt: EpochMs;
  /** Empty for the day's. */
  readonly startedByName: string;
  readonly basis: CoverageBasis;
  /** The last person who is counted; empty before the first. */
  readonly countedTo: PersonId | "";
  readonly counted: number;
  /** Active people when it began. */
  readonly people: number;
  /** Whoever counts has it until then. */
  readonly leaseUntil: EpochMs;
  /** When somebody was last counted. */
  readonly steppedAt?: EpochMs;
  readonly endedAt?: EpochMs;
  /** With its end. */
  readonly tally?: CoverageTally;
}

/** One person with all that a check of them is made from. */
export interface WholePerson extends Knowledge {
  readonly person: PersonRecord;
  readonly contacts: readonly ContactRecord[];
  /** Those that do not count yet too. */
  readonly passkeys: readonly PersonPasskey[];
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

export interface CoverageStart {
  readonly audit: AuditEntry;
  /** An open one that it takes the place of. */
  readonly instead?: CoverageRunId;
}

/** Reads people with all that a check of them is made from; what they share is read once. */
export interface CoverageReading {
  /** Active people after this id, in the order of ids. */
  people(after: PersonId | "", limit: number): Promise<readonly WholePerson[]>;
  /** Asked of the database up to now. */
  statements(): number;
}

export interface CoverageStep {
  readonly people: readonly CountedPerson[];
  readonly at: EpochMs;
  readonly leaseUntil: EpochMs;
}

export interface CoverageStore {
  byId(id: CoverageRunId): Promise<CoverageRun | undefined>;
  /** The last that ended, and the one that is open. */
  latest(): Promise<{ readonly done?: CoverageRun; readonly running?: CoverageRun }>;
  /** False, and nothing written, where another one is open. */
  begin(run: CoverageRun, start: CoverageStart): Promise<boolean>;
  /** Takes an open run for as long; undefined where it is open no more, or somebody has it. */
  claim(id: CoverageRunId, lease: { readonly now: EpochMs; readonly until: EpochMs }): Promise<CoverageRun | undefined>;
  release(id: CoverageRunId): Promise<void>;
  reading(): CoverageReading;
  /** Counts them once, however often it is asked; drops some of what older runs left. */
  count(run: CoverageRun, step: CoverageStep): Promise<void>;
  /** How many people have one result, of a run whose people are all counted. */
  groups(id: CoverageRunId): Promise<readonly (CoverageLetters & { readonly people: number })[]>;
  /** One that is open no more is left as it is. */
  end(id: CoverageRunId, tally: CoverageTally, at: EpochMs): Promise<void>;
  /** Those who are still active. */
  countListed(id: CoverageRunId, list: CoverageList): Promise<number>;
  list(page: CoveragePage): Promise<readonly ListedPerson[]>;
}
