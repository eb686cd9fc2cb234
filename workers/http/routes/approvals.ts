/** Approvals: asking a colleague for one, and what one is asked oneself. */
import {
  approvalOptions,
  askForApproval,
  giveApproval,
  markSeen,
  readApproval,
  readApprovals,
  readApprovers,
  readApproversFor,
  refuseApproval,
  type ApprovalError,
} from "../../app/desk/approvals.ts";
import { readHeld, releaseHold, releaseOptions } from "../../app/desk/hold.ts";
import type { PasskeyOptionsReply } from "../../contract/console/access.ts";
import {
  approvalOptionsRequest,
  askApprovalRequest,
  giveApprovalRequest,
  refuseApprovalRequest,
  releaseHoldRequest,
  releaseOptionsRequest,
  seenApprovalRequest,
} from "../../contract/console/approvals.ts";
import { ticketId, verificationId, type VerificationId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { fieldProblem, problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const row = (path: string, permission: Permission) =>
  ({ path: `/api${path}`, audience: "console", permission }) as const;

async function withId(c: Ctx, run: (id: VerificationId) => Promise<Response>): Promise<Response> {
  const parsed = verificationId.safeParse(c.req.param("id"));
  return parsed.success ? run(parsed.data) : problem(c, "verification.unknown");
}

async function acted(c: Ctx, run: (id: VerificationId) => Promise<Result<undefined, ApprovalError>>) {
  return withId(c, async (id) => {
    const done = await run(id);
    return done.ok ? c.json({}) : refused(c, done.error);
  });
}

function refused(c: Ctx, error: ApprovalError): Response {
  return "field" in error ? fieldProblem(c, error.code, error.field) : problem(c, error.code);
}

const ownOf = (c: Ctx, id: VerificationId) => ({ agent: sessionOf(c).agent, id });

export const approvalRoutes: readonly Route[] = [
  get(row("/verifications/:id/approvers", "approvals.ask"), (c) =>
    withId(c, async (id) => {
      const found = await readApprovers(c.var.deps, id);
      return found === undefined ? problem(c, "verification.unknown") : c.json(found);
    }),
  ),
  get(row("/tickets/:id/approvers", "approvals.ask"), async (c) => {
    const id = ticketId.safeParse(c.req.param("id"));
    const found = id.success ? await readApproversFor(c.var.deps, sessionOf(c).agent, id.data) : undefined;
    return found === undefined ? problem(c, "ticket.unknown") : c.json(found);
  }),
  json(row("/verifications/:id/approvals", "approvals.ask"), askApprovalRequest, (c, { approverId }) =>
    acted(c, (id) => askForApproval(c.var.deps, { ...ownOf(c, id), approverId })),
  ),
  get(row("/approvals", "approvals.read"), async (c) => c.json(await readApprovals(c.var.deps, sessionOf(c).agent))),
  get(row("/approvals/held", "approvals.read"), async (c) => c.json(await readHeld(c.var.deps, sessionOf(c).agent))),
  get(row("/approvals/:id", "approvals.read"), (c) =>
    withId(c, async (id) => {
      const found = await readApproval(c.var.deps, ownOf(c, id));
      return found === undefined ? problem(c, "approval.unknown") : c.json(found);
    }),
  ),
  json(row("/approvals/:id/seen", "approvals.read"), seenApprovalRequest, (c) =>
    acted(c, (id) => markSeen(c.var.deps, ownOf(c, id))),
  ),
  json(row("/approvals/:id/refuse", "approvals.read"), refuseApprovalRequest, (c, { reason }) =>
    acted(c, (id) => refuseApproval(c.var.deps, { ...ownOf(c, id), reason })),
  ),
  json(row("/approvals/:id/options", "approvals.give"), approvalOptionsRequest, (c, { digest }) =>
    withId(c, async (id) => {
      const options = await approvalOptions(c.var.deps, { ...ownOf(c, id), digest });
      return options.ok ? c.json({ options: options.value } satisfies PasskeyOptionsReply) : refused(c, options.error);
    }),
  ),
  json(row("/approvals/:id/give", "approvals.give"), giveApprovalRequest, (c, { digest, credential }) =>
    acted(c, (id) => giveApproval(c.var.deps, { ...ownOf(c, id), digest, credential })),
  ),
  json(row("/verifications/:id/release/options", "approvals.give"), releaseOptionsRequest, (c, { digest }) =>
    withId(c, async (id) => {
      const options = await releaseOptions(c.var.deps, { ...ownOf(c, id), digest });
      return options.ok ? c.json({ options: options.value } satisfies PasskeyOptionsReply) : refused(c, options.error);
    }),
  ),
  json(row("/verifications/:id/release", "approvals.give"), releaseHoldRequest, (c, { digest, credential }) =>
    acted(c, (id) => releaseHold(c.var.deps, { ...ownOf(c, id), digest, credential })),
  ),
];
