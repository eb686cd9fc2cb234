/** Uniform number in [0, 1). Injected, so that a decision can be replayed. */
export type Random = () => number;
