/** Helpdesk Verifications: search, chips, table or cards, the open row's panel, and rows that live. */
import { useState } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { count } from "../frame/format.ts";
import { useMedia, useNow, useTitle } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { Link, navigate } from "../frame/router.tsx";
import { FeedChip, PageHead } from "../frame/shell.tsx";
import { Dock } from "./dock.tsx";
import { ExportButton } from "./export-button.tsx";
import { filterWords } from "./filter-words.ts";
import { FilterChips, SearchBox } from "./filters.tsx";
import { NO_FILTERS, filterCount, listPath, parseListState, withFilter, type ListState } from "./list-state.ts";
import { Pages } from "./pages.tsx";
import { RemediateDialog, type RemediateAct, type RemediateDialogProps } from "../remediate/remediate-dialog.tsx";
import { ticks } from "../panel/status-words.ts";
import { Cards, Table, type Room } from "./table.tsx";
import { useRoom } from "./use-room.ts";
import { useListKeys } from "./use-list-keys.ts";
import { useList, type List } from "./use-list.ts";
import { usePanelFocus } from "./use-panel-focus.ts";

export function VerificationsPage({ search }: { search: string }) {
  const { session } = useApp();
  const state = parseListState(search);
  const phone = useMedia("(max-width: 719px)");
  const docked = state.open !== undefined && !phone;
  const { cards, room } = useRoom({ phone, docked });
  const list = useList(state);
  const open = (id: string | undefined, replace = false): void => {
    const { open: _closed, ...rest } = state;
    navigate(listPath(id === undefined ? rest : { ...rest, open: id }), { replace });
  };
  const change = (next: ListState): void => navigate(listPath(next), { replace: true });
  const around = neighbours(list.rows, state.open);
  const shown = filterWords(state, { me: session.agent.id, referrers: list.referrers });
  useTitle([...(shown === "" ? [] : [shown]), en.list.title, session.brand].join(" · "));
  useListKeys({ rows: list.rows, state, phone, open });
  const panel = usePanelFocus(state.open, phone);
  return (
    <div class="verifications">
      <PageHead
        actions={
          <>
            <ExportButton state={state} />
            {may(session, "verifications.send") && (
              <Link class="button primary" to={pathTo.send} label={en.list.send}>
                <Icon name="send" />
                <span class="wide-only">{en.list.send}</span>
              </Link>
            )}
          </>
        }
      >
        <h1>
          <span class="wide-only">{en.list.title}</span>
          <span class="phone-only">{en.list.titleShort}</span>
        </h1>
        <FeedChip />
      </PageHead>
      <p class="hidden" role="status">
        {panel}
      </p>
      <div class={docked ? "split-view docked" : "split-view"}>
        <section class="list-side" aria-label={en.list.title}>
          <div class="tools">
            <div class="tools-line">
              <SearchBox q={state.q} onSearch={(q) => change(withFilter(state, { q }))} />
              <span class="small muted list-count" role="status">
                {list.total === undefined ? "" : en.list.results(count(list.total))}
              </span>
            </div>
            <FilterChips state={state} categories={list.categories} referrers={list.referrers} onChange={change} />
          </div>
          <ResourcePage resource={list.resource} rows={15} table={!cards}>
            {() => <ListBody list={list} state={state} cards={cards} room={room} open={open} />}
          </ResourcePage>
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

interface ListBodyProps {
  readonly list: List;
  readonly state: ListState;
  readonly cards: boolean;
  readonly room: Room;
  readonly open: (id: string) => void;
}

function ListBody({ list, state, cards, room, open }: ListBodyProps) {
  const { rows } = list;
  const { session } = useApp();
  const now = useNow(rows.some(ticks));
  const [remedy, setRemedy] = useState<Pick<RemediateDialogProps, "row" | "act">>();
  if (rows.length === 0) return <NoRows state={state} />;
  const props = {
    rows,
    now,
    onOpen: open,
    hrefOf: (id: string) => listPath({ ...state, open: id }),
    ...(may(session, "checks.report")
      ? { onRemediate: (row: VerificationRow, act: RemediateAct) => setRemedy({ row, act }) }
      : {}),
    ...(state.open === undefined ? {} : { open: state.open }),
  };
  return (
    <>
      {list.fresh > 0 && (
        <button type="button" class="fresh" onClick={list.showFresh}>
          {en.list.fresh(list.fresh)}
        </button>
      )}
      <div class="list-scroll" onPointerEnter={() => list.hold(true)} onPointerLeave={() => list.hold(false)}>
        {cards ? <Cards {...props} /> : <Table {...props} room={room} />}
      </div>
      <Pages list={list} state={state} />
      {remedy !== undefined && (
        <RemediateDialog {...remedy} onClose={() => setRemedy(undefined)} onDone={list.resource.reload} />
      )}
    </>
  );
}

export function NoRows({ state }: { state: ListState }) {
  const { session } = useApp();
  if (filterCount(state) === 0 && state.cursor === undefined) {
    return (
      <EmptyState icon="shieldCheck" title={en.list.emptyTitle} text={en.list.emptyText}>
        {may(session, "verifications.send") && (
          <Link class="button primary" to={pathTo.send}>
            {en.list.send}
          </Link>
        )}
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

function neighbours(rows: readonly VerificationRow[], id: string | undefined): { before?: string; after?: string } {
  const index = id === undefined ? -1 : rows.findIndex((row) => row.id === id);
  const before = index > 0 ? rows[index - 1]?.id : undefined;
  const after = rows[index + 1]?.id;
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
