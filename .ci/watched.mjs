/**
 * Runs a command, and ends it with all that it started when it has printed nothing for so long:
 *   node .ci/watched.mjs <seconds> <command> [arguments...]
 * It is then run once more. The test pool of workerd sometimes stops between two files without a
 * word, and no test's own timeout notices (cloudflare/workers-sdk#15498). A command that fails is
 * not run again.
 */
import { spawn } from "node:child_process";

const RUNS = 2;
const LAST_WORDS_MS = 5_000;
const [seconds, command, ...args] = process.argv.slice(2);

/** The exit code; undefined when it fell silent. */
function run() {
  return new Promise((resolve) => {
    // A group of its own, so that what it started ends with it.
    const child = spawn(command, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let silent = false;
    const end = () => {
      silent = true;
      if (child.pid !== undefined) {
        process.kill(-child.pid, "SIGKILL");
      }
    };
    let silence = setTimeout(end, seconds * 1_000);
    const pass = (to) => (chunk) => {
      clearTimeout(silence);
      silence = setTimeout(end, seconds * 1_000);
      to.write(chunk);
    };
    child.stdout.on("data", pass(process.stdout));
    child.stderr.on("data", pass(process.stderr));
    child.on("error", (error) => {
      process.stderr.write(`${String(error)}\n`);
      clearTimeout(silence);
      resolve(127);
    });
    const ended = (code) => {
      clearTimeout(silence);
      resolve(silent ? undefined : (code ?? 1));
    };
    child.on("close", ended);
    // Something that left the group may hold the pipes for ever.
    child.on("exit", (code) => setTimeout(ended, LAST_WORDS_MS, code));
  });
}

let code;
for (let nth = 1; nth <= RUNS && code === undefined; nth += 1) {
  code = await run();
  if (code === undefined) {
    process.stdout.write(`\n=== printed nothing for ${seconds} s and was ended${nth < RUNS ? "; once more" : ""}\n`);
  }
}
process.exit(code ?? 124);
