/** The recipient says that something is wrong: "This wasn't me", "Someone contacted me", "I don't know". */
import { describe, expect, it } from "vitest";
import { eventually, Phone } from "../../dev/walkthrough/client.ts";
import { hidden } from "../../dev/walkthrough/page.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { textOf, titles, useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney();

async function sendAgain(sent: Sent, channel: "sms" | "email") {
  const ticket = await journey.openTicket({ person: sent.person });
  const desk = journey.someAgent();
  const { body: page } = await desk.sendPage(ticket.ticketId);
  const reply = await desk.send({
    ticketId: ticket.ticketId,
    callerOnLine: false,
    destination: { type: "contact", contactId: contactOf(sent.person, channel).id },
  });
  return { ...reply, problem: page.problem };
}

const typedTo = (number: string) =>
  ({
    destination: { type: "sms", country: "PT", number, reason: "Phone on record is lost" },
    to: `+351${number}`,
  }) as const;

describe.concurrent("This wasn't me, to a contact on record", () => {
  it("is confirmed on a second page that changes nothing by itself", async () => {
    const sent = await journey.sendTo();
    const page = await sent.phone.open("/report");
    expect(page.heading).toBe("You did not ask for this?");
    expect(textOf(page)).toContain("block new password requests for your account until tomorrow");
    expect((await sent.phone.open()).step).toBe("landing");
    expect((await journey.live(sent)).status).toBe("sent");
  });

  it("takes a person's press: a form posted by a program changes nothing", async () => {
    const sent = await journey.sendTo();
    const other = await journey.sendTo();
    const foreign = hidden((await other.phone.open("/report")).html, "press");
    for (const press of ["", "made.up.token", foreign]) {
      await sent.phone.press("report", { press });
      await sent.phone.press("begin", { started: "someone", press, claims: "" });
    }
    expect((await journey.live(sent)).status).toBe("sent");
  });

  it("rejects the request and blocks the person for a day", async () => {
    const sent = await journey.sendTo({ person: journey.newcomer({ email: true }) });
    const page = await sent.phone.report();
    expect(page).toMatchObject({ status: 200, step: "reported" });
    expect((await sent.phone.open()).step).toBe("reported");
    const { row, banner } = await journey.ended(sent);
    expect(row.status).toBe("reported");
    expect(banner.verb).toBe("REJECT");
    const note = (await journey.notes(sent.ticket, 3)).at(-1) ?? "";
    expect(titles([note])).toEqual(["Verification Outcome: Failed (Reported)"]);
    expect(note).toMatch(
      /The recipient says it was not them\. Reject\. Locked until .+ Tell security yourself: no security/,
    );
    // Nobody is set up to be told, so no page says that anybody was.
    expect(page.html).toContain("We have told the IT Service Desk.");
    expect(banner.line).toContain("Nobody has told security: route it yourself");
    const next = await eventually(
      () => sendAgain(sent, "email"),
      ({ problem }) => problem === "fenced",
      { what: "the fence" },
    );
    expect(next).toMatchObject({ status: 409, body: { code: "guard.fenced" } });
  });

  it("stops a check that has begun, from any browser that holds the link", async () => {
    const sent = await journey.sendTo();
    const page = await sent.phone.begin();
    expect((await new Phone(sent.link).report()).step).toBe("reported");
    expect(await sent.phone.answer(page, { type: "skip" })).toMatchObject({ status: 409, step: "reported" });
  });

  it("voids a pass when it comes late", async () => {
    const sent = await journey.passed();
    expect((await journey.ended(sent)).banner.verb).toBe("PROCEED");
    expect((await sent.phone.report()).step).toBe("reported");
    const { body } = await eventually(
      () => sent.desk.details(sent.id),
      ({ body }) => body.banner.verb !== "PROCEED",
      { what: "the void pass" },
    );
    expect(body.row.status).toBe("passed");
    expect(body.banner.verb).toBe("REJECT");
    const notes = await journey.notes(sent.ticket, 5);
    expect(titles(notes).slice(3)).toEqual(["Verification Outcome: Passed", "Verification Outcome: Failed (Reported)"]);
    expect((await sendAgain(sent, "sms")).status).toBe(409);
  });

  it("is written once however often it is pressed", async () => {
    const sent = await journey.sendTo();
    const pages = await Promise.all(Array.from({ length: 5 }, () => sent.phone.report()));
    expect(new Set(pages.map(({ step }) => step))).toEqual(new Set(["reported"]));
    await journey.notes(sent.ticket, 3);
    await journey.instance.sweep();
    expect(titles(await journey.notes(sent.ticket, 3))).toHaveLength(3);
  });
});

describe.concurrent("This wasn't me, to a destination that was typed", () => {
  it("blocks the destination and not the person", async () => {
    const typed = typedTo("910000801");
    const sent = await journey.sendTo({ typed });
    expect(textOf(await sent.phone.open("/report"))).not.toContain("your account");
    expect((await sent.phone.report()).step).toBe("reported");
    expect((await journey.notes(sent.ticket, 3)).at(-1)).not.toContain("Locked until");
    const again = await eventually(
      async () => {
        const person = journey.newcomer();
        const ticket = await journey.openTicket({ person });
        return journey
          .someAgent()
          .send({ ticketId: ticket.ticketId, callerOnLine: false, destination: typed.destination });
      },
      ({ status }) => status !== 202,
      { what: "the fence" },
    );
    expect(again).toMatchObject({ status: 409, body: { code: "guard.destination_fenced" } });
    expect((await sendAgain(sent, "sms")).status).toBe(202);
  });
});

describe.concurrent("This wasn't me, from somebody whose number was typed for another person", () => {
  it("blocks typing it, and keeps it for its owner", async () => {
    const owner = journey.newcomer();
    const { id: contactId, value: number } = contactOf(owner, "sms");
    const destination = { type: "sms", country: "GB", number, reason: "Phone on record is lost" } as const;
    const sent = await journey.sendTo({ typed: { destination, to: number } });
    expect((await sent.phone.report()).step).toBe("reported");
    const typedAgain = async () => {
      const { ticketId } = await journey.openTicket({ person: journey.newcomer() });
      return journey.someAgent().send({ ticketId, callerOnLine: false, destination });
    };
    await eventually(typedAgain, ({ body }) => body.code === "guard.destination_fenced", { what: "the fence" });
    const own = await journey.openTicket({ person: owner });
    const reply = await journey
      .someAgent()
      .send({ ticketId: own.ticketId, callerOnLine: false, destination: { type: "contact", contactId } });
    expect(reply.status).toBe(202);
  });
});

describe.concurrent("the landing page's other two buttons", () => {
  it.each([
    ["someone", "someone_contacted_me", 'The recipient pressed "Someone contacted me".'],
    ["unknown", "does_not_know", 'The recipient pressed "I don\'t know" when asked how this started.'],
  ])("end the check for good: %s", async (started, detail, words) => {
    const sent = await journey.sendTo();
    expect(await sent.phone.begin(started)).toMatchObject({ status: 200, step: "warning" });
    expect((await journey.ended(sent)).row).toMatchObject({ status: "cancelled", detail });
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain(words);
    // Whoever talks the victim through it finds no way back on this link.
    expect((await sent.phone.begin()).step).toBe("warning");
    expect((await journey.live(sent)).status).toBe("cancelled");
    const other = new Phone(sent.link);
    expect((await other.begin()).step).toBe("warning");
  });
});
