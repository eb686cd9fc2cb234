import type { EpochMs } from "../kit/time.ts";

/**
 * "14:12 London time". Messages and notes carry the zone because the reader may sit in
 * another one. `timeZone` is an IANA name; an unknown one throws, configuration checks it.
 */
export function clockTime(at: EpochMs, timeZone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  return `${time} ${zoneLabel(timeZone)}`;
}

function zoneLabel(timeZone: string): string {
  const [area, ...rest] = timeZone.split("/");
  const city = rest.at(-1);
  return city === undefined || area === "Etc" ? (city ?? timeZone) : `${city.replaceAll("_", " ")} time`;
}
