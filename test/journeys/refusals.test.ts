/** Whom and where a link is not sent to, and what another destination costs. */
import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import type { SendRequest } from "../../workers/contract/console/send.ts";
import { useJourney } from "../support/journey.ts";

const journey = useJourney();

const REASON = "Phone on record is broken";
const typedSms = (number: string, country = "PT") => ({ type: "sms", country, number, reason: REASON }) as const;
const typedEmail = (address: string) => ({ type: "email", address, reason: REASON }) as const;

async function attempt(
  person: DemoPerson | undefined,
  options: { category?: string; destination?: SendRequest["destination"]; lee?: boolean } = {},
) {
  const ticket = await journey.openTicket({
    category: options.category ?? "Password reset",
    ...(person === undefined ? {} : { person }),
  });
  const desk = options.lee === true ? await journey.agent("lee") : journey.someAgent();
  const page = (await desk.sendPage(ticket.ticketId)).body;
  const contact = contactOf(person ?? journey.newcomer(), "sms");
  const reply = await desk.send({
    ticketId: ticket.ticketId,
    callerOnLine: false,
    destination: options.destination ?? { type: "contact", contactId: contact.id },
  });
  return {
    problem: page.problem,
    page,
    status: reply.status,
    body: reply.body as { code?: string; detail?: string; errors?: { field: string }[] },
  };
}

describe.concurrent("a requester to whom no link goes", () => {
  it("is inactive", async () => {
    expect(await attempt(journey.named("inactive"))).toMatchObject({
      problem: "requester_inactive",
      status: 409,
      body: { code: "send.refused", detail: "requester_inactive" },
    });
  });

  it("is the agent", async () => {
    expect(await attempt(journey.named("lee"), { lee: true })).toMatchObject({
      problem: "requester_is_agent",
      status: 409,
      body: { code: "send.refused", detail: "requester_is_agent" },
    });
  });

  it("is somebody else's contact", async () => {
    const foreign = contactOf(journey.newcomer(), "sms");
    expect(
      await attempt(journey.newcomer(), { destination: { type: "contact", contactId: foreign.id } }),
    ).toMatchObject({
      status: 422,
      body: { code: "contact.unknown" },
    });
  });
});

