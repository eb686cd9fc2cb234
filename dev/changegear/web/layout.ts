import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { STRIP_STYLE } from "../../worker/strip.ts";
import { STYLES } from "./styles.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  readonly current: "tickets" | "new" | "control" | "ticket";
  readonly body: Html;
  /** Inline script, run under the page's nonce. */
  readonly script?: string;
  readonly nonce: string;
  /** HTML of the links to the other parts of a local run; may be empty. */
  readonly links: string;
}

export const TICKET_PATH = "/CGWeb/MainUI/ServiceDesk/SDItemEditPanel.aspx";

export function ticketPath(id: number): string {
  return `${TICKET_PATH}?boundtable=IIncidentRequest&ID=${String(id)}`;
}

export function layout(page: Page): Html {
  const link = (name: Page["current"], path: string, words: string): Html =>
    html`<a href="${path}" ${page.current === name ? raw('aria-current="page"') : ""}>${words}</a>`;
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} - ChangeGear (local stand-in)</title>
        <link rel="icon" href="data:," />
        <style nonce="${page.nonce}">
          ${raw(STYLES)} ${raw(STRIP_STYLE)}
        </style>
      </head>
      <body>
        ${raw(page.links)}
        <a class="skip" href="#main">Skip to content</a>
        <header>
          <div>
            <strong>ChangeGear</strong><span class="muted">local stand-in</span>
            <nav aria-label="Main">
              ${link("tickets", "/CGWeb/", "Tickets")} ${link("new", "/CGWeb/New", "New ticket")}
              ${link("control", "/CGWeb/Control", "Faults")}
            </nav>
          </div>
        </header>
        <main id="main">${page.body}</main>
        ${
          page.script === undefined
            ? ""
            : html`<script nonce="${page.nonce}">
                ${raw(page.script)};
              </script>`
        }
      </body>
    </html>`;
}

export function pageTime(iso: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(iso));
}
