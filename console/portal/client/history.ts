/**
 * One entry in the browser's history per step, and Back that stays inside: it leads to the answer
 * that may still be changed, never to a page left behind nor out of a check under way.
 */
import { refresh } from "./send.ts";
import { isUnderWay, MARK, stepOf } from "./page.ts";

export function keepInside(): void {
  history.replaceState(MARK, "");
  // A check that is opened again in a new tab has nothing behind it to go back to.
  if (isUnderWay(stepOf(document))) history.pushState(MARK, "");
  addEventListener("popstate", (event) => {
    // An entry that we did not make is a jump within the page.
    if (event.state === null) return;
    const isInside = isUnderWay(stepOf(document));
    if (isInside) history.pushState(MARK, "");
    const change = document.querySelector<HTMLFormElement>("form.previous");
    if (isInside && change !== null) change.requestSubmit(change.querySelector("button"));
    else void refresh();
  });
}

/** From a page that was only read: the step takes its place, so that Back does not lead there again. */
export function replacePages(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-replace]") : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.href);
  });
}
