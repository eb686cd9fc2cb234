/** The Set-up page's API. */
import { readSetUp } from "../../app/set-up/read-set-up.ts";
import { get, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

export const setUpRoutes: readonly Route[] = [
  get({ path: "/api/set-up", audience: "console", permission: "set_up.read" }, async (c) =>
    c.json(await readSetUp(c.var.deps, sessionOf(c).agent)),
  ),
];
