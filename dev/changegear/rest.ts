/**
 * The REST API under /CGRestAPI/api, as far as it is documented: log-in, Basic, entity reads
 * as arrays, create, save guarded by the eTag. Whether a save can perform an action of the
 * workflow is not documented: how it does here is a switch of `faults.ts`.
 */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Context } from "hono";
import { z } from "zod";
import type { Row } from "./entity-query.ts";
import { pickColumns, queryRows } from "./entity-query.ts";
import { personEntity, ticketEntity } from "./entities.ts";
import { cut, earlyOddity, oddRecord, page, sessionEnd } from "./oddities.ts";
import type { Faults } from "./faults.ts";
import type { Account, Actor } from "./records.ts";
import type { Sessions } from "./sessions.ts";
import type { TicketChange, TicketStore } from "./store.ts";
import { actionOf, perform, workflowFields, type WorkflowFields } from "./rest-workflow.ts";

export interface RequestLogEntry {
  readonly method: string;
  readonly path: string;
  /** 0 when the connection was dropped. */
  readonly status: number;
}

export interface RestParts {
  readonly store: TicketStore;
  readonly faults: Faults;
  readonly sessions: Sessions;
  readonly log: (entry: RequestLogEntry) => void;
}

interface RestEnv {
  Bindings: HttpBindings;
  Variables: { actor: Account };
}

type RestContext = Context<RestEnv>;

/** The colleague whose save makes an eTag stale. */
const OTHER_AGENT: Actor = { id: 900_001, name: "Another agent" };

export function restApi(parts: RestParts): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.use(async (c, next) => {
    const { method } = c.req;
    const path = c.req.path.replace(/^\/cgrestapi/u, "");
    if (parts.faults.settings.down) {
      parts.log({ method, path, status: 0 });
      return dropped(c);
    }
    await pause(parts.faults.settings.slowMs);
    await next();
    if (c.res.ok && parts.faults.take("cutJson")) {
      c.res = await cut(c.res);
    }
    const lost = c.res.ok && method !== "GET" && !path.endsWith("/authenticate/user") && parts.faults.takeReplyLost();
    parts.log({ method, path, status: lost ? 0 : c.res.status });
    if (lost) {
      c.res = undefined;
      c.res = dropped(c);
    }
    return undefined;
  });
  app.post("/api/authenticate/user", (c) => logIn(c, parts));
  app.use("/api/*", (c, next) => authenticate(c, { next, parts }));
  app.get("/api/entity/:type", (c) => list(c, parts));
  app.get("/api/entity/:type/:id", (c) => read(c, parts));
  app.post("/api/:type", (c) => create(c, parts));
  app.put("/api/:type/:id", (c) => save(c, parts));
  app.notFound((c) => message(c, 404, "No HTTP resource was found"));
  return app;
}

function dropped(c: RestContext): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) {
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

const credentials = z.object({ username: z.string(), password: z.string() });

async function logIn(c: RestContext, { sessions, faults }: RestParts): Promise<Response> {
  const early = earlyFault(c, faults);
  if (early !== undefined) {
    return early;
  }
  const body = credentials.safeParse(await jsonBody(c));
  const accepts = body.success && !faults.settings.refuseLogIn;
  const session = accepts ? sessions.logIn(body.data.username, body.data.password) : undefined;
  return session === undefined ? message(c, 401, "Invalid user name or password") : c.json(session);
}

function earlyFault(c: RestContext, faults: Faults): Response | undefined {
  if (faults.takeFail500()) {
    return message(c, 500, "An error has occurred");
  }
  if (faults.take("rateLimit")) {
    c.header("retry-after", "7");
    return message(c, 429, "Too many requests");
  }
  return earlyOddity(faults);
}

async function authenticate(
  c: RestContext,
  { next, parts }: { next: () => Promise<void>; parts: RestParts },
): Promise<Response | undefined> {
  const early = earlyFault(c, parts.faults);
  if (early !== undefined) {
    return early;
  }
  if (parts.faults.take("fail401")) {
    parts.sessions.dropAll();
    return sessionEnd(parts.faults.settings.sessionEndsWith);
  }
  const actor = parts.sessions.find({
    sessionId: c.req.header("sessionid"),
    authorization: c.req.header("authorization"),
  });
  if (actor === undefined) {
    return sessionEnd(parts.faults.settings.sessionEndsWith);
  }
  c.set("actor", actor);
  await next();
  return undefined;
}

type Reading = Pick<RestParts, "store" | "faults">;

function rowsOf(type: string, { store, faults }: Reading): Row[] | undefined {
  if (isIncident(type)) {
    return store.all().map((ticket) => ticketEntity(ticket, store, faults.settings.notOffered));
  }
  return /^i?person$/u.test(type) ? store.people.map(personEntity) : undefined;
}

function rowOf(type: string, id: string, { store, faults }: Reading): Row | undefined {
  if (!isIncident(type)) {
    return rowsOf(type, { store, faults })?.find((candidate) => String(candidate["ID"]) === id);
  }
  const ticket = store.get(Number(id));
  return ticket === undefined ? undefined : ticketEntity(ticket, store, faults.settings.notOffered);
}

/** Paths arrive in lower case; the interface name, with a leading I, is accepted too. */
function isIncident(type: string): boolean {
  return /^i?incidentrequest$/u.test(type);
}

function list(c: RestContext, parts: RestParts): Response {
  const rows = rowsOf(c.req.param("type") ?? "", parts);
  if (rows === undefined) {
    return message(c, 404, "Unknown entity type");
  }
  const { filter, sort, pagesize, page } = c.req.query();
  const found = queryRows(rows, {
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined ? {} : { sort }),
    ...(pagesize === undefined ? {} : { pageSize: pagesize }),
    ...(page === undefined ? {} : { page }),
    columns: c.req.queries("columns") ?? [],
  });
  return found === undefined ? message(c, 400, "The query could not be read") : c.json(found);
}

