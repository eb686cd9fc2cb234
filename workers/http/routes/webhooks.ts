/** Peers that call us. Each is authenticated over the raw body before a byte of it is read as data. */
import { receiveTicket } from "../../app/tickets/receive-ticket.ts";
import { noteWebhook, noteWebhookRefusal } from "../../app/tickets/webhook-calls.ts";
import { noteRefusal } from "../../app/audit/note-refusal.ts";
import { recordReceipt } from "../../app/delivery/record-receipt.ts";
import type { WebhookRefusal } from "../../core/tickets/webhook-refusal.ts";
import type { ItsmConnector } from "../../app/ports/itsm.ts";
import type { Ctx } from "../context.ts";
import { whatLacks } from "../middleware/guards.ts";
import { problem, type ProblemCode } from "../problems.ts";
import { raw, type Route } from "../route.ts";

/**
 * A record with a few screenshots in its description is some megabytes; more is no ticket. Only
 * callers that have shown the credentials get to send a body at all.
 */
const TICKET_MAX_BYTES = 8 * 1_048_576;

const UNAUTHENTICATED = { headers: { "www-authenticate": 'Basic realm="webhook", charset="UTF-8"' } } as const;

/** The path with the name of a vendor is the one that older installations were told. */
const TICKET_PATHS = ["/webhooks/tickets/:connection", "/webhooks/changegear/:connection"] as const;

const connectionOf = (c: Ctx): string => c.req.param("connection") ?? "";

function itsmOf(c: Ctx): ItsmConnector | undefined {
  return c.var.deps.connection(connectionOf(c))?.itsm;
}

/** On record once for each minute, connection and reason. */
async function refused(c: Ctx, known: false | undefined): Promise<Response> {
  await noteWebhookRefusal(
    c.var.deps,
    known === false ? { connection: connectionOf(c), reason: whatLacks(c) } : { reason: "no such connection" },
  );
  return problem(c, "webhook.unauthenticated", UNAUTHENTICATED);
}

/** What is refused before a body is read, or because of its size. */
const REFUSED: Partial<Record<ProblemCode, WebhookRefusal>> = {
  "request.method": "not POST",
  "request.not_found": "wrong host",
  "request.too_large": "too large",
};

async function noteRefused(c: Ctx, code: ProblemCode): Promise<void> {
  const reason = REFUSED[code];
  if (reason !== undefined) {
    const known = itsmOf(c) !== undefined;
    await noteWebhookRefusal(
      c.var.deps,
      known ? { connection: connectionOf(c), reason } : { reason: "no such connection" },
    );
  }
}

async function admitTicket(c: Ctx): Promise<Response | undefined> {
  const known = await itsmOf(c)?.isFromPeer({ headers: c.req.raw.headers });
  return known === true ? undefined : refused(c, known);
}

async function takeTicket(c: Ctx, body: string): Promise<Response> {
  const itsm = itsmOf(c);
  if (itsm === undefined || !(await itsm.isFromPeer({ headers: c.req.raw.headers, body }))) {
    return refused(c, itsm === undefined ? undefined : false);
  }
  const { deps } = c.var;
  const connection = connectionOf(c);
  if (!isJson(c)) {
    await noteWebhookRefusal(deps, { connection, reason: "not JSON" });
    return problem(c, "request.wrong_type");
  }
  const parsed = parse(body);
  const ticket = parsed === undefined ? undefined : itsm.parseTicket(parsed.value);
  if (ticket === undefined || !ticket.ok) {
    const problems = ticket === undefined || ticket.ok ? ["is not JSON"] : ticket.error.problems;
    await noteWebhookRefusal(deps, { connection, reason: "no ticket", detail: problems.join(", ") });
    return problem(c, "ticket.malformed", { errors: problems.map((message) => ({ field: "Entity", message })) });
  }
  const received = await receiveTicket(deps, { connection, snapshot: ticket.value });
  // The ticket system waits for the reply and not for this.
  c.executionCtx.waitUntil(noteWebhook(deps, connection, received.ticketId));
  return c.json({ ticket: received.ticketId }, received.accepted ? 202 : 200);
}

export const webhookRoutes: readonly Route[] = [
  ...TICKET_PATHS.map((path) =>
    raw(
      { path, audience: "webhook", permission: "public", maxBytes: TICKET_MAX_BYTES, admit: admitTicket, noteRefused },
      takeTicket,
    ),
  ),
  raw(
    { path: "/webhooks/delivery/:provider", audience: "webhook", permission: "public", maxBytes: 65_536 },
    async (c, body) => {
      const { deps } = c.var;
      const id = c.req.param("provider") ?? "";
      const reading = await deps.providerById(id)?.parseStatus?.({
        url: `${deps.config.CONSOLE_ORIGIN}/webhooks/delivery/${id}`,
        headers: c.req.raw.headers,
        body,
        now: deps.clock(),
      });
      if (reading?.type === "unauthenticated") {
        await noteRefusal(deps, { action: "receipt.refused", subject: id, reason: "no valid credentials" });
      }
      if (reading === undefined || reading.type === "unauthenticated") {
        return problem(c, "delivery.unauthenticated");
      }
      if (reading.type === "status") {
        const { type: _type, ...receipt } = reading;
        await recordReceipt(deps, { provider: id, ...receipt });
      }
      // Also for a message we do not know: an answer that differs would be an oracle.
      return c.body(null, 200);
    },
  ),
];

function isJson(c: Ctx): boolean {
  return (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() === "application/json";
}

function parse(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return undefined;
  }
}
