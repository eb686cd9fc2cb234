/** What of an import's file was not taken, and why: for as long as its parts are kept. Nothing of what stands in the cells. */
import { defined } from "../../core/kit/defined.ts";
import type { ImportId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { RowProblem } from "../../core/people/columns.ts";
import type { ImportProblemsReply } from "../../contract/console/people.ts";
import type { Deps } from "../deps.ts";
import type { ChunkReply, ImportRecord } from "../ports/directory.ts";
import { isReplyHeld } from "./held-chunks.ts";
import { PROBLEMS_KEPT } from "./late-problems.ts";
import { externalKey, mailKey } from "./one-row-each.ts";

type ProblemsDeps = Pick<Deps, "directory" | "vault">;

/** With five reasons in each row they are some megabytes. */
const CHUNKS_PER_PAGE = 20;

/** Refused: an unknown import. What SQL says of a part is left out, and so are parts whose days are over. */
export async function readProblems(
  deps: ProblemsDeps,
  { id, from }: { readonly id: ImportId; readonly from: number },
): Promise<Result<ImportProblemsReply, "import.unknown">> {
  const record = await deps.directory.byId(id);
  if (record === undefined) return err("import.unknown");
  const { compared, problems: late, finish } = record.progress;
  const to = Math.min(compared, from + CHUNKS_PER_PAGE);
  const replies = await repliesOf(deps, record, { from, to });
  // From then on those who are unknown are among what was found late.
  const isDecided = finish !== undefined && finish.stage !== "managers";
  const unknown = isDecided || compared < record.file.chunks ? [] : await unknownManagers(deps, record, replies);
  const isLast = to === compared;
  return ok({
    problems: [...replies.flatMap(({ problems }) => problems), ...unknown, ...(isLast ? late : [])],
    gone: to > from && replies.length === 0,
    more: late.length === PROBLEMS_KEPT,
    ...defined({ next: isLast ? undefined : to }),
  });
}

async function repliesOf(
  { directory, vault }: ProblemsDeps,
  record: ImportRecord,
  range: { readonly from: number; readonly to: number },
): Promise<readonly ChunkReply[]> {
  const chunks = await directory.replies(record.id, range);
  const held = await Promise.all(chunks.map((chunk) => isReplyHeld(vault, record, chunk)));
  return chunks.filter((_, at) => held[at]).map(({ reply }) => JSON.parse(reply) as ChunkReply);
}

/** Named neither in the file nor in the directory, so that it can be told before anything is written. */
async function unknownManagers(
  { directory }: ProblemsDeps,
  { id }: ImportRecord,
  replies: readonly ChunkReply[],
): Promise<readonly RowProblem[]> {
  const pending = replies.flatMap(({ managers = [] }) => managers);
  if (pending.length === 0) return [];
  const names = [...new Set(pending.map(({ named }) => named))];
  const [inFile, known] = await Promise.all([
    directory.inFile(
      id,
      names.flatMap((name) => keysOf(name)),
    ),
    directory.managersNamed(names),
  ]);
  const found = new Set([
    ...(inFile === "spoiled" ? [] : inFile),
    ...known.flatMap(({ email, externalId }) => keysOf(email, externalId)),
  ]);
  return pending
    .filter(({ named }) => !keysOf(named).some((key) => found.has(key)))
    .flatMap(({ rows }) => rows)
    .map((row) => ({ row, column: "manager", reason: "manager.unknown", refused: false }));
}

/** A name may be either. */
const keysOf = (email: string, externalId = email): readonly string[] => [mailKey(email), externalKey(externalId)];
