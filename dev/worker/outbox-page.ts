/**
 * Local builds only: what was "sent" and a way to open each link as another phone. Lists
 * messages in the clear and switches cookies on GET, neither of which production may do.
 */
import type { Env, Hono } from "hono";
import type { Clock } from "../../workers/core/kit/time.ts";
import { OWN_DEVICE, switchDevice } from "./devices.ts";
import { DEV_DEVICE_COOKIE, DEV_NETWORKS } from "./networks.ts";
import { createOutboxStore } from "./outbox-store.ts";
import { outboxPage } from "./outbox-view.ts";
import { getCookie } from "hono/cookie";

export interface DevRoutesDeps {
  readonly db: D1Database;
  readonly now: Clock;
  /** Names of the cookies that bind a browser to a verification; they travel with the played phone. */
  readonly isPortalCookie: (name: string) => boolean;
}

/** GET /dev/outbox, /dev/outbox.json, /dev/outbox/{id}/mail and /dev/phone/{device}?to={link}. */
export function registerDevRoutes<E extends Env>(app: Hono<E>, { db, now, isPortalCookie }: DevRoutesDeps): void {
  const outbox = createOutboxStore(db);

  app.get("/dev/outbox", async (context) => {
    const to = filterOf(context.req.query("to"));
    const [messages, recipients] = [await outbox.list(to), await outbox.recipients()];
    const device = getCookie(context, DEV_DEVICE_COOKIE) ?? OWN_DEVICE;
    return context.html(outboxPage({ messages, recipients, to, device, now: now() }));
  });

  app.get("/dev/outbox.json", async (context) =>
    context.json({ messages: await outbox.list(filterOf(context.req.query("to"))) }),
  );

  app.get("/dev/outbox/:id/mail", async (context) => {
    const message = await outbox.find(context.req.param("id"));
    return message?.html === undefined ? context.text("No such mail.", 404) : context.html(message.html);
  });

  app.get("/dev/phone/:device", (context) => {
    const device = context.req.param("device");
    if (device !== OWN_DEVICE && !DEV_NETWORKS.some(({ id }) => id === device)) {
      return context.text("No such phone.", 404);
    }
    switchDevice(context, { device, isPortalCookie });
    return context.redirect(localPath(context.req.query("to") ?? "/dev/outbox", context.req.url));
  });
}

const filterOf = (to: string | undefined): string | undefined => (to === "" ? undefined : to);

/** Path and query only: the page must not become a way to redirect elsewhere. */
function localPath(to: string, base: string): string {
  const url = URL.parse(to, base);
  return url === null ? "/dev/outbox" : `/${url.pathname.replace(/^[/\\]+/, "")}${url.search}`;
}
