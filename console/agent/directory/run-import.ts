/**
 * Drives an import: each part is sent until the server has it, and what was sent before is not
 * sent again. A part whose reply was lost is sent once more; the server knows it by its number.
 */
import type { ChunkReplyBody, ImportReply, RowProblem } from "../../../workers/contract/console/people.ts";
import type { ApiResult } from "../frame/api.ts";
import { finishImport, sendChunk, undoImport } from "../frame/endpoints.ts";
import { persist, type RunContext } from "../frame/persist.ts";
import { chunkOf, type SentRow } from "./mapping.ts";

export interface ChunkRun {
  readonly id: string;
  readonly phase: "comparing" | "writing";
  readonly rows: readonly SentRow[];
  /** Parts that the server has. */
  readonly done: number;
  readonly chunks: number;
  readonly onPart: (done: number, reply: ChunkReplyBody) => void;
}

export async function sendChunks(context: RunContext, run: ChunkRun): Promise<ApiResult<readonly RowProblem[]>> {
  const problems: RowProblem[] = [];
  for (let number = run.done; number < run.chunks; number += 1) {
    const rows = chunkOf(run.rows, number);
    const result = await persist(context, () => sendChunk(context.api, run.id, { number, phase: run.phase, rows }));
    if (!result.ok) return result;
    problems.push(...result.value.problems);
    run.onPart(number + 1, result.value);
  }
  return { ok: true, value: problems };
}

/** Until the import says that nothing is left to do. */
export async function untilDone(
  context: RunContext,
  { id, what }: { readonly id: string; readonly what: "finish" | "undo" },
): Promise<ApiResult<ImportReply>> {
  const [ask, end] = what === "finish" ? [finishImport, "done"] : [undoImport, "undone"];
  for (;;) {
    const result = await persist(context, () => ask(context.api, id));
    if (!result.ok || result.value.state === end) return result;
  }
}
