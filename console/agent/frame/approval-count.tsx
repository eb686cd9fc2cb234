/** How many approvals wait for whoever is signed in, beside their entry of the navigation. */
import { useEffect, useRef } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";
import { useApp } from "./app-context.ts";
import { readApprovals } from "./endpoints.ts";
import { useFeedChange, useResource } from "./hooks.ts";

/** A busy desk changes many checks a second, and hardly any of them asks me. */
const READ_EVERY_MS = 3_000;

export function ApprovalCount() {
  const { api } = useApp();
  const { value, reload } = useResource("approval count", (signal) => readApprovals(api, signal));
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  useFeedChange(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, READ_EVERY_MS);
  });
  const waiting = value?.approvals.length ?? 0;
  return waiting === 0 ? null : (
    <b class="nav-count">
      <span aria-hidden="true">{waiting}</span>
      <span class="hidden">{en.approvals.count(waiting)}</span>
    </b>
  );
}
