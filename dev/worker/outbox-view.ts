import { html, raw } from "hono/html";
import { OWN_DEVICE } from "./devices.ts";
import { DEV_NETWORKS } from "./networks.ts";
import type { OutboxMessage } from "./outbox-store.ts";
import { OUTBOX_STYLE } from "./outbox-style.ts";

type Markup = ReturnType<typeof html>;

export interface OutboxView {
  readonly messages: readonly OutboxMessage[];
  readonly recipients: readonly string[];
  /** Shown recipient; undefined for all. */
  readonly to: string | undefined;
  /** The phone this browser plays now. */
  readonly device: string;
  readonly now: number;
}

export function outboxPage(view: OutboxView): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Outbox</title>
        <style>
          ${raw(OUTBOX_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>Outbox</h1>
            <p class="muted">Messages of this local build, newest first. Nothing was really sent.</p>
            ${playing(view.device)} ${filter(view)}
          </header>
          ${
            view.messages.length === 0
              ? html`<p class="empty">No message${view.to === undefined ? " yet" : ` to ${view.to}`}.</p>`
              : html`<ol>
                  ${view.messages.map((message) => entry(message, view.now))}
                </ol>`
          }
        </main>
      </body>
    </html>`;
}

function playing(device: string): Markup {
  const network = DEV_NETWORKS.find(({ id }) => id === device);
  return html`<div class="playing">
    <p>
      This browser plays: <strong>${network?.label ?? "itself, on its own network"}</strong>.
      ${network === undefined ? "" : html`<a href="/dev/phone/${OWN_DEVICE}">Play itself again</a>`}
    </p>
    <p class="muted">
      Each phone played here has its own network and its own portal cookies. Browser storage is shared, and with it the
      key of a known phone: for a phone that was never seen, open the link in a private window. Screen and browser stay
      yours; use the device mode of the developer tools to look like a phone.
    </p>
  </div>`;
}

function filter({ recipients, to }: OutboxView): Markup {
  return html`<form method="get" action="/dev/outbox">
    <label for="to">Sent to</label>
    <select id="to" name="to">
      <option value="">Everybody</option>
      ${recipients.map(
        (recipient) => html`<option value="${recipient}" ${recipient === to ? "selected" : ""}>${recipient}</option>`,
      )}
    </select>
    <button>Show</button>
    <a href="/dev/outbox${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}">Refresh</a>
  </form>`;
}

function entry(message: OutboxMessage, now: number): Markup {
  const kind = message.channel === "sms" ? "Text message" : "Email";
  return html`<li>
    <article class="${message.channel}" aria-labelledby="${message.id}">
      <p class="meta" id="${message.id}">
        <span>${kind} to <strong>${message.to}</strong></span>
        <time datetime="${new Date(message.at).toISOString()}">${ageText(now - message.at)}</time>
      </p>
      ${message.subject === undefined ? "" : html`<h2>${message.subject}</h2>`}
      <div class="body">${linked(message)}</div>
      ${
        message.html === undefined
          ? ""
          : html`<p class="more"><a href="/dev/outbox/${encodeURIComponent(message.id)}/mail">As the mail looks</a></p>`
      }
      ${message.link === undefined ? "" : openAs(message.link)}
    </article>
  </li>`;
}

/** The text with its one link made pressable, opened as whichever phone is played now. */
function linked({ text, link }: OutboxMessage): Markup {
  const at = link === undefined ? -1 : text.indexOf(link);
  return link === undefined || at < 0
    ? html`${text}`
    : html`${text.slice(0, at)}<a href="${link}">${link}</a>${text.slice(at + link.length)}`;
}

function openAs(link: string): Markup {
  return html`<details>
    <summary>Open as ...</summary>
    <ul>
      ${DEV_NETWORKS.map(
        ({ id, label }) => html`<li><a href="/dev/phone/${id}?to=${encodeURIComponent(link)}">${label}</a></li>`,
      )}
    </ul>
  </details>`;
}

function ageText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3600)} h ago`;
}
