import { readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

/** Full-size runs (property tests, kill tests) are asked for by `npm run test:long`. */
const long = process.env["TEST_LONG"] === "1";

/** Files of a project share what they load (`isolate: false`): each would load it anew, for half its time. */
const shared = { testTimeout: long ? 600_000 : 60_000, hookTimeout: 120_000 };

const workerd = () =>
  cloudflareTest(async () => ({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: {
      bindings: {
        TEST_LONG: long ? "1" : "0",
        TEST_MIGRATIONS: await readD1Migrations("./migrations"),
        CONSOLE_ORIGIN: "https://console.test",
        PORTAL_ORIGIN: "https://verify.test",
        ROOT_SECRET: "only-for-tests-only-for-tests-only-for-tests",
        LOCAL_MODE: "true",
      },
    },
  }));

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [preact()],
        test: {
          ...shared,
          name: "unit",
          environment: "node",
          isolate: false,
          include: [
            "{workers,durable-objects,console,dev,bench}/**/*.test.{ts,tsx}",
            "test/*.test.ts",
            "test/setup/*.test.ts",
          ],
          exclude: ["**/*.worker.test.ts", "**/node_modules/**"],
        },
      },
      {
        plugins: [workerd()],
        test: {
          ...shared,
          name: "worker",
          include: ["**/*.worker.test.ts"],
          exclude: ["**/node_modules/**"],
          setupFiles: ["./test/support/worker-setup.ts"],
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: "journeys",
          environment: "node",
          isolate: false,
          include: ["test/journeys/**/*.test.ts"],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: "faults",
          environment: "node",
          isolate: false,
          include: ["test/faults/**/*.test.ts"],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          // Isolated: whom workerd trusts is read once, when Miniflare is loaded.
          name: "contracts",
          environment: "node",
          include: ["test/contracts/**/*.test.ts"],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: "browser",
          environment: "node",
          isolate: false,
          include: ["test/browser/**/*.test.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
