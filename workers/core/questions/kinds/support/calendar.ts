import { DAY_MS, type EpochMs } from "../../../kit/time.ts";

/** By zone: making one takes as long as a fifth of a person's questions. There are some hundreds of zones. */
const known = new Map<string, (at: EpochMs) => string>();

/** Calendar days as "YYYY-MM-DD" in one zone. `timeZone` is a valid IANA name; anything else is a defect. */
export function calendar(timeZone = "UTC"): (at: EpochMs) => string {
  const made = known.get(timeZone) ?? newCalendar(timeZone);
  known.set(timeZone, made);
  return made;
}

function newCalendar(timeZone: string): (at: EpochMs) => string {
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  };
}

/** Whole days from `day` to `today`, both "YYYY-MM-DD"; positive when `day` lies before. */
export function daysBefore(day: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
}
