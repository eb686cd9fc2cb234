/** A ticket system that refuses, hides or floods: what waits for it arrives, and nobody gets locked out meanwhile. */
import { afterEach, describe, expect, it } from "vitest";
import { NO_FAULTS } from "../../dev/changegear/faults.ts";
import { newSecrets } from "../../dev/local/instance.ts";
import { eventually } from "../../dev/walkthrough/client.ts";
import { createTicket, offeredTicket } from "../../dev/walkthrough/story.ts";
import type { ConnectionReply, ConnectionsReply } from "../../workers/contract/console/connections.ts";
import { titles, useJourney } from "../support/journey.ts";

const PASSWORD = "schlüssel-größe-€-42";
/** Minutes pass in seconds: a change has to be half a minute old before the list of changes is believed. */
const journey = useJourney({ clockRate: 60, secrets: { ...newSecrets(), webhookPassword: PASSWORD } });

const standIn = () => journey.instance.changeGear;
const opened = (category = "Password reset") =>
  createTicket(journey.instance, { person: journey.newcomer(), category });

afterEach(() => standIn().faults.set(NO_FAULTS));

async function health(): Promise<ConnectionReply> {
  const { body } = await journey.someAgent().get<ConnectionsReply>("/api/connections");
  const [main] = body.connections;
  if (main === undefined) {
    throw new Error("no connection is shown");
  }
  expect(main.label).toBe("ChangeGear");
  return main;
}

describe("a webhook", () => {
  const send = (authorization: string, body: string, path = "/webhooks/tickets/main") =>
    fetch(`${journey.instance.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body,
    });
  const basic = (password: string, charset: "utf8" | "latin1" = "utf8", scheme = "Basic") =>
    `${scheme} ${Buffer.from(`changegear:${password}`, charset).toString("base64")}`;

  it("shows its credentials in UTF-8, under either address, with the scheme in any case", async () => {
    for (const [header, path] of [
      [basic(PASSWORD), undefined],
      [basic(PASSWORD, "utf8", "BASIC"), "/webhooks/changegear/main"],
    ] as const) {
      expect((await send(header, "{}", path)).status).toBe(400);
    }
    for (const header of ["", "Basic", "Basic %%%", basic("guess-€"), basic(PASSWORD, "latin1")]) {
      expect((await send(header, "{}")).status).toBe(401);
    }
  });

  it("with a screenshot in its description is taken, and its text cut", async () => {
    const id = await opened();
    await offeredTicket(journey.instance, id);
    const { record } = await journey.tickets.ticket(id);
    const screenshot = `<p>It says:</p><img src="data:image/png;base64,${"A".repeat(3_000_000)}"><p>${"no ".repeat(4_000)}</p>`;
    const reply = await send(
      basic(PASSWORD),
      JSON.stringify({ Entity: { ...record, Description: screenshot, eTag: 900 } }),
    );
    expect(reply.status).toBe(202);
    const { ticketId } = await offeredTicket(journey.instance, id);
    const { description } = (await journey.someAgent().sendPage(ticketId)).body.ticket;
    expect(description.slice(0, 17)).toBe("It says:\nno no no");
    expect(description.length).toBeLessThanOrEqual(8_000);
  });
});

describe("a ticket whose webhook we refused", () => {
  it("is found again, and gets its note without a second webhook", async () => {
    await offeredTicket(journey.instance, await opened());
    await journey.instance.sweep();
    const { foundLate } = (await health()).changes;
    const db = await journey.database();
    await db.batch([db.prepare("ALTER TABLE tickets RENAME TO tickets_away")]);
    const id = await opened();
    await standIn().webhooks.idle();
    await db.batch([db.prepare("ALTER TABLE tickets_away RENAME TO tickets")]);
    const told = standIn().webhooks.deliveries.filter(({ ticketId }) => ticketId === id);
    expect(told.map(({ status }) => status)).toEqual([expect.toSatisfy((status: number) => status >= 500)]);
    await eventually(
      async () => {
        await journey.instance.sweep();
        return health();
      },
      ({ changes }) => changes.foundLate > foundLate,
      { what: "the missed ticket" },
    );
    expect(titles(await journey.notes({ id }, 1))).toEqual(["Link offered"]);
    expect((await health()).changes).toMatchObject({ foundLate: foundLate + 1, foundLateAt: expect.any(Number) });
  });
});

describe("an old password", () => {
  it("is tried once for all waiting tickets, said on the connection, and ended by Retry", async () => {
    standIn().faults.set({ refuseLogIn: true, fail401: 1 });
    const before = standIn().log.length;
    const ids = await Promise.all(Array.from({ length: 8 }, () => opened()));
    const { refused } = await eventually(health, (shown) => shown.refused !== undefined, { what: "the refusal" });
    for (let sweeps = 0; sweeps < 5; sweeps += 1) {
      await journey.instance.sweep();
    }
    const logIns = () =>
      standIn()
        .log.slice(before)
        .filter(({ path }) => path.endsWith("/authenticate/user"));
    expect(logIns().length).toBeLessThanOrEqual(3);
    expect(refused?.nextTryAt).toBeGreaterThan(refused?.since ?? Infinity);
    expect((await journey.someAgent().post("/api/connections/main/retry", {})).status).toBe(403);
    standIn().faults.set(NO_FAULTS);
    expect((await (await journey.agent("jonas")).post("/api/connections/main/retry", {})).status).toBe(200);
    for (const id of ids) {
      expect(titles(await journey.notes({ id }, 1))).toEqual(["Link offered"]);
    }
    expect((await health()).refused).toBeUndefined();
  });
});
