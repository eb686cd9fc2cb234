/** Nothing stands at an address: a person gets a page in the words of the host, a program the problem document. */
import { ME_PATHS } from "../contract/me.ts";
import { PORTAL_PATHS } from "../contract/portal.ts";
import type { Ctx } from "./context.ts";
import { portalPage } from "./portal-page.ts";
import { problem } from "./problems.ts";

/** Spoken by programs only, whatever a browser says it accepts. */
const PROGRAMS = /^\/(?:api|webhooks|ws)(?:\/|$)/;
const PORTAL_PAGE = /^\/v\/([^/]+)(?:\/([^/]+))?$/;
const PRESSES: ReadonlySet<string> = new Set(Object.values(PORTAL_PATHS));

export async function notFound(c: Ctx): Promise<Response> {
  if (!wantsPage(c)) return problem(c, "request.not_found");
  const { CONSOLE_ORIGIN, PORTAL_ORIGIN } = c.var.deps.config;
  const { host } = new URL(c.req.url);
  if (host === new URL(PORTAL_ORIGIN).host && c.req.path.startsWith(`${ME_PATHS.page}/`)) {
    // Whoever types it, or goes back to a press, wants the own page; on one machine the console is on this host too.
    return c.redirect(ME_PATHS.page, 303);
  }
  const [, locator, press] = PORTAL_PAGE.exec(c.req.path) ?? [];
  if (host === new URL(PORTAL_ORIGIN).host && (locator !== undefined || host !== new URL(CONSOLE_ORIGIN).host)) {
    // After a refused press its address stands in the bar; asked for again, it is the check's own page that is wanted.
    return locator !== undefined && press !== undefined && PRESSES.has(press)
      ? c.redirect(`/v/${locator}`, 303)
      : portalPage(c, locator ?? "", { screen: { screen: "unknown" } });
  }
  if (host !== new URL(CONSOLE_ORIGIN).host) return problem(c, "request.not_found");
  const shell = await consoleDocument(c);
  return new Response(shell.body, { status: 404, headers: shell.headers });
}

/** The one document of all pages of the console; which page it becomes, its script reads from the address. */
export async function consoleDocument(c: Ctx): Promise<Response> {
  // "/" stands for index.html: the asset layer redirects the file name to it.
  const found = await c.env.ASSETS.fetch(new Request(new URL("/", c.req.url)));
  const document = new Response(found.body, found);
  document.headers.set("cache-control", "no-cache");
  return document;
}

function wantsPage(c: Ctx): boolean {
  return c.req.method === "GET" && (c.req.header("accept") ?? "").includes("text/html") && !PROGRAMS.test(c.req.path);
}
