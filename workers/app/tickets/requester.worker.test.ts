/** Whom a ticket names, on real rows: found once, compared by person, made up for after a crash, counted nearby. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ticketId, type TicketId } from "../../core/kit/ids.ts";
import { BEGIN } from "../../core/session/session.fixture.ts";
import { attested, deps, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { snapshot, somebody, type Someone } from "../../../test/support/worker-tickets.ts";
import type { TicketSnapshot } from "../ports/itsm.ts";
import { findRequester } from "./find-requester.ts";
import { countNearby } from "./nearby-tickets.ts";
import { receiveTicket } from "./receive-ticket.ts";

async function receive(ticket: TicketSnapshot): Promise<TicketId> {
  return (await receiveTicket(deps(), { connection: "main", snapshot: ticket })).ticketId;
}

const ticketRow = async (id: TicketId) =>
  (
    await rows<{ requester_person_id: string | null; revision: number; status: string }>(
      "SELECT requester_person_id, revision, status FROM tickets WHERE id = ?",
      id,
    )
  )[0];

/** An open check of somebody on a ticket. */
async function openCheck(id: TicketId, who: Someone) {
  const made = await seed();
  const session = {
    ...made.session,
    ticket: { ...made.session.ticket, id },
    person: { ...made.session.person, id: who.id, email: who.email, name: who.name },
  };
  const stub = stubOf({ session });
  await stub.create({ ...made, session });
  await stub.apply(BEGIN);
  return stub;
}

describe("the person found", () => {
  it.each<readonly [string, (who: Someone) => Partial<TicketSnapshot>]>([
    ["the directory's id", ({ externalId }) => ({ requesterExternalId: externalId })],
    ["mail beside another id", ({ email }) => ({ requesterExternalId: "501", requesterEmail: email.toUpperCase() })],
    ["name", ({ name }) => ({ requesterName: name })],
  ])("by %s is stored with the ticket", async (_how, fields) => {
    const who = await somebody();
    const id = await receive(snapshot(fields(who)));
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: who.id });
  });

  it("is nobody where the id is one person's and the mail another's", async () => {
    const [byId, byMail] = [await somebody(), await somebody()];
    const fields = { requesterExternalId: byId.externalId, requesterEmail: byMail.email };
    const id = await receive(snapshot(fields));
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: null });
    const ticket = await deps().tickets.byId(id);
    expect(ticket && (await findRequester(deps(), ticket))).toEqual({ ok: false, error: "requester_ambiguous" });
  });

  it.each([
    ["is nobody where the id alone is one person's and the name another's", undefined, "requester_ambiguous"],
    ["is nobody where the ticket system's mail for it is nobody's either", "gone@halden.test", "requester_ambiguous"],
    ["is whom the ticket system's mail says where the name is another", "own", undefined],
  ])("%s", async (_what, mail, error) => {
    const [byId, other] = [await somebody(), await somebody()];
    const fields = { requesterExternalId: byId.externalId, requesterName: `Somebody ${other.name}` };
    const id = await receive(snapshot(fields));
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: null });
    const email = mail === "own" ? byId.email : mail;
    const findPersonById = async (externalId: string) => ({ ok: true as const, value: { externalId, email } });
    const ready = deps({ connection: () => ({ itsm: { findPersonById } }) as never });
    const ticket = await ready.tickets.byId(id);
    const found = ticket && (await findRequester(ready, ticket));
    expect(found).toMatchObject(error === undefined ? { ok: true, value: { id: byId.id } } : { ok: false, error });
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: error === undefined ? byId.id : null });
  });

  it("is whom the ticket system means where another has that number in the directory", async () => {
    const [numbered, meant] = [await somebody("70501"), await somebody()];
    const alone = await receive(snapshot({ requesterExternalId: "70501" }));
    expect(await ticketRow(alone)).toMatchObject({ requester_person_id: null });
    const findPersonById = async (externalId: string) => ({
      ok: true as const,
      value: { externalId, email: meant.email },
    });
    const ready = deps({ connection: () => ({ itsm: { findPersonById } }) as never });
    const ticket = await ready.tickets.byId(alone);
    expect(ticket && (await findRequester(ready, ticket))).toMatchObject({ ok: true, value: { id: meant.id } });
    const withMail = await receive(snapshot({ requesterExternalId: "70501", requesterEmail: meant.email }));
    expect(await ticketRow(withMail)).toMatchObject({ requester_person_id: meant.id });
    const own = await receive(snapshot({ requesterExternalId: "9", requesterEmail: numbered.email }));
    expect(await ticketRow(own)).toMatchObject({ requester_person_id: numbered.id });
  });

  it("is looked up again when the fields change, and only then", async () => {
    const [first, second] = [await somebody(), await somebody()];
    const ticket = snapshot({ requesterEmail: first.email });
    const id = await receive(ticket);
    await env.DB.prepare("UPDATE people SET email = 'moved@halden.test' WHERE id = ?").bind(first.id).run();
    await attested("people", "id", first.id);
    await receive({ ...ticket, revision: 2, summary: "changed" });
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: first.id, revision: 2 });
    await receive({ ...ticket, revision: 3, requesterEmail: second.email });
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: second.id });
    await receive({ ...ticket, revision: 4, requesterEmail: "nobody@halden.test" });
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: null });
  });

  it("by asking the ticket system is kept from then on", async () => {
    const who = await somebody();
    const named = snapshot({ requesterExternalId: "501" });
    const id = await receive(named);
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: null });
    const asked: string[] = [];
    const findPersonById = async (externalId: string) => {
      asked.push(externalId);
      return { ok: true as const, value: { externalId, email: who.email } };
    };
    const ready = deps({ connection: () => ({ itsm: { findPersonById } }) as never });
    for (let time = 0; time < 2; time += 1) {
      const ticket = await ready.tickets.byId(id);
      expect(ticket && (await findRequester(ready, ticket))).toMatchObject({ ok: true, value: { id: who.id } });
    }
    expect(asked).toEqual(["501"]);
    // What the webhook brings later does not lose it.
    await receive({ ...named, revision: 2, summary: "changed" });
    expect(await ticketRow(id)).toMatchObject({ requester_person_id: who.id, revision: 2 });
  });
});

