/**
 * Drives an import: each part is sent until the server has it, and what was sent before is not
 * sent again. A part whose reply was lost is sent once more; the server knows it by its number.
 */
import type { ChunkReplyBody, ImportProblemsReply, ImportReply } from "../../../workers/contract/console/people.ts";
import type { ApiResult } from "../frame/api.ts";
import { finishImport, readImportProblems, sendChunk, undoImport } from "../frame/endpoints.ts";
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

export async function sendChunks(context: RunContext, run: ChunkRun): Promise<ApiResult<undefined>> {
  for (let number = run.done; number < run.chunks; number += 1) {
    const rows = chunkOf(run.rows, number);
    const result = await persist(context, () => sendChunk(context.api, run.id, { number, phase: run.phase, rows }));
    if (!result.ok) return result;
    run.onPart(number + 1, result.value);
  }
  return { ok: true, value: undefined };
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

/** All pages of what was not taken. */
export async function allProblems(
  context: RunContext,
  id: string,
): Promise<ApiResult<Omit<ImportProblemsReply, "next">>> {
  let found: Omit<ImportProblemsReply, "next"> = { problems: [], gone: false, more: false };
  for (let from: number | undefined = 0; from !== undefined;) {
    const at: number = from;
    const page = await persist(context, () => readImportProblems(context.api, id, at));
    if (!page.ok) return page;
    const { next, problems, gone, more } = page.value;
    found = { problems: [...found.problems, ...problems], gone: found.gone || gone, more };
    from = next;
  }
  return { ok: true, value: found };
}
