/**
 * From evidence to a score, and back to words. Pure: the same evidence, policy and model
 * give the identical assessment years later; nothing is looked up, timed or drawn.
 * The score is risk only. It never says that somebody is verified: `decideOutcome` does,
 * from the score, the proofs and the number of answers together.
 */
import { HIGH_LINE, type Policy } from "../policy/policy.ts";
import type { Assessment, Category, Finding } from "./assessment.ts";
import type { Evidence } from "./evidence.ts";
import type { Level } from "./levels.ts";
import { MODEL, type Model } from "./model.ts";
import { countedOnce, standingAlone } from "./one-cause.ts";
import { SIGNALS } from "./registry.ts";
import { NOT_REACHED } from "./signals/challenge/answer.ts";
import { roundBits } from "./signals/signal.ts";

export interface AssessInput {
  readonly evidence: Evidence;
  readonly policy: Pick<Policy, "priorBits" | "version"> & { readonly profile: Pick<Policy["profile"], "passLine"> };
  /** A draft to replay stored evidence with; the current model by default. */
  readonly model?: Model;
}

/** Scores the evidence. Throws only when a table holds a number that is not finite. */
export function assess({ evidence, policy, model = MODEL }: AssessInput): Assessment {
  const found = SIGNALS.all.flatMap((signal) => signal.evaluate(evidence, model.weights[signal.id]) ?? []);
  const findings = countedOnce(found, model.clusters);
  const categories = subtotals(findings, model);
  const score = scoreOf(policy.priorBits, categories, model);
  const forcedHigh = findings.some((one) => one.force === "critical");
  const passLine = policy.profile.passLine;
  return {
    modelVersion: model.version,
    policyVersion: policy.version,
    priorBits: policy.priorBits,
    findings,
    categories,
    score,
    level: levelOf({ score, passLine, forcedHigh }),
    passLine,
    highLine: HIGH_LINE,
    forcedHigh,
    blocked: findings.some((one) => one.force === "blocking"),
  };
}

/** The score had this one finding not been there; the score itself when there is no such finding. */
export function counterfactual(assessment: Assessment, findingId: string, model: Model = MODEL): number {
  // The next one of its cause counts in its place; the cause is known all the same, or leaving one out would add the others.
  const all = standingAlone(assessment.findings);
  const one = assessment.findings.find((found) => found.id === findingId);
  const others = all.filter((found) => found.id !== findingId);
  const without = scoreOf(assessment.priorBits, subtotals(countedOnce(others, model.clusters, all), model), model);
  // Its own category may be at its limit, and that of the next one not: what raises risk lowers nothing all the same.
  return (one?.bits ?? 0) > 0 ? Math.min(without, assessment.score) : without;
}

export interface Reason {
  readonly reason: string;
  /** Share of the score in points, two bits to a point; positive raises risk. */
  readonly points: number;
  readonly direction: "raises" | "lowers";
}

/**
 * The strongest reasons, forcing ones first; the answers stand together as one. Where a
 * clamp cut a category, each of its findings counts for the same share of its bits, so that
 * the points of all findings add up to the steps of the waterfall (before the score itself
 * is held between 0 and 10). What is named only is left out.
 */
export function reasons(assessment: Assessment, count: number, direction?: Reason["direction"]): readonly Reason[] {
  return rankable(assessment)
    .map((entry) => ({ ...toReason(entry, assessment), forced: entry.forced }))
    .filter(
      (entry) => (entry.forced || entry.points !== 0) && (direction === undefined || entry.direction === direction),
    )
    .sort((one, other) => Number(other.forced) - Number(one.forced) || Math.abs(other.points) - Math.abs(one.points))
    .slice(0, count)
    .map(({ reason, points, direction: way }) => ({ reason, points, direction: way }));
}

/** The answers in one line, without saying which: "3 of 4 answers as expected, 1 skipped". */
export function challengeSummary(assessment: Assessment): string {
  const grades = assessment.findings.filter(isAnswer).map((found) => found.observed["grade"]);
  const countOf = (grade: string): number => grades.filter((other) => other === grade).length;
  const skipped = countOf("skipped");
  const notReached = countOf(NOT_REACHED);
  const answered = grades.length - skipped - notReached;
  const partial = countOf("partial");
  return [
    answered === 0 ? "No question answered" : `${countOf("correct")} of ${answered} answers as expected`,
    ...(partial === 0 ? [] : [`${partial} in part`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...(notReached === 0 ? [] : [`${notReached} not reached in time`]),
  ].join(", ");
}

type Subtotals = Assessment["categories"];

function subtotals(findings: readonly Finding[], model: Model): Subtotals {
  const of = (category: Category): { readonly sum: number; readonly clamped: number } => {
    const bits = findings.filter((found) => found.category === category).map((found) => found.bits);
    const sum = roundBits(bits.reduce((total, one) => total + one, 0));
    const { low, high } = model.clamps[category];
    return { sum, clamped: clamp(sum, low, high) };
  };
  return { network: of("network"), endpoint: of("endpoint"), persona: of("persona"), challenge: of("challenge") };
}

function scoreOf(priorBits: number, categories: Subtotals, { scale }: Model): number {
  const { network, endpoint, persona, challenge } = categories;
  const bits = priorBits + network.clamped + endpoint.clamped + persona.clamped + challenge.clamped;
  return oneDecimal(clamp(scale.even + bits * scale.pointsPerBit, scale.lowest, scale.highest));
}

/** Read from the rounded score, so that the number shown and the level can never disagree. */
export function levelOf({ score, passLine, forcedHigh }: Pick<Assessment, "score" | "passLine" | "forcedHigh">): Level {
  if (forcedHigh || score >= HIGH_LINE) {
    return "high";
  }
  return score <= passLine ? "verified" : "medium";
}

interface Rankable {
  readonly reason: string;
  readonly category: Category;
  readonly bits: number;
  readonly forced: boolean;
}

function rankable(assessment: Assessment): readonly Rankable[] {
  const others = assessment.findings.filter((found) => !isAnswer(found));
  const answers = assessment.findings.filter(isAnswer);
  const bits = roundBits(answers.reduce((total, found) => total + found.bits, 0));
  return [
    ...others.map((found) => ({ ...found, forced: found.force !== undefined })),
    { reason: challengeSummary(assessment), category: "challenge", bits, forced: false },
  ];
}

function toReason({ reason, category, bits }: Rankable, assessment: Assessment): Reason {
  const { sum, clamped } = assessment.categories[category];
  const share = sum === 0 ? 1 : clamped / sum;
  return {
    reason,
    points: oneDecimal(bits * share * MODEL.scale.pointsPerBit),
    direction: bits < 0 ? "lowers" : "raises",
  };
}

/** Answers are numbered in their ids; see the signal "answer". */
function isAnswer(found: Finding): boolean {
  return found.id.startsWith("answer_");
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}
