/**
 * Builds choices whose truth cannot be found by looking at them. All that could be shown stands in one order that a
 * key of the person decides, cut into sets of eight of one class; a question shows the set in which its truth stands,
 * but for one place that the key hides. So every one of the eight is as likely to be the truth as any other, "None of
 * these" among them; put another option in the truth's place and the page stays the same.
 * Promises: no option is another true answer; the same facts and people make the same question, however they are listed
 * beside each other; whoever joins or leaves changes the sets that follow in the order by one option each.
 */
import type { Keyed } from "../../../kit/keyed.ts";
import { factKey } from "./fact-key.ts";
import type { Draft } from "../../kind.ts";

export const MOST_OPTIONS = 7;
export const LEAST_OPTIONS = 3;
/** How many questions of a kind there are at most. */
const MOST_QUESTIONS = 3;
/** Facts that stand in the order; one more than are asked about, because two in one set make one question. */
const MOST_FACTS = 4;
const SET = MOST_OPTIONS + 1;
const LEAST_SET = LEAST_OPTIONS + 1;
/** Where an option stands in the order goes by the whole digest, where it stands on the page by its second half. */
const PLACE_FROM = 32;

/** `key` tells two spellings of one thing to be the same; `label` is what is shown. */
export interface Item {
  readonly key: string;
  readonly label: string;
  /** What whoever looks it up sees of it, as a place among the classes. Absent: the first. */
  readonly class?: number;
}

export interface ChoiceFact {
  readonly truth: Item;
  readonly params?: Readonly<Record<string, string>>;
}

export interface Choices {
  readonly kind: string;
  /** Facts that count, the eldest first. Of two about one truth the first is asked about. */
  readonly facts: readonly ChoiceFact[];
  /** Keys of everything that would be true too, or is the person himself. */
  readonly never: readonly string[];
  readonly candidates: readonly Item[];
  readonly keyed: Keyed;
  /** How likely each class is to hold the truth. Options are of one class where it is large enough. */
  readonly classes?: readonly number[];
}

/** At most three questions. Empty where too few wrong options are left. */
export function choiceDrafts({ kind, never, candidates, keyed, classes = [1], ...input }: Choices): readonly Draft[] {
  const facts = asked(input.facts, (place) => keyed(`first|${kind}|${place}`));
  if (facts.length === 0) {
    return [];
  }
  const taken = new Set(["", ...never, ...input.facts.map(({ truth }) => truth.key)]);
  const wrong = distinct(candidates).filter(({ key }) => !taken.has(key));
  const everything = [...facts.map(({ truth }) => truth), ...wrong];
  const sets = setsOf(everything, { kind, keyed, facts, classes }).map((set) => ({
    set,
    first: facts.findIndex(({ truth }) => set.includes(truth)),
  }));
  return sets
    .filter(({ first }) => first !== -1)
    .toSorted((one, other) => one.first - other.first)
    .slice(0, MOST_QUESTIONS)
    .flatMap(({ set }) => draftOf({ kind, keyed, facts, classes }, set) ?? []);
}

interface Drafting extends Pick<Choices, "kind" | "keyed" | "facts"> {
  readonly classes: readonly number[];
}

/** Keys of the truths that a kind asks about, if enough stands beside them. */
export function askedAbout({ kind, facts, keyed }: Pick<Choices, "kind" | "facts" | "keyed">): readonly string[] {
  return asked(facts, (place) => keyed(`first|${kind}|${place}`)).map(({ truth }) => truth.key);
}

/** By their places in the list, never by what they say: another truth in the same place is asked about just as well. */
function asked(facts: readonly ChoiceFact[], digest: (place: string) => string): readonly ChoiceFact[] {
  const usable = [...new Map(facts.toReversed().map((fact) => [fact.truth.key, fact])).values()]
    .reverse()
    .filter(({ truth }) => truth.key !== "");
  return byDigest(
    usable.map((fact, place) => ({ fact, place: String(place) })),
    ({ place }) => digest(place),
  )
    .slice(0, MOST_FACTS)
    .map(({ fact }) => fact);
}

