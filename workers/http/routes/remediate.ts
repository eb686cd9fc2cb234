/** Remediate, on one verification. */
import { tellOfCheck, updateStatus, type RemediateError } from "../../app/desk/remediate.ts";
import { judgementRequest, remedyRequest, type Remedy } from "../../contract/console/remediate.ts";
import { verificationId, type VerificationId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const row = (path: string, permission: Permission) =>
  ({ path: `/api/verifications/:id/remediate/${path}`, audience: "console", permission }) as const;

async function acted(
  c: Ctx,
  act: (id: VerificationId) => Promise<Result<undefined, RemediateError>>,
): Promise<Response> {
  const id = verificationId.safeParse(c.req.param("id"));
  const result = id.success ? await act(id.data) : undefined;
  return result?.ok === true ? c.json({}) : problem(c, result?.error.code ?? "verification.unknown");
}

const tell = (remedy: Remedy) =>
  json(row(remedy, "checks.report"), remedyRequest, (c) =>
    acted(c, (id) => tellOfCheck(c.var.deps, { agent: sessionOf(c).agent, id, remedy })),
  );

export const remediateRoutes: readonly Route[] = [
  tell("report"),
  tell("incident"),
  json({ ...row("status", "checks.judge"), limit: "overrides" }, judgementRequest, (c, request) =>
    acted(c, (id) => updateStatus(c.var.deps, { agent: sessionOf(c).agent, id, ...request })),
  ),
];
