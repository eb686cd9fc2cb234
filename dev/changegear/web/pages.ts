/** The routes of the web page. Paths arrive in lower case: IIS does not mind the case, links use ChangeGear's. */
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import { csrf } from "hono/csrf";
import { html } from "hono/html";
import { z } from "zod";
import { faultChange } from "../faults.ts";
import type { Faults } from "../faults.ts";
import type { Actor, Ticket } from "../records.ts";
import type { TicketStore } from "../store.ts";
import { strip } from "../../worker/strip.ts";
import { layout, ticketPath } from "./layout.ts";
import type { Page } from "./layout.ts";
import { controlBody, listBody, newTicketBody } from "./list-pages.ts";
import { NOTES_SCRIPT, notesBody, ticketBody } from "./ticket-page.ts";

export interface WebParts {
  readonly store: TicketStore;
  readonly faults: Faults;
  readonly categories: readonly string[];
  /** Who works in the web page. */
  readonly agent: Actor;
  readonly product?: string;
}

interface WebEnv {
  Variables: { product: string | undefined };
}
type WebContext = Context<WebEnv>;

export function webPages(parts: WebParts): Hono<WebEnv> {
  const { store, faults, categories } = parts;
  const app = new Hono<WebEnv>();
  app.use(csrf());
  app.use(async (c, next) => {
    c.set("product", parts.product);
    await next();
  });
  app.get("/", (c) => show(c, { title: "Tickets", current: "tickets", body: listBody(store.all(), store.people) }));
  app.get("/new", (c) =>
    show(c, { title: "New ticket", current: "new", body: newTicketBody(store.people, categories) }),
  );
  app.post("/tickets", (c) => create(c, parts));
  for (const path of ["/mainui/servicedesk/sditemeditpanel.aspx", "/mainui/mainframe.aspx"]) {
    app.get(path, (c) => withTicket(c, { parts, id: c.req.query("ID") }, (ticket) => showTicket(c, { parts, ticket })));
  }
  app.get("/tickets/:id/notes", (c) =>
    withTicket(c, { parts, id: c.req.param("id") }, (ticket) => secured(c, newNonce()).html(notesBody(ticket))),
  );
  app.post("/tickets/:id/:what{fields|step|note}", (c) =>
    withTicket(c, { parts, id: c.req.param("id") }, (ticket) => change(c, { parts, ticket })),
  );
  app.get("/control", (c) => show(c, { title: "Faults", current: "control", body: controlBody(faults.settings) }));
  app.post("/control", async (c) => {
    const { down, ...numbers } = await formOf(c);
    const asNumbers = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)]));
    const parsed = faultChange.safeParse({ ...asNumbers, down: down !== undefined });
    if (parsed.success) {
      faults.set(parsed.data);
    }
    return c.redirect("/CGWeb/Control", 303);
  });
  return app;
}

function newNonce(): string {
  return randomBytes(16).toString("base64");
}

function secured(c: WebContext, nonce: string): WebContext {
  c.header(
    "content-security-policy",
    `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors ${c.get("product") ?? "'none'"}`,
  );
  c.header("x-content-type-options", "nosniff");
  c.header("cache-control", "no-store");
  return c;
}

function show(
  c: WebContext,
  page: Omit<Page, "nonce" | "links">,
  status: 200 | 404 | 409 = 200,
): Response | Promise<Response> {
  const nonce = newNonce();
  const product = c.get("product");
  // Framed, the page around it has the links.
  const framed = c.req.header("sec-fetch-dest") === "iframe";
  const links = product === undefined || framed ? "" : strip("tickets", { product, ticketSystem: "" });
  return secured(c, nonce).html(layout({ ...page, nonce, links }), status);
}

function showTicket(
  c: WebContext,
  view: { parts: WebParts; ticket: Ticket; error?: string },
): Response | Promise<Response> {
  const { parts, ticket, error } = view;
  const body = ticketBody({
    ticket,
    people: parts.store.people,
    categories: parts.categories,
    ...(error === undefined ? {} : { error }),
  });
  const page = { title: `${ticket.ItemID} ${ticket.Summary}`, current: "ticket", body, script: NOTES_SCRIPT } as const;
  return show(c, page, error === undefined ? 200 : 409);
}

function withTicket(
  c: WebContext,
  { parts, id }: { parts: WebParts; id: string | undefined },
  then: (ticket: Ticket) => Response | Promise<Response>,
): Response | Promise<Response> {
  const ticket = parts.store.get(Number(id));
  return ticket === undefined
    ? show(c, { title: "No such ticket", current: "tickets", body: html`<h1>No such ticket</h1>` }, 404)
    : then(ticket);
}

const person = z.coerce.number().int().nonnegative();
const summary = z.string().trim().min(1).max(200);
const category = z.string().trim().min(1).max(200);
const newTicket = z.object({ summary, category, requester: person, description: z.string().max(4_000) });
const fieldsForm = z.object({ summary, category, requester: person });
const stepForm = z.object({
  action: z.string().max(60),
  closeType: z.string().max(60).default(""),
  comment: z.string().max(500).default(""),
});
const noteForm = z.object({ note: z.string().trim().min(1).max(4_000) });

async function create(c: WebContext, { store, agent }: WebParts): Promise<Response> {
  const form = newTicket.safeParse(await formOf(c));
  return form.success ? c.redirect(ticketPath(store.create(form.data, agent).ID), 303) : c.redirect("/CGWeb/New", 303);
}

async function change(c: WebContext, { parts, ticket }: { parts: WebParts; ticket: Ticket }): Promise<Response> {
  const form = await formOf(c);
  const done = apply(c.req.param("what") ?? "", { form, parts, ticket });
  return done
    ? c.redirect(ticketPath(ticket.ID), 303)
    : showTicket(c, { parts, ticket, error: "Not saved. Resolve and Close need a close type and a comment." });
}

function apply(
  what: string,
  {
    form,
    parts: { store, agent },
    ticket,
  }: { form: Readonly<Record<string, string>>; parts: WebParts; ticket: Ticket },
): boolean {
  if (what === "step") {
    const step = stepForm.safeParse(form);
    return step.success && store.step(ticket.ID, step.data, agent) !== undefined;
  }
  if (what === "note") {
    const note = noteForm.safeParse(form);
    if (note.success) {
      const before = ticket.InternalNotes === "" ? "" : `${ticket.InternalNotes}\n\n`;
      store.save(ticket.ID, { InternalNotes: `${before}${note.data.note.replaceAll("\r\n", "\n")}` }, agent);
    }
    return note.success;
  }
  const fields = fieldsForm.safeParse(form);
  if (fields.success) {
    const { summary: Summary, category: IncidentRequestType, requester: Requester } = fields.data;
    store.save(ticket.ID, { Summary, IncidentRequestType, Requester }, agent);
  }
  return fields.success;
}

async function formOf(c: WebContext): Promise<Record<string, string>> {
  const form = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
