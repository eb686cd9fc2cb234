import type { Random } from "../kit/random.ts";

/** Six decimal digits, leading zeros kept. `random` must be cryptographic where the code guards anything. */
export function sixDigits(random: Random): string {
  return Math.floor(random() * 1_000_000)
    .toString()
    .padStart(6, "0");
}
