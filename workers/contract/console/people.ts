/** Imports of the directory: POST /api/people/imports and what follows it. */
import { z } from "zod";
import type {
  AccountColumn,
  Cells,
  ContactColumn,
  ImportColumn,
  OwnColumn,
  RowProblem,
} from "../../core/people/columns.ts";
import type { Question, Tally } from "../../core/people/tally.ts";
import { ACCOUNTS, COLUMNS, OWN_COLUMNS, ROWS_PER_CHUNK } from "./people-columns.ts";

const column = z.enum(COLUMNS satisfies readonly ImportColumn[]);
const ownColumn = z.enum(OWN_COLUMNS);

const accountColumn = z.enum(ACCOUNTS satisfies readonly AccountColumn[]);

const MOST_ROWS = 500_000;
const MOST_PLACES = 1_000;
/** Longer than what is taken, so that a long cell is refused with its row and not with the chunk. */
const LONGEST_CELL = 400;

export const startImportRequest = z
  .strictObject({
    /** Made by the browser: the same start again is one import. */
    id: z.string().regex(/^imp_[A-Za-z0-9_-]{16,40}$/),
    fileName: z.string().trim().min(1).max(200),
    /** SHA-256 of the file's bytes in hex: tells the same file from another. */
    fileHash: z.string().regex(/^[0-9a-f]{64}$/),
    rows: z.number().int().min(1).max(MOST_ROWS),
    columns: z.array(column).min(2).max(COLUMNS.length),
    /** Where each of the columns stands in the file, from 0. */
    places: z.array(z.number().int().min(0).max(MOST_PLACES)).max(COLUMNS.length),
    /** Those that people, or the desk, can change themselves. */
    typed: z.array(ownColumn).max(OWN_COLUMNS.length),
    /** What the systems of account columns are called: agents choose by it. */
    labels: z
      .partialRecord(
        accountColumn,
        z
          .string()
          .trim()
          .regex(/^\P{C}{1,60}$/u),
      )
      .optional(),
    /** Whether the ticket system knows people by the file's ids. Absent: as it was said before. */
    idsInTickets: z.boolean().optional(),
    /** Nobody is missing from the file: who is not in it has left. */
    complete: z.boolean(),
  })
  .refine(({ columns }) => new Set(columns).size === columns.length, { path: ["columns"] })
  .refine(({ columns, places }) => places.length === columns.length, { path: ["places"] })
  .refine(({ columns, labels = {} }) => ACCOUNTS.every((one) => columns.includes(one) === one in labels), {
    path: ["labels"],
  })
  .refine(({ columns }) => columns.includes("email"), { path: ["columns"] })
  .refine(({ columns }) => columns.includes("displayName") || columns.includes("givenName"), { path: ["columns"] });

const KNOWN_COLUMNS: ReadonlySet<string> = new Set(COLUMNS);

/** In one look at a row: a schema for each of its cells took longer than reading them. */
function isCells(value: unknown): value is Cells {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([name, cell]: [string, unknown]) =>
        KNOWN_COLUMNS.has(name) && typeof cell === "string" && cell.length <= LONGEST_CELL,
    )
  );
}

/** POST .../{id}/chunks. First all of them while the import compares, then all again to be written. */
export const chunkRequest = z.strictObject({
  number: z.number().int().min(0).max(MOST_ROWS),
  phase: z.enum(["comparing", "writing"]),
  rows: z
    .array(
      z.strictObject({
        /** Line of the file; 2 is the first below the heads. */
        row: z
          .number()
          .int()
          .min(1)
          .max(MOST_ROWS * 2),
        cells: z.custom<Cells>(isCells),
      }),
    )
    .min(1)
    .max(ROWS_PER_CHUNK)
    // Of somebody new the id follows from it: two rows of one number would be one person.
    .refine((rows) => new Set(rows.map(({ row }) => row)).size === rows.length, "must name each line once"),
});

/** POST .../{id}/write: what the preview asks is answered, and writing begins. */
export const writeRequest = z.strictObject({
  confirmed: z.array(z.enum(["contacts", "identities", "managers", "leaving"] satisfies Question[])).max(4),
  /** Once: the first import is accepted as it is, and counts at once. */
  baseline: z.boolean(),
});

/** POST .../{id}/finish, /undo, /stop and /resume. The first two are called until nothing is left to do. */
export const importStepRequest = z.strictObject({});

/** Why a file is no table that could be imported. */
export const FILE_PROBLEMS = [
  "spreadsheet",
  "encoding",
  "no_table",
  "no_rows",
  "broken_quotes",
  "too_many_columns",
  "unreadable",
] as const;

/** POST /api/people/refused-files: the browser reads files, and says only why it took one for none. */
export const refusedFileRequest = z.strictObject({ problem: z.enum(FILE_PROBLEMS) });
export type RefusedFileRequest = z.infer<typeof refusedFileRequest>;

export type StartImportRequest = z.input<typeof startImportRequest>;
export type ChunkRequest = z.output<typeof chunkRequest>;
export type WriteRequest = z.output<typeof writeRequest>;

export interface ChunkReplyBody {
  readonly tally: Tally;
  readonly problems: readonly RowProblem[];
}

/** GET .../{id}/problems: in pages, for as long as the parts of the file are kept. */
export const problemsQuery = z.strictObject({ from: z.coerce.number().int().min(0).max(MOST_ROWS).default(0) });

export interface ImportProblemsReply {
  readonly problems: readonly RowProblem[];
  /** What the next page asks from. */
  readonly next?: number;
  /** These parts are no longer kept. */
  readonly gone: boolean;
  /** After the last part more was found than is listed. */
  readonly more: boolean;
}

/** GET /api/people/imports. */
export interface ImportsReply {
  /** Newest first. */
  readonly imports: readonly ImportReply[];
  /** Nothing was ever imported: this one can be accepted as the baseline. */
  readonly baselineOpen: boolean;
  /** Nobody else could accept it as the baseline: the word of who asks is enough. */
  readonly baselineAlone: boolean;
  readonly people: number;
}

export interface ImportReply {
  readonly id: string;
  /** "discarded": its preview was seen and nothing was written; another one is begun anew. */
  readonly state:
    "comparing" | "compared" | "discarded" | "writing" | "finishing" | "done" | "stopped" | "undoing" | "undone";
  readonly by: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly baseline: boolean;
  /** While it waits for another admin to accept it as the baseline. `own`: it is theirs who asks. */
  readonly baselineAsked?: { readonly by: string; readonly at: number; readonly own: boolean };
  readonly fileName: string;
  readonly fileHash: string;
  readonly rows: number;
  readonly chunks: number;
  readonly columns: readonly ImportColumn[];
  readonly places: readonly number[];
  readonly typed: readonly OwnColumn[];
  readonly complete: boolean;
  readonly compared: number;
  readonly written: number;
  readonly tally: Tally;
  /** Once it is compared. */
  readonly leaving?: { readonly missing: number; readonly active: number; readonly sample: readonly string[] };
  /** What has to be answered before anything is written. */
  readonly questions: readonly Question[];
  /** What was found after the last chunk. */
  readonly problems: readonly RowProblem[];
  readonly mayResume: boolean;
  readonly mayUndo: boolean;
}

export type { AccountColumn, ContactColumn, ImportColumn, OwnColumn, Question, RowProblem, Tally };
