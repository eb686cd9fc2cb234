/**
 * A person's word about a check that has ended. It stands beside the verdict: no word ever makes a
 * pass, and none takes a failure back. One thing follows from it: a pass that somebody ever
 * confirmed to be an impostor's is void, whatever is said later, and speaks for nobody in later checks.
 */
import type { EpochMs } from "../kit/time.ts";
import type { JudgementWord } from "./standing.ts";

export interface Judgement {
  readonly word: JudgementWord;
  /** Name of the agent. */
  readonly by: string;
  readonly at: EpochMs;
}

/** As far as a row needs it: the last word, and the first that names an impostor. */
export interface Judged {
  readonly last: Judgement;
  readonly impostor?: Judgement;
}

/** `judgements` come newest first. */
export function judgedOf(judgements: readonly Judgement[]): Judged | undefined {
  const [last] = judgements;
  const impostor = judgements.findLast(({ word }) => word === "impostor");
  return last === undefined ? undefined : { last, ...(impostor === undefined ? {} : { impostor }) };
}

/** "K. Park": enough to know a colleague by, in one line of a table. */
export function initialName(name: string): string {
  const words = name.trim().split(/\s+/u);
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${Array.from(words[0] ?? "")[0] ?? ""}. ${last}`;
}
