/**
 * What a new password has to be before it is sent anywhere: long enough, first of all. No rules of ours about its signs;
 * the target's own are the target's to check.
 */
import type { PasswordRules } from "./password-rules.ts";

/** By NIST SP 800-63B-4: a password that signs in alone, and one that needs a second factor beside it. */
const ALONE = 15;
export const SHORTEST_PASSWORD = 8;
/** Nothing longer is read, whoever sends it. */
export const LONGEST_PASSWORD = 256;

/** The target's length, and never less than the standard's. */
export function lengthsOf(
  rules: PasswordRules,
  { keepsSecondFactor }: { readonly keepsSecondFactor: boolean },
): { readonly least: number; readonly most: number } {
  return {
    least: Math.max(rules.minLength, keepsSecondFactor ? SHORTEST_PASSWORD : ALONE),
    most: Math.min(rules.maxLength ?? LONGEST_PASSWORD, LONGEST_PASSWORD),
  };
}

export type LengthProblem =
  { readonly code: "empty" } | { readonly code: "too_short" | "too_long"; readonly characters: number };

/** Counted as people count: a sign of two code units is one. */
export function lengthProblem(
  password: string,
  { least, most }: { readonly least: number; readonly most: number },
): LengthProblem | undefined {
  const length = [...password].length;
  if (length === 0) {
    return { code: "empty" };
  }
  if (length < least) {
    return { code: "too_short", characters: least };
  }
  return length > most ? { code: "too_long", characters: most } : undefined;
}

/** Words of a suggestion: about eleven bits each, so four are out of anybody's reach. */
const WORDS = 4;

/** Readable, and with a capital letter, a sign and a number for targets that still ask for them. */
export function suggestPassword(
  { words, random }: { readonly words: readonly string[]; readonly random: () => number },
  { least }: { readonly least: number },
): string {
  const draw = (): string => words[Math.floor(random() * words.length)] ?? "";
  const drawn = Array.from({ length: WORDS }, draw);
  while (joined(drawn).length + 2 < least) {
    drawn.push(draw());
  }
  return `${joined(drawn)}-${String(Math.floor(random() * 10))}`;
}

function joined([first = "", ...rest]: readonly string[]): string {
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join("-");
}
