/**
 * The product in a process of its own, so that it can be killed. Takes its options as one line of
 * JSON on stdin, prints `{"ready":true,"url":...}` once it answers, and sweeps as cron would. The
 * ticket system's stand-in runs elsewhere and survives. Ends when stdin closes: a test that dies
 * leaves nothing running.
 */
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { startProduct, type InstanceOptions } from "./instance.ts";
import type { SeedDatabase } from "./seed.ts";
import { addSignedInAgents, type SignedInAgent } from "./signed-in-agents.ts";

export type ProcessOptions = Omit<InstanceOptions, "progress" | "onLog"> &
  Required<Pick<InstanceOptions, "secrets" | "now" | "stateDirectory">> & {
    readonly changeGearUrl: string;
    readonly agents: readonly SignedInAgent[];
    readonly sweepEveryMs: number;
  };

export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
}

async function run(options: ProcessOptions): Promise<void> {
  // Only the ready line goes to stdout.
  const product = await startProduct({ ...options, onLog: (line) => process.stderr.write(`${line}\n`) });
  const db = (await product.miniflare.getD1Database("DB")) as unknown as SeedDatabase;
  await again(() =>
    addSignedInAgents(db, options.agents, { rootSecret: options.secrets.rootSecret, now: options.now }),
  );
  await again(() => product.sweep());
  setInterval(() => {
    product.sweep().catch((error: unknown) => process.stderr.write(`sweep: ${String(error)}\n`));
  }, options.sweepEveryMs);
  const line: ReadyLine = { ready: true, url: product.url };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * On a machine that is too busy, the runtime has closed a connection for idleness before this process
 * sees it, and the next call down that connection fails. Both calls here may be made twice.
 */
async function again(call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`);
    await call();
  }
}

const input = createInterface({ input: process.stdin });
input.once("line", (line) => {
  run(JSON.parse(line) as ProcessOptions).catch((error: unknown) => {
    // With its cause: what a failed call to the runtime says by itself is only that it failed.
    process.stderr.write(`${inspect(error)}\n`);
    process.exit(1);
  });
});
input.once("close", () => process.exit(0));
