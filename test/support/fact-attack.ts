/**
 * An attacker who has the database or looked at a check, and no root secret. He bets that
 * everything keyed hangs on 32 bits, however long the key that went in: then one state explains
 * every digest. To spare the machine he is told the slice of states that holds the right one.
 */
import { seededRandom } from "../../dev/demo/seeded-random.ts";
import type { Keyed } from "../../workers/core/kit/keyed.ts";

const SLICE = 1_024;
const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;
const DIGEST_NUMBERS = 8;

/** FNV-1a over a text, going on from a state. */
function folded(state: number, text: string): number {
  let now = state;
  for (let index = 0; index < text.length; index += 1) {
    now = Math.imul(now ^ text.charCodeAt(index), PRIME);
  }
  return now;
}

/** The states among which a secret's own is, as if its whole length had been folded into 32 bits. */
export function sliceAround(secret: string): readonly number[] {
  const state = folded(BASIS, `${secret}|`);
  const first = state - (((state % SLICE) + SLICE) % SLICE);
  return Array.from({ length: SLICE }, (_, index) => (first + index) | 0);
}

/** What a keyed function would be if all that were left of its key was one state. */
export function keyedByState(state: number): Keyed {
  return (label) => {
    const next = seededRandom("", folded(state, label));
    return Array.from({ length: DIGEST_NUMBERS }, () => Math.floor(next() * 0x1_0000_0000))
      .map((number) => number.toString(16).padStart(8, "0"))
      .join("");
  };
}

/** Labels that some state of the slice gives to two stored digests or more; what the attacker has learned. */
export function factsRead(input: {
  readonly slice: readonly number[];
  /** Digests as they are stored, in hexadecimal. */
  readonly stored: readonly string[];
  /** Everything that a fact of anybody could be. */
  readonly dictionary: readonly string[];
}): readonly string[] {
  const starts = new Set(input.stored.map((digest) => digest.slice(0, 8)));
  const best = input.slice
    .map((state) => {
      const first = (label: string): string =>
        Math.floor(seededRandom("", folded(state, label))() * 0x1_0000_0000)
          .toString(16)
          .padStart(8, "0");
      return input.dictionary.filter((label) => starts.has(first(label)));
    })
    .reduce((most, labels) => (labels.length > most.length ? labels : most), []);
  return best.length < 2 ? [] : best;
}
