/** What every handler gets: the composed dependencies, the route's row, and who is calling. */
import type { Context } from "hono";
import type { Deps } from "../app/deps.ts";
import type { AgentSessionRecord } from "../app/stores.ts";
import type { Route } from "./route.ts";

export interface Variables {
  readonly deps: Deps;
  readonly route: Route;
  /** Present on every console route but sign-in. */
  readonly session?: AgentSessionRecord;
}

export type App = { Bindings: Env; Variables: Variables };
export type Ctx = Context<App>;
