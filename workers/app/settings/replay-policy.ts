/** A draft of a category's policy against the checks that it would have decided. Nothing is changed by it. */
import type { PolicyReplayReply, PolicyReplayRequest } from "../../contract/console/settings.ts";
import { defined } from "../../core/kit/defined.ts";
import { entry } from "../../core/kit/entry.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { categoryPolicy, type CategoryPolicy } from "../../core/settings/sections/categories.ts";
import { compared, notReplayed, replayOf, type Compared } from "../../core/verdict/policy-replay.ts";
import type { Deps } from "../deps.ts";
import type { ReplayRecord } from "../ports/replays.ts";

const REPLAYED_DAYS = 90;
const PAGE = 250;
/** Each is opened and judged twice, within one request. */
const MOST = 5_000;

/** Undefined for a draft that does not fit. */
export async function replayPolicy(
  deps: Deps,
  { category, connection, policy }: PolicyReplayRequest,
): Promise<PolicyReplayReply | undefined> {
  const draft = categoryPolicy.safeParse(policy);
  if (!draft.success) {
    return undefined;
  }
  const { CATEGORIES, CONNECTION_CATEGORIES } = deps.config;
  const hasOwn = (name: string | undefined): boolean =>
    name !== undefined && entry(entry(CONNECTION_CATEGORIES, name) ?? {}, category) !== undefined;
  const general = entry(CATEGORIES, category);
  const own = connection === undefined ? undefined : entry(entry(CONNECTION_CATEGORIES, connection) ?? {}, category);
  // What a ticket system's own policy would take over is decided by the general one today.
  const saved: CategoryPolicy | undefined = own ?? general;
  const isMeant = (record: ReplayRecord): boolean =>
    connection === undefined ? !hasOwn(record.connection) : record.connection === connection;

  const policies = { from: saved, to: draft.data };
  const judged: Compared[] = [];
  let last: ReplayRecord | undefined;
  let read = 0;
  let unreadable = 0;
  let more = true;
  while (more && read < MOST) {
    const page: readonly ReplayRecord[] = await deps.replays.page({
      from: deps.clock() - REPLAYED_DAYS * DAY_MS,
      category,
      ...defined({ before: last }),
      limit: PAGE,
    });
    for (const { check, label } of page.filter(isMeant)) {
      if (check === undefined) unreadable += 1;
      else judged.push(compared(check, label, policies));
    }
    last = page.at(-1);
    read += page.length;
    more = page.length === PAGE;
  }
  return {
    days: REPLAYED_DAYS,
    checks: judged.length,
    unreadable,
    ...(more ? { onlyNewest: true } : {}),
    ...replayOf(judged),
    notReplayed: saved === undefined ? [] : notReplayed(saved, draft.data),
  };
}
