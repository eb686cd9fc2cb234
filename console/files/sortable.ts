/** A moment as a spreadsheet reads it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-17 14:33:05": a time to every spreadsheet, and in order as text. */
export function sortable(at: number | undefined, timeZone: string): string | undefined {
  if (at === undefined) return undefined;
  const known = formatters.get(timeZone);
  // The Swedish way to write it is the ISO one.
  const format = known ?? new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  if (known === undefined) formatters.set(timeZone, format);
  return format.format(at);
}
