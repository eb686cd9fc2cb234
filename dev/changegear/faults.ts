/**
 * What can be made to go wrong, on purpose and repeatably. Counted faults hit the next n
 * calls and then stop; -1 means until switched off. They touch the REST API and webhooks
 * only: the web page and /control always work.
 */
import { z } from "zod";
import { seededRandom } from "../demo/seeded-random.ts";

const count = z.int().min(-1).max(10_000);

const faultsSchema = z.strictObject({
  /** Connections are dropped before anything happens. */
  down: z.boolean(),
  /** Wait before every reply. */
  slowMs: z.int().min(0).max(60_000),
  fail500: count,
  /** 429 with Retry-After: 7. */
  rateLimit: count,
  /** Every session ends, and the call gets 401. */
  fail401: count,
  /** Another save slips in before the PUT, so that its eTag is stale. */
  staleEtag: count,
  /** The write happens, then the connection is dropped. */
  replyLost: count,
  /** The same by chance, from a fixed sequence: 0 to 1. */
  replyLostProbability: z.number().min(0).max(1),
  /** Extra copies of each webhook. */
  webhookDuplicates: z.int().min(0).max(100),
});

/** Some of them, as a form or a test sends them. */
export const faultChange = faultsSchema.partial();

export type FaultSettings = z.infer<typeof faultsSchema>;
export type CountedFault = "fail500" | "rateLimit" | "fail401" | "staleEtag" | "replyLost";

export const NO_FAULTS: FaultSettings = {
  down: false,
  slowMs: 0,
  fail500: 0,
  rateLimit: 0,
  fail401: 0,
  staleEtag: 0,
  replyLost: 0,
  replyLostProbability: 0,
  webhookDuplicates: 0,
};

export class Faults {
  #settings: FaultSettings = NO_FAULTS;
  #random = seededRandom("reply lost");

  get settings(): FaultSettings {
    return this.#settings;
  }

  set(change: z.infer<typeof faultChange>): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#settings = faultsSchema.parse({ ...this.#settings, ...Object.fromEntries(given) });
    // Starts the sequence again, so that a test that sets a probability gets the same run each time.
    this.#random = seededRandom("reply lost");
  }

  /** True when the fault hits this call; uses one up. */
  take(fault: CountedFault): boolean {
    const left = this.#settings[fault];
    if (left > 0) {
      this.#settings = { ...this.#settings, [fault]: left - 1 };
    }
    return left !== 0;
  }

  takeReplyLost(): boolean {
    const byChance = this.#settings.replyLostProbability > 0 && this.#random() < this.#settings.replyLostProbability;
    return this.take("replyLost") || byChance;
  }
}
