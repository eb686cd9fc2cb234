import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteRetrySeconds, retryDelaySeconds } from "./backoff.ts";

const still = () => 0;

describe("retryDelaySeconds", () => {
  it.each([
    [1, 10],
    [2, 20],
    [5, 160],
    [6, 300],
    [400, 300],
  ])("attempt %i waits %i s without jitter", (attempt, seconds) => {
    expect(retryDelaySeconds(attempt, { random: still })).toBe(seconds);
  });

  it("adds up to a fifth", () => {
    expect(retryDelaySeconds(6, { random: () => 0.999_999 })).toBe(360);
  });

  it("never asks before the peer's Retry-After", () => {
    expect(retryDelaySeconds(1, { retryAfterSeconds: 90, random: still })).toBe(90);
  });

  it("is a whole number a queue accepts, whatever the peer says", () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, retryAfterSeconds, value) => {
          const delay = retryDelaySeconds(attempt, { retryAfterSeconds, random: () => value });
          expect(Number.isInteger(delay)).toBe(true);
          expect(delay).toBeGreaterThanOrEqual(Math.min(5, retryAfterSeconds));
          expect(delay).toBeLessThanOrEqual(1_800);
        },
      ),
    );
  });
});

describe("noteRetrySeconds", () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [10, 24],
    [11, 40],
    [12, 80],
    [40, 300],
  ])("attempt %i waits %i s without jitter", (attempt, seconds) => {
    expect(noteRetrySeconds(attempt, { random: still })).toBe(seconds);
  });

  it("never waits more than 30 s until ten tries have failed, whatever the peer says", () => {
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect(noteRetrySeconds(attempt, { retryAfterSeconds: 3_600, random: () => 0.999 })).toBe(30);
    }
    expect(noteRetrySeconds(11, { retryAfterSeconds: 1_200, random: still })).toBe(1_200);
  });
});
