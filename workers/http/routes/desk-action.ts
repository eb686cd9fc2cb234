/** An agent acts on a pass. */
import { beginDeskAction, endDeskAction, type DeskActionError } from "../../app/desk/desk-action.ts";
import { beginDeskActionRequest, endDeskActionRequest } from "../../contract/console/desk-action.ts";
import { verificationId, type VerificationId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const PATH = "/api/verifications/:id/desk-action";
const row = (path: string) => ({ path: `${PATH}${path}`, audience: "console", permission: "passes.use" }) as const;

async function acted(
  c: Ctx,
  act: (id: VerificationId) => Promise<Result<undefined, DeskActionError>>,
): Promise<Response> {
  const id = verificationId.safeParse(c.req.param("id"));
  const result = id.success ? await act(id.data) : undefined;
  return result?.ok === true ? c.json({}) : problem(c, result?.error.code ?? "verification.unknown");
}

export const deskActionRoutes: readonly Route[] = [
  json(row(""), beginDeskActionRequest, (c) =>
    acted(c, (id) => beginDeskAction(c.var.deps, { agent: sessionOf(c).agent, id })),
  ),
  json(row("/outcome"), endDeskActionRequest, (c, { outcome }) =>
    acted(c, (id) => endDeskAction(c.var.deps, { agent: sessionOf(c).agent, id, outcome })),
  ),
];
