import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "../kit/time.ts";
import { timeOfDay } from "../kit/zoned-time.ts";

export interface ClockFrame {
  readonly now: EpochMs;
  /** IANA zone of the desk. */
  readonly timeZone: string;
}

/** "14:32", "tomorrow 14:10", "yesterday 09:05", or "21 Nov 14:10" when further away. */
export function clockText(at: EpochMs, { now, timeZone }: ClockFrame): string {
  const time = timeOfDay(at, timeZone);
  const days = (dayNumber(at, timeZone) - dayNumber(now, timeZone)) / DAY_MS;
  if (days === 0) {
    return time;
  }
  if (days === 1 || days === -1) {
    return `${days === 1 ? "tomorrow" : "yesterday"} ${time}`;
  }
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, day: "numeric", month: "short" }).formatToParts(at);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? "";
  return `${part("day")} ${part("month")} ${time}`;
}

/** The calendar day of a moment in that zone, as midnight UTC of that date, so that days of 23 and 25 hours count as one. */
function dayNumber(at: EpochMs, timeZone: string): EpochMs {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"));
}

/** "9:40"; never negative. */
export function timeLeft(until: EpochMs, now: EpochMs): string {
  const left = Math.max(0, until - now);
  const seconds = Math.floor((left % MINUTE_MS) / SECOND_MS);
  return `${Math.floor(left / MINUTE_MS)}:${String(seconds).padStart(2, "0")}`;
}
