import { readConnections, retryConnection } from "../../app/tickets/connections.ts";
import { awaitWebhook, readWebhook } from "../../app/tickets/webhook-calls.ts";
import { problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";
import { awaitWebhookRequest, retryRequest } from "../../contract/console/connections.ts";

export const connectionRoutes: readonly Route[] = [
  get({ path: "/api/connections", audience: "console", permission: "connections.read" }, async (c) =>
    c.json(await readConnections(c.var.deps)),
  ),
  // An admin's alone: each press is a log-in, and too many of them lock the account.
  json(
    { path: "/api/connections/:name/retry", audience: "console", permission: "connections.retry" },
    retryRequest,
    async (c) =>
      (await retryConnection(c.var.deps, sessionOf(c).agent, c.req.param("name") ?? ""))
        ? c.json({})
        : problem(c, "request.not_found"),
  ),
  get({ path: "/api/connections/:name/webhook", audience: "console", permission: "connections.test" }, async (c) => {
    const found = await readWebhook(c.var.deps, c.req.param("name") ?? "");
    return found === undefined ? problem(c, "request.not_found") : c.json(found);
  }),
  json(
    { path: "/api/connections/:name/webhook", audience: "console", permission: "connections.test" },
    awaitWebhookRequest,
    async (c) =>
      (await awaitWebhook(c.var.deps, c.req.param("name") ?? "")) ? c.json({}) : problem(c, "request.not_found"),
  ),
];
