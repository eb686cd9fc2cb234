/**
 * `npm run bench:start`: what the demo's past adds to a first start.
 *   --rounds <n>  3 unless set
 * Prints for each round the seconds from nothing to a product that serves, with the demo's people alone and with their
 * history, in turn, and this process's processor time: threads of the history included, the runtime's not. Building is
 * not in it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startInstance } from "../dev/local/instance.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const seconds = (ms: number): number => Math.round(ms / 10) / 100;

async function start(demo: "people" | "people and history"): Promise<{ readonly wall: number; readonly cpu: number }> {
  const stateDirectory = mkdtempSync(join(tmpdir(), "imper-edge-bench-"));
  const [from, before] = [performance.now(), process.cpuUsage()];
  const instance = await startInstance({
    port: 0,
    changeGearPort: 0,
    identityPort: 0,
    directoryPort: 0,
    stateDirectory,
    demo,
  });
  const { user, system } = process.cpuUsage(before);
  const spent = { wall: seconds(performance.now() - from), cpu: seconds((user + system) / 1000) };
  await instance.close();
  rmSync(stateDirectory, { recursive: true, force: true });
  return spent;
}

for (let round = 0; round < Number(values.rounds); round += 1) {
  console.log(JSON.stringify({ people: await start("people"), history: await start("people and history") }));
}
