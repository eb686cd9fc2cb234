/** Peers that call us. Each is authenticated over the raw body before a byte of it is read as data. */
import { receiveTicket } from "../../app/tickets/receive-ticket.ts";
import { recordReceipt } from "../../app/delivery/record-receipt.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { raw, type Route } from "../route.ts";

const TICKET_MAX_BYTES = 262_144;

export const webhookRoutes: readonly Route[] = [
  raw(
    { path: "/webhooks/changegear/:connection", audience: "webhook", roles: "public", maxBytes: TICKET_MAX_BYTES },
    async (c, body) => {
      const { deps } = c.var;
      const name = c.req.param("connection") ?? "";
      const connection = deps.connection(name);
      if (connection === undefined || !(await basicMatches(c, connection.webhook))) {
        return problem(c, "webhook.unauthenticated", { headers: { "www-authenticate": 'Basic realm="webhook"' } });
      }
      if (!isJson(c)) {
        return problem(c, "request.wrong_type");
      }
      const parsed = parse(body);
      const ticket = parsed === undefined ? undefined : connection.itsm.parseTicket(parsed.value);
      if (ticket === undefined || !ticket.ok) {
        const problems = ticket === undefined || ticket.ok ? ["is not JSON"] : ticket.error.problems;
        return problem(c, "ticket.malformed", { errors: problems.map((message) => ({ field: "Entity", message })) });
      }
      const received = await receiveTicket(deps, { connection: name, snapshot: ticket.value });
      return c.json({ ticket: received.ticketId }, received.accepted ? 202 : 200);
    },
  ),
  raw(
    { path: "/webhooks/delivery/:provider", audience: "webhook", roles: "public", maxBytes: 65_536 },
    async (c, body) => {
      const { deps } = c.var;
      const id = c.req.param("provider") ?? "";
      const reading = await deps.providerById(id)?.parseStatus?.({
        url: `${deps.config.CONSOLE_ORIGIN}/webhooks/delivery/${id}`,
        headers: c.req.raw.headers,
        body,
        now: deps.clock(),
      });
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

/** Compared over digests, whole, in constant time; a missing header costs the same as a wrong one. */
async function basicMatches(c: Ctx, expected: { username: string; password: string }): Promise<boolean> {
  const header = c.req.header("authorization") ?? "";
  const wanted = `Basic ${btoa(`${expected.username}:${expected.password}`)}`;
  return c.var.deps.vault.equal(header, wanted);
}
