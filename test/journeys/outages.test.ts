/** The ticket system is down or misbehaves: nothing is lost, nothing is doubled, and the check goes on. Time runs forty times as fast. */
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { createTicket, readable } from "../../dev/walkthrough/story.ts";
import { titles, useJourney } from "../support/journey.ts";

const journey = useJourney({ clockRate: 40 });

const NO_FAULTS = {
  down: false,
  slowMs: 0,
  fail500: 0,
  rateLimit: 0,
  fail401: 0,
  staleEtag: 0,
  replyLost: 0,
  replyLostProbability: 0,
  webhookDuplicates: 0,
};

afterEach(() => journey.tickets.faults(NO_FAULTS));

/** Sweeps as cron would, which also spares us the queue's real seconds, until the notes are there. */
async function sweptNotes(id: number, count: number): Promise<readonly string[]> {
  const ticket = await eventually(
    async () => {
      await journey.instance.sweep();
      return journey.tickets.ticket(id);
    },
    ({ notes }) => notes.length >= count,
    { what: `${String(count)} notes` },
  );
  return ticket.notes.map(({ text }) => readable(text));
}

const EXPECTED = ["Link offered", "Verification sent", "Verification begun", "Verification Outcome: Passed"];

describe("a ticket system that is down", () => {
  it("gets its notes afterwards, in order, each once; the check does not wait for it", async () => {
    const person = journey.newcomer();
    await journey.tickets.faults({ down: true });
    const id = await createTicket(journey.instance, { person, category: "Password reset" });
    const { ItemID: number } = (await journey.tickets.ticket(id)).record;
    const desk = journey.someAgent();
    const listed = await eventually(
      () => desk.get<{ tickets: { id: string; number: string }[] }>("/api/tickets"),
      ({ body }) => body.tickets.some((ticket) => ticket.number === number),
      { what: "the ticket in the console" },
    );
    const ticketId = listed.body.tickets.find((ticket) => ticket.number === number)?.id ?? "";

    const sent = await journey.sendTo({ person, desk, ticket: { id, number, ticketId } });
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
    const { notes, banner } = await journey.ended(sent);
    expect(banner.verb).toBe("PROCEED");
    expect(notes.map(({ title, status }) => [title, status])).toEqual(EXPECTED.map((title) => [title, "waiting"]));
    const { body: waiting } = await eventually(
      () => desk.details(sent.id),
      ({ body }) => body.notes[0]?.problem !== undefined,
      { what: "the reason why a note waits" },
    );
    expect(waiting.notes[0]?.problem).toBe("the ticket system could not be reached");
    expect((await journey.tickets.ticket(id)).notes).toEqual([]);

    await journey.tickets.faults({ down: false });
    expect(titles(await sweptNotes(id, EXPECTED.length))).toEqual(EXPECTED);
    const { body } = await eventually(
      () => desk.details(sent.id),
      ({ body }) => body.notes.every(({ status }) => status === "written"),
      {
        what: "written notes",
      },
    );
    expect(body.notes).toHaveLength(EXPECTED.length);
    await journey.instance.sweep();
    expect(titles(await sweptNotes(id, EXPECTED.length))).toEqual(EXPECTED);
  });
});

describe("a ticket system that misbehaves", () => {
  it.each([
    ["answers 500 three times", { fail500: 3 }],
    ["asks for patience", { rateLimit: 1 }],
    ["ends our session", { fail401: 2 }],
    ["saves something else meanwhile", { staleEtag: 2 }],
    ["writes and loses the reply", { replyLost: 2 }],
    ["is slow", { slowMs: 150 }],
  ])("still gets every note once and in order when it %s", async (_what, faults) => {
    await journey.tickets.faults(faults);
    const person = journey.newcomer();
    const id = await createTicket(journey.instance, { person, category: "Password reset" });
    const ticketId = /\/tickets\/(tkt_[\w-]+)\/send/.exec((await sweptNotesHtml(id)).join(""))?.[1] ?? "";
    const { ItemID: number } = (await journey.tickets.ticket(id)).record;
    await journey.tickets.faults(faults);
    const sent = await journey.sendTo({ person, ticket: { id, number, ticketId } });
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
    await sweptNotes(id, EXPECTED.length);
    await eventually(
      () => sent.desk.details(sent.id),
      ({ body }) => body.notes.every(({ status }) => status === "written"),
      { what: "written notes" },
    );
    expect(titles(await sweptNotes(id, EXPECTED.length))).toEqual(EXPECTED);
  });

  async function sweptNotesHtml(id: number): Promise<readonly string[]> {
    await sweptNotes(id, 1);
    return (await journey.tickets.ticket(id)).notes.map(({ text }) => text);
  }

  it("that sends each webhook five times gets one offer", async () => {
    await journey.tickets.faults({ webhookDuplicates: 4 });
    const { id } = await journey.openTicket();
    await eventually(
      async () =>
        (await (await fetch(`${journey.instance.changeGearUrl}/control/webhooks`)).json()) as { ticketId: number }[],
      (list) => list.filter(({ ticketId }) => ticketId === id).length >= 10,
      { what: "all copies" },
    );
    expect(titles(await sweptNotes(id, 1))).toEqual(["Link offered"]);
  });
});
