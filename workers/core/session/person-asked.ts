/** Somebody who did not pass asks that a person looks at it. */
import { DAY_MS, type EpochMs } from "../kit/time.ts";
import type { Session } from "./session.ts";

export interface PersonAsked {
  readonly at: EpochMs;
  /** What page, note and console promise: they hear from the desk by then. */
  readonly answerBy: EpochMs;
}

export function personAsked({ personAskedAt, answerBy }: Session): PersonAsked | undefined {
  return personAskedAt === undefined
    ? undefined
    : // Earlier pages promised a day, whatever the desk's hours.
      { at: personAskedAt, answerBy: answerBy ?? personAskedAt + DAY_MS };
}
