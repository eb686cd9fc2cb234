/** Rows that were refused or taken without a cell, and why; all of them as a file. */
import type { RowProblem } from "../../../workers/contract/console/people.ts";
import { en } from "../../copy/desk/en.ts";
import { csvLine } from "../../files/csv-line.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { decimalSign, saveFile } from "../verifications/export-csv.ts";

const words = en.directory.reasons;
const ROWS_NAMED = 3;

/** One thing to mend in the file: a column, what is wrong with it, and where. */
export interface ReasonGroup extends Omit<RowProblem, "row"> {
  readonly rows: readonly number[];
}

/** Refused rows first, then by how many rows have it. */
export function grouped(problems: readonly RowProblem[]): readonly ReasonGroup[] {
  const groups = Map.groupBy(problems, ({ column, reason, refused }) => `${column} ${reason} ${String(refused)}`);
  return [...groups.values()]
    .flatMap((group): ReasonGroup[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { column, reason, refused } = first;
      return [{ column, reason, refused, rows: group.map(({ row }) => row) }];
    })
    .sort((one, other) => Number(other.refused) - Number(one.refused) || other.rows.length - one.rows.length);
}

/** A number that goes is what the file says, so nothing is left out. */
const resultOf = ({ reason, refused }: Pick<RowProblem, "reason" | "refused">): string =>
  refused ? words.refused : reason === "phone.lost" ? words.asItIs : words.leftOut;

const COLUMNS: readonly Column<ReasonGroup>[] = [
  {
    id: "reason",
    head: words.reason,
    cell: ({ column, reason }) => (
      <>
        {en.directory.why[reason]}
        <div class="caption">{en.directory.names[column]}</div>
      </>
    ),
  },
  {
    id: "row",
    head: words.rows,
    cell: ({ rows }) => words.inRows(rows.slice(0, ROWS_NAMED), rows.length),
  },
  { id: "taken", head: words.taken, cell: resultOf },
];

/** As many as are kept of what was found after the last part. */
const LATE_LISTED = 1_000;

export function Reasons({ problems, more = false }: { problems: readonly RowProblem[]; more?: boolean }) {
  if (problems.length === 0) return null;
  return (
    <section class="card directory">
      <h2 class="card-head split">
        <span>{words.title(new Set(problems.map(({ row }) => row)).size)}</span>
        <button type="button" class="button quiet" onClick={() => saveReasons(problems)}>
          <Icon name="download" />
          {words.download}
        </button>
      </h2>
      {more && <p class="card-text caption">{words.more(LATE_LISTED)}</p>}
      <div class="reasons" role="region" aria-label={words.caption} tabIndex={0}>
        <DataTable
          caption={words.caption}
          columns={COLUMNS}
          rows={grouped(problems)}
          idOf={({ column, reason, refused }) => `${column} ${reason} ${String(refused)}`}
        />
      </div>
    </section>
  );
}

/** Says nothing of what stands in the cells. */
export function reasonsCsv(problems: readonly RowProblem[], decimal: "." | ","): string {
  const heads = csvLine([words.row, words.column, words.reason, words.taken], decimal);
  const lines = problems.map(({ row, column, reason, refused }) =>
    csvLine([row, en.directory.names[column], en.directory.why[reason], resultOf({ reason, refused })], decimal),
  );
  return `\uFEFF${heads}${lines.join("")}`;
}

export function saveReasons(problems: readonly RowProblem[]): void {
  const text = reasonsCsv(problems, decimalSign(navigator.language));
  saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), words.file);
}
