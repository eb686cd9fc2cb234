/** Below this many letters one typing error turns a name into another name. */
export const TYPING_ERROR_FROM_LETTERS = 5;

/**
 * True when the texts are equal or one typing error apart: a letter added, missing, wrong, or
 * two neighbours swapped. One pass without early exit: the work depends on the lengths, not
 * on how much of the answer is right.
 */
export function withinOneEdit(one: string, other: string): boolean {
  const a = Array.from(one);
  const b = Array.from(other);
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  let tail = 0;
  let headOpen = true;
  let tailOpen = true;
  for (let index = 0; index < shorter; index += 1) {
    headOpen = headOpen && a[index] === b[index];
    tailOpen = tailOpen && a[a.length - 1 - index] === b[b.length - 1 - index];
    head += headOpen ? 1 : 0;
    tail += tailOpen ? 1 : 0;
  }
  // What neither the common start nor the common end explains.
  const restA = Math.max(0, a.length - head - tail);
  const restB = Math.max(0, b.length - head - tail);
  const lengthsFit = Math.abs(a.length - b.length) <= 1;
  const swapped = restA === 2 && a.length === b.length && a[head] === b[head + 1] && a[head + 1] === b[head];
  return lengthsFit && ((restA <= 1 && restB <= 1) || swapped);
}

export type Closeness = "exact" | "typo" | "none";

/** How close a normalised answer comes to any accepted form; typing errors are forgiven in longer ones only. */
export function closeness(answer: string, accepted: Iterable<string>): Closeness {
  let best: Closeness = "none";
  for (const form of accepted) {
    const typo = withinOneEdit(answer, form) && lettersIn(form) >= TYPING_ERROR_FROM_LETTERS;
    if (answer === form) {
      best = "exact";
    } else if (typo && best === "none") {
      best = "typo";
    }
  }
  return best;
}

/** Vowel signs are no letters of their own: three letters with signs are a short name. */
function lettersIn(form: string): number {
  return form.replaceAll(/\p{M}/gu, "").match(/./gsu)?.length ?? 0;
}
