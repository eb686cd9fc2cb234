/**
 * `npm run bench:risk`: how well the product's verdicts hold, played through its own rules, and docs/risk.md from it.
 *   --small  as many sessions as the tests play, and prints instead of writing the page
 *   --seed N another company and other chance
 */
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { format, resolveConfig } from "prettier";
import { ROOT } from "../bundles.ts";
import { rocOf } from "./roc.ts";
import { pageOf } from "./report.ts";
import type { Played } from "./results.ts";
import { FULL, rowsOf, SMALL } from "./rows.ts";
import type { Done, Work } from "./worker.ts";

/** Of the bench alone. */
const SEED = 20_261_118;
/** Wednesday, 18 November 2026, 12:00 UTC. */
const NOW = Date.UTC(2026, 10, 18, 12);

const { values } = parseArgs({ options: { small: { type: "boolean", default: false }, seed: { type: "string" } } });
const sizes = values.small ? SMALL : FULL;
const seed = values.seed === undefined ? SEED : Number(values.seed);
const rows = rowsOf(sizes);
const begun = performance.now();

/** Turn about, so that no thread gets all the long ones. */
function shareOut(threads: number): readonly (readonly number[])[] {
  return Array.from({ length: threads }, (_, thread) =>
    rows.map((_row, index) => index).filter((index) => index % threads === thread),
  );
}

async function played(indexes: readonly number[]): Promise<readonly Done[]> {
  const done: Done[] = [];
  const work: Work = { sizes, seed, now: NOW, rows: indexes };
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: work });
  worker.on("message", (one: Done) => {
    done.push(one);
    if (process.stderr.isTTY) {
      const seconds = String(Math.round((performance.now() - begun) / 1000));
      process.stderr.write(`\r${seconds} s, ${rows[one.row]?.id ?? ""}`.padEnd(90));
    }
  });
  await new Promise<void>((settle, fail) => {
    worker.once("error", fail);
    worker.once("exit", (code) => (code === 0 ? settle() : fail(new Error(`a thread ended with ${String(code)}`))));
  });
  return done;
}

const found = (await Promise.all(shareOut(Math.max(1, availableParallelism())).map(played))).flat();
process.stderr.write("\n");
const results: readonly Played[] = rows.map((row, index) => {
  const tally = found.find((one) => one.row === index)?.tally;
  if (tally === undefined) throw new Error(`${row.id} was not played`);
  return { row, tally };
});
const sessions = results.reduce((sum, { tally }) => sum + tally.sessions, 0);
const took = `${String(sessions)} sessions in ${String(Math.round((performance.now() - begun) / 1000))} s`;
const page = pageOf(results, { seed, sizes, on: new Date().toISOString().slice(0, "yyyy-mm-dd".length) });
const file = join(ROOT, "docs", "risk.md");
const markdown = await format(page, { ...(await resolveConfig(file)), filepath: file });
if (values.small) {
  process.stdout.write(`${markdown}\n`);
} else {
  await writeFile(file, markdown);
  await writeFile(join(ROOT, "docs", "risk-roc.svg"), rocOf(results));
}
console.log(took);
