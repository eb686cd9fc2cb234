/** What of the list of users is shown, and what of that is chosen. */
import { isFoundBy } from "../../../workers/core/people/search-name.ts";
import type { UserRow } from "../../../workers/contract/console/users.ts";

export interface Selection {
  readonly shown: readonly UserRow[];
  /** What the search hides is none of it: nobody is deleted unseen. */
  readonly selected: readonly UserRow[];
}

export function selectionOf(
  users: readonly UserRow[],
  { typed, chosen }: { readonly typed: string; readonly chosen: ReadonlySet<string> },
): Selection {
  const shown = users.filter(({ name, email }) => isFoundBy(`${name} ${email}`, typed));
  return { shown, selected: shown.filter(({ id }) => chosen.has(id)) };
}
