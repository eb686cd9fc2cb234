/** One ticket: internal notes first, because that is what an agent comes for. */
import { html, raw } from "hono/html";
import { noteHtml, splitNotes } from "../note-html.ts";
import type { Person, Ticket } from "../records.ts";
import { allowedTransitions } from "../workflow.ts";
import { pageTime } from "./layout.ts";
import type { Html } from "./layout.ts";

export interface TicketView {
  readonly ticket: Ticket;
  readonly people: readonly Person[];
  readonly categories: readonly string[];
  readonly error?: string;
}

export function ticketBody(view: TicketView): Html {
  const { ticket, error } = view;
  return html`<h1>${ticket.ItemID} ${ticket.Summary}</h1>
    <p class="muted">
      <span class="status">${ticket.Status}</span> · opened ${pageTime(ticket.CreatedDateTime)} · revision
      ${ticket.eTag}
    </p>
    ${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
    <div class="columns">
      <div>
        <section class="card" aria-labelledby="notes-title">
          <h2 id="notes-title">Internal notes</h2>
          <div id="notes" aria-live="polite" data-source="/CGWeb/Tickets/${ticket.ID}/Notes">${notesBody(ticket)}</div>
        </section>
        <form class="card" method="post" action="/CGWeb/Tickets/${ticket.ID}/Note">
          <label>Add an internal note <textarea name="note" rows="3" required maxlength="4000"></textarea></label>
          <button class="plain">Add note</button>
        </form>
        ${historyCard(ticket)}
      </div>
      <div>${requestCard(view)} ${fieldsForm(view)} ${workflowForm(ticket)}</div>
    </div>`;
}

/** What the script on the page swaps every two seconds. */
export function notesBody(ticket: Ticket): Html {
  const notes = splitNotes(ticket.InternalNotes);
  const journal = ticket.HistoryRecords.filter((entry) => /note/iu.test(entry.Action));
  if (notes.length === 0 && journal.length === 0) {
    return html`<p class="muted">No internal notes yet.</p>`;
  }
  return html`${notes.map((note) => html`<div class="note">${raw(noteHtml(note))}</div>`)}
  ${journal.map(
    (entry) =>
      html`<div class="note">
        <p class="muted">${entry.CreatorName}, ${pageTime(entry.CreatedDateTime)}</p>
        ${raw(noteHtml(entry.Comment))}
      </div>`,
  )}`;
}

/** The page works without it; with it, a note written elsewhere appears by itself. */
export const NOTES_SCRIPT = `
const notes = document.getElementById("notes");
let shown = "";
setInterval(async () => {
  try {
    const reply = await fetch(notes.dataset.source);
    if (!reply.ok) return;
    const body = await reply.text();
    if (body !== shown) notes.innerHTML = body;
    shown = body;
  } catch {}
}, 2000);
`;

function requestCard({ ticket, people }: TicketView): Html {
  const requester = people.find((person) => person.externalId === String(ticket.Requester));
  const row = (label: string, value: string | undefined): Html =>
    value === undefined || value === ""
      ? html``
      : html`<dt>${label}</dt>
          <dd>${value}</dd>`;
  return html`<section class="card" aria-labelledby="request-title">
    <h2 id="request-title">Request</h2>
    <dl>
      ${row("Requester", requester?.name ?? "Nobody")} ${row("Email", requester?.email)}
      ${row("Phone", requester?.phone)} ${row("Department", requester?.department)}
      ${row("Location", requester?.location)} ${row("Incident type", ticket.IncidentRequestType)}
      ${row("Priority", ticket.Priority)} ${row("Description", ticket.Description)}
      ${row("Close type", ticket.CloseType)}
    </dl>
  </section>`;
}

function fieldsForm({ ticket, people, categories }: TicketView): Html {
  return html`<form class="card" method="post" action="/CGWeb/Tickets/${ticket.ID}/Fields">
    <h2>Edit</h2>
    <label>Summary <input name="summary" value="${ticket.Summary}" required maxlength="200" /></label>
    ${categorySelect(categories, ticket.IncidentRequestType)} ${requesterSelect(people, ticket.Requester)}
    <button class="plain">Save</button>
  </form>`;
}

export function categorySelect(categories: readonly string[], selected: string): Html {
  const names = categories.includes(selected) || selected === "" ? categories : [...categories, selected];
  return html`<label
    >Incident type
    <select name="category" required>
      ${names.map((name) => html`<option ${name === selected ? raw("selected") : ""}>${name}</option>`)}
    </select></label
  >`;
}

export function requesterSelect(people: readonly Person[], selected: number): Html {
  return html`<label
    >Requester
    <select name="requester">
      <option value="0">Nobody</option>
      ${people.map(
        (person) =>
          html`<option value="${person.externalId}" ${person.externalId === String(selected) ? raw("selected") : ""}>
            ${person.name} (${person.email})
          </option>`,
      )}
    </select></label
  >`;
}

function workflowForm(ticket: Ticket): Html {
  const transitions = allowedTransitions(ticket.Status);
  return html`<form class="card" method="post" action="/CGWeb/Tickets/${ticket.ID}/Step">
    <h2>Workflow</h2>
    ${
      transitions.some((transition) => transition.needsCloseType)
        ? html`<label
            >Close type (for Resolve and Close)
            <select name="closeType">
              <option>Solved</option>
              <option>Withdrawn</option>
              <option>Duplicate</option>
            </select></label
          >`
        : ""
    }
    <label>Comment <input name="comment" maxlength="500" /></label>
    <div class="actions">
      ${transitions.map(({ action }) => html`<button class="plain" name="action" value="${action}">${action}</button>`)}
    </div>
  </form>`;
}

function historyCard(ticket: Ticket): Html {
  return html`<section class="card" aria-labelledby="history-title">
    <h2 id="history-title">History</h2>
    <ol class="history">
      ${ticket.HistoryRecords.map(
        (entry) =>
          html`<li>
            <b>${entry.Action}</b> <span class="muted">${entry.CreatorName}, ${pageTime(entry.CreatedDateTime)}</span>
            ${/note/iu.test(entry.Action) ? "" : entry.Comment}
          </li>`,
      )}
    </ol>
  </section>`;
}
