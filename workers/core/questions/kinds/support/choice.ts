/**
 * Builds choices of four options whose truth cannot be found by looking at many of them.
 * Promises: options, their order and whether the truth is among them depend on the person and
 * the fact alone, and one colleague joining or leaving changes at most one option. No option
 * is another true answer, and no wrong option serves two questions of one kind: true answers
 * never appear in each other's questions, so an option seen twice would be known to be wrong.
 */
import { type Keyed, shareOf } from "../../../kit/keyed.ts";
import { factKey } from "./fact-key.ts";
import type { Draft } from "../../kind.ts";

export const OPTIONS_SHOWN = 4;
/** Wrong options that cannot be ruled out. With fewer, picking the one who fits would nearly always be right. */
const LEAST_PLAUSIBLE = 2;
/** In this share of facts the truth is left out and "None of these" is right. */
export const LEFT_OUT_SHARE = 1 / 6;
/** Wrong options that must be at hand for every slot before a second question of the kind is built. */
const CANDIDATES_PER_SLOT = 8;
/** Which wrong options are taken goes by the whole digest, where they stand by its second half: 128 bits that taking did not look at first. */
const PLACE_FROM = 32;

/** Of another length than the truth, and to be ruled out besides. */
const LAST_RANK = 3;

/** `key` tells two spellings of one thing to be the same; `label` is what is shown. */
export interface Item {
  readonly key: string;
  readonly label: string;
  /** An impostor who looks the person up can tell that this is wrong: shown for want of better, never counted. */
  readonly implausible?: boolean;
}

export interface ChoiceFact {
  readonly truth: Item;
  /** What besides the truth makes the fact, for example the day of a meeting. */
  readonly about?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** At most two questions per kind. Empty where too few wrong options are left. */
export function choiceDrafts(input: {
  readonly kind: string;
  /** Facts that count. */
  readonly facts: readonly ChoiceFact[];
  /** Keys of everything that would be true too, or is the person himself. */
  readonly never: readonly string[];
  readonly candidates: readonly Item[];
  readonly keyed: Keyed;
}): readonly Draft[] {
  const { kind, keyed } = input;
  const facts = input.facts.filter((fact) => fact.truth.key !== "");
  if (facts.length === 0) {
    return [];
  }
  const taken = new Set(["", ...input.never, ...facts.map((fact) => fact.truth.key)]);
  const wrong = distinct(input.candidates).filter((item) => !taken.has(item.key));
  const slots = wrong.length >= 2 * CANDIDATES_PER_SLOT ? 2 : 1;
  const slotOf = memoised((key: string): number =>
    slots === 1 ? 0 : Math.floor(shareOf(keyed(`slot|${kind}|${key}`)) * slots),
  );

  return Array.from({ length: slots }, (_, slot) => {
    const mine = facts.filter((fact) => slotOf(identity(fact)) === slot);
    const [fact] = byDigest(mine, (one) => keyed(`first|${kind}|${identity(one)}`));
    const pool = wrong.filter((item) => slotOf(item.key) === slot);
    // One more than is shown beside the truth, so that a question's existence does not tell whether the truth is in it.
    return fact === undefined || pool.length < OPTIONS_SHOWN || pool.filter(isPlausible).length < LEAST_PLAUSIBLE
      ? undefined
      : draftOf({ kind, keyed, fact, pool });
  }).filter((draft) => draft !== undefined);
}

function draftOf(input: {
  readonly kind: string;
  readonly keyed: Keyed;
  readonly fact: ChoiceFact;
  readonly pool: readonly Item[];
}): Draft {
  const { keyed, fact } = input;
  const key = factKey(input.kind, { identity: identity(fact), keyed });
  const digest = memoised((item: Item) => keyed(`option|${key}|${item.key}`));
  const wrong = bestOf(input.pool, { truth: fact.truth, digest });
  const leftOut = shareOf(keyed(`out|${key}`)) < LEFT_OUT_SHARE;
  const chosen = leftOut ? wrong.slice(0, OPTIONS_SHOWN) : [fact.truth, ...wrong.slice(0, OPTIONS_SHOWN - 1)];
  const shown = byDigest(chosen, (item) => digest(item).slice(PLACE_FROM));
  return {
    factKey: key,
    form: "choice",
    params: fact.params ?? {},
    options: shown.map((item) => item.label),
    expected: { type: "option", index: leftOut ? shown.length : shown.indexOf(fact.truth) },
    // "None of these" is one of the plausible answers.
    guesses: shown.filter(isPlausible).length + 1,
  };
}

/** As many as can be shown: by rank, and within a rank by digest. Where none of a rank is needed, none of its digests is made. */
function bestOf(
  pool: readonly Item[],
  { truth, digest }: { readonly truth: Item; readonly digest: (item: Item) => string },
): readonly Item[] {
  const ranks = Map.groupBy(pool, (item) => (similarLength(item, truth) ? 0 : 1) + (isPlausible(item) ? 0 : 2));
  const best: Item[] = [];
  for (let rank = 0; rank <= LAST_RANK && best.length < OPTIONS_SHOWN; rank += 1) {
    best.push(...byDigest(ranks.get(rank) ?? [], digest));
  }
  return best.slice(0, OPTIONS_SHOWN);
}

function isPlausible({ implausible }: Item): boolean {
  return implausible !== true;
}

function identity(fact: ChoiceFact): string {
  return `${fact.about ?? ""}|${fact.truth.key}`;
}

/** Half the longer one's length apart at most; a lone long option would stand out. */
function similarLength(one: Item, other: Item): boolean {
  const longer = Math.max(one.label.length, other.label.length);
  return Math.abs(one.label.length - other.label.length) <= longer / 2;
}

/** Sorted by a digest of each item on its own, so that an added or missing one moves no other. */
function byDigest<Value>(items: readonly Value[], digest: (item: Value) => string): readonly Value[] {
  return items
    .map((item) => ({ item, at: digest(item) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ item }) => item);
}

function memoised<Input, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const known = new Map<Input, Output>();
  return (input) => {
    const output = known.get(input) ?? compute(input);
    known.set(input, output);
    return output;
  };
}

function distinct(items: readonly Item[]): readonly Item[] {
  return [...new Map([...items].reverse().map((item) => [item.key, item])).values()].reverse();
}
