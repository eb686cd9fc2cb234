/**
 * One portal screen as a whole HTML document. Pure: the time comes from the caller. Promises
 * that no value reaches the page unescaped, that there is no inline script, handler or style
 * attribute, and that the title names the step and nothing else. Never logs.
 */
import { renderToString } from "preact-render-to-string";
import type { PortalFrame, PortalScreen } from "../../workers/contract/portal.ts";
import type { PortalCopy } from "../copy/portal/en.ts";
import { COPY } from "./locales.ts";
import { Page, type PortalAssets } from "./views/parts/page.tsx";
import { paint } from "./views/screen.tsx";

export type { PortalAssets } from "./views/parts/page.tsx";

export interface PortalPage {
  readonly frame: PortalFrame;
  readonly screen: PortalScreen;
  readonly assets: PortalAssets;
  /** Epoch milliseconds; says what "today" is and how much time is left. */
  readonly now: number;
}

const STATUS: Partial<Record<PortalScreen["screen"], number>> = { ended: 410, unknown: 404, fault: 500, busy: 503 };

function stepOf(screen: PortalScreen): string {
  return screen.screen === "question" ? `question:${screen.ordinal}:${screen.attempt}` : screen.screen;
}

const asksPasskey = (screen: PortalScreen): boolean => screen.screen === "approving" && screen.passkey === true;

const offersPasskey = (screen: PortalScreen): boolean =>
  (screen.screen === "verified" || screen.screen === "action_done") && screen.passkey === "offered";

function titleOf({ titles, approving }: PortalCopy, screen: PortalScreen): string {
  if (asksPasskey(screen)) return approving.passkey.heading;
  return screen.screen === "question" ? titles.question.replace("{n}", String(screen.ordinal)) : titles[screen.screen];
}

/** The document and its HTTP status: 200, or 410 ended, 404 unknown, 500 fault, 503 busy. */
export function renderPortal({ frame, screen, assets, now }: PortalPage): { html: string; status: number } {
  const view = { frame, copy: COPY[frame.locale], now };
  const page = (
    <Page
      view={view}
      assets={assets}
      step={stepOf(screen)}
      title={titleOf(view.copy, screen)}
      stepScript={asksPasskey(screen) || offersPasskey(screen) ? assets.passkeyUrl : undefined}
    >
      {paint(view, screen)}
    </Page>
  );
  return { html: `<!doctype html>${renderToString(page)}`, status: STATUS[screen.screen] ?? 200 };
}
