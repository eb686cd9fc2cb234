/** Which list of weak people an address shows. */
import type { CoverageListId } from "../../../workers/contract/console/coverage.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";

export interface WeakState {
  readonly which: CoverageListId;
  /** The place of the request, of "request" alone. */
  readonly request?: number;
  /** The last person of the page before. */
  readonly after?: string;
}

const LISTS: Readonly<Record<CoverageListId, true>> = {
  unverifiable: true,
  request: true,
  contact: true,
  mobile: true,
  mail: true,
};

const isList = (text: string): text is CoverageListId => Object.hasOwn(LISTS, text);

export function weakQuery({ which, request, after }: WeakState): URLSearchParams {
  return new URLSearchParams({
    which,
    ...(request === undefined ? {} : { request: String(request) }),
    ...(after === undefined ? {} : { after }),
  });
}

export const weakPath = (state: WeakState): string => `${pathTo.weakPeople}?${weakQuery(state).toString()}`;

/** What an address does not say, or says wrong, is the list of whom no check can verify. */
export function readWeakState(search: string): WeakState {
  const query = new URLSearchParams(search);
  const [which, request, after] = [query.get("which") ?? "", Number(query.get("request") ?? "x"), query.get("after")];
  const from = after === null ? {} : { after };
  if (which === "request") {
    return Number.isSafeInteger(request) && request >= 0 ? { which, request, ...from } : { which: "unverifiable" };
  }
  return isList(which) ? { which, ...from } : { which: "unverifiable" };
}