function read(c: RestContext, parts: RestParts): Response {
  const { faults } = parts;
  const row = rowOf(c.req.param("type") ?? "", c.req.param("id") ?? "", parts);
  const columns = c.req.queries("columns") ?? [];
  return row === undefined
    ? message(c, 404, "Not found")
    : c.json([oddRecord(pickColumns(row, columns), faults, columns.length === 0)]);
}

const text = z.string().max(200_000);
const personId = z.coerce.number().int().nonnegative();
const history = z.array(z.object({ Action: z.string().max(200), Comment: text })).max(50);

const createBody = z.object({
  Summary: z.string().min(1).max(500),
  Description: text.optional(),
  IncidentRequestType: z.string().max(200).optional(),
  Category: z.string().max(200).optional(),
  Requester: personId.optional(),
  HistoryRecords: history.optional(),
});

async function create(c: RestContext, { store }: RestParts): Promise<Response> {
  const body = createBody.safeParse(await jsonBody(c));
  if (!isIncident(c.req.param("type") ?? "") || !body.success) {
    return message(c, 400, "The request is invalid");
  }
  const { Summary, Description, IncidentRequestType, Category, Requester, HistoryRecords } = body.data;
  const ticket = store.create(
    {
      summary: Summary,
      category: IncidentRequestType ?? Category ?? "",
      ...(Description === undefined ? {} : { description: Description }),
      ...(Requester === undefined ? {} : { requester: Requester }),
      ...(HistoryRecords === undefined ? {} : { history: HistoryRecords }),
    },
    c.get("actor"),
  );
  return c.json(ticketEntity(ticket, store));
}

const saveFields = z
  .strictObject({
    Summary: z.string().min(1).max(500),
    Description: text,
    IncidentRequestType: z.string().max(200),
    Category: z.string().max(200),
    Requester: personId,
    AssignedTo: personId,
    Priority: z.string().max(60),
    Urgency: z.string().max(60),
    Impact: z.string().max(60),
    Resolution: text,
    InternalNotes: text,
    HistoryRecords: history,
  })
  .partial();

async function save(c: RestContext, { store, faults }: RestParts): Promise<Response> {
  const id = Number(c.req.param("id"));
  if (!isIncident(c.req.param("type") ?? "") || store.get(id) === undefined) {
    return message(c, 404, "Not found");
  }
  const body = z.record(z.string(), z.unknown()).safeParse(await jsonBody(c));
  const change = body.success ? changeOf(body.data) : undefined;
  if (change === undefined) {
    return message(c, 400, "The request is invalid");
  }
  if (faults.settings.archived.includes(id)) {
    return message(c, 400, "The item is archived");
  }
  if (faults.take("staleEtag")) {
    store.save(id, { newHistory: [{ Action: "Saved", Comment: "" }] }, OTHER_AGENT);
  }
  const ticket = store.get(id);
  if (ticket?.eTag !== change.eTag) {
    return message(c, 409, "The item was changed by somebody else");
  }
  const action = actionOf(ticket, change.workflow, faults.settings);
  if (action === "refused") {
    return message(c, 400, "The request is invalid");
  }
  const { putPage } = faults.settings;
  if (putPage === "not_done") {
    return page("saved");
  }
  const parts = { store, faults, actor: c.get("actor") };
  const saved = action === "none" ? store.save(id, change.fields, parts.actor) : perform(ticket, action, parts);
  return putPage === "done" ? page("saved") : c.json(ticketEntity(saved, store));
}

function changeOf(body: Row): { eTag: number; fields: TicketChange; workflow: WorkflowFields } | undefined {
  const { eTag, Action, Status, CloseType, Comment, ...rest } = body;
  const custom = Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith("UDF_")));
  const plain = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("UDF_")));
  const number = z.int().safeParse(eTag);
  const fields = saveFields.safeParse(plain);
  const texts = z.record(z.string(), text).safeParse(custom);
  const workflow = workflowFields.safeParse({ Action, Status, CloseType, Comment });
  if (!number.success || !fields.success || !texts.success || !workflow.success) {
    return undefined;
  }
  const { Category, HistoryRecords, ...known } = fields.data;
  const changes = {
    ...(Category === undefined ? {} : { IncidentRequestType: Category }),
    ...known,
    custom: texts.data,
    ...(HistoryRecords === undefined ? {} : { newHistory: HistoryRecords }),
  };
  return { eTag: number.data, fields: withoutUndefined(changes), workflow: workflow.data };
}

function withoutUndefined(fields: Row): TicketChange {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function jsonBody(c: RestContext): Promise<unknown> {
  try {
    return await c.req.json<unknown>();
  } catch {
    return undefined;
  }
}

function message(c: RestContext, status: 400 | 401 | 404 | 409 | 429 | 500, text: string): Response {
  return c.json({ Message: text }, status);
}
