/** What the page shows, as its address says it: a reader can send it on. */
import { pathTo } from "../../../workers/contract/console/paths.ts";

const FIELDS = ["from", "to", "actor", "action", "q", "cursor"] as const;

/** Days as "2026-11-29", the last one included; empty where nothing is asked. */
export type AuditState = Readonly<Record<(typeof FIELDS)[number], string>>;

export function readAuditState(search: string): AuditState {
  const given = new URLSearchParams(search);
  return Object.fromEntries(FIELDS.map((field) => [field, given.get(field) ?? ""])) as AuditState;
}

export function auditPath(state: AuditState): string {
  const given = FIELDS.flatMap((field) => (state[field] === "" ? [] : [[field, state[field]] as [string, string]]));
  const query = new URLSearchParams(given).toString();
  return query === "" ? pathTo.audit : `${pathTo.audit}?${query}`;
}

/** What lies before that day, with the same user, action and text: the server looks through 30 days up to its end. */
export function furtherBack(state: AuditState, day: string): AuditState {
  return { ...state, from: "", to: day, cursor: "" };
}

/** For the server, which asks for moments. `startOfDay` is of the desk's zone. */
export function askedFor(
  state: AuditState,
  startOfDay: (day: string) => number | undefined,
): Readonly<Record<string, string>> {
  const { from, to, ...rest } = state;
  const asked = { ...rest, from: startOfDay(from)?.toString() ?? "", to: startOfDay(dayAfter(to))?.toString() ?? "" };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
}

const DAY_MS = 86_400_000;

/** By the calendar alone; empty for what is no day. */
function dayAfter(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? "" : new Date(at + DAY_MS).toISOString().slice(0, day.length);
}
