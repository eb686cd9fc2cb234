import type { Random } from "../kit/random.ts";

/** Decimal digits, leading zeros kept. `random` must be cryptographic where the code guards anything. */
export const sixDigits = (random: Random): string => digits(random, 6);

export const twoDigits = (random: Random): string => digits(random, 2);

function digits(random: Random, count: number): string {
  return Math.floor(random() * 10 ** count)
    .toString()
    .padStart(count, "0");
}
