/** What every view is given, and the small formatters that need it. Pure: the time comes from the caller. */
import { FIELDS, PORTAL_PATHS, type PortalFrame } from "../../../../workers/contract/portal.ts";
import type { Counted, PortalCopy } from "../../../copy/portal/en.ts";

export interface View {
  readonly frame: PortalFrame;
  readonly copy: PortalCopy;
  /** Epoch milliseconds at which the page is rendered. */
  readonly now: number;
}

/**
 * Address of one step, or of the page itself; a language that was pressed goes along. A locator that
 * is not one of ours may hold anything.
 */
export function pathOf(
  { frame }: { readonly frame: Pick<PortalFrame, "locator" | "chosen"> },
  step?: keyof typeof PORTAL_PATHS,
): string {
  const page = `/v/${encodeURIComponent(frame.locator)}`;
  const path = step === undefined ? page : `${page}/${PORTAL_PATHS[step]}`;
  return frame.chosen === undefined ? path : `${path}?${FIELDS.language}=${frame.chosen}`;
}

/** The plural form for `n`, with `{n}` filled in. */
export function counted(view: View, forms: Counted, n: number): string {
  const form = forms[new Intl.PluralRules(view.copy.lang).select(n) as keyof Counted] ?? forms.other;
  return form.replace("{n}", String(n));
}

/** Weekday, day and month in the words of the locale. */
export function dayParts(view: View, at: number, timeZone: string): { weekday: string; day: string; month: string } {
  const format = new Intl.DateTimeFormat(view.copy.lang, { weekday: "long", day: "numeric", month: "long", timeZone });
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return { weekday: parts["weekday"] ?? "", day: parts["day"] ?? "", month: parts["month"] ?? "" };
}

/** An ISO date ("2026-11-17") as a question writes it; undefined when it is not a date. */
export function writtenDate(view: View, isoDate: string): string | undefined {
  const at = Date.parse(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(at)) return undefined;
  const { weekday, day, month } = dayParts(view, at, "UTC");
  return view.copy.date.replace("{weekday}", weekday).replace("{day}", day).replace("{month}", month);
}

/** January to December in the words of the locale. */
export function monthNames(view: View): readonly string[] {
  const format = new Intl.DateTimeFormat(view.copy.lang, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
}

/** The year it is in the desk's zone. */
export function yearOf(view: View): number {
  return Number(new Intl.DateTimeFormat("en", { year: "numeric", timeZone: view.frame.timeZone }).format(view.now));
}

/** Same calendar day in the desk's zone. */
export function sameDay(view: View, at: number): boolean {
  const format = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: view.frame.timeZone });
  return format.format(at) === format.format(view.now);
}

export function firstWord(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? "";
}

/** "14:40 (London)": a clock time that is read elsewhere than in its zone. */
export function zonedTime({ copy, frame: { timeZone } }: View, at: number): string {
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const place = timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return `${new Intl.DateTimeFormat(copy.lang, { ...parts, timeZone }).format(at)} (${place})`;
}
