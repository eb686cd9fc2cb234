/** Counts of a row, small enough to travel between threads, and what is read from them. */
import type { Counted } from "./rows.ts";

export interface Tally {
  readonly sessions: number;
  readonly accepted: number;
  readonly notSent: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Of those that were sent, by value. */
  readonly questions: Readonly<Record<number, number>>;
  readonly taps: Readonly<Record<number, number>>;
  readonly characters: Readonly<Record<number, number>>;
  /** By score in tenths, of those that have one. */
  readonly scores: Readonly<Record<number, number>>;
  /** Accepted or not, over within a quarter of an hour. */
  readonly withinQuarter: number;
  readonly kinds: Readonly<Record<string, KindTally>>;
  /** By finding that raised the risk, of those that have a score. */
  readonly fired: Readonly<Record<string, number>>;
}

/** The answers to one kind of question. */
export interface KindTally {
  asked: number;
  correct: number;
  partial: number;
  skipped: number;
  /** Sums over those that were asked, of what the product reckons. */
  reckonedImpostor: number;
  reckonedPerson: number;
}

const QUARTER_MS = 900_000;

export function tallyOf(sessions: Iterable<Counted>): Tally {
  const counts = { sessions: 0, accepted: 0, notSent: 0, withinQuarter: 0 };
  const by = { statuses: {}, questions: {}, taps: {}, characters: {}, scores: {}, fired: {} } as Record<
    "statuses" | "questions" | "taps" | "characters" | "scores" | "fired",
    Record<string, number>
  >;
  const add = (kind: keyof typeof by, value: string | number): void => {
    by[kind][value] = (by[kind][value] ?? 0) + 1;
  };
  const kinds: Record<string, KindTally> = {};
  for (const one of sessions) {
    counts.sessions += 1;
    counts.accepted += Number(one.accepted);
    counts.notSent += Number(!one.sent);
    counts.withinQuarter += Number(one.sent && one.tookMs <= QUARTER_MS);
    add("statuses", one.status);
    if (one.sent) {
      add("questions", one.questions);
      add("taps", one.taps);
      add("characters", one.characters);
    }
    if (one.score !== undefined) add("scores", Math.round(one.score * 10));
    one.fired.forEach((id) => add("fired", id));
    for (const { kind, grade, reckoned } of one.answers) {
      const of = (kinds[kind] ??= {
        asked: 0,
        correct: 0,
        partial: 0,
        skipped: 0,
        reckonedImpostor: 0,
        reckonedPerson: 0,
      });
      of.asked += 1;
      if (grade !== "invalid") of[grade] += 1;
      of.reckonedImpostor += reckoned.impostor;
      of.reckonedPerson += reckoned.person;
    }
  }
  return { ...counts, ...by, kinds };
}

export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959_964;

/** Wilson's interval, 95 %. */
export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / of;
  const spread = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / spread;
  const half = (Z / spread) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** The smallest value that so large a share does not exceed. */
export function quantile(counts: Readonly<Record<number, number>>, share: number): number {
  const entries = Object.entries(counts)
    .map(([value, count]) => [Number(value), count] as const)
    .toSorted(([one], [other]) => one - other);
  let left = share * entries.reduce((sum, [, count]) => sum + count, 0);
  return (entries.find(([, count]) => (left -= count) <= 0) ?? entries.at(-1) ?? [0])[0];
}
