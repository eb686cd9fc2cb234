/** The Delivery page's API. */
import { discardDelivery, readDelivery, retryDelivery, type RetryError } from "../../app/delivery/delivery-page.ts";
import { readDeliveryTests, testDelivery } from "../../app/delivery/test-delivery.ts";
import { deliveryTestRequest, discardRequest, retryRequest } from "../../contract/console/delivery.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { fieldProblem, problem } from "../problems.ts";
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
  get({ path: "/api/delivery-tests", audience: "console", permission: "settings.read" }, async (c) =>
    c.json(await readDeliveryTests(c.var.deps, sessionOf(c).agent)),
  ),
  json(
    { path: "/api/delivery-tests", audience: "console", permission: "delivery.test" },
    deliveryTestRequest,
    async (c, request) => {
      const { agent } = sessionOf(c);
      const tested = await testDelivery(c.var.deps, agent, request);
      if (tested.ok) {
        return c.json(await readDeliveryTests(c.var.deps, agent));
      }
      const { code } = tested.error;
      return "field" in tested.error ? fieldProblem(c, code, "number") : problem(c, code);
    },
  ),
];
