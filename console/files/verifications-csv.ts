/** The table of verifications as a CSV file, in the words and the order of the screen. */
import type { VerificationRow } from "../../workers/contract/console/verifications.ts";
import { isRunning, verdictAt } from "../agent/panel/status-words.ts";
import { en } from "../copy/desk/en.ts";
import { sortable } from "./sortable.ts";
import { csvLine, type Cell, type DecimalSign } from "./csv-line.ts";

export interface CsvFormat {
  readonly decimal: DecimalSign;
  readonly timeZone: string;
  /** Epoch milliseconds of the export: a pass runs out. */
  readonly now: number;
}

interface CsvColumn {
  readonly head: (format: CsvFormat) => string;
  readonly cell: (row: VerificationRow, format: CsvFormat) => Cell;
}

const heads = { ...en.list.columns, ...en.csv.columns };
/** Without it spreadsheets read names in the letters of the computer's own old code page. */
const BYTE_ORDER_MARK = "\uFEFF";

const COLUMNS: readonly CsvColumn[] = [
  { head: () => heads.ticket, cell: (row) => row.ticketNumber },
  { head: () => heads.requester, cell: (row) => row.requesterName },
  { head: () => heads.email, cell: (row) => row.requesterEmail },
  { head: () => heads.risk, cell: levelText },
  { head: () => heads.score, cell: (row, { now }) => verdictAt(row.verdict, now).risk?.score },
  { head: () => heads.limit, cell: (row) => row.passLine },
  { head: () => heads.status, cell: (row, { now }) => verdictAt(row.verdict, now).word },
  { head: () => heads.reason, cell: reasonText },
  { head: () => heads.word, cell: ({ judged }) => judged?.label },
  { head: () => heads.wordBy, cell: ({ judged }) => judged?.by },
  { head: zoned(heads.wordAt), cell: ({ judged }, { timeZone }) => sortable(judged?.at, timeZone) },
  { head: () => heads.category, cell: (row) => row.category },
  { head: () => heads.action, cell: (row) => en.actions[row.action] },
  { head: () => heads.referrer, cell: (row) => row.referrerName },
  { head: zoned(heads.timestamp), cell: (row, { timeZone }) => sortable(row.createdAt, timeZone) },
  { head: zoned(heads.ended), cell: (row, { timeZone }) => sortable(row.endedAt, timeZone) },
  { head: zoned(heads.validUntil), cell: (row, { timeZone }) => sortable(row.validUntil, timeZone) },
  { head: () => heads.feedback, cell: (row) => (row.feedback === undefined ? undefined : en.feedback[row.feedback]) },
  { head: () => heads.id, cell: (row) => row.id },
];

/** How the file begins: the mark that says UTF-8, and the heads. */
export function csvHead(format: CsvFormat): string {
  const names = COLUMNS.map(({ head }) => head(format));
  return BYTE_ORDER_MARK + csvLine(names, format.decimal);
}

export function csvRows(rows: readonly VerificationRow[], format: CsvFormat): string {
  return rows
    .map((row) =>
      csvLine(
        COLUMNS.map(({ cell }) => cell(row, format)),
        format.decimal,
      ),
    )
    .join("");
}

function levelText(row: VerificationRow, { now }: CsvFormat): string {
  const { risk } = verdictAt(row.verdict, now);
  if (risk !== undefined) return en.levels[risk.level];
  return isRunning(row.status) ? en.list.afterEnd : en.list.noScore;
}

/** What runs out by the minute is no reason: a file is read later. */
function reasonText(row: VerificationRow, { now }: CsvFormat): string | undefined {
  const { counts, reason } = verdictAt(row.verdict, now);
  return counts === undefined ? reason || undefined : undefined;
}

function zoned(name: string): CsvColumn["head"] {
  return ({ timeZone }) => `${name} (${timeZone})`;
}
