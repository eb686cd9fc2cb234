/**
 * Reproducible chance for demo data, plays and tests. Never for anything that hides: a seed of
 * any length ends in 32 bits, which one core tries out in a minute. The architecture test keeps
 * it out of the product, where `core/kit/keyed.ts` stands for it.
 */
import type { Random } from "../../workers/core/kit/random.ts";

const FNV_BASIS = 0x811c9dc5;

/** A stream of numbers from a text (FNV-1a, going on from `from`, into mulberry32). */
export function seededRandom(seed: string, from = FNV_BASIS): Random {
  let state = from;
  for (let index = 0; index < seed.length; index += 1) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Fisher-Yates on a copy. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = copy[last] as Item;
    copy[last] = copy[other] as Item;
    copy[other] = kept;
  }
  return copy;
}
