/** The Set-up page's API, and the own check's. */
import { actOnOwnCheck, readOwnCheck } from "../../app/set-up/own-check.ts";
import { readSetUp } from "../../app/set-up/read-set-up.ts";
import { ownCheckRequest } from "../../contract/console/own-check.ts";
import { fieldProblem, problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const own = { path: "/api/own-check", audience: "console", permission: "set_up.act" } as const;

export const setUpRoutes: readonly Route[] = [
  get({ path: "/api/set-up", audience: "console", permission: "set_up.read" }, async (c) =>
    c.json(await readSetUp(c.var.deps, sessionOf(c).agent)),
  ),
  get(own, async (c) => c.json(await readOwnCheck(c.var.deps, sessionOf(c).agent))),
  json(own, ownCheckRequest, async (c, request) => {
    const { agent } = sessionOf(c);
    const acted = await actOnOwnCheck(c.var.deps, agent, request);
    if (acted.ok) {
      return c.json(await readOwnCheck(c.var.deps, agent));
    }
    const { error } = acted;
    if ("field" in error) {
      return fieldProblem(c, error.code, "value");
    }
    return "what" in error
      ? problem(c, error.code, {
          errors: [{ field: "value", message: `Not sent: ${error.what}.` }],
        })
      : problem(c, error.code);
  }),
];
