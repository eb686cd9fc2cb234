/**
 * The table's search, filters, page and open row as an address, and as the API's query.
 * What cannot be read from an address is dropped, so that any link opens something.
 */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { STANDINGS, type Standing } from "../../../workers/core/verdict/standing.ts";
import type { Level } from "../frame/shapes.ts";
import { startOfDay } from "../frame/format.ts";

export const STATUS_FILTERS = Object.keys(STANDINGS) as readonly Standing[];

export const LEVEL_FILTERS = ["verified", "medium", "high"] as const satisfies readonly Level[];

export const DATE_PRESETS = ["today", "24h", "7d", "30d"] as const;
export type DatePreset = (typeof DATE_PRESETS)[number];

export interface ListState {
  readonly q: string;
  readonly status: readonly Standing[];
  readonly level: readonly Level[];
  readonly category?: string;
  readonly referrer?: string;
  /** Only those whose requester asks for a person. */
  readonly asked?: true;
  readonly date?: DatePreset;
  /** ISO days, both inclusive, in the organisation's zone. */
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
  /** Rows before the cursor; said to the reader and trusted for nothing else. */
  readonly skipped?: number;
  readonly open?: string;
}

export const NO_FILTERS: ListState = { q: "", status: [], level: [] };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function parseListState(search: string): ListState {
  const params = new URLSearchParams(search);
  const one = (name: string): string | undefined => params.get(name)?.trim() || undefined;
  const many = <Value extends string>(name: string, known: readonly Value[]): Value[] => {
    const wanted = new Set(params.get(name)?.split(",") ?? []);
    return known.filter((value) => wanted.has(value));
  };
  return compact({
    q: one("q") ?? "",
    status: many("status", STATUS_FILTERS),
    level: many("level", LEVEL_FILTERS),
    category: one("category"),
    referrer: one("referrer"),
    asked: params.get("asked") === "1" ? true : undefined,
    date: DATE_PRESETS.find((preset) => preset === params.get("date")),
    from: isoDay(one("from")),
    to: isoDay(one("to")),
    cursor: one("cursor"),
    skipped: rowCount(one("skipped")),
    open: one("open"),
  });
}

/** The address of a state; the order of its parts never changes, so that equal states have equal addresses. */
export function listPath(state: ListState): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") params.set(name, value);
  };
  put("q", state.q);
  put("status", state.status.join(","));
  put("level", state.level.join(","));
  put("category", state.category);
  put("referrer", state.referrer);
  put("asked", asked(state));
  put("date", state.date);
  put("from", state.from);
  put("to", state.to);
  put("cursor", state.cursor);
  put("skipped", state.skipped?.toString());
  put("open", state.open);
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? pathTo.verifications : `${pathTo.verifications}?${text}`;
}

/** Another filter means another first page; the open row stays open. */
export function withFilter(state: ListState, change: Partial<Record<keyof ListState, unknown>>): ListState {
  return compact({ ...state, cursor: undefined, skipped: undefined, ...change } as Loose<ListState>);
}

export function filterCount(state: ListState): number {
  const set = [
    state.q,
    state.status[0],
    state.level[0],
    state.category,
    state.referrer,
    asked(state),
    state.date ?? state.from ?? state.to,
  ];
  return set.filter((value) => value !== undefined && value !== "").length;
}

function asked(state: ListState): "1" | undefined {
  return state.asked === true ? "1" : undefined;
}

export interface QueryContext {
  readonly now: number;
  readonly timeZone: string;
  readonly limit: number;
}

/** What the table shows, as the server's filter. Times are cut to the minute, so that a re-read asks the same thing. */
export function apiFilter(
  state: ListState,
  context: Pick<QueryContext, "now" | "timeZone">,
): Readonly<Record<string, string | number>> {
  const { q, level, category, referrer } = state;
  const given = {
    q,
    status: state.status.join(","),
    level: level.join(","),
    category,
    referrer,
    asked: asked(state),
    ...timeRange(state, context),
  };
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string | number] => (entry[1] ?? "") !== ""),
  );
}

/** The query of GET /api/verifications. */
export function apiQuery(state: ListState, context: QueryContext): string {
  const params = new URLSearchParams();
  Object.entries(apiFilter(state, context)).forEach(([name, value]) => params.set(name, String(value)));
  if (state.cursor !== undefined) params.set("cursor", state.cursor);
  params.set("limit", String(context.limit));
  return params.toString();
}

function timeRange(
  state: ListState,
  { now, timeZone }: Pick<QueryContext, "now" | "timeZone">,
): { from?: number; to?: number } {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  if (state.date !== undefined) {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
    const from = {
      today: startOfDay(today, timeZone),
      "24h": minute - DAY_MS,
      "7d": minute - 7 * DAY_MS,
      "30d": minute - 30 * DAY_MS,
    }[state.date];
    return from === undefined ? {} : { from };
  }
  const from = state.from === undefined ? undefined : startOfDay(state.from, timeZone);
  const to = state.to === undefined ? undefined : startOfDay(dayAfter(state.to), timeZone);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to: to - 1 }) };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function rowCount(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}

function isoDay(text: string | undefined): string | undefined {
  return text !== undefined && startOfDay(text, "UTC") !== undefined ? text : undefined;
}

type Loose<Shape> = { [Key in keyof Shape]: Shape[Key] | undefined };

function compact(state: Loose<ListState> | { [Key in keyof ListState]-?: ListState[Key] | undefined }): ListState {
  const kept = Object.entries(state).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as unknown as ListState;
}
