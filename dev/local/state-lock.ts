/**
 * One run per state directory: two Workers on one database would undo each other. The lock is
 * a file that names its owner; a lock whose owner is gone is taken over, together with a
 * workerd that a killed owner left running.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import diagnostics from "node:diagnostics_channel";
import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import { answers, Refusal } from "./cli.ts";

const LOCK = "lock.json";
/** Builds and first starts end long before; after it an owner that does not answer is another program with its number. */
const START_LIMIT_MS = 180_000;
const LEFT_BEHIND_TRIES = 50;

const holderSchema = z.object({
  pid: z.int().positive(),
  port: z.int(),
  startedAt: z.number(),
  /** Process ids of the owner's workerd. */
  runtimes: z.array(z.int().positive()),
});
type Holder = z.infer<typeof holderSchema>;

/** Creates the directory when needed. The lock is given back when this process exits. */
export async function lockState(directory: string, port: number): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, LOCK);
  await clearStale(path, directory);
  const own: Holder = { pid: process.pid, port, startedAt: Date.now(), runtimes: [] };
  try {
    writeFileSync(path, JSON.stringify(own), { flag: "wx" });
  } catch (error) {
    if (isCode(error, "EEXIST")) {
      throw alreadyRunning(directory, readHolder(path) ?? own);
    }
    throw error;
  }
  process.once("exit", () => rmSync(path, { force: true }));
  onRuntime((pid) => {
    own.runtimes.push(pid);
    writeFileSync(path, JSON.stringify(own));
  });
}

async function clearStale(path: string, directory: string): Promise<void> {
  if (!existsSync(path)) {
    return;
  }
  const holder = readHolder(path);
  if (holder !== undefined && (await isRunning(holder))) {
    throw alreadyRunning(directory, holder);
  }
  if (holder !== undefined) {
    await endLeftBehind(holder);
  }
  rmSync(path, { force: true });
}

function alreadyRunning(directory: string, { pid, port }: Holder): Refusal {
  return new Refusal(
    `The state in ${directory} is in use by process ${String(pid)} at http://localhost:${String(port)}: use that one, or stop it with Ctrl-C first.`,
  );
}

async function isRunning({ pid, port, startedAt }: Holder): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) {
    return false;
  }
  return Date.now() - startedAt < START_LIMIT_MS || (await answers(port));
}

/** Only while the port still answers: otherwise the number may belong to another program by now. */
async function endLeftBehind({ pid, port, runtimes }: Holder): Promise<void> {
  if (isAlive(pid)) {
    return;
  }
  for (let tries = 0; tries < LEFT_BEHIND_TRIES && (await answers(port)); tries += 1) {
    runtimes.filter(isAlive).forEach((runtime) => process.kill(runtime, "SIGKILL"));
    await delay(100);
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    // Half written by a run that was killed: nobody holds it.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** Miniflare does not tell the process id of its workerd, Node does. */
function onRuntime(seen: (pid: number) => void): void {
  diagnostics.subscribe("child_process", (message) => {
    const child = (message as { process: ChildProcess }).process;
    // Told before the program has started; its id is there a moment later.
    child.once("spawn", () => {
      if (child.pid !== undefined && /workerd(\.exe)?$/.test(child.spawnfile)) {
        seen(child.pid);
      }
    });
  });
}
