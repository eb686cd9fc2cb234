/** Clock times in the phone's own zone, and the time limit of the check. The server's clock decides; this one only reminds. */

const SOON_MS = 2 * 60 * 1000;
/** The server settles an overdue session on its next request; asking a little late meets it settled. */
const AFTER_END_MS = 1500;
/** A page that arrives without time left must not be asked for again in a tight circle. */
const SHORTEST_WAIT_MS = 5000;

/** The server wrote them in the desk's zone. */
export function rewriteTimes(root: ParentNode, language: string): void {
  const format = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const at = Date.parse(time.dateTime);
    if (!Number.isNaN(at)) time.textContent = format.format(at);
  }
}

let endsAt = Number.POSITIVE_INFINITY;
let watched: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Follows the time limit on the page, if there is one; `over` is called when it has passed. */
export function watchDeadline(over: () => void): void {
  const bar = document.querySelector<HTMLElement>("[data-left]");
  if (bar !== watched) {
    watched = bar;
    endsAt = bar === null ? Number.POSITIVE_INFINITY : Date.now() + leftOf(bar);
  }
  clearTimeout(timer);
  if (bar !== null) tick(bar, over);
}

function leftOf(bar: HTMLElement): number {
  return Math.max(Number(bar.dataset["left"]) * 1000 + AFTER_END_MS, SHORTEST_WAIT_MS);
}

/** Absolute, so that a phone that slept in between is right again on its first tick. */
function tick(bar: HTMLElement, over: () => void): void {
  const left = endsAt - Date.now();
  if (left <= SOON_MS) remind(bar);
  if (left <= 0) over();
  timer = setTimeout(() => tick(bar, over), nextLook(left));
}

/** Two minutes before the end, at the end, and then again and again: asking may fail without a connection. */
function nextLook(left: number): number {
  if (left > SOON_MS) return left - SOON_MS;
  return left > 0 ? left : SHORTEST_WAIT_MS;
}

/** Once: the words are taken out as they are said. */
function remind(bar: HTMLElement): void {
  const words = bar.dataset["soon"];
  const note = bar.querySelector("[role=status]");
  if (words === undefined || note === null) return;
  delete bar.dataset["soon"];
  note.textContent = words;
}
