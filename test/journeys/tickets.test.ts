/** What webhooks do: the link is offered once, our own notes change nothing, a changed ticket ends its check. */
import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import {
  changeTicket,
  createTicket,
  offeredTicket,
  stepTicket,
  type OpenedTicket,
} from "../../dev/walkthrough/story.ts";
import { titles, useJourney } from "../support/journey.ts";

const journey = useJourney();

interface Delivery {
  readonly ticketId: number;
  readonly eTag: number;
  readonly status: number;
}

async function deliveries(id: number): Promise<readonly Delivery[]> {
  const response = await fetch(`${journey.instance.changeGearUrl}/control/webhooks`);
  return ((await response.json()) as Delivery[]).filter(({ ticketId }) => ticketId === id);
}

/** Waits until the ticket system has told us of the ticket's present state. */
async function told(id: number): Promise<readonly Delivery[]> {
  const { record } = await journey.tickets.ticket(id);
  return eventually(
    () => deliveries(id),
    (list) => list.some(({ eTag }) => eTag === record.eTag),
    { what: "the webhook" },
  );
}

async function post(
  entity: object,
  options: { authorization?: string; type?: string; body?: string; connection?: string } = {},
): Promise<Response> {
  const { url, username, password } = journey.instance.webhook;
  return fetch(options.connection === undefined ? url : url.replace(/main$/, options.connection), {
    method: "POST",
    headers: {
      "content-type": options.type ?? "application/json",
      authorization: options.authorization ?? `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
    },
    body: options.body ?? JSON.stringify({ Entity: entity }),
  });
}

/** The ticket's notes once everything that was on its way has arrived: another ticket's note came after. */
async function settledTitles(id: number): Promise<readonly string[]> {
  await told(id);
  await journey.instance.sweep();
  await journey.openTicket();
  return titles((await journey.tickets.ticket(id)).notes.map(({ text }) => text.replace(/<\/?b>|<br>.*|<\/?p>/gs, "")));
}

describe.concurrent("the offer", () => {
  it("is not made for another category", async () => {
    const id = await createTicket(journey.instance, { person: journey.newcomer(), category: "Printer" });
    expect(await settledTitles(id)).toEqual([]);
  });

  it("is made once when a ticket moves into a category that needs a check", async () => {
    const person = journey.newcomer();
    const id = await createTicket(journey.instance, { person, category: "Printer" });
    await changeTicket(journey.instance, id, { person, category: "MFA reset" });
    const ticket = await offeredTicket(journey.instance, id);
    await changeTicket(journey.instance, id, { person, category: "MFA reset", summary: "Still the same" });
    expect(await settledTitles(id)).toEqual(["Link offered"]);
    expect((await journey.someAgent().sendPage(ticket.ticketId)).body.ticket).toMatchObject({
      action: "mfa_reset",
      summary: "Still the same",
    });
  });

  it("is made again when the ticket leaves and comes back", async () => {
    const person = journey.newcomer();
    const { id } = await journey.openTicket({ person });
    await changeTicket(journey.instance, id, { person, category: "Printer" });
    await changeTicket(journey.instance, id, { person, category: "Account unlock" });
    expect(titles(await journey.notes({ id }, 2))).toEqual(["Link offered", "Link offered"]);
  });

  it("leads to a page that says when the category no longer needs a check", async () => {
    const person = journey.newcomer();
    const ticket = await journey.openTicket({ person });
    await changeTicket(journey.instance, ticket.id, { person, category: "Printer" });
    await told(ticket.id);
    expect((await journey.someAgent().sendPage(ticket.ticketId)).body.problem).toBe("category_needs_none");
  });

  it.each([
    ["nobody", undefined, "requester_missing"],
    [
      "somebody whose name two people have and whom nothing else tells apart",
      { EmailPIT: "", Requester: 0, RequesterName: "Maria Silva" },
      "requester_ambiguous",
    ],
    [
      "somebody who is not in the directory",
      { EmailPIT: "x@elsewhere.example", Requester: 999_999 },
      "requester_unknown",
    ],
  ])("leads to a page that says when the requester is %s", async (_what, change, problem) => {
    const id = await createTicket(journey.instance, { category: "Password reset" });
    const ticket = await offeredTicket(journey.instance, id);
    if (change !== undefined) {
      const { record } = await journey.tickets.ticket(id);
      expect((await post({ ...record, ...change, LastModifiedBy: 1, eTag: record.eTag + 1 })).status).toBe(202);
    }
    const desk = journey.someAgent();
    expect((await desk.sendPage(ticket.ticketId)).body.problem).toBe(problem);
    const refused = await desk.send({
      ticketId: ticket.ticketId,
      callerOnLine: false,
      destination: { type: "contact", contactId: "con_x" },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: "send.refused", detail: problem } });
  });
});

describe.concurrent("a ticket that changes while its check is open", () => {
  it("ends it when the ticket is closed", async () => {
    const sent = await journey.sendTo();
    await stepTicket(journey.instance, sent.ticket.id, "Close");
    expect((await journey.ended(sent)).row).toMatchObject({ status: "cancelled", detail: "ticket_closed" });
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain("The ticket was closed while the check was open.");
    expect((await sent.phone.open()).status).toBe(410);
    expect((await sent.desk.sendPage(sent.ticket.ticketId)).body.problem).toBe("ticket_closed");
  });

  it("ends it when the ticket names somebody else", async () => {
    const sent = await journey.sendTo();
    const other = journey.newcomer();
    await sent.phone.begin();
    await changeTicket(journey.instance, sent.ticket.id, { person: other, category: "Password reset" });
    expect((await journey.ended(sent)).row).toMatchObject({ status: "cancelled", detail: "requester_changed" });
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain("The ticket now names somebody else.");
    expect((await sent.phone.open()).step).toBe("ended");
  });

  it("voids a pass when the ticket names somebody else afterwards", async () => {
    const sent = await journey.passed();
    expect((await journey.ended(sent)).banner.verb).toBe("PROCEED");
    await changeTicket(journey.instance, sent.ticket.id, { person: journey.newcomer(), category: "Password reset" });
    await told(sent.ticket.id);
    expect((await sent.desk.details(sent.id)).body.banner.verb).toBe("STOP");
  });

  it("goes on when anything else changes", async () => {
    const sent = await journey.sendTo();
    await changeTicket(journey.instance, sent.ticket.id, {
      person: sent.person,
      category: "Password reset",
      summary: "Now urgent",
    });
    await stepTicket(journey.instance, sent.ticket.id, "Accept");
    await told(sent.ticket.id);
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
  });
});

/** The ticket system says of a ticket what it has never held itself; its own later records are older than this. */
async function say(ticket: Pick<OpenedTicket, "id">, change: object, later = 0): Promise<number> {
  const { record } = await journey.tickets.ticket(ticket.id);
  return (await post({ ...record, LastModifiedBy: 1, ...change, eTag: 1_000 + later })).status;
}

const byMail = ({ email }: DemoPerson) => ({ Requester: 0, RequesterName: "", EmailPIT: email });
const byName = ({ displayName }: DemoPerson) => ({ Requester: 0, RequesterName: displayName, EmailPIT: "" });

describe.concurrent("whom a ticket names", () => {
  it("is one person everywhere, although the two systems number people apart", async () => {
    const person = journey.newcomer();
    const db = await journey.database();
    await db.batch([db.prepare("UPDATE people SET external_id = ? WHERE id = ?").bind("0f7c-object-id", person.id)]);
    await journey.attest("people", "id", person.id);
    const sent = await journey.passed({ person });
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain("User verified successfully - Proceed with action");
    expect((await journey.ended(sent)).banner.verb).toBe("PROCEED");
  });

  it("by name only is somebody else when the name changes", async () => {
    const person = journey.newcomer();
    const ticket = await journey.openTicket({ person });
    expect(await say(ticket, byName(person))).toBe(202);
    const sent = await journey.sendTo({ person, ticket });
    expect(await say(ticket, byName(journey.newcomer()), 1)).toBe(202);
    expect((await journey.ended(sent)).row).toMatchObject({ status: "cancelled", detail: "requester_changed" });
  });

  it("by mail is the same in other capitals", async () => {
    const person = journey.newcomer();
    const ticket = await journey.openTicket({ person });
    await say(ticket, byMail(person));
    const sent = await journey.sendTo({ person, ticket });
    expect(await say(ticket, { ...byMail(person), EmailPIT: person.email.toUpperCase() }, 1)).toBe(202);
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
    expect((await journey.ended(sent)).banner.verb).toBe("PROCEED");
  });

  it("changes although our own account wrote the record last", async () => {
    const sent = await journey.sendTo();
    const { record } = await journey.tickets.ticket(sent.ticket.id);
    const own = { LastModifiedBy: 900_100, LastModifiedByName: "imper.ai service" };
    expect(record).toMatchObject(own);
    expect(await say(sent.ticket, { ...own, ...byMail(journey.newcomer()), Status: "Closed" })).toBe(202);
    expect((await journey.ended(sent)).row).toMatchObject({ status: "cancelled", detail: "ticket_closed" });
    expect((await sent.desk.sendPage(sent.ticket.ticketId)).body.problem).toBe("ticket_closed");
  });
});

describe.concurrent("a delivery", () => {
  it("of our own note is an echo and changes nothing", async () => {
    const sent = await journey.passed();
    await journey.notes(sent.ticket, 3);
    const list = await told(sent.ticket.id);
    expect(list.map(({ status }) => status)).toEqual([202, 200, 200, 200]);
    expect(await settledTitles(sent.ticket.id)).toHaveLength(4);
  });

  it("that comes late with an older revision is ignored", async () => {
    const person = journey.newcomer();
    const ticket = await journey.openTicket({ person });
    const { record } = await journey.tickets.ticket(ticket.id);
    await changeTicket(journey.instance, ticket.id, { person, category: "Password reset", summary: "Newer" });
    await told(ticket.id);
    expect((await post({ ...record, Summary: "Older", LastModifiedBy: 1, eTag: 1 })).status).toBe(200);
    expect((await journey.someAgent().sendPage(ticket.ticketId)).body.ticket.summary).toBe("Newer");
  });

  it.each([
    ["no credentials", { authorization: "" }, 401],
    ["wrong credentials", { authorization: `Basic ${Buffer.from("changegear:guess").toString("base64")}` }, 401],
    ["an unknown connection", { connection: "other" }, 401],
    ["another type", { type: "text/plain" }, 415],
    ["no JSON", { body: "{" }, 400],
    ["no record", { body: '{"Entity":[]}' }, 400],
    ["a prototype", { body: '{"Entity":{"__proto__":{"ID":1}}}' }, 400],
  ])("with %s is refused", async (_what, options, status) => {
    const response = await post({}, options);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });
});

describe("a hundred copies at once", () => {
  it("make one ticket and one note", async () => {
    const { store } = journey.instance.changeGear;
    const { onChange } = store;
    // The stand-in would tell us first, one copy after the other.
    store.onChange = () => undefined;
    const id = await createTicket(journey.instance, { person: journey.newcomer(), category: "Password reset" });
    store.onChange = onChange;
    const { record } = await journey.tickets.ticket(id);
    const replies = await Promise.all(Array.from({ length: 100 }, () => post(record)));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(99);
    const { number } = await offeredTicket(journey.instance, id);
    expect(await settledTitles(id)).toEqual(["Link offered"]);
    const { tickets } = (await journey.someAgent().get<{ tickets: { number: string }[] }>("/api/tickets")).body;
    expect(tickets.filter((ticket) => ticket.number === number)).toHaveLength(1);
  });
});

describe.concurrent("a pass", () => {
  it("is void once its ticket names nobody any more", async () => {
    const sent = await journey.passed();
    expect((await journey.ended(sent)).banner.verb).toBe("PROCEED");
    await changeTicket(journey.instance, sent.ticket.id, { category: "Password reset" });
    const { body } = await eventually(
      () => sent.desk.details(sent.id),
      ({ body }) => body.banner.verb !== "PROCEED",
      { what: "the void pass" },
    );
    expect(body.banner.verb).toBe("STOP");
  });
});
