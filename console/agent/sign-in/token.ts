/** The sign-in token arrives in the link's fragment, which browsers never send, and leaves the address at once. */
import { pathTo } from "../../../workers/contract/console/paths.ts";

export interface AddressBar {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

export function takeToken(
  address: AddressBar,
  history: { replaceState(data: unknown, unused: string, url: string): void },
): string | undefined {
  if (address.pathname !== pathTo.signIn || address.hash.length < 2) return undefined;
  // Read first: the address is live and loses its fragment with the next line.
  const raw = address.hash.slice(1);
  history.replaceState(null, "", address.pathname + address.search);
  return /^[A-Za-z0-9._~-]{20,200}$/.test(raw) ? raw : undefined;
}
