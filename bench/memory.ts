/** Memory of this machine's runtime, read from /proc: Linux only. */
import { readdir, readFile } from "node:fs/promises";

/** USER_HZ, which Linux has fixed for what /proc shows. */
const TICKS_PER_SECOND = 100;

/** Megabytes, and counts of open files and of databases. */
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

/** The runtime that this process has started. */
export async function runtimePid(): Promise<number> {
  for (const pid of await childrenOf(process.pid)) {
    if ((await readFile(`/proc/${String(pid)}/cmdline`, "utf8")).includes("workerd")) {
      return pid;
    }
  }
  throw new Error("the runtime's process was not found: this needs Linux");
}

export async function memory(pid: number): Promise<Memory> {
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

/** Seconds of processor time, user and system, that a process has used. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
