/**
 * By when somebody who asks for a person hears from the desk: the same clock time on the next day
 * that the desk is open then. Where it is closed then, soon after it opens again. Days are those of
 * the calendar, so that "tomorrow, 14:40" holds also on the nights on which the clocks change.
 */
import { dayIn, momentIn, timeOfDay } from "../kit/zoned-time.ts";
import { DAY_MS, HOUR_MS, type EpochMs } from "../kit/time.ts";
import { openOn, type OpeningHours } from "./opening-hours.ts";

/** Nobody is promised an answer for the minute in which the door opens. */
const AFTER_OPENING_MS = HOUR_MS;
/** A week from tomorrow: whatever opens at all has opened by then. */
const DAYS_AHEAD = 8;

export interface DeskTime {
  /** Absent, or never open: taken as always open. */
  readonly hours?: OpeningHours | undefined;
  /** IANA zone of the organisation; hours that name a zone of their own are of that one. */
  readonly timeZone: string;
}

export function answerBy(askedAt: EpochMs, { hours, timeZone }: DeskTime): EpochMs {
  const zone = hours?.timeZone ?? timeZone;
  const today = dayIn(askedAt, zone);
  const earliest = momentIn(dayAfter(today, 1), timeOfDay(askedAt, zone), zone);
  if (hours === undefined) {
    return earliest;
  }
  for (let ahead = 1; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = dayAfter(today, ahead);
    for (const stretch of openOn(hours, day)) {
      const [from, until] = [momentIn(day, stretch.from, zone), momentIn(day, stretch.until, zone)];
      if (earliest < until) {
        return earliest >= from ? earliest : Math.min(from + AFTER_OPENING_MS, until);
      }
    }
  }
  return earliest;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
