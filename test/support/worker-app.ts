/** The application as one module would build it, for any dependencies. */
import type { Hono } from "hono";
import type { Deps } from "../../workers/app/deps.ts";
import { createApp } from "../../workers/http/app.ts";
import type { App } from "../../workers/http/context.ts";

let current: Deps | undefined;
/** Built once: its routes take longer than most replies. */
const app = createApp({ compose: () => current });

/** Call it for each request: what composes asks for is asked for before anything is waited for. */
export function appWith(ready: Deps | undefined): Hono<App> {
  current = ready;
  return app;
}
