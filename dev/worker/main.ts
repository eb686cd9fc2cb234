/** The Worker of local builds: the deployed one, with the outbox page, the local provider and recorded networks. */
import { Hono } from "hono";
import { createWorker } from "../../workers/worker.ts";
import { createLocalProvider } from "./local-provider.ts";
import { onDevNetwork } from "./networks.ts";
import { registerDevRoutes } from "./outbox-page.ts";

export { ConsoleFeed } from "../../durable-objects/console-feed.ts";
export { SubjectGuard } from "../../durable-objects/subject-guard.ts";
export { VerificationSession } from "../../durable-objects/verification-session.ts";

export default createWorker({
  providers: (env) => ({ local: createLocalProvider({ db: env.DB, now: Date.now }) }),
  onRequest: onDevNetwork,
  extend: (app) => {
    app.use("/dev/*", async (c, next) => {
      await next();
      // The page carries its own inline style; it exists on developers' machines only.
      c.res.headers.set(
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
      );
    });
    app.get("/dev/*", async (c, next) => {
      const pages = new Hono();
      registerDevRoutes(pages, {
        db: c.env.DB,
        now: Date.now,
        isPortalCookie: (name) => name.startsWith("__Host-check-"),
      });
      const reply = await pages.fetch(c.req.raw);
      return reply.status === 404 ? next() : reply;
    });
  },
});
