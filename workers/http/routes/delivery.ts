/** The Delivery page's API. */
import { discardDelivery, readDelivery, retryDelivery, type RetryError } from "../../app/delivery/delivery-page.ts";
import { discardRequest, retryRequest } from "../../contract/console/delivery.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const READERS: readonly Role[] = ["agent", "analyst", "admin"];
const ACTORS: readonly Role[] = ["agent", "admin"];

const row = (path: string, roles: readonly Role[]) =>
  ({ path: `/api/delivery${path}`, audience: "console", roles }) as const;

function actOf(c: Ctx) {
  return { agent: sessionOf(c).agent, kind: c.req.param("kind") ?? "", id: c.req.param("id") ?? "" };
}

function acted(c: Ctx, result: Result<undefined, RetryError>): Response {
  return result.ok ? c.json({}) : problem(c, result.error.code);
}

export const deliveryRoutes: readonly Route[] = [
  get(row("", READERS), async (c) => c.json(await readDelivery(c.var.deps, sessionOf(c).agent))),
  json(row("/:kind/:id/retry", ACTORS), retryRequest, async (c) => acted(c, await retryDelivery(c.var.deps, actOf(c)))),
  json(row("/:kind/:id/discard", ACTORS), discardRequest, async (c, { reason }) =>
    acted(c, await discardDelivery(c.var.deps, { ...actOf(c), reason })),
  ),
];
