/** What is told of a ticket system's webhook to whoever waits for it: through the door, on real rows. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { snapshot, somebody } from "../../../test/support/worker-tickets.ts";
import type { Config } from "../../config.ts";
import { agentId } from "../../core/kit/ids.ts";
import { err, ok } from "../../core/kit/result.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import { createApp } from "../../http/app.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ItsmConnector, TicketChange, TicketSnapshot } from "../ports/itsm.ts";
import { readSetUp } from "../set-up/read-set-up.ts";
import { findMissedTickets } from "./find-missed-tickets.ts";
import { readTicketSystems } from "./connections.ts";
import { awaitWebhook, readWebhook } from "./webhook-calls.ts";

const ADMIN: AgentRecord = {
  id: agentId.parse("agt_webhook-reader"),
  email: "jonas@halden.test",
  name: "Jonas",
  role: "admin",
  active: true,
};
const RIGHT = { authorization: "right" };
const CATEGORIES = { CATEGORIES: { "Password reset": { action: "password_reset" } } };
/** A minute that has just begun, ahead of what other tests of this file wrote. */
let now: number;
let name: string;
let minutes = 0;

beforeEach(() => {
  minutes += 100;
  now = (Math.floor(Date.now() / MINUTE_MS) + minutes) * MINUTE_MS;
  name = fresh().toLowerCase();
});

const ticket = (change: Partial<TicketSnapshot> = {}): TicketSnapshot =>
  snapshot({ number: "REQ-7", requesterEmail: "nobody@halden.test", ...change });

/** A ticket system that is not ChangeGear, and shows no user name. */
function ready(itsm: Partial<ItsmConnector> = {}): Deps {
  const base = deps();
  const connector = {
    isFromPeer: async ({ headers }: { headers: Headers }) => headers.get("authorization") === RIGHT.authorization,
    parseTicket: (body: unknown) =>
      (body as TicketSnapshot).number === undefined
        ? err({ code: "ticket.malformed", problems: ["number: missing"] })
        : ok(body as TicketSnapshot),
    ...itsm,
  } as unknown as ItsmConnector;
  return {
    ...base,
    config: { ...base.config, ...CATEGORIES, CONNECTIONS: { [name]: {} } } as unknown as Config,
    clock: () => now,
    connection: (asked) => (asked === name ? { name, label: "Other", itsm: connector } : undefined),
  };
}

async function call(
  body: unknown,
  headers: Readonly<Record<string, string>> = RIGHT,
  to: string = name,
): Promise<number> {
  return send(
    new Request(addressAt("https://console.test", to), {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    }),
  );
}

const addressAt = (origin: string, to: string = name): string => `${origin}/webhooks/tickets/${to}`;

async function send(request: Request): Promise<number> {
  const context = createExecutionContext();
  const reply = await createApp({ compose: () => ready() }).fetch(request, env, context);
  await reply.text();
  await waitOnExecutionContext(context);
  return reply.status;
}

const told = () => readWebhook(ready(), name);

it("tells each reason for which a call was refused, how often, until one was taken", async () => {
  expect(await told()).toEqual({ refused: [] });
  expect([await call({}, {}), await call({}, { authorization: "x" }), await call({}, { authorization: "y" })]).toEqual([
    401, 401, 401,
  ]);
  expect(await call({}, { ...RIGHT, "content-type": "text/plain" })).toBe(415);
  expect(await call({ no: "ticket" })).toBe(400);
  const at = now;
  now += MINUTE_MS;
  expect(await call({}, { authorization: "z" })).toBe(401);
  expect(await call(ticket(), RIGHT, "elsewhere")).toBe(401);
  const refused = (await told())?.refused ?? [];
  expect(refused).toHaveLength(5);
  expect(refused).toEqual(
    expect.arrayContaining([
      { reason: "no credentials", times: 1, at },
      { reason: "wrong credentials", times: 3, at: now },
      { reason: "not JSON", times: 1, at },
      { reason: "no ticket", detail: "number: missing", times: 1, at },
      { reason: "no such connection", times: 1, at: now },
    ]),
  );
  now += MINUTE_MS;
  expect(await call(ticket())).toBe(202);
  expect(await told()).toMatchObject({ taken: { at: now }, refused: [] });
});

it("tells what was refused before its body was read, or for its size", async () => {
  const over = "x".repeat(8 * 1_048_576);
  expect(await call({ description: over })).toBe(413);
  expect(await send(new Request(addressAt("https://console.test"), { headers: RIGHT }))).toBe(405);
  expect(
    await send(new Request(addressAt("https://console.test"), { method: "PUT", body: "{}", headers: RIGHT })),
  ).toBe(405);
  expect(await send(new Request(addressAt("https://verify.test"), { method: "POST", body: "{}" }))).toBe(404);
  const refused = (await told())?.refused ?? [];
  expect(refused).toHaveLength(3);
  expect(refused).toEqual(
    expect.arrayContaining([
      { reason: "too large", times: 1, at: now },
      { reason: "not POST", times: 2, at: now },
      { reason: "wrong host", times: 1, at: now },
    ]),
  );
});

it("tells what the ticket says, as the product reads it", async () => {
  await call(ticket({ number: "REQ-8", category: "Broken screen" }));
  expect((await told())?.taken).toEqual({
    at: now,
    ticket: { number: "REQ-8", category: "Broken screen", required: false, requester: "requester_unknown" },
  });
  const { email } = await somebody();
  now += 2 * MINUTE_MS;
  await call(ticket({ number: "REQ-9", requesterEmail: email }));
  expect((await told())?.taken?.ticket).toEqual({
    number: "REQ-9",
    category: "Password reset",
    required: true,
    requester: "found",
  });
});

it("says nothing of a ticket that only the list of changes told of", async () => {
  const found = ticket();
  const change: TicketChange = {
    externalId: found.externalId,
    revision: 1,
    category: found.category,
    changedAt: now - MINUTE_MS,
  };
  const listed = ready({ changedSince: async () => ok([change]), readTicket: async () => ok(found) });
  expect(await findMissedTickets(listed)).toBe(1);
  expect(await told()).toEqual({ refused: [] });
  expect((await readTicketSystems(ready()))[0]?.webhookAt).toBeUndefined();
  const steps = async () => JSON.stringify(await readSetUp(listed, ADMIN));
  expect(await steps()).toContain("ticket_system.not_called");
  await call(ticket());
  expect(await steps()).not.toContain("ticket_system.not_called");
});

it("writes once a minute, and each call while somebody waits", async () => {
  const began = now;
  const kept = async () =>
    (await rows<{ webhook_at: number }>("SELECT webhook_at FROM connection_health WHERE connection = ?", name))[0]
      ?.webhook_at;
  await call(ticket());
  now += MINUTE_MS - 1;
  await call(ticket());
  expect(await kept()).toBe(began);
  expect(await awaitWebhook(ready(), name)).toBe(true);
  await call(ticket());
  expect(await kept()).toBe(now);
  now += MINUTE_MS;
  await call(ticket());
  expect(await kept()).toBe(now);
});

it("knows nothing of a name that is no connection", async () => {
  expect(await readWebhook(ready(), "elsewhere")).toBeUndefined();
  expect(await awaitWebhook(ready(), "elsewhere")).toBe(false);
});
