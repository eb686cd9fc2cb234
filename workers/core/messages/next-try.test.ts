import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../kit/time.ts";
import { OWED_FOR_MS } from "../policy/owed.ts";
import { LONGEST_WAIT_MS } from "./backoff.ts";
import { nextTry, type FailedTry } from "./next-try.ts";

const still = { now: 0, random: () => 0 };
const failed = (change: Partial<FailedTry> = {}): FailedTry => ({
  kind: "link",
  attempts: 1,
  notAfter: HOUR_MS,
  problem: "provider_away",
  retryable: true,
  ...change,
});

/** Tries one after another until it is given up: when the last one was, and the longest wait. */
function playedOut(change: Partial<FailedTry>) {
  let [now, attempts, longest] = [0, 1, 0];
  for (;;) {
    const next = nextTry(failed({ ...change, attempts }), { ...still, now });
    if (next === undefined) return { attempts, lastAt: now, longest };
    longest = Math.max(longest, next.at - now);
    now = next.at;
    attempts += 1;
  }
}

describe("nextTry", () => {
  it("gives a link up after six tries, or where the provider refuses for good", () => {
    expect(playedOut({})).toMatchObject({ attempts: 6 });
    expect(nextTry(failed({ retryable: false }), still)).toBeUndefined();
    expect(nextTry(failed({ retryAfterSeconds: 3_600, notAfter: 60_000 }), still)).toBeUndefined();
  });

  it.each(["contact_replaced", "block_lifted"])("tries %s for as long as it is of use, ever less often", (kind) => {
    const { attempts, lastAt, longest } = playedOut({ kind, notAfter: OWED_FOR_MS });
    expect(lastAt).toBeGreaterThan(OWED_FOR_MS - HOUR_MS);
    expect(longest).toBe(LONGEST_WAIT_MS);
    expect(attempts).toBeLessThan(400);
  });

  it("waits with what is owed until our own account is put right, and not for a number that does not exist", () => {
    const owed = { kind: "contact_replaced", notAfter: OWED_FOR_MS, retryable: false };
    expect(nextTry(failed({ ...owed, problem: "account_refused" }), still)).toBeDefined();
    expect(nextTry(failed({ ...owed, problem: "number_unknown" }), still)).toBeUndefined();
  });

  it("leaves it to the sweep before the queue would give it up", () => {
    const owed = { kind: "block_lifted", notAfter: OWED_FOR_MS };
    expect(nextTry(failed({ ...owed, attempts: 5 }), still)).toMatchObject({ wakeAfter: 160 });
    expect(nextTry(failed({ ...owed, attempts: 6 }), still)).not.toHaveProperty("wakeAfter");
  });
});
