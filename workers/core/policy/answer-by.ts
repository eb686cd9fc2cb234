/**
 * By when somebody who asks for a person hears from the desk: the same clock time on the next day.
 * Where the desk is closed then, the end of what it is open until then; where it does not open until
 * then, soon after it opens again. Days are those of the calendar, so that "tomorrow, 14:40" holds
 * also on the nights on which the clocks change.
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
  const dayLater = momentIn(dayAfter(today, 1), timeOfDay(askedAt, zone), zone);
  const open = hours === undefined ? [] : stretches(hours, today, zone);
  if (open.some(({ from, until }) => from <= dayLater && dayLater < until)) {
    return dayLater;
  }
  const before = open.findLast(({ from, until }) => from >= askedAt && until <= dayLater);
  const next = open.find(({ from }) => from > dayLater);
  return before?.until ?? (next === undefined ? dayLater : Math.min(next.from + AFTER_OPENING_MS, next.until));
}

/** In order, from that day on. */
function stretches(hours: OpeningHours, day: string, zone: string): readonly { from: EpochMs; until: EpochMs }[] {
  return Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => dayAfter(day, ahead)).flatMap((on) =>
    openOn(hours, on).map(({ from, until }) => ({ from: momentIn(on, from, zone), until: momentIn(on, until, zone) })),
  );
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
