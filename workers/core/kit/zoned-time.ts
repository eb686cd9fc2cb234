/**
 * Times of day as the desk's clock shows them. Zones are IANA names from the configuration, which
 * checks them; an unknown one throws. Formatters are kept: making one costs more than all else
 * that a note or a message is made of, and the zones are few.
 */
import { HOUR_MS, MINUTE_MS, type EpochMs } from "./time.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** "14:12" on the 24-hour clock. */
export function timeOfDay(at: EpochMs, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  formats.set(timeZone, format);
  return format.format(at);
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** What clock and calendar show there, as if it were UTC. */
function wallClock(at: EpochMs, timeZone: string): EpochMs {
  const format =
    wallClocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
      timeZone,
    });
  wallClocks.set(timeZone, format);
  const parts = new Map<string, number>(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: string): number => parts.get(type) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** "2026-11-24": the calendar day there. */
export function dayIn(at: EpochMs, timeZone: string): string {
  return new Date(wallClock(at, timeZone)).toISOString().slice(0, 10);
}

/**
 * When a clock there shows `time` ("14:40", or "24:00" for the end of the day) on `day`
 * ("2026-11-24"). A time that the clocks skip is taken an hour on; one that comes twice, once.
 */
export function momentIn(day: string, time: string, timeZone: string): EpochMs {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const shown = Date.parse(`${day}T00:00:00Z`) + hours * HOUR_MS + minutes * MINUTE_MS;
  const offsetAt = (at: EpochMs): number => wallClock(at, timeZone) - at;
  // Twice, because the offset may change between the first guess and the moment itself.
  return shown - offsetAt(shown - offsetAt(shown));
}

/** Whether a text is an IANA zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** "14:12 London time": notes and messages are read in other places than the one they name. */
export function zonedTime(at: EpochMs, timeZone: string): string {
  const zone = zoneName(at, timeZone);
  return `${timeOfDay(at, timeZone)} ${isCity(timeZone) ? `${zone} time` : zone}`;
}

/** "Etc/GMT+5" means five hours behind: its own name would be read the wrong way round. */
function isCity(timeZone: string): boolean {
  return timeZone.includes("/") && !/^etc\//iu.test(timeZone);
}

/** "London", or the offset of a zone that is named after no place. */
export function zoneName(at: EpochMs, timeZone: string): string {
  if (/^(?:etc\/)?(?:utc|gmt|universal|zulu|uct)$/iu.test(timeZone)) {
    return "UTC";
  }
  if (!isCity(timeZone)) {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at);
    return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
  }
  return timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
