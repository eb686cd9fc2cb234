/**
 * `npm run reset`: forgets all local state. Deletes by name only what local runs write, so
 * that a mistyped `--state` harms nothing.
 *   npm run reset -- --empty     the next start begins with nothing set up
 */
import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { readOptions, ROOT, run } from "./cli.ts";
import { DEMO_DATA_FILE, keepDemoData } from "./demo-data.ts";
import { lockState } from "./state-lock.ts";

const OWN_ENTRIES = ["worker", "changegear.json", "secrets.json", "worker.env", DEMO_DATA_FILE];
/** Of `npm run dev`, inside the state directory of `npm start`. */
const DEV_FOLDER = "dev";

await run(async () => {
  const values = readOptions(["state"], ["empty"]);
  const state = resolve(values.state ?? join(ROOT, ".state"));
  const directories = [join(state, DEV_FOLDER), state].filter((directory) => existsSync(directory));
  // Take every lock first: either all is free, or nothing is deleted.
  for (const directory of directories) {
    await lockState(directory, 0);
  }
  for (const directory of directories) {
    for (const entry of OWN_ENTRIES) {
      rmSync(join(directory, entry), { recursive: true, force: true });
    }
  }
  if (values.empty === true) {
    keepDemoData(state, "none");
  }
  process.once("exit", () => directories.forEach(removeIfEmpty));
  console.log(
    values.empty === true
      ? `Cleared ${state}. The next \`npm start\` begins with nothing set up.`
      : directories.length === 0
        ? `No state in ${state}.`
        : `Cleared ${state}. The next \`npm start\` begins anew.`,
  );
});

function removeIfEmpty(directory: string): void {
  if (readdirSync(directory).length === 0) {
    rmdirSync(directory);
  }
}
