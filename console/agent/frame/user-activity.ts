/** Whether somebody is at the page. Moving the pointer is not enough: a desk that shakes would do it. */

const IDLE_AFTER_MS = 60_000;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

export interface UserActivity {
  /** True after a minute without a sign; opening the page is one. */
  readonly idle: () => boolean;
}

export function userActivity(target: Pick<EventTarget, "addEventListener">, now: () => number): UserActivity {
  let lastSignAt = now();
  for (const sign of SIGNS) {
    target.addEventListener(sign, () => void (lastSignAt = now()), { capture: true, passive: true });
  }
  return { idle: () => now() - lastSignAt >= IDLE_AFTER_MS };
}
