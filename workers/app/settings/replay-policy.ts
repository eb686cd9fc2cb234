/** A draft of a category's policy against the checks that it would have decided. Nothing is changed by it. */
import type { PolicyReplayReply, PolicyReplayRequest } from "../../contract/console/settings.ts";
import { entry } from "../../core/kit/entry.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { categoryPolicy, type CategoryPolicy } from "../../core/settings/sections/categories.ts";
import { comparePolicies, notReplayed } from "../../core/verdict/policy-replay.ts";
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

  const from = deps.clock() - REPLAYED_DAYS * DAY_MS;
  const read: ReplayRecord[] = [];
  let page: readonly ReplayRecord[];
  do {
    const last = read.at(-1);
    page = await deps.replays.page({
      from,
      category,
      ...(last === undefined ? {} : { before: last }),
      limit: PAGE,
    });
    read.push(...page);
  } while (page.length === PAGE && read.length < MOST);

  const meant = read.filter(isMeant);
  const checks = meant.flatMap(({ check, label }) => (check === undefined ? [] : [{ ...check, label }]));
  return {
    days: REPLAYED_DAYS,
    checks: checks.length,
    unreadable: meant.length - checks.length,
    ...(page.length === PAGE && read.length >= MOST ? { onlyNewest: true } : {}),
    ...comparePolicies(checks, { from: saved, to: draft.data }),
    notReplayed: saved === undefined ? [] : notReplayed(saved, draft.data),
  };
}