describe.concurrent("a destination that an agent types", () => {
  it.each([
    ["a privileged person", () => journey.named("privileged"), "Password reset", "privileged"],
    ["a new second factor", () => journey.newcomer(), "MFA reset", "mfa_reset"],
  ])("is refused for %s", async (_what, person, category, reason) => {
    const refused = await attempt(person(), { category, destination: typedSms("910 000 701") });
    expect(refused).toMatchObject({ status: 422, body: { code: "send.destination_refused", detail: reason } });
    expect(refused.page.accounts[0]?.refused).toMatchObject({ typed: "needs_contact_on_record" });
  });

  it("is refused alike whether or not it is the one on record: nobody finds that out by trying", async () => {
    const person = journey.newcomer();
    const replies = await Promise.all(
      [contactOf(person, "sms").value, "+351910000799"].map((number) =>
        attempt(person, { category: "MFA reset", destination: typedSms(number) }),
      ),
    );
    const [right, wrong] = replies.map(({ status, body }) => ({ status, body }));
    expect(right).toEqual(wrong);
    expect(right).toMatchObject({ status: 422, body: { code: "send.destination_refused" } });
  });

  it.each([
    ["a work address", typedEmail("dana.ruiz@halden.example"), "destination.corporate", "address"],
    ["a work address below the domain", typedEmail("dana@mail.halden.example"), "destination.corporate", "address"],
    ["no address", typedEmail("dana at home"), "destination.invalid", "address"],
    ["an address that is not there yet", typedEmail(""), "destination.invalid", "address"],
    ["no number", typedSms("12345"), "destination.invalid", "number"],
    ["a number of two digits", typedSms("91"), "destination.invalid", "number"],
    ["a number that is not there yet", typedSms(""), "destination.invalid", "number"],
    ["a country that is not switched on", typedSms("0171 1234567", "DE"), "destination.country", "number"],
    ["a landline", typedSms("20 7946 0000", "GB"), "destination.type", "number"],
  ])("is refused with its field: %s", async (_what, destination, code, field) => {
    expect(await attempt(journey.newcomer(), { destination })).toMatchObject({
      status: 422,
      body: { code, errors: [{ field }] },
    });
  });

  it("needs a reason", async () => {
    const destination = { ...typedSms("910 000 702"), reason: " " };
    expect(await attempt(journey.newcomer(), { destination })).toMatchObject({
      status: 422,
      body: { code: "destination.no_reason", errors: [{ field: "reason" }] },
    });
  });

  it("makes the check strict and names it in the notes", async () => {
    const to = "+351910000703";
    const sent = await journey.sendTo({ typed: { destination: typedSms("910 000 703"), to } });
    const landing = await sent.phone.open();
    expect(landing.html).not.toContain("desk-");
    expect(landing.heading).toBe("First, check that it's you");
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("approving");
    const { body: details } = await eventually(
      () => sent.desk.details(sent.id),
      ({ body }) => body.row.status === "approving",
      { what: "the wait for a second person" },
    );
    expect(details.banner).toMatchObject({ verb: "WAIT", line: "Destination not on record" });
    expect(details.profile).toBe("strict");
    expect(details.row.passLine).toBe(3.6);
    expect(details.destination).toMatchObject({ origin: "typed", reason: REASON });
    const notes = await journey.notes(sent.ticket, 2);
    expect(notes[1]).toMatch(/Sent to SMS to \+351 [*\s\d]+, typed by desk-\d+, not on record/);
    expect(notes[1]).toContain(`Reason given ${REASON}`);
    expect(notes.join("")).not.toContain("910000703");
  });

  it("is the contact on record when it is the same number", async () => {
    const person = journey.newcomer();
    const { value } = contactOf(person, "sms");
    const country = value.startsWith("+351")
      ? "PT"
      : value.startsWith("+44")
        ? "GB"
        : value.startsWith("+91")
          ? "IN"
          : "US";
    const sent = await journey.sendTo({ person, typed: { destination: typedSms(value, country), to: value } });
    const { body } = await sent.desk.details(sent.id);
    expect(body).toMatchObject({ profile: "standard", destination: { origin: "on_record" } });
  });
});

describe.concurrent("a contact that changed days ago", () => {
  it("counts as typed", async () => {
    const sent = await journey.sendTo({ person: journey.named("changedContact") });
    const { body } = await sent.desk.details(sent.id);
    expect(body.profile).toBe("strict");
    const contacts = (await sent.desk.sendPage(sent.ticket.ticketId)).body.contacts;
    expect(contacts.find(({ channel }) => channel === "sms")).toMatchObject({ trusted: false });
  });
});

describe.concurrent("limits", () => {
  it("a link is sent again after thirty seconds at the soonest", async () => {
    const sent = await journey.sendTo();
    const again = await sent.desk.post(`/api/verifications/${sent.id}/resend`, {});
    expect(again).toMatchObject({ status: 429, body: { code: "resend.too_soon" } });
    const { resends, startedAt } = await journey.live(sent);
    expect(resends).toEqual({ left: 3, nextAt: startedAt + 30_000 });
    expect((await sent.phone.open()).step).toBe("landing");
  });

  it("one person is checked five times a day", async () => {
    const person = journey.newcomer();
    for (let check = 1; check <= 5; check += 1) {
      const sent = await journey.sendTo({ person });
      await sent.desk.post(`/api/verifications/${sent.id}/cancel`, {});
      await journey.ended(sent);
    }
    expect(await attempt(person)).toMatchObject({
      problem: "daily_limit",
      status: 409,
      body: { code: "guard.daily_limit" },
    });
  });

  it("one agent starts ten checks in ten minutes", async () => {
    const desk = journey.someAgent();
    for (let check = 1; check <= 10; check += 1) {
      await journey.sendTo({ desk });
    }
    const person = journey.newcomer();
    const ticket = await journey.openTicket({ person });
    const destination = { type: "contact", contactId: contactOf(person, "sms").id } as const;
    const refused = await desk.send({ ticketId: ticket.ticketId, callerOnLine: false, destination });
    expect(refused).toMatchObject({ status: 429, body: { code: "agent.too_many" } });
    const colleague = await journey.someAgent().send({ ticketId: ticket.ticketId, callerOnLine: false, destination });
    expect(colleague.status).toBe(202);
  });
});
