/** Chance of the bench: another generator than the demo's, and seeds of its own. */
import { generateMersenne53Randomizer } from "@faker-js/faker";
import type { Random } from "../../workers/core/kit/random.ts";

/** A stream of numbers in [0, 1) from a number. */
export function chanceFrom(seed: number): Random {
  const twister = generateMersenne53Randomizer(seed);
  return () => twister.next();
}

export const whole = (random: Random, { least, most }: { readonly least: number; readonly most: number }): number =>
  least + Math.floor(random() * (most - least + 1));

/** @throws where there is nothing to choose from. */
export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

/** By share. */
export function drawn<Key extends string>(random: Random, shares: Readonly<Partial<Record<Key, number>>>): Key {
  const entries = Object.entries(shares) as [Key, number][];
  let left = random() * entries.reduce((sum, [, share]) => sum + share, 0);
  const found = entries.find(([, share]) => (left -= share) < 0) ?? entries.at(-1);
  if (found === undefined) throw new Error("nothing to draw from");
  return found[0];
}

export function some<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
