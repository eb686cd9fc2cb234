/** Files of the build. Every page of the console is one document; what looks like a file but is none is 404, never that document. */
import { consolePlace } from "../../contract/console/paths.ts";
import type { Ctx } from "../context.ts";
import { consoleDocument, notFound } from "../not-found.ts";

/** Names with a content hash never change; everything else is asked for again. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.(js|css|svg|woff2)$/;

export async function serveAsset(c: Ctx): Promise<Response> {
  const { path } = c.req;
  const host = new URL(c.req.url).host;
  const { CONSOLE_ORIGIN, PORTAL_ORIGIN } = c.var.deps.config;
  if (consolePlace(path) !== undefined) {
    return host === new URL(CONSOLE_ORIGIN).host ? consoleDocument(c) : notFound(c);
  }
  if (host !== new URL(CONSOLE_ORIGIN).host && host !== new URL(PORTAL_ORIGIN).host) {
    return notFound(c);
  }
  if (path === "/index.html" || path.startsWith("/api/") || path.startsWith("/v/") || path.startsWith("/webhooks/")) {
    return notFound(c);
  }
  return asset(c, path);
}

async function asset(c: Ctx, path: string): Promise<Response> {
  const found = await c.env.ASSETS.fetch(new Request(new URL(path, c.req.url), { headers: c.req.raw.headers }));
  if (found.status === 404) {
    return notFound(c);
  }
  const response = new Response(found.body, found);
  response.headers.set("cache-control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}
