/**
 * `npm run soak`: memory per verification on the local runtime, and what is left when all is quiet.
 *   --checks <n>  600 unless set
 * Prints, for each block: resident memory of the runtime and of this process (which holds the ticket
 * system and the load), anonymous memory alone, and the runtime's open files.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pause } from "../dev/walkthrough/client.ts";
import { bundle } from "./bundles.ts";
import { load } from "./load.ts";
import { memory, runtimePid } from "./memory.ts";
import { startBenchProduct } from "./product.ts";

const BLOCK = 50;
const CONNECTIONS = 8;
/** The runtime lets go of an object that was not called for ten seconds. */
const EVICTED_AFTER_MS = 15_000;

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
    await product.close();
  }
} finally {
  await rm(into, { recursive: true, force: true });
}
