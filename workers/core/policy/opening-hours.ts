/**
 * When the desk is open, as the configuration writes it: "Mon-Fri 08:00-18:00, Sat 09:00-12:00",
 * with an IANA zone behind where it is not the organisation's own. Pure; zones are checked by the caller.
 */
import { dayIn, timeOfDay } from "../kit/zoned-time.ts";
import type { EpochMs } from "../kit/time.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
type Day = (typeof DAYS)[number];

/** Clock times of one stretch, "08:00" to "18:00"; "24:00" is the day's end. */
export interface Stretch {
  readonly from: string;
  readonly until: string;
}

export interface OpeningHours {
  readonly days: Readonly<Record<Day, readonly Stretch[]>>;
  readonly timeZone?: string;
}

const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const NAME = `(?:${DAYS.join("|")})`;
const ENTRY = new RegExp(`^(${NAME})(?:-(${NAME}))?((?: ${TIME}-(?:${TIME}|24:00))+)$`, "iu");
const ZONE = / ([A-Za-z]+(?:\/[\w+-]+)+|UTC)$/u;

/** Undefined for what cannot be read, or a stretch that ends before it begins. An empty text is never open. */
export function readOpeningHours(text: string): OpeningHours | undefined {
  const plain = text.trim().replaceAll(/\s+/g, " ");
  const timeZone = ZONE.exec(plain)?.[1];
  const list = plain.replace(ZONE, "");
  const entries = list === "" ? [] : list.split(/ ?[,;] ?/).map(readEntry);
  if (entries.some((entry) => entry === undefined)) {
    return undefined;
  }
  const days = Object.fromEntries(
    DAYS.map((day) => [
      day,
      entries
        .flatMap((entry) => (entry?.days.includes(day) === true ? entry.stretches : []))
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
    ]),
  ) as unknown as OpeningHours["days"];
  return { days, ...(timeZone === undefined ? {} : { timeZone }) };
}

function readEntry(entry: string): { days: readonly Day[]; stretches: readonly Stretch[] } | undefined {
  const [, first, last, times = ""] = ENTRY.exec(entry) ?? [];
  const from = dayAt(first);
  const to = last === undefined ? from : dayAt(last);
  const stretches = times
    .trim()
    .split(" ")
    .map((stretch) => ({ from: stretch.slice(0, 5), until: stretch.slice(6) }));
  if (from === -1 || to < from || stretches.some((stretch) => stretch.from >= stretch.until)) {
    return undefined;
  }
  return { days: DAYS.slice(from, to + 1), stretches };
}

function dayAt(name: string | undefined): number {
  return DAYS.findIndex((day) => day.toLowerCase() === name?.toLowerCase());
}

/** When it is open on a calendar day, "2026-11-24", of its own zone; earliest first. */
export function openOn({ days }: OpeningHours, day: string): readonly Stretch[] {
  // Sunday is 0 there.
  const weekday = DAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  return weekday === undefined ? [] : days[weekday];
}

/** Open now, or later today (`from`), and until when; undefined when it is not open again today. */
export function openToday(
  hours: OpeningHours,
  at: { readonly now: EpochMs; readonly timeZone: string },
): { readonly from?: string; readonly until: string } | undefined {
  const zone = hours.timeZone ?? at.timeZone;
  const time = timeOfDay(at.now, zone);
  const next = openOn(hours, dayIn(at.now, zone)).find(({ until }) => time < until);
  return next === undefined ? undefined : { until: next.until, ...(time < next.from ? { from: next.from } : {}) };
}
