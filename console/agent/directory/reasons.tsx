/** Rows that were refused or taken without a cell, and why; all of them as a file. */
import type { RowProblem } from "../../../workers/contract/console/people.ts";
import { en } from "../../copy/desk/en.ts";
import { csvLine } from "../../files/csv-line.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { decimalSign, saveFile } from "../verifications/export-csv.ts";

const words = en.directory.reasons;
const SHOWN = 20;

const COLUMNS: readonly Column<RowProblem>[] = [
  { id: "row", head: words.row, cell: ({ row }) => <span class="figure">{row}</span> },
  { id: "column", head: words.column, cell: ({ column }) => en.directory.names[column] },
  { id: "reason", head: words.reason, cell: ({ reason }) => en.directory.why[reason] },
  { id: "taken", head: words.taken, cell: ({ refused }) => (refused ? words.refused : words.leftOut) },
];

export function Reasons({ problems }: { problems: readonly RowProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section class="card directory">
      <h2 class="card-head split">
        <span>{words.title(new Set(problems.map(({ row }) => row)).size)}</span>
        <button type="button" class="button quiet" onClick={() => saveFile(reasonsFile(problems), words.file)}>
          <Icon name="download" />
          {words.download}
        </button>
      </h2>
      <div class="reasons" role="region" aria-label={words.caption} tabIndex={0}>
        <DataTable
          caption={words.caption}
          columns={COLUMNS}
          rows={problems.slice(0, SHOWN)}
          idOf={({ row, column, reason }) => `${String(row)} ${column} ${reason}`}
        />
      </div>
      {problems.length > SHOWN && <p class="caption card-text">{words.more(problems.length - SHOWN)}</p>}
    </section>
  );
}

/** Says nothing of what stands in the cells. */
export function reasonsCsv(problems: readonly RowProblem[], decimal: "." | ","): string {
  const heads = csvLine([words.row, words.column, words.reason, words.taken], decimal);
  const lines = problems.map(({ row, column, reason, refused }) =>
    csvLine(
      [row, en.directory.names[column], en.directory.why[reason], refused ? words.refused : words.leftOut],
      decimal,
    ),
  );
  return `\uFEFF${heads}${lines.join("")}`;
}

function reasonsFile(problems: readonly RowProblem[]): Blob {
  return new Blob([reasonsCsv(problems, decimalSign(navigator.language))], { type: "text/csv;charset=utf-8" });
}
