/**
 * One runtime runs all worker test files, as starting one takes longer than most files do; each
 * file begins with empty storage and the real migrations. Queues only record what was put on them,
 * so that no consumer runs beside a test; tests call the consumer themselves. Nothing leaves the
 * machine.
 */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, vi } from "vitest";

await reset();
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

beforeEach(() => {
  for (const queue of [env.DELIVERY_QUEUE, env.NOTE_QUEUE, env.COVERAGE_QUEUE]) {
    vi.spyOn(queue, "sendBatch")
      .mockReset()
      .mockResolvedValue({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
  }
  vi.spyOn(globalThis, "fetch").mockReset().mockRejectedValue(new Error("a test called the network"));
});
