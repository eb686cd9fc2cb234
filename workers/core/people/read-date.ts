/** Dates as directories and spreadsheets write them. Where day and month could be either, none is guessed. */
import type { YearMonth } from "../questions/facts.ts";

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?$/u;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/u;

/** The month of it; undefined where it cannot be told. */
export function readDate(text: string): YearMonth | undefined {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) {
    return yearMonth(Number(first[1]), Number(first[2]));
  }
  const last = YEAR_LAST.exec(text);
  if (last === null) {
    return undefined;
  }
  const [one, sign, other, year] = [Number(last[1]), last[2], Number(last[3]), Number(last[4])];
  // Points stand in dates that begin with the day; with other signs only a day above twelve tells.
  if (sign === "." || one > 12 || one === other) {
    return yearMonth(year, other);
  }
  return other > 12 ? yearMonth(year, one) : undefined;
}

function yearMonth(year: number, month: number): YearMonth | undefined {
  return month >= 1 && month <= 12 && year >= 1900 && year <= 2200 ? { year, month } : undefined;
}
