/** Whether a chunk may be taken as it comes: the rows that were announced, the same as before, and in its turn. */
import type { ChunkRequest } from "../../contract/console/people.ts";
import type { Deps } from "../deps.ts";
import type { ChunkRecord, ImportRecord } from "../ports/directory.ts";
import { isHeld } from "./held-chunks.ts";
import { ROWS_PER_CHUNK, type ImportProblem } from "./start-import.ts";

export function rowsOf(rows: number, number: number): number {
  return Math.min(ROWS_PER_CHUNK, rows - number * ROWS_PER_CHUNK);
}

/** Whether it is what it was, here and in the import's own row. */
export async function doubtOf(
  { vault }: Pick<Deps, "vault">,
  record: ImportRecord,
  { before, digest, number }: { before: ChunkRecord | undefined; digest: string; number: number },
): Promise<"import.conflict" | "import.spoiled" | undefined> {
  if (isAnother(digest, { before, digests: record.progress.digests, number })) return "import.conflict";
  return before === undefined || (await isHeld(vault, record, { ...before, number })) ? undefined : "import.spoiled";
}

/** The import's own row is attested, that of the chunk is not: what either of them says has been compared counts. */
function isAnother(
  digest: string,
  {
    before,
    digests,
    number,
  }: { before: ChunkRecord | undefined; digests: readonly string[] | undefined; number: number },
): boolean {
  return [before?.digest, digests?.[number]].some((one) => one !== undefined && one !== digest);
}

/** Ids of new people follow from the import and the row number, so no number comes twice. */
export function turnProblem(
  { open, phase, progress }: ImportRecord,
  chunk: ChunkRequest,
  before: ChunkRecord | undefined,
): ImportProblem | undefined {
  if (!open || phase !== chunk.phase) return "import.not_allowed";
  if (chunk.number !== (phase === "comparing" ? progress.compared : progress.written)) return "import.out_of_order";
  const isNext = before !== undefined || Math.min(...rowNumbers(chunk)) > (progress.lastRow ?? 0);
  return isNext ? undefined : "import.conflict";
}

export const lastRowOf = (chunk: ChunkRequest): number => Math.max(...rowNumbers(chunk));

const rowNumbers = ({ rows }: ChunkRequest): readonly number[] => rows.map(({ row }) => row);
