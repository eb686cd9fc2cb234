/** The D1 database of `npm run dev`, opened for a moment beside `wrangler dev`: both find it by the id in wrangler.toml. */
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import type { LocalDatabase } from "./fill-database.ts";
import { workerOptions } from "./worker-options.ts";

export async function withDevDatabase<Value>(
  state: string,
  use: (db: LocalDatabase) => Promise<Value>,
): Promise<Value> {
  const { d1Databases } = await workerOptions();
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
