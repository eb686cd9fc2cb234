/** The Worker of local builds: the deployed one, with the local pages, the local provider and the phones that are played. */
import { Hono } from "hono";
import { z } from "zod";
import { authenticate, issueLinkTo } from "../../workers/app/access/sign-in.ts";
import { consoleCookie } from "../../workers/http/cookies.ts";
import { browserTag } from "../../workers/http/middleware/guards.ts";
import { createWorker } from "../../workers/worker.ts";
import { createLocalProvider } from "./local-provider.ts";
import { locally } from "./local-frames.ts";
import { registerDevRoutes } from "./outbox-page.ts";
import { OUTBOX_TABLE } from "./outbox-store.ts";
import { PHONES_TABLE } from "./phone-keys.ts";
import { asPlayed } from "./phones.ts";
import { recipientsIn } from "./plays.ts";

export { ConsoleFeed } from "../../durable-objects/console-feed.ts";
export { SubjectGuard } from "../../durable-objects/subject-guard.ts";
export { VerificationSession } from "../../durable-objects/verification-session.ts";

const product = createWorker({
  providers: (env) => ({ local: createLocalProvider({ db: env.DB, now: Date.now }) }),
  tables: [OUTBOX_TABLE, PHONES_TABLE],
  onRequest: (request, env) => asPlayed(request, env.DB),
  extend: (app) => {
    app.use("/dev/*", async (c, next) => {
      await next();
      // The pages carry their own inline style; they exist on developers' machines only.
      c.res.headers.set(
        "content-security-policy",
        `default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-src 'self' ${ticketSystemOf(c.env)}; img-src data:; form-action 'self'; frame-ancestors 'none'`,
      );
    });
    app.get("/dev/sign-in", async (c) => {
      const { deps } = c.var;
      const token = consoleCookie.read(c);
      const browser = { browserTag: await browserTag(c), userIdle: true };
      const signedIn = token === undefined ? undefined : await authenticate(deps, token, browser);
      const agent = signedIn?.agent;
      const link = agent === undefined ? undefined : await issueLinkTo(deps, agent, agent.id);
      // The link's page asks for a press, so whoever is only sent here is signed in nowhere.
      return link?.handedOver.type === "link" ? c.redirect(link.handedOver.url) : c.text("Sign in first.", 401);
    });
    app.get("/dev/*", async (c, next) => {
      const pages = new Hono();
      registerDevRoutes(pages, {
        db: c.env.DB,
        now: Date.now,
        ticketSystem: ticketSystemOf(c.env),
        recipientsOf: recipientsIn(c.env.DB),
        isPortalCookie: (name) => name.startsWith("__Host-check-"),
      });
      const reply = await pages.fetch(c.req.raw);
      return reply.status === 404 ? next() : reply;
    });
  },
});

const connections = z.record(z.string(), z.looseObject({ settings: z.looseObject({ baseUrl: z.string() }) }));

/** Origin of the ticket system's stand-in; the product's own where no variable says it. */
function ticketSystemOf(env: Env): string {
  const standIn: unknown = Reflect.get(env, "LOCAL_TICKET_SYSTEM");
  if (typeof standIn === "string") {
    return new URL(standIn).origin;
  }
  const given: unknown = Reflect.get(env, "CONNECTIONS");
  const parsed = connections.safeParse(typeof given === "string" ? JSON.parse(given) : given);
  const [first] = parsed.success ? Object.values(parsed.data) : [];
  return first === undefined ? "" : new URL(first.settings.baseUrl).origin;
}

export default {
  ...product,
  fetch: (request, env, context) =>
    locally(
      request,
      async () => (await product.fetch?.(request, env, context)) ?? new Response(null, { status: 404 }),
      ticketSystemOf(env),
    ),
} satisfies ExportedHandler<Env>;
