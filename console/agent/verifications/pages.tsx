import { en } from "../../copy/desk/en.ts";
import { Pager } from "../../ui/pager.tsx";
import { count } from "../frame/format.ts";
import { navigate } from "../frame/router.tsx";
import { listPath, type ListState } from "./list-state.ts";
import type { List } from "./use-list.ts";

/** Where each cursor was reached from. Pages are keyed, so only the way here knows the way back. */
const trail = new Map<string, { readonly before: string | undefined; readonly offset: number }>();

/** Forward by the server's cursor, back by the way one came; after a reload back means the first page. */
export function Pages({ list, state }: { list: List; state: ListState }) {
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
    >
      <KeyHelp />
    </Pager>
  );
}

const { keys } = en.list;

function KeyHelp() {
  return (
    <span class="key-help" aria-hidden="true">
      <kbd>j</kbd>
      <kbd>k</kbd> {keys.rows} <kbd>Enter</kbd> {keys.open} <kbd>n</kbd> {keys.new} <kbd>Esc</kbd> {keys.close}
    </span>
  );
}
