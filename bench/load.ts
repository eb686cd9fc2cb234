/** Bounded load: so many plays, so many at a time, each after the other on its own connection. */
export interface Timing {
  readonly name: string;
  readonly ms: number;
}

export interface Load {
  readonly perSecond: number;
  readonly timings: readonly Timing[];
}

export type Note = (timing: Timing) => void;

export async function load(
  size: { readonly plays: number; readonly connections: number },
  play: (index: number, note: Note) => Promise<void>,
): Promise<Load> {
  const timings: Timing[] = [];
  const from = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: size.connections }, async () => {
      for (let index = next++; index < size.plays; index = next++) {
        await play(index, (timing) => timings.push(timing));
      }
    }),
  );
  return { perSecond: size.plays / ((performance.now() - from) / 1_000), timings };
}

/** Value below which that share lies, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
