/** Helpdesk Verifications: search, chips, table or cards, the open row's panel, and rows that live. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ListReply, VerificationRow } from "../../../workers/contract/console.ts";
import { en } from "../../copy/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { useApp } from "../app-context.ts";
import { listVerifications } from "../endpoints.ts";
import { clock, count } from "../format.ts";
import { useFeedChange, useKeys, useMedia, useNow, useResource, useTitle, type Resource } from "../hooks.ts";
import { ProblemPage } from "../problem.tsx";
import { Link, navigate } from "../router.tsx";
import { pathTo } from "../routes.ts";
import { FeedChip, PageHead } from "../shell/shell.tsx";
import { Dock } from "./dock.tsx";
import { FilterChips, SearchBox, type Choice } from "./filters.tsx";
import { NO_FILTERS, apiQuery, filterCount, listPath, parseListState, withFilter, type ListState } from "./list-state.ts";
import { isRunning, mergeRows } from "./rows.ts";
import { Cards, Pager, Table } from "./table.tsx";

const PAGE_SIZE = 50;

export function VerificationsPage({ search }: { search: string }) {
  const { session } = useApp();
  const state = parseListState(search);
  const phone = useMedia("(max-width: 719px)");
  const small = useMedia("(max-width: 1023px)");
  const narrow = useMedia("(max-width: 1239px)");
  const list = useList(state);
  const open = (id: string | undefined, replace = false): void => {
    const { open: _closed, ...rest } = state;
    navigate(listPath(id === undefined ? rest : { ...rest, open: id }), { replace });
  };
  const change = (next: ListState): void => navigate(listPath(next), { replace: true });
  const around = neighbours(list.rows, state.open);
  useTitle(`${en.list.title} · ${session.brand}`);
  useListKeys({ rows: list.rows, state, phone, open });
  return (
    <div class="verifications">
      <PageHead
        actions={
          <Link class="button primary" to={pathTo.send} label={en.list.send}>
            <Icon name="send" />
            <span class="wide-only">{en.list.send}</span>
          </Link>
        }
      >
        <h1>
          <span class="wide-only">{en.list.title}</span>
          <span class="phone-only">{en.list.titleShort}</span>
        </h1>
        <FeedChip />
      </PageHead>
      <div class={state.open !== undefined && !phone ? "split-view docked" : "split-view"}>
        <section class="list-side" aria-label={en.list.title}>
          <div class="tools">
            <div class="tools-line">
              <SearchBox q={state.q} onSearch={(q) => change(withFilter(state, { q }))} />
              <span class="small muted" role="status">
                {list.total === undefined ? "" : en.list.results(count(list.total))}
              </span>
            </div>
            <FilterChips state={state} categories={list.categories} referrers={list.referrers} onChange={change} />
          </div>
          <ListBody list={list} state={state} cards={phone || (small && state.open !== undefined)} compact={narrow || state.open !== undefined} open={open} />
        </section>
        {state.open !== undefined && (
          <Dock
            key={phone ? "sheet" : "dock"}
            id={state.open}
            sheet={phone}
            onClose={() => open(undefined)}
            {...(around.before === undefined ? {} : { onPrevious: () => open(around.before, true) })}
            {...(around.after === undefined ? {} : { onNext: () => open(around.after, true) })}
          />
        )}
      </div>
    </div>
  );
}

interface List {
  readonly resource: Resource<ListReply>;
  readonly rows: readonly VerificationRow[];
  readonly fresh: number;
  readonly total?: number;
  readonly categories: readonly string[];
  readonly referrers: readonly Choice[];
  readonly hold: (held: boolean) => void;
  readonly showFresh: () => void;
}

/** The page of rows as it should be shown: the newest reading, without moving rows under the pointer. */
function useList(state: ListState): List {
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
function useSeenChoices(rows: readonly VerificationRow[]): { categories: readonly string[]; referrers: readonly Choice[] } {
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

interface ListBodyProps {
  readonly list: List;
  readonly state: ListState;
  readonly cards: boolean;
  readonly compact: boolean;
  readonly open: (id: string) => void;
}

function ListBody({ list, state, cards, compact, open }: ListBodyProps) {
  const { resource, rows } = list;
  const now = useNow(rows.some((row) => isRunning(row.status)));
  if (resource.value === undefined && rows.length === 0) {
    return resource.problem === undefined ? (
      <Skeleton rows={12} label={en.common.loading} />
    ) : (
      <ProblemPage problem={resource.problem} retry={resource.reload} />
    );
  }
  if (rows.length === 0) return <NoRows state={state} />;
  const props = {
    rows,
    now,
    onOpen: open,
    hrefOf: (id: string) => listPath({ ...state, open: id }),
    ...(state.open === undefined ? {} : { open: state.open }),
  };
  return (
    <>
      <Stale resource={resource} />
      {list.fresh > 0 && (
        <button type="button" class="fresh" onClick={list.showFresh}>
          {en.list.fresh(list.fresh)}
        </button>
      )}
      <div class="list-scroll" onPointerEnter={() => list.hold(true)} onPointerLeave={() => list.hold(false)}>
        {cards ? <Cards {...props} /> : <Table {...props} compact={compact} />}
      </div>
      <Pages list={list} state={state} />
    </>
  );
}

function NoRows({ state }: { state: ListState }) {
  if (filterCount(state) === 0 && state.cursor === undefined) {
    return (
      <EmptyState icon="shieldCheck" title={en.list.emptyTitle} text={en.list.emptyText}>
        <Link class="button primary" to={pathTo.send}>
          {en.list.send}
        </Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title={en.list.noMatchTitle} text={en.list.noMatchText}>
      <button type="button" class="button" onClick={() => navigate(listPath(NO_FILTERS))}>
        {en.list.clearAll}
      </button>
    </EmptyState>
  );
}

function Stale({ resource }: { resource: Resource<ListReply> }) {
  const { timeZone } = useApp().session;
  if (resource.problem === undefined || resource.readAt === undefined) return null;
  return <Notice>{en.common.stale(clock(resource.readAt, timeZone))}</Notice>;
}

function Notice({ children }: { children: ComponentChildren }) {
  return (
    <p class="notice tone-warn" role="status">
      <Icon name="triangle" />
      <span>{children}</span>
    </p>
  );
}

/** Where each cursor was reached from. Pages are keyed, so only the way here knows the way back. */
const trail = new Map<string, { readonly before: string | undefined; readonly offset: number }>();

function Pages({ list, state }: { list: List; state: ListState }) {
  const step = state.cursor === undefined ? { before: undefined, offset: 0 } : trail.get(state.cursor);
  const next = list.resource.value?.nextCursor;
  const go = (cursor: string | undefined): void => {
    const { cursor: _here, ...rest } = state;
    navigate(listPath(cursor === undefined ? rest : { ...rest, cursor }));
  };
  const forward = (cursor: string): void => {
    trail.set(cursor, { before: state.cursor, offset: (step?.offset ?? 0) + list.rows.length });
    go(cursor);
  };
  const range =
    step === undefined || list.total === undefined
      ? ""
      : en.list.range(step.offset + 1, step.offset + list.rows.length, count(list.total));
  return (
    <Pager
      range={range}
      {...(next === undefined ? {} : { onNext: () => forward(next) })}
      {...(state.cursor === undefined ? {} : { onPrevious: () => go(step?.before) })}
    />
  );
}

function neighbours(rows: readonly VerificationRow[], id: string | undefined): { before?: string; after?: string } {
  const index = id === undefined ? -1 : rows.findIndex((row) => row.id === id);
  const before = index > 0 ? rows[index - 1]?.id : undefined;
  const after = rows[index + 1]?.id;
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

interface ListKeys {
  readonly rows: readonly VerificationRow[];
  readonly state: ListState;
  readonly phone: boolean;
  readonly open: (id: string | undefined, replace?: boolean) => void;
}

/** j and k move the focus from row to row and take an open panel along; Enter is the focused link's own. */
function useListKeys({ rows, state, phone, open }: ListKeys): void {
  const linkOf = (id: string): HTMLElement | null => document.querySelector(`[data-row="${CSS.escape(id)}"] a`);
  const move = (by: 1 | -1): void => {
    const focused = document.activeElement?.closest("[data-row]")?.getAttribute("data-row");
    const from = rows.findIndex((row) => row.id === (focused ?? state.open));
    const target = rows[Math.max(0, Math.min(rows.length - 1, from < 0 ? 0 : from + by))];
    if (target === undefined) return;
    linkOf(target.id)?.focus();
    if (state.open !== undefined) open(target.id, true);
  };
  useKeys({
    "/": () => document.querySelector<HTMLElement>("#search")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    n: () => navigate(pathTo.send),
    Escape: () => {
      if (state.open === undefined) return;
      open(undefined);
      linkOf(state.open)?.focus();
    },
  });
  useEffect(() => {
    if (state.open === undefined) return;
    document.querySelector(`[data-row="${CSS.escape(state.open)}"]`)?.scrollIntoView({ block: phone ? "start" : "nearest" });
  }, [state.open, rows.length > 0]);
}
