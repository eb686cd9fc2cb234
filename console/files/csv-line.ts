/**
 * One line of a CSV file that opens as a table and runs nothing. A spreadsheet runs a cell that
 * begins with one of a few signs; it also cuts cells at its own separator, whatever the file's is,
 * so a sign behind any separator or quote inside a text is disarmed too. The mark is an
 * apostrophe, which spreadsheets take for "this is text".
 */

/** The sign that parts decimals where the reader lives; spreadsheets there expect ";" between cells. */
export type DecimalSign = "." | ",";

export type Cell = string | number | undefined;

/** What a spreadsheet begins a formula with, also as it stands on East Asian keyboards. */
const SIGNS = "=+\\-@\\u2212\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B";
/** Blanks and characters that are not seen are skipped on the way to the sign. */
const UNSEEN = "[\\s\\p{Cf}]*";
const AT_START = new RegExp(`^(?=${UNSEEN}[${SIGNS}])`, "u");
const BEHIND_SEPARATOR = new RegExp(`([,;|"'\\uFF0C\\uFF1B])(?=${UNSEEN}[${SIGNS}])`, "gu");
/** Tabs and line breaks among them: a cell is one line, which makes lines countable. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** CRLF at the end, as RFC 4180 and every spreadsheet have it. */
export function csvLine(cells: readonly Cell[], decimal: DecimalSign): string {
  return `${cells.map((cell) => written(cell, decimal)).join(decimal === "," ? ";" : ",")}\r\n`;
}

function written(cell: Cell, decimal: DecimalSign): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell).replace(".", decimal);
  return `"${disarmed(cell).replaceAll('"', '""')}"`;
}

function disarmed(text: string): string {
  return text.replaceAll(BREAKS, " ").replaceAll(BEHIND_SEPARATOR, "$1'").replace(AT_START, "'");
}
