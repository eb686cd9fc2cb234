/**
 * Builds the application from the route table. Reads top to bottom as a request does: compose,
 * host, site, session and permission, the row's own door, body, handler, headers. Nothing of a defect leaves the server.
 */
import { Hono } from "hono";
import type { Deps } from "../app/deps.ts";
import { notBeyondLimit, withinLimit } from "../app/desk/agent-limit.ts";
import { isUnavailable } from "../core/kit/unavailable.ts";
import { auditedAs } from "../core/policy/permissions.ts";
import { isPersonPermission } from "../core/policy/person-permissions.ts";
import type { App, Ctx } from "./context.ts";
import { readInput } from "./middleware/body.ts";
import { authorise, crossSite, wrongHost } from "./middleware/guards.ts";
import { applyHeaders } from "./middleware/headers.ts";
import { isMePath, mePage, personRefusal } from "./me-page.ts";
import { notFound } from "./not-found.ts";
import { portalPage } from "./portal-page.ts";
import { overLimitProblem, problem, type ProblemCode } from "./problems.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./route-table.ts";
import { serveAsset } from "./routes/assets.ts";
import { openFeed } from "./routes/feed.ts";
import { portalRefusal } from "./routes/portal.ts";

/** An object starts anew within this; a peer or a phone that waits so long meets it again. */
const RETRY_AFTER_SECONDS = "5";

export interface AppOptions {
  readonly compose: (env: Env, later: (work: Promise<unknown>) => void) => Deps | undefined | Promise<Deps | undefined>;
  /** With the newest settings, for what decides; absent where none are kept. */
  readonly fresh?: (env: Env, head?: number) => Promise<Deps | undefined>;
  /** Local builds add their own pages here; production passes nothing. */
  readonly extend?: (app: Hono<App>) => void;
}

export function createApp({ compose, fresh, extend }: AppOptions): Hono<App> {
  const app = new Hono<App>();
  app.use(async (c, next) => {
    const deps = await compose(c.env, (work) => c.executionCtx.waitUntil(work));
    if (deps === undefined) {
      return c.text("Not configured. See the log.", 503, { "retry-after": "60", "cache-control": "no-store" });
    }
    c.set("deps", deps);
    await next();
    // A reply that came from elsewhere (an asset, a socket) has headers that cannot be changed.
    if (c.res.webSocket === null || c.res.webSocket === undefined) {
      c.res = new Response(c.res.body, c.res);
      applyHeaders(c, c.res);
    }
    return undefined;
  });
  for (const route of ROUTES) {
    app.on(route.method, route.path, (c) => run(c, route, fresh));
  }
  for (const route of ROUTES.filter(({ noteRefused }) => noteRefused !== undefined)) {
    app.all(route.path, async (c) => {
      await noteRefused(c, route, { code: "request.method", fresh });
      return problem(c, "request.method");
    });
  }
  app.get("/ws/console", (c) => openFeed(c));
  extend?.(app);
  app.get("*", (c) => serveAsset(c));
  app.all("*", (c) =>
    problem(c, ROUTES.some((route) => matches(route, c.req.path)) ? "request.method" : "request.not_found"),
  );
  app.onError((error, c) => fault(error, c));
  return app;
}

async function run(c: Ctx, route: Route, fresh: AppOptions["fresh"]): Promise<Response> {
  if (wrongHost(c, route.audience)) {
    await noteRefused(c, route, { code: "request.not_found", fresh });
    return notFound(c);
  }
  if (crossSite(c, route)) {
    return problem(c, "request.cross_site");
  }
  const refused = await authorise(c, route);
  if (refused !== undefined) {
    return refused;
  }
  await takeNewestSettings(c, route, fresh);
  const overLimit = await overAgentLimit(c, route);
  if (overLimit !== undefined) {
    return overLimit;
  }
  const turnedAway = await route.admit?.(c);
  if (turnedAway !== undefined) {
    return turnedAway;
  }
  const input = await readInput(c, route);
  if (input.ok) {
    const reply = await route.handle(c, input.input);
    await noteRead(c, route, reply);
    return (await readBeyondLimit(c, route, reply)) ?? reply;
  }
  await route.noteRefused?.(c, input.code);
  // A person in front of a page gets the page; programs get the problem document.
  if (route.audience === "person" && route.body === "form") {
    return personRefusal(c, input.code);
  }
  return route.audience === "portal" && route.body === "form" ? portalRefusal(c, input.code) : input.response;
}

