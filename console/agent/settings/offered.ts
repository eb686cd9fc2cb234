import type { SeenCategoriesReply } from "../../../workers/contract/console/settings.ts";

/** What tickets really carry, for a new entry of the list at this path: categories, connections, or categories of one. */
export function namesOffered(path: string, seen: SeenCategoriesReply["connections"]): readonly string[] {
  const [key, connection] = path.split(".");
  if (key === "CONNECTION_CATEGORIES" && connection === undefined) {
    return seen.map(({ name }) => name);
  }
  const wanted = seen.filter(({ name }) => connection === undefined || name === connection);
  return [...new Set(wanted.flatMap(({ categories }) => categories))];
}