describe("an open check", () => {
  it("of the former requester ends on a repeat, where the first delivery was cut off after its rows", async () => {
    const [first, second] = [await somebody(), await somebody()];
    const ticket = snapshot({ requesterEmail: first.email });
    const id = await receive(ticket);
    const check = await openCheck(id, first);
    const cutOff = deps({
      session: () => {
        throw new Error("cut off");
      },
    });
    const changed = { ...ticket, revision: 2, requesterEmail: second.email };
    await expect(receiveTicket(cutOff, { connection: "main", snapshot: changed })).rejects.toThrow("cut off");
    expect((await stored(check))?.session.status).toBe("answering");
    await receive(changed);
    expect((await stored(check))?.session).toMatchObject({ status: "cancelled", detail: "requester_changed" });
  });

  it("goes on while the ticket names the same person by other fields", async () => {
    const who = await somebody();
    const ticket = snapshot({ requesterName: who.name });
    const id = await receive(ticket);
    const check = await openCheck(id, who);
    await receive({ ...ticket, revision: 2, requesterEmail: who.email.toUpperCase() });
    await receive({ ...ticket, revision: 3, requesterExternalId: who.externalId });
    expect((await stored(check))?.session.status).toBe("answering");
  });
});

describe("an echo", () => {
  it("takes the revision over and leaves no other trace", async () => {
    const ticket = snapshot({ requesterEmail: "x@halden.test" });
    const id = await receive(ticket);
    const { accepted } = await receiveTicket(deps(), { connection: "main", snapshot: { ...ticket, revision: 5 } });
    expect(accepted).toBe(false);
    expect(await ticketRow(id)).toMatchObject({ revision: 5 });
    expect(await rows("SELECT id FROM audit WHERE subject = ?", id)).toHaveLength(1);
    await receive({ ...ticket, revision: 4, status: "Closed" });
    expect(await ticketRow(id)).toMatchObject({ revision: 5, status: "New" });
  });
});

it("tickets nearby are those that name the person, by whatever fields", async () => {
  const who = await somebody();
  const id = await receive(snapshot({ requesterEmail: who.email }));
  const fields: readonly Partial<TicketSnapshot>[] = [
    { requesterEmail: who.email.toUpperCase() },
    { requesterExternalId: who.externalId },
    { requesterName: who.name },
    { requesterEmail: "somebody.else@halden.test" },
    {},
  ];
  for (const named of fields) {
    await receive(snapshot(named));
  }
  const ready = deps();
  const ticket = await ready.tickets.byId(ticketId.parse(id));
  const person = await ready.people.byId(who.id);
  expect(ticket && person && (await countNearby(ready, { ticket, person, from: Date.now() - 60_000 }))).toBe(3);
});