/**
 * Sets of eight of one class; the last two of a class share what is left. A class too small for a question stands
 * before the next, the last before the one that was large enough, so that none of it stands alone.
 */
function setsOf(items: readonly Item[], { kind, keyed, facts, classes }: Drafting): readonly (readonly Item[])[] {
  // However many of them are true.
  const enough = LEAST_SET + facts.length - 1;
  const groups: (readonly Item[])[][] = [];
  let waiting: (readonly Item[])[] = [];
  for (const [place] of classes.entries()) {
    waiting.push(items.filter((item) => (item.class ?? 0) === place));
    if (waiting.flat().length >= enough) {
      groups.push(waiting);
      waiting = [];
    }
  }
  const last = groups.pop() ?? [];
  // Hashing is dear: only where something that is asked about stands.
  return [...groups, [...waiting, ...last]]
    .filter((group) => facts.some(({ truth }) => group.some((alike) => alike.includes(truth))))
    .flatMap((group) => cut(group.flatMap((alike) => byDigest(alike, ({ key }) => keyed(`option|${kind}|${key}`)))));
}

function cut(items: readonly Item[]): readonly (readonly Item[])[] {
  const sets: (readonly Item[])[] = [];
  let from = 0;
  while (items.length - from >= 2 * SET) {
    sets.push(items.slice(from, from + SET));
    from += SET;
  }
  const left = items.length - from;
  const half = left > SET ? Math.ceil(left / 2) : left;
  return [...sets, items.slice(from, from + half), items.slice(from + half)].filter((set) => set.length >= LEAST_SET);
}

/** Undefined where none of the facts that are asked about stands in the set, or too little could be shown. */
function draftOf({ kind, keyed, facts, classes }: Drafting, set: readonly Item[]): Draft | undefined {
  const within = facts.filter(({ truth }) => set.includes(truth));
  const [fact, ...others] = within;
  if (fact === undefined) {
    return undefined;
  }
  const [hiddenByKey] = byDigest(set, ({ key }) => keyed(`hidden|${kind}|${key}`));
  // Two truths in one set: the second is the one that is not shown.
  const hidden = others.length > 0 ? others.map(({ truth }) => truth) : [hiddenByKey];
  const shown = byDigest(
    set.filter((item) => !hidden.includes(item)),
    ({ key }) => keyed(`option|${kind}|${key}`).slice(PLACE_FROM),
  );
  const index = shown.indexOf(fact.truth);
  return shown.length < LEAST_OPTIONS
    ? undefined
    : {
        factKey: factKey(kind, { identity: fact.truth.key, keyed }),
        form: "choice",
        params: fact.params ?? {},
        options: shown.map(({ label }) => label),
        expected: { type: "option", index: index === -1 ? shown.length : index },
        guesses: shown.length + 1,
        guessed: bestGuess(shown, { classes, noneIsPossible: others.length === 0 }),
      };
}

/** Of whoever knows the classes and nothing else: the likeliest class, and any option of it; or "None of these". */
function bestGuess(
  shown: readonly Item[],
  { classes, noneIsPossible }: { readonly classes: readonly number[]; readonly noneIsPossible: boolean },
): number {
  const none = noneIsPossible ? 1 / (shown.length + 1) : 0;
  const present = [...Map.groupBy(shown, (item) => item.class ?? 0)].map(([place, items]) => ({
    share: classes[place] ?? 0,
    items: items.length,
  }));
  const total = present.reduce((sum, { share }) => sum + share, 0);
  return Math.max(none, ...present.map(({ share, items }) => ((1 - none) * share) / total / items));
}

/** Sorted by a digest of each on its own, so that an added or missing one moves no other. */
function byDigest<Value>(items: readonly Value[], digest: (item: Value) => string): readonly Value[] {
  return items
    .map((item) => ({ item, at: digest(item) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ item }) => item);
}

function distinct(items: readonly Item[]): readonly Item[] {
  return [...new Map([...items].reverse().map((item) => [item.key, item])).values()].reverse();
}
