import type { Grade } from "../question.ts";

const ORDER: readonly Grade[] = ["correct", "partial", "invalid", "skipped"];

/** The most favourable of several readings of one answer; "invalid" when there is none. */
export function best(grades: readonly Grade[]): Grade {
  return ORDER.find((grade) => grades.includes(grade)) ?? "invalid";
}
