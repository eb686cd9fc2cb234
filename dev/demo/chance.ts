import { shuffled } from "./seeded-random.ts";
import type { Random } from "../../workers/core/kit/random.ts";

/** Whole number from `low` to `high`, both included. */
export function between(low: number, high: number, random: Random): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One of `items`; an empty list is a defect. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new Error("nothing to pick from");
  }
  return item;
}

/** `count` different items, fewer when there are not as many. */
export function sample<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  return shuffled(items, random).slice(0, count);
}
