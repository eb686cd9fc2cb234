/** A person's own page as a whole HTML document, under the promises of `render.tsx`. It needs no script to be read. */
import { renderToString } from "preact-render-to-string";
import type { MeFrame, MeScreen } from "../../workers/contract/me.ts";
import { COPY } from "./locales.ts";
import { MeDocument } from "./me/document.tsx";
import type { MeView } from "./me/view.ts";
import { paintMe } from "./me/screen.tsx";
import type { PortalAssets } from "./views/parts/page.tsx";

export interface MePage {
  readonly frame: MeFrame;
  readonly screen: MeScreen;
  readonly assets: PortalAssets;
  /** Epoch milliseconds. */
  readonly now: number;
}

const STATUS: Partial<Record<MeScreen["screen"], number>> = { fault: 500, busy: 503 };

/** Behind a link of a message: their own address leads to them, and to nothing else of the person. */
const ALONE: ReadonlySet<MeScreen["screen"]> = new Set(["not_me", "stop"]);

/** The document and its HTTP status. */
export function renderMe({ frame, screen, assets, now }: MePage): { html: string; status: number } {
  const view: MeView = { frame, copy: COPY[frame.locale], now };
  // All but adding a passkey works without.
  const scripted = screen.screen === "page" && screen.adding === "offered";
  const page = (
    <MeDocument
      view={view}
      assets={assets}
      scripted={scripted}
      title={view.copy.me.titles[screen.screen]}
      alone={ALONE.has(screen.screen)}
    >
      {paintMe(view, screen)}
    </MeDocument>
  );
  return { html: `<!doctype html>${renderToString(page)}`, status: STATUS[screen.screen] ?? 200 };
}
