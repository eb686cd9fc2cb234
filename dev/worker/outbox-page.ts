/**
 * Local builds only: what was "sent" and a way to open each link as another phone. Lists
 * messages in the clear and switches cookies on GET, neither of which production may do.
 */
import type { Env, Hono } from "hono";
import type { Clock } from "../../workers/core/kit/time.ts";
import { switchDevice } from "./devices.ts";
import { createOutboxStore } from "./outbox-store.ts";
import { OUTBOX_SCRIPT, OUTBOX_SCRIPT_PATH, outboxPage } from "./outbox-view.ts";
import { DEV_DEVICE_COOKIE, OWN_DEVICE, readDevice } from "./phones.ts";
import type { RecipientsOf } from "./plays.ts";
import { SIDE_BY_SIDE_SCRIPT, SIDE_BY_SIDE_SCRIPT_PATH, sideBySidePage } from "./side-by-side.ts";
import { STRIP_STYLE, STRIP_STYLE_PATH } from "./strip.ts";
import { getCookie } from "hono/cookie";

export interface DevRoutesDeps {
  readonly db: D1Database;
  readonly now: Clock;
  /** Its origin. */
  readonly ticketSystem: string;
  readonly recipientsOf: RecipientsOf;
  /** Names of the cookies that bind a browser to a verification; they travel with the played phone. */
  readonly isPortalCookie: (name: string) => boolean;
}

/** GET /dev, /dev/outbox, /dev/outbox.json, /dev/outbox/{id}/mail, /dev/phone/{device}?to={link}, and what these pages load. */
export function registerDevRoutes<E extends Env>(app: Hono<E>, deps: DevRoutesDeps): void {
  const { db, now, ticketSystem, recipientsOf, isPortalCookie } = deps;
  const outbox = createOutboxStore(db);
  const script = { "content-type": "text/javascript" };

  app.get("/dev", (context) => context.html(sideBySidePage(ticketSystem)));
  app.get(SIDE_BY_SIDE_SCRIPT_PATH, (context) => context.body(SIDE_BY_SIDE_SCRIPT, 200, script));
  app.get(OUTBOX_SCRIPT_PATH, (context) => context.body(OUTBOX_SCRIPT, 200, script));
  app.get(STRIP_STYLE_PATH, (context) => context.body(STRIP_STYLE, 200, { "content-type": "text/css" }));

  app.get("/dev/outbox", async (context) => {
    const to = filterOf(context.req.query("to"));
    const [messages, destinations] = [await outbox.list(to), await outbox.recipients()];
    const people = await recipientsOf(messages.map(({ id }) => id));
    const device = getCookie(context, DEV_DEVICE_COOKIE) ?? OWN_DEVICE;
    return context.html(outboxPage({ messages, destinations, people, to, device, now: now() }));
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
    if (device !== OWN_DEVICE && readDevice(device) === undefined) {
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
