import { en } from "../../copy/desk/en.ts";
import { Pager } from "../../ui/pager.tsx";
import { count } from "../frame/format.ts";
import { navigate } from "../frame/router.tsx";
import { listPath, type ListState } from "./list-state.ts";
import type { List } from "./use-list.ts";

/** Where each cursor was reached from. Pages are keyed, so only the way here knows the way back. */
const trail = new Map<string, Pick<ListState, "cursor" | "skipped">>();

/** Forward by the server's cursor, back by the way one came; after a reload back means the first page. */
export function Pages({ list, state }: { list: List; state: ListState }) {
  const next = list.resource.value?.nextCursor;
  const { cursor, skipped, ...filters } = state;
  const first = cursor === undefined ? 0 : skipped;
  const forward = (to: string): void => {
    trail.set(to, { ...(cursor === undefined ? {} : { cursor }), ...(skipped === undefined ? {} : { skipped }) });
    const passed = first === undefined ? {} : { skipped: first + list.rows.length };
    navigate(listPath({ ...filters, cursor: to, ...passed }));
  };
  const back = (from: string): void => navigate(listPath({ ...filters, ...trail.get(from) }));
  const range =
    first === undefined || list.total === undefined
      ? ""
      : en.list.range(first + 1, first + list.rows.length, count(list.total));
  return (
    <Pager
      range={range}
      {...(next === undefined ? {} : { onNext: () => forward(next) })}
      {...(cursor === undefined ? {} : { onPrevious: () => back(cursor) })}
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
