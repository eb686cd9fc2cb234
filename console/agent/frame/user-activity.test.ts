import { expect, it } from "vitest";
import { userActivity } from "./user-activity.ts";

function page() {
  const target = new EventTarget();
  const clock = { now: 0 };
  return { target, clock, activity: userActivity(target, () => clock.now) };
}

it("is idle a minute after the page was opened", () => {
  const { activity, clock } = page();
  clock.now = 59_999;
  expect(activity.idle()).toBe(false);
  clock.now = 60_000;
  expect(activity.idle()).toBe(true);
});

it.each(["pointerdown", "keydown", "wheel", "touchstart"])("is not idle after %s, for another minute", (sign) => {
  const { target, activity, clock } = page();
  clock.now = 100_000;
  target.dispatchEvent(new Event(sign));
  expect(activity.idle()).toBe(false);
  clock.now = 160_000;
  expect(activity.idle()).toBe(true);
});

it("takes a pointer that only moves for nobody", () => {
  const { target, activity, clock } = page();
  clock.now = 60_000;
  target.dispatchEvent(new Event("pointermove"));
  expect(activity.idle()).toBe(true);
});
