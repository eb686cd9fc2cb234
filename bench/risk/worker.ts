/** Plays the rows that it is given, and sends each one's counts. */
import { parentPort, workerData } from "node:worker_threads";
import { createCompany } from "./organisation.ts";
import { playRow, rowsOf, stageOf, type Sizes } from "./rows.ts";
import { tallyOf, type Tally } from "./tally.ts";

export interface Work {
  readonly sizes: Sizes;
  readonly seed: number;
  readonly now: number;
  /** Indexes into the rows. */
  readonly rows: readonly number[];
}

export interface Done {
  readonly row: number;
  readonly tally: Tally;
}

const { sizes, seed, now, rows } = workerData as Work;
const stage = stageOf(createCompany(seed, now));
const all = rowsOf(sizes);
for (const index of rows) {
  const row = all[index];
  if (row !== undefined) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
    parentPort?.postMessage({ row: index, tally: tallyOf(playRow(row, stage, seed)) } satisfies Done);
  }
}
