/**
 * Times of day as the desk's clock shows them. Zones are IANA names from the configuration, which
 * checks them; an unknown one throws. Formatters are kept: making one costs more than all else
 * that a note or a message is made of, and the zones are few.
 */
import type { EpochMs } from "./time.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** "14:12" on the 24-hour clock. */
export function timeOfDay(at: EpochMs, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  formats.set(timeZone, format);
  return format.format(at);
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
  return `${timeOfDay(at, timeZone)} ${zoneWords(at, timeZone)}`;
}

function zoneWords(at: EpochMs, timeZone: string): string {
  if (/^(?:etc\/)?(?:utc|gmt|universal|zulu|uct)$/iu.test(timeZone)) {
    return "UTC";
  }
  // "Etc/GMT+5" means five hours behind: its own name would be read the wrong way round.
  if (!timeZone.includes("/") || /^etc\//iu.test(timeZone)) {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at);
    return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
  }
  const city = timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return `${city} time`;
}
