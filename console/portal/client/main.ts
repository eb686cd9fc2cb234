/**
 * The phone's script. Only improves the plain pages: with it or without it, every step is a
 * form post. Holds no words; they all come with the page.
 */
import { rewriteTimes, watchDeadline } from "./clock.ts";
import { copyLinks, showCopyButtons } from "./copy-link.ts";
import { sendFullCodes } from "./digits.ts";
import { hideFields, showHideButtons } from "./hide.ts";
import { keepInside, replacePages } from "./history.ts";
import { SHOWN } from "./page.ts";
import { reportSeen } from "./seen.ts";
import { fetchStepScript } from "./step-script.ts";
import { refresh, sendForms } from "./send.ts";
import { watchBusy } from "./waiting.ts";

function watch(): void {
  watchDeadline(() => void refresh());
}

function refreshTimes(): void {
  showCopyButtons();
  showHideButtons();
  rewriteTimes(document, document.documentElement.lang);
  fetchStepScript();
  watch();
}

refreshTimes();
sendForms();
sendFullCodes();
copyLinks();
hideFields();
keepInside();
replacePages();
reportSeen();
watchBusy(refresh);
document.addEventListener(SHOWN, refreshTimes);
// Timers sleep with the phone, and a page out of the back-forward cache may be a step behind.
document.addEventListener("visibilitychange", watch);
addEventListener("pageshow", (event) => {
  if (event.persisted) void refresh();
});
