/** Coverage: whom of the directory a check can pass for, and who is weak. */
import { z } from "zod";
import type { ActionId } from "../../core/policy/policy.ts";
import type { QuestionKindId } from "../../core/questions/registry.ts";
import type {
  CoverageTally,
  Helped,
  KindTally,
  Lack,
  Reason,
  RequestTally,
  Standing,
  Way,
} from "../../core/verdict/coverage.ts";

/** GET /api/coverage. */
export interface CoverageReply {
  /** The last count that ended. */
  readonly done?: CoverageCount;
  /** One that is under way; nothing of it is in `done`. */
  readonly running?: CoverageProgress;
  /** People can be sent to the desk in person; where. */
  readonly deskPlace?: string;
}

export interface CoverageCount {
  readonly id: string;
  readonly cause: CoverageCause;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Empty for the day's. */
  readonly by: string;
  /** Active ones, each counted once. */
  readonly people: number;
  readonly kinds: readonly (KindTally & { readonly kind: QuestionKindId })[];
  readonly requests: readonly CoverageRequest[];
  readonly lacks: CoverageTally["lacks"];
  readonly unverifiable: number;
  /** What has changed since it began. */
  readonly since: readonly ("import" | "policies")[];
}

export interface CoverageRequest extends RequestTally {
  /** Where the policy is a ticket system's own. */
  readonly connection?: string;
  readonly category: string;
  readonly action: ActionId;
  /** Alone or with help. */
  readonly verifiable: number;
}

export interface CoverageProgress {
  readonly id: string;
  readonly cause: CoverageCause;
  readonly startedAt: number;
  readonly by: string;
  readonly counted: number;
  /** When it began; somebody may have come since. */
  readonly people: number;
  /** When somebody was last counted, or it began. */
  readonly movedAt: number;
  /** People are being imported: with the end of that it is begun anew. */
  readonly waitsForImport?: true;
}

/** Why a count was begun. */
export type CoverageCause = "asked" | "import" | "daily";

/** POST /api/coverage begins a count; one that runs is taken for it. */
export const coverageStartRequest = z.strictObject({});

export const COVERAGE_LISTS = ["unverifiable", "request", "contact", "mobile", "mail"] as const;
export type CoverageListId = (typeof COVERAGE_LISTS)[number];

const MOST_REQUESTS = 1_000;

const list = {
  /** The count that the list is of. */
  run: z.string().max(80),
  which: z.enum(COVERAGE_LISTS),
  /** The place of the request among those of the count; of "request" alone. */
  request: z.coerce.number().int().min(0).max(MOST_REQUESTS).optional(),
};

/** GET /api/coverage/people. `after`: the last person of the page before. */
export const coveragePeopleQuery = z.strictObject({ ...list, after: z.string().max(80).optional() });

/** POST /api/coverage/export. */
export const coverageExportRequest = z.strictObject({ ...list, decimal: z.enum([".", ","]) });

export type CoverageListRequest = z.output<typeof coveragePeopleQuery>;
export type CoverageExportRequest = z.input<typeof coverageExportRequest>;

export interface CoveragePeopleReply {
  /** By name. */
  readonly people: readonly WeakPerson[];
  readonly more: boolean;
}

export interface WeakPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly department?: string;
  readonly office?: string;
  /** Why no check passes: for the request of the list, else for any. None where one does. */
  readonly because: readonly Reason[];
  readonly lacks: readonly Lack[];
  readonly way: Way;
}

export type { CoverageTally, Helped, KindTally, Lack, Reason, RequestTally, Standing, Way };
