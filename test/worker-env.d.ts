/** What vitest.config.ts binds besides wrangler.toml. */
import type { D1Migration } from "cloudflare:test";

declare global {
  interface Env {
    readonly TEST_MIGRATIONS: D1Migration[];
    readonly TEST_LONG?: string;
    readonly LOCAL_MODE: string;
  }
  namespace Cloudflare {
    interface Env {
      readonly TEST_MIGRATIONS: D1Migration[];
      readonly TEST_LONG?: string;
      readonly LOCAL_MODE: string;
    }
  }
}
