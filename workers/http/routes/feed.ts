/** The console's socket. Authenticated like any route; the origin is checked because browsers open sockets across sites. */
import type { Ctx } from "../context.ts";
import { authorise } from "../middleware/guards.ts";
import { problem } from "../problems.ts";

const ROW = {
  method: "GET",
  path: "/ws/console",
  audience: "console",
  permission: "verifications.read",
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
  return c.var.deps.feed.open({ idHash: c.var.session?.idHash ?? "", expiresAt: c.var.session?.expiresAt ?? 0 });
}
