/**
 * Size of the plausible set for a free text. An impostor does not guess evenly, he starts with
 * the likeliest; `most` keeps a large population from being mistaken for difficulty.
 */
export function plausibleAnswers(known: number, bounds: { readonly most: number; readonly unknown: number }): number {
  return known > 0 ? Math.min(known, bounds.most) : bounds.unknown;
}
