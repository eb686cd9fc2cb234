/** The D1 database of `npm run dev`, opened for a moment beside `wrangler dev`: both find it by the id in wrangler.toml. */
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { ROOT } from "./cli.ts";
import type { LocalDatabase } from "./fill-database.ts";

export async function withDevDatabase<Value>(
  state: string,
  use: (db: LocalDatabase) => Promise<Value>,
): Promise<Value> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(ROOT, "wrangler.toml"));
  const { d1Databases } = workerOptions as Record<string, unknown>;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: "export default {};",
      d1Databases,
      // Where `wrangler dev --persist-to` keeps it.
      resourcePersistencePath: join(state, "worker", "v3"),
      cf: false,
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  try {
    return await use(await miniflare.getD1Database("DB"));
  } finally {
    await miniflare.dispose();
  }
}
