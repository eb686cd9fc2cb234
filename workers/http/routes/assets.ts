/** Files of the build. Every page of the console is one document; what looks like a file but is none is 404, never that document. */
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";

/** Names with a content hash never change; everything else is asked for again. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.(js|css|svg|woff2)$/;
const CONSOLE_PAGES = /^\/(?:$|sign-in$|verifications(?:\/[^/]+)?$|send$|tickets\/[^/]+\/send$)/;

export async function serveAsset(c: Ctx): Promise<Response> {
  const { path } = c.req;
  const host = new URL(c.req.url).host;
  const { CONSOLE_ORIGIN, PORTAL_ORIGIN } = c.var.deps.config;
  if (CONSOLE_PAGES.test(path)) {
    return host === new URL(CONSOLE_ORIGIN).host ? asset(c, "/index.html") : problem(c, "request.not_found");
  }
  if (host !== new URL(CONSOLE_ORIGIN).host && host !== new URL(PORTAL_ORIGIN).host) {
    return problem(c, "request.not_found");
  }
  if (path === "/index.html" || path.startsWith("/api/") || path.startsWith("/v/") || path.startsWith("/webhooks/")) {
    return problem(c, "request.not_found");
  }
  return asset(c, path);
}

async function asset(c: Ctx, path: string): Promise<Response> {
  // "/" stands for index.html: the asset layer redirects the file name to it.
  const url = new URL(path === "/index.html" ? "/" : path, c.req.url);
  const found = await c.env.ASSETS.fetch(new Request(url, { headers: c.req.raw.headers }));
  if (found.status === 404) {
    return problem(c, "request.not_found");
  }
  const response = new Response(found.body, found);
  response.headers.set("cache-control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}
