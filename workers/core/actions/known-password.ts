/**
 * Passwords that somebody who guesses tries first: the common ones, and those made of what is known of the person and
 * the company (NIST SP 800-63B-4, 3.1.1.2).
 */
import { SHORTEST_PASSWORD } from "./new-password.ts";

/** What is known of the account to whoever looks for it. */
export interface KnownWords {
  readonly userName: string;
  readonly email: string;
  readonly personName: string;
  readonly brand: string;
}

export interface KnownProblem {
  readonly code: "common" | "personal";
}

/** The same to whoever guesses: capitals and look-alikes of one letter are tried as well. */
export const foldedPassword = (password: string): string => password.normalize("NFKC").toLowerCase();

/** Shorter words stand in too many others. */
const SHORTEST_WORD = 3;
/** What people put before and after a word so that it counts as long. */
const TRIMMINGS = /^\P{L}+|\P{L}+$/gu;

/** `isCommon` is asked in folded form. */
export function knownProblem(
  password: string,
  { known, isCommon }: { readonly known: KnownWords; readonly isCommon: (folded: string) => boolean },
): KnownProblem | undefined {
  const folded = foldedPassword(password);
  if (isCommon(folded) || isCommon(folded.replace(TRIMMINGS, ""))) {
    return { code: "common" };
  }
  const words = wordsOf(known);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), folded);
  // What is left has to be a password of its own.
  return rest !== folded && [...rest].length < SHORTEST_PASSWORD ? { code: "personal" } : undefined;
}

/** Longest first: a name inside a longer one takes nothing of it away. */
function wordsOf({ userName, email, personName, brand }: KnownWords): readonly string[] {
  return [userName, email, personName, brand]
    .map(foldedPassword)
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => [...word].length >= SHORTEST_WORD)
    .toSorted((one, other) => other.length - one.length);
}
