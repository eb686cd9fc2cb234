/**
 * `npm run soak`: memory per verification on the local runtime, and what is left when all is quiet.
 *   --checks <n>  600 unless set
 * Prints, for each block: resident memory of the runtime and of this process (which holds the ticket
 * system and the load), anonymous memory alone, and the runtime's open files.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pause } from "../dev/walkthrough/client.ts";
import { bundle } from "./bundles.ts";
import { load } from "./load.ts";
import { startBenchProduct } from "./product.ts";

const BLOCK = 50;
const CONNECTIONS = 8;
/** The runtime lets go of an object that was not called for ten seconds. */
const EVICTED_AFTER_MS = 15_000;

interface Memory {
  readonly runtimeMb: number;
  readonly anonymousMb: number;
  readonly processMb: number;
  readonly files: number;
  readonly databases: number;
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name)).map(Number);
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => "");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    }),
  );
  return pids.filter((_, index) => parents[index] === parent);
}

async function runtimePid(): Promise<number> {
  for (const pid of await childrenOf(process.pid)) {
    if ((await readFile(`/proc/${String(pid)}/cmdline`, "utf8")).includes("workerd")) {
      return pid;
    }
  }
  throw new Error("the runtime's process was not found: this needs Linux");
}

async function memory(pid: number): Promise<Memory> {
  const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, "utf8");
  const mb = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "mu").exec(rollup)?.[1] ?? 0) / 1024);
  const maps = await readFile(`/proc/${String(pid)}/maps`, "utf8");
  const files = await readdir(`/proc/${String(pid)}/fd`);
  return {
    runtimeMb: mb("Rss"),
    anonymousMb: mb("Anonymous"),
    processMb: Math.round(process.memoryUsage().rss / 1024 / 1024),
    files: files.length,
    databases: new Set(maps.match(/\S+\.sqlite\S*/gu)).size,
  };
}

const { values } = parseArgs({ options: { checks: { type: "string", default: "600" } } });
const checks = Number(values.checks);
const into = await mkdtemp(join(tmpdir(), "imper-edge-soak-"));
try {
  const product = await startBenchProduct(bundle("dev/worker/bench.ts", { into }));
  try {
    const pid = await runtimePid();
    const show = async (at: string): Promise<void> => {
      process.stdout.write(`${JSON.stringify({ at, ...(await memory(pid)) })}\n`);
    };
    await show("start");
    for (let played = 0; played < checks; played += BLOCK) {
      await load({ plays: BLOCK, connections: CONNECTIONS }, (_index, note) => product.play(note));
      await show(String(played + BLOCK));
    }
    await product.quiet();
    await pause(EVICTED_AFTER_MS);
    await show("quiet");
  } finally {
    await product.instance.close();
  }
} finally {
  await rm(into, { recursive: true, force: true });
}
