/**
 * Numbers as people type, paste or dictate them: in the digits of any script, with spaces,
 * dashes, dots or invisible direction marks between. Never throws, whatever the code points.
 */

/** Longer texts are not read on; nobody types that much between six digits. */
const UNITS_READ = 256;

/** Exactly `count` digits as 0 to 9, or undefined when the text cannot be such a number at all. */
export function readDigits(text: string, count: number): string | undefined {
  const bare = text
    .slice(0, UNITS_READ)
    .normalize("NFKC")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  const digits = Array.from(bare);
  return digits.length === count && digits.every(isDecimal) ? digits.map(plainDigit).join("") : undefined;
}

function isDecimal(letter: string | undefined): letter is string {
  return letter !== undefined && /^\p{Nd}$/u.test(letter);
}

/** Unicode keeps the ten digits of a script in one row, zero first; rows of two scripts may touch. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (isDecimal(String.fromCodePoint(code - before - 1))) {
    before += 1;
  }
  return String(before % 10);
}
