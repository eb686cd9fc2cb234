import type { SeenCategoriesReply } from "../../../workers/contract/console/settings.ts";
import type { ApiResult } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { readSeenCategories } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { namesOffered, type Offered } from "./offered.ts";

/** Who only reads adds nothing. */
const NOTHING_SEEN: Promise<ApiResult<SeenCategoriesReply>> = Promise.resolve({
  ok: true,
  value: { connections: [], usual: [] },
});

/** Asked of the ticket systems while the page is open. */
export function useOffered(): {
  readonly seen: SeenCategoriesReply | undefined;
  readonly offered: (path: string) => Offered;
} {
  const { api, session } = useApp();
  const seen = useResource("seen-categories", (signal) =>
    may(session, "connections.test") ? readSeenCategories(api, signal) : NOTHING_SEEN,
  );
  return { seen: seen.value, offered: (path) => namesOffered(path, seen.value?.connections ?? []) };
}
