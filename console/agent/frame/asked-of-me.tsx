/**
 * What waits for the approval of whoever is signed in: counted beside its entry of the navigation and in the tab's
 * title, and said on every page but its own. Nobody is mailed for it: a colleague asks who is at the console now.
 */
import { useEffect, useRef } from "preact/hooks";
import type { AskedApproval } from "../../../workers/contract/console/approvals.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "./app-context.ts";
import { readApprovals } from "./endpoints.ts";
import { useFeedChange, useResource, useWhenPast } from "./hooks.ts";
import { Link } from "./router.tsx";
import { countInTitle } from "./title.ts";
import { When } from "./when.tsx";

const words = en.approvals.notice;
/** A busy desk changes many checks a second, and hardly any of them asks me. */
const READ_EVERY_MS = 3_000;
const NOBODY = Promise.resolve({ ok: true, value: { approvals: [] } } as const);

/** `asks`: this one may be asked at all. */
export function useAskedOfMe(asks: boolean): readonly AskedApproval[] {
  const { api } = useApp();
  const { value, reload } = useResource(`asked of me: ${asks}`, (signal) =>
    asks ? readApprovals(api, signal) : NOBODY,
  );
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  useFeedChange(() => {
    if (!asks) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, READ_EVERY_MS);
  });
  const asked = value?.approvals ?? [];
  useWhenPast(asked[0]?.until, reload);
  const count = asked.length;
  useEffect(() => countInTitle(count), [count]);
  return asked;
}

export function AskedCount({ count }: { count: number }) {
  return count === 0 ? null : (
    <b class="nav-count">
      <span aria-hidden="true">{count}</span>
      <span class="hidden">{en.approvals.count(count)}</span>
    </b>
  );
}

/** Of several the one that ends first. Always there for screen readers, which announce what comes into it. */
export function AskedNotice({ asked, path }: { asked: readonly AskedApproval[]; path: string }) {
  const [first, ...more] = path.startsWith(pathTo.approvals) ? [] : asked;
  return (
    <div role="status">
      {first !== undefined && (
        <div class="notice tone-info asked-notice">
          <Icon name="doubleCheck" />
          <p class="grow">
            {words.asked(first.askedBy, en.actions[first.action], first.requesterName)} {en.approvals.until}{" "}
            <When at={first.until} />. {more.length > 0 && <Link to={pathTo.approvals}>{words.more(more.length)}</Link>}
          </p>
          <Link class="button small-button" to={pathTo.approval(first.id)}>
            {words.look}
          </Link>
        </div>
      )}
    </div>
  );
}
