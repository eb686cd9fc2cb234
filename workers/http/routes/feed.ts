/** The console's socket. Authenticated like any route; the origin is checked because browsers open sockets across sites. */
import type { Ctx } from "../context.ts";
import { authorise } from "../middleware/guards.ts";
import { problem } from "../problems.ts";
import { CONSOLE_FEED_NAME } from "../../app/ports/sessions.ts";

const ROW = {
  method: "GET",
  path: "/ws/console",
  audience: "console",
  roles: ["agent", "analyst", "auditor", "admin"],
  body: "none",
  handle: () => new Response(null),
} as const;

export async function openFeed(c: Ctx): Promise<Response> {
  if (c.req.header("origin") !== c.var.deps.config.CONSOLE_ORIGIN) {
    return problem(c, "request.cross_site");
  }
  const refused = await authorise(c, ROW);
  if (refused !== undefined) {
    return refused;
  }
  if (c.req.header("upgrade") !== "websocket") {
    return problem(c, "request.malformed");
  }
  const headers = new Headers({
    upgrade: "websocket",
    "x-session": c.var.session?.idHash ?? "",
    "x-session-expires": String(c.var.session?.expiresAt ?? 0),
  });
  return c.env.CONSOLE_FEED.getByName(CONSOLE_FEED_NAME).fetch("https://feed/", { headers });
}
