/** The ticket list, the form for a new ticket, and the page of faults. */
import { html, raw } from "hono/html";
import type { FaultSettings } from "../faults.ts";
import type { Person, Ticket } from "../records.ts";
import { pageTime, ticketPath } from "./layout.ts";
import type { Html } from "./layout.ts";
import { categorySelect, requesterSelect } from "./ticket-page.ts";

export function listBody(tickets: readonly Ticket[], people: readonly Person[]): Html {
  const names = new Map(people.map((person) => [person.externalId, person.name]));
  const newestFirst = tickets.toSorted((left, right) => right.ID - left.ID);
  return html`<h1>Tickets</h1>
    <div class="card">
      ${
        newestFirst.length === 0
          ? html`<p class="muted">No tickets yet. <a href="/CGWeb/New">Create the first one</a>.</p>`
          : html`<ul class="tickets">
              ${newestFirst.map(
                (ticket) =>
                  html`<li>
                    <a href="${ticketPath(ticket.ID)}">${ticket.ItemID}</a>
                    <span class="status">${ticket.Status}</span>
                    <span class="summary">${ticket.Summary}</span>
                    <span class="muted"
                      >${names.get(String(ticket.Requester)) ?? "Nobody"}, ${ticket.IncidentRequestType}</span
                    >
                    <span class="muted">${pageTime(ticket.CreatedDateTime)}</span>
                  </li>`,
              )}
            </ul>`
      }
    </div>`;
}

export function newTicketBody(people: readonly Person[], categories: readonly string[]): Html {
  return html`<h1>New ticket</h1>
    <form class="card" method="post" action="/CGWeb/Tickets">
      ${categorySelect(categories, categories[0] ?? "")} ${requesterSelect(people, 0)}
      <label>Summary <input name="summary" required maxlength="200" /></label>
      <label>Description <textarea name="description" rows="4" maxlength="4000"></textarea></label>
      <button>Create ticket</button>
    </form>`;
}

const COUNTS = [
  ["fail500", "Answer with 500"],
  ["rateLimit", "Answer with 429"],
  ["fail401", "End all sessions and answer with 401"],
  ["staleEtag", "Let another save slip in before a save"],
  ["replyLost", "Save, then drop the connection"],
] as const;

export function controlBody(faults: FaultSettings): Html {
  return html`<h1>Faults</h1>
    <p class="muted">For the REST API and webhooks. Counts are for the next calls; -1 means until switched off.</p>
    <form class="card" method="post" action="/CGWeb/Control">
      <label class="inline"
        ><input type="checkbox" name="down" ${faults.down ? raw("checked") : ""} /> Down: drop every connection</label
      >
      <label>Slow, in ms <input type="number" name="slowMs" min="0" max="60000" value="${faults.slowMs}" /></label>
      ${COUNTS.map(
        ([name, words]) =>
          html`<label
            >${words} <input type="number" name="${name}" min="-1" max="10000" value="${faults[name]}"
          /></label>`,
      )}
      <label
        >Chance that a save's reply is lost, 0 to 1
        <input
          type="number"
          name="replyLostProbability"
          min="0"
          max="1"
          step="0.05"
          value="${faults.replyLostProbability}"
      /></label>
      <label
        >Extra copies of each webhook
        <input type="number" name="webhookDuplicates" min="0" max="100" value="${faults.webhookDuplicates}"
      /></label>
      <button>Set</button>
    </form>`;
}
