/**
 * One runtime runs all worker test files, as starting one takes longer than most files do; each
 * file begins with empty storage and the real migrations. Queues only record what was put on them,
 * so that no consumer runs beside a test; tests call the consumer themselves. Nothing leaves the
 * machine.
 */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, vi } from "vitest";

const RESETS = 20;

/** What of the file before still runs can keep its database open through a reset. */
async function isEmpty(): Promise<boolean> {
  const tables = "SELECT COUNT(*) AS count FROM sqlite_master WHERE name NOT LIKE '_cf_%'";
  return (await env.DB.prepare(tables).first<number>("count")) === 0;
}

await reset();
for (let tries = 1; !(await isEmpty()); tries += 1) {
  if (tries > RESETS) {
    throw new Error("what the file before stored is still there");
  }
  await reset();
}
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

beforeEach(() => {
  for (const queue of [env.DELIVERY_QUEUE, env.NOTE_QUEUE, env.COVERAGE_QUEUE]) {
    vi.spyOn(queue, "sendBatch")
      .mockReset()
      .mockResolvedValue({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
  }
  vi.spyOn(globalThis, "fetch").mockReset().mockRejectedValue(new Error("a test called the network"));
});
