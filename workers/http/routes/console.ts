/** The console's API. Handlers parse nothing: the row's schema has. */
import { z } from "zod";
import {
  cancelVerification,
  recordCallerRefused,
  renewSpokenCode,
  resendLink,
  takeOver,
  type AgentActionError,
} from "../../app/desk/agent-actions.ts";
import { readDetails, readLive, readTranscript } from "../../app/desk/read-verification.ts";
import { readSendable } from "../../app/sending/ticket-replies.ts";
import { listVerifications } from "../../app/desk/list-verifications.ts";
import { openResponse } from "../../app/desk/open-response.ts";
import { readSendPage } from "../../app/sending/send-page.ts";
import { sendVerification, type SendError } from "../../app/sending/send-verification.ts";
import type { SignInRecord } from "../../app/ports/agents.ts";
import {
  callerRefusedRequest,
  cancelRequest,
  newCodeRequest,
  resendRequest,
  takeOverRequest,
} from "../../contract/console/live.ts";
import { listQuery, openResponseRequest } from "../../contract/console/verifications.ts";
import { sendPageQuery, sendRequest } from "../../contract/console/send.ts";
import { ticketId, verificationId, type VerificationId } from "../../core/kit/ids.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { callerTags } from "../middleware/guards.ts";
import { fieldProblem, overLimitProblem, problem } from "../problems.ts";
import { get, json, query, type Route } from "../route.ts";

const row = (path: string, permission: Permission) =>
  ({ path: `/api${path}`, audience: "console", permission }) as const;

export function sessionOf(c: Ctx): SignInRecord {
  const { session } = c.var;
  if (session === undefined) {
    throw new Error("a console route ran without a session");
  }
  return session;
}

async function withVerification(c: Ctx, run: (id: VerificationId) => Promise<Response>): Promise<Response> {
  const parsed = verificationId.safeParse(c.req.param("id"));
  return parsed.success ? run(parsed.data) : problem(c, "verification.unknown");
}

async function show(c: Ctx, reply: Promise<object | undefined>): Promise<Response> {
  const found = await reply;
  return found === undefined ? problem(c, "verification.unknown") : c.json(found);
}

function acted(c: Ctx, result: Result<undefined, AgentActionError>): Response {
  if (result.ok) {
    return c.json({});
  }
  const { error } = result;
  return "field" in error ? fieldProblem(c, error.code, error.field) : problem(c, error.code);
}

function sendProblem(c: Ctx, error: SendError): Response {
  if ("field" in error) {
    return fieldProblem(c, error.code, error.field);
  }
  switch (error.code) {
    case "send.refused":
      return problem(c, error.code, { detail: error.problem });
    case "send.destination_refused":
      return problem(c, error.code, { detail: error.reason });
    case "agent.over_limit":
      return overLimitProblem(c, error);
    case "guard.open":
      return problem(c, error.code, { detail: error.lease.verificationId });
    default:
      return problem(c, error.code);
  }
}

export const consoleRoutes: readonly Route[] = [
  get(row("/tickets", "tickets.read"), async (c) => c.json({ tickets: await readSendable(c.var.deps) })),
  query(row("/tickets/:id/send", "verifications.send"), sendPageQuery, async (c, { insteadOf }) => {
    const parsed = ticketId.safeParse(c.req.param("id"));
    const page = parsed.success
      ? await readSendPage(c.var.deps, sessionOf(c).agent, { ticketId: parsed.data, insteadOf })
      : undefined;
    return page === undefined ? problem(c, "ticket.unknown") : c.json(page);
  }),
  query(row("/verifications", "verifications.read"), listQuery, async (c, input) =>
    c.json(await listVerifications(c.var.deps, input)),
  ),
  json(row("/verifications", "verifications.send"), sendRequest, async (c, request) => {
    const sent = await sendVerification(c.var.deps, {
      agent: sessionOf(c).agent,
      agentSide: await callerTags(c),
      request,
    });
    return sent.ok ? c.json(sent.value, 202) : sendProblem(c, sent.error);
  }),
  get(row("/verifications/:id", "verifications.read"), (c) =>
    withVerification(c, (id) => show(c, readDetails(c.var.deps, sessionOf(c).agent, id))),
  ),
  get(row("/verifications/:id/live", "verifications.read"), (c) =>
    withVerification(c, (id) => show(c, readLive(c.var.deps, sessionOf(c).agent, id))),
  ),
  get(row("/verifications/:id/transcript", "answers.read"), (c) =>
    withVerification(c, (id) => show(c, readTranscript(c.var.deps, id))),
  ),
  json(
    { ...row("/verifications/:id/transcript/:ordinal/:attempt/open", "answers.open"), limit: "answers" },
    openResponseRequest,
    (c, { purpose }) =>
      withVerification(c, async (id) => {
        const place = z
          .object({ ordinal: z.coerce.number().int(), attempt: z.coerce.number().int() })
          .safeParse(c.req.param());
        const opened = place.success
          ? await openResponse(c.var.deps, sessionOf(c).agent, { id, ...place.data, purpose })
          : undefined;
        return opened === undefined ? problem(c, "verification.unknown") : c.json(opened);
      }),
  ),
  json(row("/verifications/:id/resend", "verifications.send"), resendRequest, (c, input) =>
    withVerification(c, async (id) =>
      acted(
        c,
        await resendLink(c.var.deps, {
          agent: sessionOf(c).agent,
          id,
          ...(input.contactId === undefined ? {} : { contactId: input.contactId }),
        }),
      ),
    ),
  ),
  json(row("/verifications/:id/cancel", "verifications.send"), cancelRequest, (c, { reason }) =>
    withVerification(c, async (id) =>
      acted(c, await cancelVerification(c.var.deps, { agent: sessionOf(c).agent, id, ...defined({ reason }) })),
    ),
  ),
  json(
    { ...row("/verifications/:id/take-over", "verifications.send"), limit: "overrides" },
    takeOverRequest,
    (c, { reason }) =>
      withVerification(c, async (id) =>
        acted(c, await takeOver(c.var.deps, { agent: sessionOf(c).agent, id, reason })),
      ),
  ),
  json(row("/verifications/:id/caller-refused", "verifications.send"), callerRefusedRequest, (c) =>
    withVerification(c, async (id) =>
      acted(c, await recordCallerRefused(c.var.deps, { agent: sessionOf(c).agent, id })),
    ),
  ),
  json(row("/verifications/:id/new-code", "verifications.send"), newCodeRequest, (c) =>
    withVerification(c, async (id) => acted(c, await renewSpokenCode(c.var.deps, { agent: sessionOf(c).agent, id }))),
  ),
];
