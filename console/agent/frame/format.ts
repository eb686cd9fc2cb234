/**
 * Times, durations, numbers and codes as people read them. Times are shown in the
 * organisation's zone, never in the browser's: an agent and a ticket must name the same minute.
 */
const LOCALE = "en-GB";
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone, hourCycle: "h23" });
  formatters.set(key, made);
  return made;
}

/** "14:32". */
export function clock(at: number, timeZone: string): string {
  return formatter(timeZone, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** "14:12:47". */
export function clockSeconds(at: number, timeZone: string): string {
  return formatter(timeZone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);
}

/** "19 Nov". */
export function dayMonth(at: number, timeZone: string): string {
  return formatter(timeZone, { day: "numeric", month: "short" }).format(at);
}

/** "19 Nov 2026, 14:12:08". */
export function dateTime(at: number, timeZone: string): string {
  const day = formatter(timeZone, { day: "numeric", month: "short", year: "numeric" }).format(at);
  return `${day}, ${clockSeconds(at, timeZone)}`;
}

/** "Thu 19 Nov 2026, 14:12:08 WET": nobody has to guess the day or whose clock it is. */
export function exactMoment(at: number, timeZone: string): string {
  const day = formatter(timeZone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at);
  return `${day}, ${clockSeconds(at, timeZone)} ${zoneName(at, timeZone)}`;
}

/** "GMT", "CET", or "GMT+5:30" where a zone has no short name. */
export function zoneName(at: number, timeZone: string): string {
  const parts = formatter(timeZone, { timeZoneName: "short", hour: "2-digit" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** "March 2021". */
export function monthYear({ year, month }: { readonly year: number; readonly month: number }): string {
  return formatter("UTC", { month: "long", year: "numeric" }).format(Date.UTC(year, month - 1));
}

/** The shortest text that is not misread: "14:26" today, "18 Nov, 14:26" this year, "18 Nov 2025" before. */
export function whenShort(at: number, now: number, timeZone: string): string {
  const day = formatter(timeZone, { year: "numeric", month: "2-digit", day: "2-digit" });
  if (day.format(at) === day.format(now)) return clock(at, timeZone);
  const year = formatter(timeZone, { year: "numeric" });
  if (year.format(at) === year.format(now)) return `${dayMonth(at, timeZone)}, ${clock(at, timeZone)}`;
  return formatter(timeZone, { day: "numeric", month: "short", year: "numeric" }).format(at);
}

/** Time left as "9:48" or "1:02:05"; never below zero. */
export function countdown(milliseconds: number): string {
  const total = Math.max(0, Math.ceil(milliseconds / SECOND));
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = String(total % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** A finished stretch of time: "5 min 12 s", "14 s", "2 h 3 min". */
export function spent(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds / SECOND));
  if (total < 60) return `${total} s`;
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return total % 60 === 0 ? `${minutes} min` : `${minutes} min ${total % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** Age in the two largest units that matter: "2 years 8 months", "11 months", "3 days", "today". */
export function age(milliseconds: number): string {
  const days = Math.floor(Math.max(0, milliseconds) / DAY);
  if (days === 0) return "today";
  if (days < 60) return plural(days, "day");
  const months = Math.floor(days / 30.4);
  if (months < 12) return plural(months, "month");
  const rest = months % 12;
  const years = plural(Math.floor(months / 12), "year");
  return rest === 0 ? years : `${years} ${plural(rest, "month")}`;
}

/** "1.1". */
export function score(value: number): string {
  return value.toFixed(1);
}

/** "+1.0", "−0.5" with a true minus sign, "0" for what rounds to nothing. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === "0.0") return "0";
  return value > 0 ? `+${text}` : `−${text}`;
}

/** "482 916": two groups that can be read aloud. */
export function codeGroups(digits: string): string {
  const middle = Math.ceil(digits.length / 2);
  return `${digits.slice(0, middle)} ${digits.slice(middle)}`;
}

const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** "four eight two, nine one six". */
export function codeSpoken(digits: string): string {
  return codeGroups(digits)
    .split(" ")
    .map((group) => [...group].map((digit) => DIGITS[Number(digit)] ?? digit).join(" "))
    .join(", ");
}

/** "1 in 256" for 8 bits. */
export function oneIn(bits: number): string {
  return `1 in ${Math.round(2 ** Math.max(0, bits)).toLocaleString(LOCALE)}`;
}

/** "1,284". */
export function count(value: number): string {
  return value.toLocaleString(LOCALE);
}

/** Epoch of 00:00 on an ISO day in a zone; undefined when the text is not a day. */
export function startOfDay(day: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Twice, because the offset at midnight UTC may differ from the one at local midnight when the clocks change that day.
  const first = asUtc - zoneOffset(asUtc, timeZone);
  return asUtc - zoneOffset(first, timeZone);
}

function zoneOffset(at: number, timeZone: string): number {
  const parts = formatter(timeZone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((entry) => entry.type === type)?.value ?? 0);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(at / SECOND) * SECOND;
}

/** The calendar's day of a moment, as "2026-11-29". */
export function dayIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(at);
}
