/** Whether this Worker runs, and which version: for monitors and for whoever has just deployed. */
import { get, type Route } from "../route.ts";
import { VERSION } from "../version.generated.ts";

export const healthRoutes: readonly Route[] = [
  get({ path: "/healthz", audience: "anyone", permission: "public" }, (c) =>
    c.json({ status: "ok", version: VERSION }),
  ),
];
