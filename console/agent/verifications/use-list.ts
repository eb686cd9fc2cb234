/** The page of rows as it should be shown: read, kept fresh by the feed, never moved under the pointer. */
import { useRef, useState } from "preact/hooks";
import type { ListReply, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { useApp } from "../frame/app-context.ts";
import { listVerifications } from "../frame/endpoints.ts";
import { useFeedChange, useResource, type Resource } from "../frame/hooks.ts";
import type { Choice } from "./filter-words.ts";
import { apiQuery, listPath, type ListState } from "./list-state.ts";
import { mergeRows } from "../panel/status-words.ts";

const PAGE_SIZE = 50;

export interface List {
  readonly resource: Resource<ListReply>;
  readonly rows: readonly VerificationRow[];
  readonly fresh: number;
  readonly total?: number;
  readonly categories: readonly string[];
  readonly referrers: readonly Choice[];
  readonly hold: (held: boolean) => void;
  readonly showFresh: () => void;
}

export function useList(state: ListState): List {
  const { api, now, session } = useApp();
  const { open: _row, ...filters } = state;
  const key = listPath(filters);
  const resource = useResource(key, (signal) =>
    listVerifications(api, apiQuery(filters, { now: now(), timeZone: session.timeZone, limit: PAGE_SIZE }), signal),
  );
  useFeedChange(() => resource.reload());
  const held = useRef(false);
  const shown = useRef<{ key: string; rows: readonly VerificationRow[] }>({ key, rows: [] });
  const [, redraw] = useState(0);
  const { value } = resource;
  const before = shown.current.key === key ? shown.current.rows : [];
  const merged = mergeRows(before, value?.rows ?? before, held.current);
  shown.current = { key, rows: merged.rows };
  const seen = useSeenChoices(merged.rows);
  return {
    resource,
    rows: merged.rows,
    fresh: merged.fresh,
    ...(value === undefined ? {} : { total: value.total }),
    ...seen,
    hold: (value) => {
      held.current = value;
    },
    showFresh: () => {
      shown.current = { key, rows: [] };
      redraw((turn) => turn + 1);
    },
  };
}

/** What can be filtered by: every category and referrer this page has seen so far. */
function useSeenChoices(rows: readonly VerificationRow[]): {
  categories: readonly string[];
  referrers: readonly Choice[];
} {
  const categories = useRef(new Set<string>());
  const referrers = useRef(new Map<string, string>());
  for (const row of rows) {
    categories.current.add(row.category);
    referrers.current.set(row.referrerId, row.referrerName);
  }
  return {
    categories: [...categories.current].sort((one, other) => one.localeCompare(other)),
    referrers: [...referrers.current]
      .map(([id, name]) => ({ id, name }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}
