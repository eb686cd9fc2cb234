/**
 * `npm test`: all tests, as several Vitest processes side by side. Most tests wait for a runtime, a
 * browser or a clock, so one process leaves half of two cores idle; and two files at once inside one
 * process are not an option, because the test pool of workerd stops then (see watched.ts). What the
 * lanes found is reported as one run. Arguments that choose a reporter are that report's; with
 * others Vitest runs by itself, as `npx vitest run` would.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../local/cli.ts";
import { endAll, watched } from "./watched.ts";

/** Projects with a lane of their own, the longest first; what is in none of them shares the last lane. */
const OWN_LANE = ["worker", "journeys", "browser", "faults"] as const;
const SILENT_MS = 300_000;
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const REPORTS = join(ROOT, "test-results", "lanes");
const OF_THE_REPORT = /^--(?:reporter|outputFile)\b/;

const only = (project: string): string => `--project=${project}`;

const LANES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(OWN_LANE.map((project) => [project, [only(project)]])),
  rest: OWN_LANE.map((project) => only(`!${project}`)),
};

async function vitest(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [VITEST, ...args], { cwd: ROOT, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

/** The name of a lane in which not all went well. */
async function failedIn(name: string, projects: readonly string[]): Promise<readonly string[]> {
  const reports = [
    `--reporter=${join(import.meta.dirname, "lane-reporter.ts")}`,
    "--reporter=blob",
    `--outputFile.blob=${join(REPORTS, `${name}.json`)}`,
  ];
  const code = await watched([process.execPath, VITEST, "run", ...projects, ...reports], {
    silentMs: SILENT_MS,
    print: (line) => console.log(line),
  });
  return code === 0 ? [] : [`${name} (code ${String(code)})`];
}

/** What the jobs give, in their order; the next one starts whenever one ends. */
export async function someAtOnce<Result>(
  limit: number,
  jobs: readonly (() => Promise<Result>)[],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  // One for all workers: each takes what nobody has taken.
  const waiting = jobs.entries();
  const worker = async (): Promise<void> => {
    for (const [place, job] of waiting) {
      results[place] = await job();
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

async function main(args: readonly string[]): Promise<number> {
  if (!args.every((arg) => OF_THE_REPORT.test(arg))) {
    return vitest(["run", ...args]);
  }
  await rm(REPORTS, { recursive: true, force: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      endAll();
      process.exit(1);
    });
  }
  const jobs = Object.entries(LANES).map(
    ([name, projects]) =>
      () =>
        failedIn(name, projects),
  );
  const failed = (await someAtOnce(availableParallelism(), jobs)).flat();
  const report = args.length === 0 ? ["--reporter=minimal"] : args;
  const code = await vitest(["run", `--merge-reports=${REPORTS}`, ...report]);
  // A lane that broke off has no test in the report that failed.
  if (failed.length > 0) {
    console.error(`Failed lanes: ${failed.join(", ")}`);
  }
  return failed.length > 0 ? 1 : code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
