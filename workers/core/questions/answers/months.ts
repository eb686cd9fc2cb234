import type { YearMonth } from "../facts.ts";
import type { Grade } from "../question.ts";

/** Month and year right is correct; one of the two, or the neighbouring month (also across New Year), is partial. */
export function gradeMonth(expected: YearMonth, answer: YearMonth): Grade {
  const year = answer.year === expected.year;
  const month = answer.month === expected.month;
  const apart = Math.abs(12 * (answer.year - expected.year) + answer.month - expected.month);
  if (year && month) {
    return "correct";
  }
  return year || month || apart === 1 ? "partial" : "invalid";
}
