/** Days as people say them, from the moment at which they read: "tomorrow, 14:40", not a date to be worked out. */

export interface DayWords {
  readonly today: string;
  readonly tomorrow: string;
  /** Any other day. */
  readonly other: string;
}

export interface DayFrame {
  readonly now: number;
  readonly timeZone: string;
  /** BCP 47, of the words. */
  readonly lang: string;
  /** "Mon 30 Nov" instead of "Monday 30 November". */
  readonly short?: boolean;
}

/** `{time}` is filled with what the caller writes as the time of day. */
export function dayAndTime(
  at: number,
  { now, timeZone, lang, short = false }: DayFrame,
  words: DayWords & { time: string },
): string {
  const day = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone });
  const ahead = (Date.parse(day.format(at)) - Date.parse(day.format(now))) / 86_400_000;
  const text = ahead === 0 ? words.today : ahead === 1 ? words.tomorrow : words.other;
  const length = short ? "short" : "long";
  const date = new Intl.DateTimeFormat(lang, { weekday: length, day: "numeric", month: length, timeZone });
  const parts = new Map<string, string>(date.formatToParts(at).map(({ type, value }) => [type, value]));
  return text.replaceAll(/\{(\w+)\}/gu, (_whole, name: string) =>
    name === "time" ? words.time : (parts.get(name) ?? ""),
  );
}
