/**
 * The one place that knows whether time runs as on the wall. A deployed Worker always has the
 * wall clock; a local one may be told to run faster, so that a ten minute link can be seen to
 * expire in seconds. Only alarms need the way back: the platform counts them on the wall.
 */
import type { Clock, EpochMs } from "../../core/kit/time.ts";

/** Time passes `rate` times as fast since `from`. */
export interface FasterClock {
  readonly from: EpochMs;
  readonly rate: number;
}

export interface Timekeeper {
  readonly clock: Clock;
  /** When the wall clock will show what `clock` calls `at`; never a moment too early. */
  readonly wallTime: (at: EpochMs) => EpochMs;
}

/** The wall clock itself when there is no faster one. */
export function createTimekeeper(faster: FasterClock | undefined, wall: Clock = () => Date.now()): Timekeeper {
  if (faster === undefined) {
    return { clock: wall, wallTime: (at) => at };
  }
  const { from, rate } = faster;
  return {
    clock: () => Math.floor(from + (wall() - from) * rate),
    wallTime: (at) => Math.ceil(from + (at - from) / rate),
  };
}
