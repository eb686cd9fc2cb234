/**
 * The product in a process group that can be killed without warning and started again on the
 * same ports and state. `kill` returns once every process of the group is gone.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ProcessOptions, ReadyLine } from "../../dev/local/instance-process.ts";

const ENTRY = fileURLToPath(new URL("../../dev/local/instance-process.ts", import.meta.url));
const ROOT = join(ENTRY, "..", "..");
const START_WITHIN_MS = 60_000;
const KEPT_LINES = 200;

export class KillableProduct {
  /** The last lines of the product's log and of its process. */
  readonly lines: string[] = [];
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #up = Promise.withResolvers<void>();
  #gone: Promise<void> = Promise.resolve();
  /** Of the lives that have ended. */
  #wasUpMs = 0;
  #upSince: number | undefined;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  get url(): string {
    return `http://localhost:${String(this.#options.port)}`;
  }

  /** Settles once the product answers; at once when it does. */
  up(): Promise<void> {
    return this.#up.promise;
  }

  /** How long it has answered, over all its lives: on a busy machine a clock on the wall says little of what it could do. */
  get upMs(): number {
    return this.#wasUpMs + (this.#upSince === undefined ? 0 : Date.now() - this.#upSince);
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY], {
      cwd: ROOT,
      // A group of its own, so that workerd dies with it.
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" },
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.lines.push(line);
      this.lines.splice(0, this.lines.length - KEPT_LINES);
    });
    child.stdin.write(`${JSON.stringify(this.#options)}\n`);
    await this.#readyLine(child);
    this.#upSince = Date.now();
    this.#up.resolve();
  }

  /** Kills at once, before it first waits; a second call waits for the first. */
  kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      this.#wasUpMs = this.upMs;
      this.#upSince = undefined;
      this.#up = Promise.withResolvers<void>();
      process.kill(-child.pid, "SIGKILL");
      this.#gone = allGone(child, child.pid);
    }
    return this.#gone;
  }

  #readyLine(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(this.#failure("did not start in time")), START_WITHIN_MS);
      child.once("exit", () => reject(this.#failure("ended before it was ready")));
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
        if ((JSON.parse(line) as Partial<ReadyLine>).ready === true) {
          clearTimeout(late);
          resolve();
        }
      });
    });
  }

  #failure(what: string): Error {
    return new Error(`the product ${what}:\n${this.lines.join("\n")}`);
  }
}

/** The state directory is free only when the last process of the group has let go of it. */
async function allGone(child: ChildProcess, group: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once("exit", resolve));
  }
  while (isAlive(group)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  return process.platform !== "linux" || !onlyZombiesIn(group);
}

/** In a container the first process may reap nobody: a killed grandchild stays listed, holding nothing any more. */
function onlyZombiesIn(group: number): boolean {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .every((pid) => {
      const { state, processGroup } = statOf(pid);
      return processGroup !== group || state === "Z" || state === "X";
    });
}

/** proc(5): "pid (name) state parent group ...", and the name may hold anything. */
function statOf(pid: string): { state?: string | undefined; processGroup: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, processGroup: Number(processGroup) };
  } catch {
    // Gone since the folder was listed.
    return { processGroup: 0 };
  }
}
