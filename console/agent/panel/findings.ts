/** Findings in the order people need them: strongest first, whichever way they point. */
import { en } from "../../copy/desk/en.ts";
import { signed } from "../frame/format.ts";
import type { Assessment, Category, Finding } from "../frame/shapes.ts";

export type Direction = "lower" | "higher" | "none";

export function directionOf(bits: number): Direction {
  if (signed(bits) === "0") return "none";
  return bits < 0 ? "lower" : "higher";
}

/** Strongest first, what forces the level before all; the answers together are one of them. */
export function topFindings(assessment: Assessment, count: number): readonly Finding[] {
  const strength = (finding: Finding): number => (finding.force === undefined ? 0 : 1_000) + Math.abs(finding.bits);
  return answersAsOne(assessment.findings)
    .filter((finding) => finding.bits !== 0 || finding.force !== undefined)
    .toSorted((one, other) => strength(other) - strength(one))
    .slice(0, count);
}

export interface CategoryGroup {
  readonly category: Category;
  readonly findings: readonly Finding[];
  readonly bits: number;
  /** The findings' sum, when the category's cap cut it. */
  readonly cutFrom?: number;
}

export function groupOf(assessment: Assessment, category: Category): CategoryGroup {
  const { sum, clamped } = assessment.categories[category];
  return {
    category,
    findings: answersAsOne(assessment.findings.filter((finding) => finding.category === category)),
    bits: clamped,
    ...(signed(sum) === signed(clamped) ? {} : { cutFrom: sum }),
  };
}

/** A sentence; what weighs nothing is marked as only named, so that nobody overreacts. */
export function findingText(finding: Finding): string {
  return finding.bits === 0 && finding.force === undefined ? en.panel.namedOnly(finding.reason) : finding.reason;
}

const ANSWER = /^answer_\d+$/;
export const ANSWERS = "answers";

/** The transcript holds each answer; one line per answer would push every other finding out of sight. */
function answersAsOne(findings: readonly Finding[]): readonly Finding[] {
  const answers = findings.filter(({ id }) => ANSWER.test(id));
  if (answers.length === 0) return findings;
  const countOf = (grade: string): number => answers.filter(({ observed }) => observed["grade"] === grade).length;
  const [skipped, notReached] = [countOf("skipped"), countOf("not_reached")];
  const counts = {
    correct: countOf("correct"),
    partial: countOf("partial"),
    skipped,
    notReached,
    answered: answers.length - skipped - notReached,
  };
  const together: Finding = {
    id: ANSWERS,
    category: "challenge",
    bits: answers.reduce((sum, { bits }) => sum + bits, 0),
    reason: en.panel.answers(counts),
    observed: { answered: counts.answered },
  };
  return [together, ...findings.filter(({ id }) => !ANSWER.test(id))];
}

/** How the text of a finding reads after other words; proper names do not begin one. */
export function midSentence(reason: string): string {
  return /^[A-Z][a-z ]/.test(reason) ? reason.charAt(0).toLowerCase() + reason.slice(1) : reason;
}
