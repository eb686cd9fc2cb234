/** What a table is narrowed to, in the words of its chips: tabs and history tell filtered tables apart by it. */
import { STANDINGS } from "../../../workers/core/verdict/standing.ts";
import { en } from "../../copy/desk/en.ts";
import type { ListState } from "./list-state.ts";

export interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface FilterNames {
  /** The agent who looks. */
  readonly me: string;
  readonly referrers: readonly Choice[];
}

const words = en.list.filter;

/** "Failed, High, Last 7 days"; empty where nothing is filtered. */
export function filterWords(state: ListState, names: FilterNames): string {
  const parts = [
    state.q === "" ? undefined : en.list.searched(state.q),
    ...state.status.map((status) => STANDINGS[status]),
    ...state.level.map((level) => en.levels[level]),
    state.category,
    state.referrer === undefined ? undefined : referrerWords(state.referrer, names),
    state.asked === true ? en.personAsked.asks : undefined,
    dateWords(state),
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

export function referrerWords(id: string, { me, referrers }: FilterNames): string {
  return id === me ? words.mine : words.referrerIs(referrers.find((one) => one.id === id)?.name ?? "");
}

export function dateWords({ date, from, to }: ListState): string | undefined {
  if (date !== undefined) return en.list.dates[date];
  return from === undefined && to === undefined ? undefined : en.list.dateRange(from ?? "…", to ?? "…");
}
