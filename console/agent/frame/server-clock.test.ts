import { expect, it } from "vitest";
import { serverClock } from "./server-clock.ts";

it("follows the server when the computer's clock is wrong", () => {
  const clock = serverClock(() => 1_000_000);
  clock.heard(1_120_000);
  expect(clock.now()).toBe(1_120_000);
});

it("does not jump for the second that headers round away", () => {
  const clock = serverClock(() => 1_000_000);
  clock.heard(998_000);
  expect(clock.now()).toBe(1_000_000);
});

it("returns to the computer's clock once that is right", () => {
  let local = 1_000_000;
  const clock = serverClock(() => local);
  clock.heard(1_120_000);
  local = 1_121_000;
  clock.heard(1_121_000);
  expect(clock.now()).toBe(1_121_000);
});
