/** What is found of rows after they were compared, kept with the import and counted. */
import type { RowProblem } from "../../core/people/columns.ts";
import { valuesLeftOut } from "../../core/people/tally.ts";
import type { ImportRecord } from "../ports/directory.ts";

export const PROBLEMS_KEPT = 1_000;

export function withProblems(record: ImportRecord, found: readonly RowProblem[]): ImportRecord {
  const { problems: before, tally } = record.progress;
  const problems = [...before, ...found].slice(0, PROBLEMS_KEPT);
  const leftOut = (tally.leftOut ?? 0) + valuesLeftOut(found);
  return { ...record, progress: { ...record.progress, problems, tally: { ...tally, leftOut } } };
}
