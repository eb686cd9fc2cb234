/** JSON for tests and walk-throughs. No credentials, so it answers to loopback only. */
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { ticketEntity } from "./entities.ts";
import { faultChange } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { noteHtml, splitNotes } from "./note-html.ts";
import type { Ticket } from "./records.ts";
import type { RequestLogEntry } from "./rest.ts";
import type { TicketStore } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

export interface ControlParts {
  readonly store: TicketStore;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly log: readonly RequestLogEntry[];
}

export function controlApi({ store, faults, webhooks, log }: ControlParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    const address = c.env.incoming.socket.remoteAddress ?? "";
    if (!/^(?:127\.|::1$|::ffff:127\.)/u.test(address)) {
      return c.json({ error: "loopback only" }, 403);
    }
    return next();
  });
  app.get("/tickets", (c) =>
    c.json(store.all().map(({ ID, ItemID, Status, Summary }) => ({ ID, ItemID, Status, Summary }))),
  );
  app.get("/tickets/:id", (c) => {
    const ticket = store.get(Number(c.req.param("id")));
    return ticket === undefined
      ? c.json({ error: "no such ticket" }, 404)
      : c.json({ record: ticketEntity(ticket, store), notes: notesOf(ticket), history: ticket.HistoryRecords });
  });
  app.get("/faults", (c) => c.json(faults.settings));
  app.put("/faults", async (c) => {
    const parsed = faultChange.safeParse(await c.req.json<unknown>().catch(() => undefined));
    if (!parsed.success) {
      return c.json({ error: "unknown fault or value" }, 400);
    }
    faults.set(parsed.data);
    return c.json(faults.settings);
  });
  app.get("/log", (c) => c.json(log));
  app.get("/webhooks", (c) => c.json(webhooks.deliveries));
  return app;
}

/** Every internal note as stored and as the page shows it, oldest first per place. */
function notesOf(ticket: Ticket): { place: "InternalNotes" | "HistoryRecords"; text: string; html: string }[] {
  const journal = ticket.HistoryRecords.filter((entry) => /note/iu.test(entry.Action));
  return [
    ...splitNotes(ticket.InternalNotes).map((text) => ({
      place: "InternalNotes" as const,
      text,
      html: noteHtml(text),
    })),
    ...journal.map(({ Comment }) => ({ place: "HistoryRecords" as const, text: Comment, html: noteHtml(Comment) })),
  ];
}
