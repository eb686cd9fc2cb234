/** Findings in the order people need them: strongest first, whichever way they point. */
import { en } from "../../copy/en.ts";
import { signed } from "../format.ts";
import type { Assessment, Category, Finding } from "../shapes.ts";

export type Direction = "lower" | "higher" | "none";

export function directionOf(bits: number): Direction {
  if (signed(bits) === "0") return "none";
  return bits < 0 ? "lower" : "higher";
}

export function topFindings(assessment: Assessment, count: number): readonly Finding[] {
  const strength = (finding: Finding): number => (finding.force === undefined ? 0 : 1_000) + Math.abs(finding.bits);
  return assessment.findings
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
    findings: assessment.findings.filter((finding) => finding.category === category),
    bits: clamped,
    ...(signed(sum) === signed(clamped) ? {} : { cutFrom: sum }),
  };
}

/** A sentence; what weighs nothing is marked as only named, so that nobody overreacts. */
export function findingText(finding: Finding): string {
  return finding.bits === 0 && finding.force === undefined ? en.panel.namedOnly(finding.reason) : finding.reason;
}
