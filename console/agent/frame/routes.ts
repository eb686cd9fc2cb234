/**
 * Every address of the console, and the one rule for coming back after sign-in: only to a
 * page named here, never to another origin and never with search words in storage.
 */
export type Route =
  | { readonly page: "sign-in" }
  | { readonly page: "verifications" }
  | { readonly page: "details"; readonly id: string }
  | { readonly page: "send" }
  | { readonly page: "send-ticket"; readonly ticketId: string }
  | { readonly page: "unknown" };

const ID = "([A-Za-z0-9_-]{1,80})";
const DETAILS = new RegExp(`^/verifications/${ID}$`);
const SEND_TICKET = new RegExp(`^/tickets/${ID}/send$`);

export function routeOf(path: string): Route {
  if (path === "/sign-in") return { page: "sign-in" };
  if (path === "/" || path === "/verifications") return { page: "verifications" };
  if (path === "/send") return { page: "send" };
  const details = DETAILS.exec(path)?.[1];
  if (details !== undefined) return { page: "details", id: details };
  const ticketId = SEND_TICKET.exec(path)?.[1];
  if (ticketId !== undefined) return { page: "send-ticket", ticketId };
  return { page: "unknown" };
}

export const pathTo = {
  verifications: "/verifications",
  send: "/send",
  details: (id: string): string => `/verifications/${id}`,
  transcript: (id: string): string => `/verifications/${id}#transcript`,
  sendTicket: (ticketId: string): string => `/tickets/${ticketId}/send`,
} as const;

/**
 * A wanted address that may be returned to, cut to path and harmless query; the first page
 * otherwise. The text comes from the address bar or from storage and is trusted for nothing.
 */
export function safeReturn(wanted: string | null | undefined): string {
  const first = pathTo.verifications;
  if (wanted === null || wanted === undefined) return first;
  // The browser reads "//host" and "/\host" as another origin.
  if (!/^\/(?![/\\])/.test(wanted) || wanted.includes("\\")) return first;
  const [path = "", query = ""] = wanted.split("#")[0]?.split("?") ?? [];
  const { page } = routeOf(path);
  if (page === "unknown" || page === "sign-in") return first;
  const kept = new URLSearchParams(query);
  kept.delete("q");
  const search = kept.toString();
  return search === "" ? path : `${path}?${search}`;
}
