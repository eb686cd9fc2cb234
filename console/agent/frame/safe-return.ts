/**
 * The one rule for coming back after sign-in: only to a page of the console, never to another
 * origin and never with search words in storage.
 */
import { consolePlace, HOME } from "../../../workers/contract/console/paths.ts";

/**
 * A wanted address that may be returned to, cut to path and harmless query; the first page
 * otherwise. The text comes from the address bar or from storage and is trusted for nothing.
 */
export function safeReturn(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined) return HOME;
  // The browser reads "//host" and "/\host" as another origin.
  if (!/^\/(?![/\\])/.test(wanted) || wanted.includes("\\")) return HOME;
  const [path = "", query = ""] = wanted.split("#")[0]?.split("?") ?? [];
  const place = consolePlace(path);
  if (place === undefined || place.page === "signIn") return HOME;
  const kept = new URLSearchParams(query);
  kept.delete("q");
  const search = kept.toString();
  return search === "" ? path : `${path}?${search}`;
}
