/** The result of `assess`: stored whole, shown line by line, replayable. */
import type { Level } from "./levels.ts";

export const CATEGORIES = ["network", "endpoint", "persona", "challenge"] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Finding {
  /** Id of the signal that found it. */
  readonly id: string;
  readonly category: Category;
  /** Positive raises risk; zero is named only. */
  readonly bits: number;
  /** What it would weigh by itself, where a stronger finding of the same cause counts instead. */
  readonly alone?: number;
  /** One sentence an agent understands. */
  readonly reason: string;
  /** The values that triggered it. */
  readonly observed: Readonly<Record<string, string | number | boolean>>;
  /** `critical` forces the level to High; `blocking` forbids a pass whatever the score. */
  readonly force?: "critical" | "blocking";
}

export interface Assessment {
  readonly modelVersion: string;
  readonly policyVersion: string;
  readonly priorBits: number;
  readonly findings: readonly Finding[];
  /** Bits per category before and after its clamp. */
  readonly categories: Readonly<Record<Category, { readonly sum: number; readonly clamped: number }>>;
  /** 0 to 10, one decimal, higher is riskier. */
  readonly score: number;
  readonly level: Level;
  readonly passLine: number;
  readonly highLine: number;
  readonly forcedHigh: boolean;
  readonly blocked: boolean;
}
