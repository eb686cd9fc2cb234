import { html, raw } from "hono/html";
import { DEV_NETWORKS } from "./networks.ts";
import type { OutboxMessage } from "./outbox-store.ts";
import { OUTBOX_STYLE } from "./outbox-style.ts";
import { OWN_DEVICE, readDevice } from "./phones.ts";
import { playPath, playsFor, type Recipient } from "./plays.ts";

type Markup = ReturnType<typeof html>;

export interface OutboxView {
  readonly messages: readonly OutboxMessage[];
  readonly destinations: readonly string[];
  /** By message. */
  readonly people: ReadonlyMap<string, Recipient>;
  /** Shown recipient; undefined for all. */
  readonly to: string | undefined;
  /** The phone this browser plays now. */
  readonly device: string;
  readonly now: number;
}

export const OUTBOX_SCRIPT_PATH = "/dev/outbox.js";

/** A message that arrives shows by itself, as on a phone. */
export const OUTBOX_SCRIPT = `
const { newest } = document.currentScript.dataset;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const { messages } = await (await fetch("/dev/outbox.json" + location.search)).json();
    if ((messages[0]?.id ?? "") !== newest) location.reload();
  } catch {}
}, 1500);
`;

export function outboxPage(view: OutboxView): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Messages</title>
        <style>
          ${raw(OUTBOX_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>Messages</h1>
            <p class="muted">Messages of this local build, newest first. Nothing was really sent.</p>
            ${playing(view)} ${filter(view)}
          </header>
          ${
            view.messages.length === 0
              ? html`<p class="empty">No message${view.to === undefined ? " yet" : ` to ${view.to}`}.</p>`
              : html`<ol>
                  ${view.messages.map((message) => entry(message, view))}
                </ol>`
          }
        </main>
        <script src="${OUTBOX_SCRIPT_PATH}" data-newest="${view.messages[0]?.id ?? ""}"></script>
      </body>
    </html>`;
}

function playing({ device, people }: OutboxView): Markup {
  const played = readDevice(device);
  const owner = [...people.values()].find(({ personId }) => personId === played?.owner);
  const name = owner === undefined ? played?.network.label : `${owner.givenName}'s phone at home`;
  return html`<div class="playing">
    <p>
      This browser plays: <strong>${name ?? "itself, on its own network"}</strong>.
      ${played === undefined ? "" : html`<a href="/dev/phone/${OWN_DEVICE}">Play itself again</a>`}
    </p>
    <p class="muted">
      A played phone has its own network, clock, browser, key and cookies. The size of the window stays yours.
    </p>
  </div>`;
}

function filter({ destinations, to }: OutboxView): Markup {
  return html`<form method="get" action="/dev/outbox">
    <label for="to">Sent to</label>
    <select id="to" name="to">
      <option value="">Everybody</option>
      ${destinations.map(
        (destination) =>
          html`<option value="${destination}" ${destination === to ? "selected" : ""}>${destination}</option>`,
      )}
    </select>
    <button>Show</button>
  </form>`;
}

function entry(message: OutboxMessage, { people, now }: OutboxView): Markup {
  const person = people.get(message.id);
  const kind = message.channel === "sms" ? "Text message" : "Email";
  return html`<li>
    <article class="${message.channel}" aria-labelledby="${message.id}">
      <p class="meta" id="${message.id}">
        <span>${kind} to <strong>${message.to}</strong></span>
        <time datetime="${new Date(message.at).toISOString()}">${ageText(now - message.at)}</time>
      </p>
      ${message.subject === undefined ? "" : html`<h2>${message.subject}</h2>`}
      <div class="body">${linked(message, person)}</div>
      ${
        message.html === undefined
          ? ""
          : html`<p class="more"><a href="/dev/outbox/${encodeURIComponent(message.id)}/mail">As the mail looks</a></p>`
      }
      ${message.link === undefined ? "" : openAs(message.link, person)}
    </article>
  </li>`;
}

/** The text with its one link made pressable: the recipient would read it at home. */
function linked({ text, link }: OutboxMessage, person: Recipient | undefined): Markup {
  const at = link === undefined ? -1 : text.indexOf(link);
  if (link === undefined || at < 0) {
    return html`${text}`;
  }
  const address = person === undefined ? link : playPath(playsFor(person)[0], link);
  return html`${text.slice(0, at)}<a href="${address}">${link}</a>${text.slice(at + link.length)}`;
}

function openAs(link: string, person: Recipient | undefined): Markup {
  const plays = person === undefined ? [] : playsFor(person);
  return html`${
      plays.length === 0
        ? ""
        : html`<ul class="plays" aria-label="Open it as">
            ${plays.map((play) => html`<li><a href="${playPath(play, link)}">${play.label}</a></li>`)}
          </ul>`
    }
    <details>
      <summary>From another network</summary>
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
