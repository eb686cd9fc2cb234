/**
 * Puts a reply of our own server in place of the page, by moving parsed nodes. A reply of any
 * other kind or origin is never shown. Tells the rest of the script with a "portal:shown" event.
 */

export interface Reply {
  readonly page: Document;
  readonly url: string;
}

export const SHOWN = "portal:shown";

/** The parsed page, or undefined when what came back is not a page of this portal. */
export async function readReply(response: Response): Promise<Reply | undefined> {
  const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
  if (!isPage || new URL(response.url).origin !== location.origin) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("main h1") === null ? undefined : { page, url: response.url };
}

/** What entries of the history that are ours carry. */
export const MARK = { step: true };

/** Swaps the whole step and moves the focus to what the reader should hear first. A further step is a further entry in the history. */
export function show({ page, url }: Reply): void {
  const current = document.querySelector("main");
  const next = page.querySelector("main");
  if (current === null || next === null) return;
  const moved = stepOf(page) !== stepOf(document);
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.querySelector("header")?.replaceWith(page.querySelector("header") ?? "");
  current.replaceWith(next);
  // After a redirect a reload must ask for the step itself, not for the address that was posted to.
  const address = isStepAddress(url) ? url : location.href;
  if (moved) history.pushState(MARK, "", address);
  else history.replaceState(MARK, "", address);
  document.dispatchEvent(new Event(SHOWN));
  scrollTo(0, 0);
  (next.querySelector<HTMLElement>("[data-focus]") ?? next.querySelector("h1"))?.focus();
}

/**
 * Swaps one part (time limit, feedback) and leaves alone what is being typed. False when the
 * reply is another step: the session has moved on and the whole page must be shown.
 */
export function showPart({ page }: Reply, name: string): boolean {
  const selector = `[data-part="${name}"]`;
  const current = document.querySelector(selector);
  const next = page.querySelector<HTMLElement>(selector);
  if (current === null || next === null || stepOf(page) !== stepOf(document)) return false;
  current.replaceWith(next);
  document.dispatchEvent(new Event(SHOWN));
  const focus = next.tabIndex === -1 && next.hasAttribute("tabindex") ? next : next.querySelector("button");
  (focus ?? document.querySelector("h1"))?.focus();
  return true;
}

/** Politely, in the one live region that survives the swaps. */
export function announce(text: string | undefined): void {
  const live = document.querySelector("#live");
  if (live !== null && text !== undefined) live.textContent = text;
}

/** A step of a check that has begun and not ended. */
export function isUnderWay(step: string | undefined): boolean {
  return /^(?:code|question|move_code)\b/u.test(step ?? "");
}

/** `/v/{locator}` without a step below it. */
function isStepAddress(url: string): boolean {
  return /^\/v\/[^/]+$/u.test(new URL(url).pathname);
}

export function stepOf(page: Document): string | undefined {
  return page.querySelector("main")?.dataset["step"];
}
