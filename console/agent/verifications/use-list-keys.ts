import { useEffect } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { useApp } from "../frame/app-context.ts";
import { useKeys } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { navigate } from "../frame/router.tsx";
import type { ListState } from "./list-state.ts";

export interface ListKeys {
  readonly rows: readonly VerificationRow[];
  readonly state: ListState;
  readonly phone: boolean;
  readonly open: (id: string | undefined, replace?: boolean) => void;
}

/** j and k move the focus from row to row and take an open panel along; Enter is the focused link's own. */
export function useListKeys({ rows, state, phone, open }: ListKeys): void {
  const { session } = useApp();
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
    n: () => {
      if (may(session, "verifications.send")) navigate(pathTo.send);
    },
    Escape: () => {
      if (state.open !== undefined) open(undefined);
    },
  });
  useEffect(() => {
    if (state.open === undefined) return;
    document
      .querySelector(`[data-row="${CSS.escape(state.open)}"]`)
      ?.scrollIntoView({ block: phone ? "start" : "nearest" });
  }, [state.open, rows.length > 0]);
}
