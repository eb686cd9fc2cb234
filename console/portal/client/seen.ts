/** Tells the server once that a human has touched the landing page. Never on load: mail scanners run scripts too. */
import { PORTAL_PATHS } from "../../../workers/contract/portal.ts";

export function reportSeen(): void {
  const locator = document.querySelector<HTMLElement>("[data-begin]")?.dataset["begin"];
  if (locator === undefined) return;
  const kinds = ["pointerdown", "keydown"] as const;
  const touched = (event: Event) => {
    if (!event.isTrusted) return;
    for (const kind of kinds) removeEventListener(kind, touched, true);
    const options = {
      method: "POST",
      body: new URLSearchParams(),
      keepalive: true,
      credentials: "same-origin",
    } as const;
    // Nothing depends on it: a lost report is a gap in the timeline.
    fetch(`/v/${locator}/${PORTAL_PATHS.seen}`, options).catch(() => undefined);
  };
  for (const kind of kinds) addEventListener(kind, touched, true);
}
