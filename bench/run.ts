/**
 * `npm run bench`: what a verification costs and how many there can be, beside the guards.
 *   --quick  CI size: fewer and shorter rounds
 *   --json   one object instead of lines
 *   --against <file>  also plays an earlier bundle of dev/worker/bench.ts in turn
 * Everything runs on 127.0.0.1, is bounded, and stops by itself. docs/performance.md says how to
 * read the figures.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isBuilt } from "../dev/local/build-stamp.ts";
import { bundle } from "./bundles.ts";
import { measure } from "./measure.ts";
import { lines, report } from "./report.ts";
import { measureSizes } from "./sizes.ts";

const FULL = { rounds: 7, playsPerRound: 96, connections: 16 };
const QUICK = { rounds: 3, playsPerRound: 32, connections: 16 };

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    against: { type: "string" },
  },
});
const progress = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(): Promise<void> {
  if (!(await isBuilt())) {
    throw new Error("the build is missing or older than its sources: npm run build");
  }
  const into = await mkdtemp(join(tmpdir(), "imper-edge-bench-"));
  try {
    progress("Bundling");
    const bundles = {
      product: bundle("dev/worker/bench.ts", { into: join(into, "product") }),
      floor: bundle("dev/worker/floor.ts", { into: join(into, "floor") }),
      ...(values.against === undefined ? {} : { earlier: values.against }),
    };
    const measured = await measure(bundles, values.quick ? QUICK : FULL, progress);
    const found = report(measured, await measureSizes(measured.pages));
    process.stdout.write(`${values.json ? JSON.stringify(found, undefined, 2) : lines(found).join("\n")}\n`);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

await run();
