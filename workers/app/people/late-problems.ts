/** What is found of rows after they were compared, kept with the import and said at its end. */
import type { RowProblem } from "../../core/people/columns.ts";
import type { ImportRecord } from "../ports/directory.ts";

const PROBLEMS_KEPT = 1_000;

export function withProblems(record: ImportRecord, found: readonly RowProblem[]): ImportRecord {
  const problems = [...record.progress.problems, ...found].slice(0, PROBLEMS_KEPT);
  return { ...record, progress: { ...record.progress, problems } };
}
