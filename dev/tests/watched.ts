/**
 * A command that is ended, with all that it started, once it has printed nothing for too long, and
 * is then run once more. The test pool of workerd sometimes stops between two files without a word,
 * and no test's own timeout notices (cloudflare/workers-sdk#15498). A command that fails is not run
 * again.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

export interface Watch {
  readonly silentMs: number;
  readonly print: (line: string) => void;
}

const RUNS = 2;
const LAST_WORDS_MS = 5_000;
/** The exit code of a command that fell silent each time; what `timeout` ends with. */
const FELL_SILENT = 124;
/** On Windows there are no groups, and what a command started outlives it. */
const GROUPS = process.platform !== "win32";

const running = new Set<ChildProcess>();

/** The exit code. */
export async function watched(command: readonly [string, ...string[]], watch: Watch): Promise<number> {
  for (let nth = 1; nth <= RUNS; nth += 1) {
    const code = await once(command, watch);
    if (code !== undefined) {
      return code;
    }
    const seconds = String(watch.silentMs / 1000);
    const next = nth < RUNS ? "; once more" : "";
    watch.print(`printed nothing for ${seconds} s and was ended${next}: ${command.join(" ")}`);
  }
  return FELL_SILENT;
}

/** For a run that is itself told to end. */
export function endAll(): void {
  for (const child of running) {
    end(child);
  }
}

function end(child: ChildProcess): void {
  if (child.pid !== undefined && GROUPS) {
    process.kill(-child.pid, "SIGKILL");
  } else {
    child.kill("SIGKILL");
  }
}

/** The exit code; undefined when it fell silent. */
function once(
  [file, ...args]: readonly [string, ...string[]],
  { silentMs, print }: Watch,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { detached: GROUPS, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let silent = false;
    const silence = setTimeout(() => {
      silent = true;
      end(child);
    }, silentMs);
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on("line", (line) => {
        silence.refresh();
        print(line);
      });
    }
    const ended = (code: number): void => {
      clearTimeout(silence);
      running.delete(child);
      resolve(silent ? undefined : code);
    };
    child.once("error", (error) => {
      print(String(error));
      ended(127);
    });
    child.once("close", (code) => ended(code ?? 1));
    // Something that left the group may hold the pipes for ever.
    child.once("exit", (code) => setTimeout(ended, LAST_WORDS_MS, code ?? 1).unref());
  });
}
