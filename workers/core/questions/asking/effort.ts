import type { PooledQuestion } from "../question.ts";

export interface Effort {
  readonly taps: number;
  /** Typed, of an answer of ordinary length. */
  readonly characters: number;
}

/** What a form of question costs the requester on a phone; of the form alone, never of the answer. */
export const EFFORT: Readonly<Record<PooledQuestion["form"], Effort>> = {
  choice: { taps: 1, characters: 0 },
  // The year, then the month.
  month: { taps: 2, characters: 0 },
  // Into the field, and "Continue".
  text: { taps: 2, characters: 8 },
};

/** One number to weigh bits against: a character is a tap on a key. */
export function effortOf({ form }: Pick<PooledQuestion, "form">): number {
  const { taps, characters } = EFFORT[form];
  return taps + characters;
}
