/** The Delivery page's API. */
import { discardDelivery, readDelivery, retryDelivery, type RetryError } from "../../app/delivery/delivery-page.ts";
import { discardRequest, retryRequest } from "../../contract/console/delivery.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const row = (path: string, permission: Permission) =>
  ({ path: `/api/delivery${path}`, audience: "console", permission }) as const;

function actOf(c: Ctx) {
  return { agent: sessionOf(c).agent, kind: c.req.param("kind") ?? "", id: c.req.param("id") ?? "" };
}

function acted(c: Ctx, result: Result<undefined, RetryError>): Response {
  return result.ok ? c.json({}) : problem(c, result.error.code);
}

export const deliveryRoutes: readonly Route[] = [
  get(row("", "delivery.read"), async (c) => c.json(await readDelivery(c.var.deps, sessionOf(c).agent))),
  json(row("/:kind/:id/retry", "delivery.act"), retryRequest, async (c) =>
    acted(c, await retryDelivery(c.var.deps, actOf(c))),
  ),
  json({ ...row("/:kind/:id/discard", "delivery.act"), limit: "overrides" }, discardRequest, async (c, { reason }) =>
    acted(c, await discardDelivery(c.var.deps, { ...actOf(c), reason })),
  ),
];