/** Of what was refused before the newest settings were taken: a connection may be new. */
async function noteRefused(
  c: Ctx,
  route: Route,
  { code, fresh }: { readonly code: ProblemCode; readonly fresh: AppOptions["fresh"] },
): Promise<void> {
  if (route.noteRefused !== undefined) {
    await takeNewestSettings(c, route, fresh);
    await route.noteRefused(c, code);
  }
}

/** With the newest settings: a limit that was lowered holds at once. */
async function overAgentLimit(c: Ctx, { limit }: Route): Promise<Response | undefined> {
  const { deps, session } = c.var;
  if (limit === undefined || session === undefined) {
    return undefined;
  }
  const within = await withinLimit(deps, session.agent, { limit, id: c.req.param("id") });
  return within.ok ? undefined : overLimitProblem(c, within.error);
}

/** Of many reads of one moment, each of which was within the limit when it came, none is shown that is beyond it. */
async function readBeyondLimit(c: Ctx, { limit }: Route, reply: Response): Promise<Response | undefined> {
  const { deps, session } = c.var;
  if (limit === undefined || limit === "overrides" || session === undefined || !reply.ok) {
    return undefined;
  }
  const within = await notBeyondLimit(deps, session.agent, { limit, id: c.req.param("id") });
  if (within.ok) {
    return undefined;
  }
  await reply.body?.cancel();
  return overLimitProblem(c, within.error);
}

/** What the permission table wants written down of a read: before it is shown, or it is not shown. */
async function noteRead(c: Ctx, { permission }: Route, reply: Response): Promise<void> {
  const action = permission === "public" || isPersonPermission(permission) ? undefined : auditedAs(permission);
  const { deps, session } = c.var;
  if (action !== undefined && session !== undefined && reply.ok) {
    const subject = c.req.param("id") ?? session.agent.id;
    await deps.audit.count({ at: deps.clock(), actor: session.agent.id, action, subject, details: {} });
  }
}

/**
 * For what a desk, a peer or a person who signs in asks for, which decides. A requester's page never waits for settings,
 * nor does a monitor; a press that sends something to a target system does.
 */
async function takeNewestSettings(
  c: Ctx,
  { audience, newestSettings }: Route,
  fresh: AppOptions["fresh"],
): Promise<void> {
  const { deps, session } = c.var;
  const decides = newestSettings === true || audience === "console" || audience === "webhook" || audience === "person";
  if (decides && session?.settingsHead !== deps.settings.head) {
    c.set("deps", (await fresh?.(c.env, session?.settingsHead)) ?? deps);
  }
}

/** The one place where what was thrown becomes a reply: 503 when a part is away and a second try helps, 500 for a defect. */
function fault(error: Error, c: Ctx): Response {
  const away = isUnavailable(error);
  c.var.deps.log.failure(away ? "http.unavailable" : "http.fault", error, { method: c.req.method });
  const headers = away ? { "retry-after": RETRY_AFTER_SECONDS } : {};
  const screen = { screen: away ? "busy" : "fault" } as const;
  const page = c.req.path.startsWith("/v/")
    ? portalPage(c, c.req.path.split("/")[2] ?? "", { screen })
    : isMePath(c.req.path)
      ? mePage(c, screen)
      : problem(c, away ? "server.unavailable" : "server.fault");
  Object.entries(headers).forEach(([name, value]) => page.headers.set(name, value));
  return page;
}

function matches(route: Route, path: string): boolean {
  const wanted = route.path.split("/");
  const given = path.split("/");
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(":") || part === given[index]);
}
