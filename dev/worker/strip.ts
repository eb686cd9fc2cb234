/** The links between the parts of a local run, on each of them. Plain text: the stand-in, which runs in Node, uses it too. */

export const STRIP_STYLE_PATH = "/dev/strip.css";

/** Static and first, so that it moves with the page; the console fills the window and gives up that height. */
export const STRIP_STYLE = `
.local-strip { display:flex; align-items:center; gap:4px; height:36px; padding:0 8px; overflow-x:auto; background:#161a22; color:#dfe3ea; font:14px/1 system-ui,sans-serif }
.local-strip a { display:inline-flex; align-items:center; height:36px; padding:0 10px; color:#c9d6ff; white-space:nowrap; text-decoration:none }
.local-strip a:hover { text-decoration:underline }
.local-strip a[aria-current] { color:#fff; font-weight:600; box-shadow:inset 0 -3px #8fb0ff }
.local-strip a:focus-visible { outline:2px solid #8fb0ff; outline-offset:-2px }
.local-strip a:last-child { margin-left:auto }
.shell { height:calc(100dvh - 36px) }
@media print { .local-strip { display:none } }
`;

export interface StripPlaces {
  /** Origins without a slash at the end. */
  readonly product: string;
  readonly ticketSystem: string;
}

export type StripPart = "desk" | "tickets" | "phone" | "all";

export function strip(current: StripPart, { product, ticketSystem }: StripPlaces): string {
  const link = (part: StripPart, address: string, words: string): string =>
    `<a href="${address}"${part === current ? ' aria-current="page"' : ""}>${words}</a>`;
  return `<nav class="local-strip" aria-label="Parts of this local run">${[
    link("desk", `${product}/`, "Desk"),
    link("tickets", `${ticketSystem}/CGWeb/`, "ChangeGear"),
    link("phone", `${product}/dev/outbox`, "Phone"),
    link("all", `${product}/dev`, "All three"),
  ].join("")}</nav>`;
}

/** For a page of the product, by its path. */
export function stripLinks(path: string, ticketSystem: string): string {
  const part = /^\/(?:v|dev\/outbox)(?:\/|$)/.test(path) ? "phone" : "desk";
  return strip(path === "/dev" ? "all" : part, { product: "", ticketSystem });
}
