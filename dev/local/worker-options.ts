/**
 * What Miniflare is told of the Worker: read from `wrangler.toml` by wrangler when the Worker is
 * built, and kept beside it. To load wrangler takes longer than to start the Worker.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { WORKER_OPTIONS } from "./build-stamp.ts";
import { ROOT } from "./cli.ts";

type WorkerOptions = Readonly<Record<string, unknown>> & { readonly bindings?: object };

export async function workerOptions(): Promise<WorkerOptions> {
  return JSON.parse(await readFile(join(ROOT, WORKER_OPTIONS), "utf8")) as WorkerOptions;
}
