/** What every handler gets: the composed dependencies and who is calling. */
import type { Context } from "hono";
import type { Deps } from "../app/deps.ts";
import type { SignInRecord } from "../app/ports/agents.ts";
import type { PersonSignIn } from "../app/ports/person-sign-ins.ts";

export interface Variables {
  readonly deps: Deps;
  /** Present on every console route but sign-in. */
  readonly session?: SignInRecord;
  /** Present on every route of a person's own page that asks for a sign-in. */
  readonly person?: PersonSignIn;
}

export type App = { Bindings: Env; Variables: Variables };
export type Ctx = Context<App>;
