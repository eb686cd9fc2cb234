/**
 * A stand-in for ChangeGear, over real HTTP: REST under /CGRestAPI, screens under /CGWeb,
 * outgoing webhooks, and /control for tests. Implements what is documented; faults are
 * switches. Keeps its tickets in one JSON file.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { controlApi } from "./control.ts";
import { ticketEntity } from "./entities.ts";
import { Faults } from "./faults.ts";
import { FlagRule } from "./flag-rule.ts";
import { DEFAULT_CATEGORIES } from "./records.ts";
import type { Account, Actor, Person } from "./records.ts";
import { restApi } from "./rest.ts";
import type { RequestLogEntry } from "./rest.ts";
import { Sessions } from "./sessions.ts";
import { TicketStore } from "./store.ts";
import type { NewTicket } from "./store.ts";
import { webPages } from "./web/pages.ts";
import { Webhooks } from "./webhooks.ts";
import type { WebhookTarget } from "./webhooks.ts";

export interface ChangeGearOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 unless set. */
  readonly host?: string;
  /** Without it, tickets live in memory. */
  readonly statePath?: string;
  /** Accounts of the REST API. */
  readonly users: readonly Account[];
  readonly people: readonly Person[];
  readonly categories?: readonly string[];
  /** Who works in the web page. */
  readonly agent?: Actor;
  readonly webhook?: WebhookTarget;
  /** Origin of the product, whose pages are linked and may frame these. */
  readonly product?: string;
  /** Tickets to start with when there are none; no webhook is sent for them. */
  readonly demo?: readonly NewTicket[];
  readonly now?: () => number;
}

/** The stand-in without its server. */
export interface ChangeGearParts {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  readonly store: TicketStore;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly flagRule: FlagRule;
  /** REST requests so far, oldest first. */
  readonly log: readonly RequestLogEntry[];
}

export interface ChangeGear extends Omit<ChangeGearParts, "app"> {
  readonly url: string;
  close(): Promise<void>;
}

const DEFAULT_AGENT: Actor = { id: 900_000, name: "Service Desk" };
const KEPT_LOG_ENTRIES = 2_000;

export function createChangeGear(options: Omit<ChangeGearOptions, "port" | "host">): ChangeGearParts {
  const { people, statePath, users, agent = DEFAULT_AGENT, categories = DEFAULT_CATEGORIES } = options;
  const store = new TicketStore({
    people,
    now: options.now ?? Date.now,
    ...(statePath === undefined ? {} : { statePath }),
  });
  const faults = new Faults();
  const webhooks = new Webhooks(options.webhook);
  const log: RequestLogEntry[] = [];
  if (store.all().length === 0) {
    options.demo?.forEach((ticket) => store.create(ticket, agent));
  }
  const flagRule = new FlagRule(store, faults);
  store.onChange = (ticket) => {
    flagRule.onChange(ticket);
    const record = { ticketId: ticket.ID, eTag: ticket.eTag, entity: ticketEntity(ticket, store) };
    webhooks.send(record, faults.settings.webhooksOff ? 0 : 1 + faults.settings.webhookDuplicates);
  };

  const app = new Hono<{ Bindings: HttpBindings }>({ getPath: lowerCasePath });
  app.get("/", (c) => c.redirect("/CGWeb/"));
  app.route(
    "/cgweb",
    webPages({
      store,
      faults,
      categories,
      agent,
      ...(options.product === undefined ? {} : { product: options.product }),
    }),
  );
  app.route("/control", controlApi({ store, faults, webhooks, log }));
  app.route(
    "/cgrestapi",
    restApi({
      store,
      faults,
      sessions: new Sessions(users),
      log: (entry) => {
        log.push(entry);
        log.splice(0, log.length - KEPT_LOG_ENTRIES);
      },
    }),
  );
  return { app, store, faults, webhooks, flagRule, log };
}

export async function startChangeGear(options: ChangeGearOptions): Promise<ChangeGear> {
  const { app, ...parts } = createChangeGear(options);
  // Plain HTTP/1 without options, so always this kind of server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const url = await listening(server, { port: options.port, host: options.host ?? "127.0.0.1" });
  return {
    ...parts,
    url,
    close: async () => {
      parts.flagRule.close();
      await parts.webhooks.close();
      await closed(server);
    },
  };
}

/** IIS takes a path in any case, with or without a slash at the end. */
function lowerCasePath(request: Request): string {
  return new URL(request.url).pathname.toLowerCase().replace(/(?<=.)\/+$/u, "");
}

async function listening(server: Server, at: { port: number; host: string }): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return `http://${at.host.includes(":") ? `[${at.host}]` : at.host}:${String(port)}`;
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
