/**
 * The score as a picture: gauge and waterfall on one axis from 0 to 10. Values are points
 * and add up to the score exactly as printed; two bits of evidence are one point. Bars are
 * cut at the ends of the axis, figures never are.
 */
import type { Assessment, Category, Level } from "../frame/shapes.ts";

export type BarKey = "start" | Category | "score";

export interface Bar {
  readonly key: BarKey;
  /** Points with one decimal: a position for start and score, a change for the others. */
  readonly value: number;
  /** Bar on the axis, 0 to 10, from <= to. */
  readonly from: number;
  readonly to: number;
  /** Where the running sum stands after this step, on the axis. */
  readonly end: number;
  readonly direction: "lower" | "higher" | "none";
}

export interface Waterfall {
  readonly steps: readonly Bar[];
  readonly score: number;
  readonly level: Level;
  readonly passLine: number;
  readonly highLine: number;
  /** A critical finding lifted the level over what the score says. */
  readonly forced?: { readonly from: number; readonly to: number };
  /** The printed sum lies beyond an end of the scale. */
  readonly overflow: boolean;
}

export const ORDER = ["network", "endpoint", "persona", "challenge"] as const satisfies readonly Category[];
const AXIS_END = 10;

const toTenth = (value: number): number => Math.round(value * 10) / 10;
const onAxis = (value: number): number => Math.min(AXIS_END, Math.max(0, value));

export function waterfall(assessment: Assessment): Waterfall {
  const start = 5 + assessment.priorBits / 2;
  let exact = start;
  let printed = toTenth(start);
  const steps: Bar[] = [bar("start", 0, printed)];
  for (const category of ORDER) {
    exact += assessment.categories[category].clamped / 2;
    // Rounding the running sum and not each change is what makes the column add up.
    const next = isLast(category) && agrees(exact, assessment.score) ? assessment.score : toTenth(exact);
    steps.push(bar(category, printed, next));
    printed = next;
  }
  const { score, level, passLine, highLine } = assessment;
  steps.push({ ...bar("score", 0, score), direction: "none" });
  return {
    steps,
    score,
    level,
    passLine,
    highLine,
    overflow: !isInside(exact),
    ...(assessment.forcedHigh ? { forced: { from: score, to: Math.max(score, highLine) } } : {}),
  };
}

function isLast(category: Category): boolean {
  return category === ORDER.at(-1);
}

/** The stored score differs from the sum by rounding only; anything more is shown, never smoothed over. */
function agrees(exact: number, score: number): boolean {
  return isInside(exact) && Math.abs(exact - score) < 0.1;
}

function isInside(value: number): boolean {
  return toTenth(value) >= 0 && toTenth(value) <= AXIS_END;
}

function bar(key: BarKey, before: number, after: number): Bar {
  const value = toTenth(after - before);
  const direction = value === 0 || key === "start" ? "none" : value < 0 ? "lower" : "higher";
  const [from, to] = before <= after ? [before, after] : [after, before];
  return { key, value, from: onAxis(from), to: onAxis(to), end: onAxis(after), direction };
}

/** A position on the axis as an SVG length. */
export function at(points: number): string {
  return `${toTenth(points) * 10}%`;
}
