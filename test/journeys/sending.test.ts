/** What an agent does around a link: send, send again, another contact, take over, cancel. Time runs twenty times as fast. */
import { describe, expect, it } from "vitest";
import { eventually, Phone } from "../../dev/walkthrough/client.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { titles, useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney({ clockRate: 20 });

const act = (sent: Sent, verb: string, body: object = {}, desk = sent.desk) =>
  desk.post<{ code?: string }>(`/api/verifications/${sent.id}/${verb}`, body);

/** The pause between two sends is thirty seconds, here one and a half. */
const resent = (sent: Sent, body: object = {}) =>
  eventually(
    () => act(sent, "resend", body),
    ({ status }) => status !== 429,
    { what: "the end of the pause" },
  );

describe.concurrent("sending again", () => {
  it("replaces the link, and the new one works", async () => {
    const sent = await journey.sendTo();
    expect((await resent(sent)).status).toBe(200);
    const link = await journey.newLink(sent.to);
    expect(await sent.phone.open()).toMatchObject({ status: 410, step: "ended" });
    expect((await sent.phone.begin()).step).toBe("ended");
    const fresh = journey.phone(sent.person, link);
    expect((await journey.answerRight({ ...sent, phone: fresh }, await fresh.begin())).step).toBe("verified");
    expect(titles(await journey.notes(sent.ticket, 5))).toEqual([
      "Link offered",
      "Verification sent",
      "Verification sent again",
      "Verification begun",
      "Verification Outcome: Passed",
    ]);
  });

  it("is possible three times", async () => {
    const sent = await journey.sendTo();
    for (let again = 1; again <= 3; again += 1) {
      expect((await resent(sent)).status).toBe(200);
    }
    expect(await resent(sent)).toMatchObject({ status: 409, body: { code: "resend.none_left" } });
  });

  it("goes to the other contact on record, and leaves the first one nothing", async () => {
    const sent = await journey.sendTo({ person: journey.newcomer({ email: true }) });
    const mailbox = contactOf(sent.person, "email");
    expect((await journey.live(sent)).otherContacts.map(({ id }) => id)).toContain(mailbox.id);
    expect((await resent(sent, { contactId: mailbox.id })).status).toBe(200);
    const fresh = journey.phone(sent.person, await journey.newLink(mailbox.value));
    expect((await sent.phone.open()).status).toBe(410);
    expect((await journey.answerRight({ ...sent, phone: fresh }, await fresh.begin())).step).toBe("verified");
    expect((await journey.ended(sent)).destination).toMatchObject({ channel: "email", origin: "on_record" });
  });

  it("refuses a contact of somebody else", async () => {
    const sent = await journey.sendTo();
    const foreign = contactOf(journey.newcomer(), "sms");
    expect(await act(sent, "resend", { contactId: foreign.id })).toMatchObject({
      status: 422,
      body: { code: "contact.unknown" },
    });
  });

  it("is over once the requester has begun", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    expect(await resent(sent)).toMatchObject({ status: 409, body: { code: "session.not_allowed" } });
  });
});

describe.concurrent("ending a check from the desk", () => {
  it("cancels it, and the link with it", async () => {
    const sent = await journey.sendTo();
    expect((await act(sent, "cancel", { reason: "wrong ticket" })).status).toBe(200);
    expect((await sent.phone.open()).status).toBe(410);
    expect((await journey.ended(sent)).banner.verb).toBe("CANCELLED");
    const note = (await journey.notes(sent.ticket, 3)).at(-1) ?? "";
    expect(titles([note])).toEqual(["Verification cancelled"]);
    expect(note).toContain("Nobody was checked.");
    expect(note).toContain("wrong ticket");
  });

  it("cancels it while the requester answers", async () => {
    const sent = await journey.sendTo();
    const page = await sent.phone.begin();
    await act(sent, "cancel");
    expect(await sent.phone.answer(page, { type: "skip" })).toMatchObject({ status: 409, step: "ended" });
  });

  it("cannot be done twice", async () => {
    const sent = await journey.sendTo();
    await act(sent, "cancel");
    expect(await act(sent, "cancel")).toMatchObject({ status: 409, body: { code: "session.ended" } });
    expect(titles(await journey.notes(sent.ticket, 3))).toHaveLength(3);
  });

  it("records that the caller refused, and remembers it for the next check", async () => {
    const sent = await journey.sendTo();
    expect((await act(sent, "caller-refused")).status).toBe(200);
    expect((await journey.ended(sent)).row).toMatchObject({ status: "cancelled", detail: "caller_refused" });
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain("The caller refused or hung up");
    const next = await journey.sendTo({ person: sent.person });
    await journey.answerRight(next, await next.phone.begin());
    const { assessment } = await journey.ended(next);
    expect(assessment?.findings.map(({ id }) => id)).toContain("caller_refused");
  });
});

describe.concurrent("a colleague", () => {
  it("cannot touch a check that is not theirs", async () => {
    const sent = await journey.sendTo();
    for (const verb of ["resend", "cancel", "caller-refused", "new-code"]) {
      expect(await act(sent, verb, {}, journey.someAgent())).toMatchObject({
        status: 403,
        body: { code: "verification.not_in_charge" },
      });
    }
  });

  it("takes over with a reason that the ticket keeps", async () => {
    const sent = await journey.sendTo();
    const colleague = await journey.agent("aisha");
    expect((await act(sent, "take-over", { reason: "Shift change at noon" }, colleague)).status).toBe(200);
    const note = (await journey.notes(sent.ticket, 3)).at(-1) ?? "";
    expect(titles([note])).toEqual(["Taken over"]);
    expect(note).toContain("Reason given Shift change at noon");
    expect(note).toContain(DEMO_AGENTS.aisha.name);
    await eventually(
      () => colleague.live(sent.id),
      ({ body }) => body.own,
      { what: "the new owner" },
    );
    expect((await journey.live(sent)).own).toBe(false);
    const { body: page } = await eventually(
      () => colleague.sendPage(sent.ticket.ticketId),
      ({ body }) => body.open?.own === true,
      { what: "the new owner on the Send page" },
    );
    expect(page.open?.agentName).toBe(DEMO_AGENTS.aisha.name);
    expect((await sent.desk.sendPage(sent.ticket.ticketId)).body.open).toMatchObject({ own: false });
    expect((await act(sent, "cancel")).status).toBe(403);
    expect((await act(sent, "cancel", {}, colleague)).status).toBe(200);
  });

  it("gives a reason to take over", async () => {
    const sent = await journey.sendTo();
    expect((await act(sent, "take-over", { reason: " " }, journey.someAgent())).status).toBe(400);
  });

  it("cannot take over a check of themselves", async () => {
    const sent = await journey.sendTo({ person: journey.named("lee") });
    const lee = await journey.agent("lee");
    expect(await act(sent, "take-over", { reason: "I do it myself" }, lee)).toMatchObject({ status: 403 });
  });
});

describe.concurrent("pressing Send again", () => {
  const request = async (sent: Sent, key: string, callerOnLine: boolean) =>
    sent.desk.send({
      ticketId: sent.ticket.ticketId,
      callerOnLine,
      destination: { type: "contact", contactId: contactOf(sent.person, "sms").id },
      idempotencyKey: key,
    });

  it("with the same form sends once, also when both arrive together", async () => {
    const person = journey.newcomer();
    const ticket = await journey.openTicket({ person });
    const desk = journey.someAgent();
    const form = {
      ticketId: ticket.ticketId,
      callerOnLine: false,
      destination: { type: "contact", contactId: contactOf(person, "sms").id },
      idempotencyKey: "the-same-form",
    } as const;
    const replies = await Promise.all(Array.from({ length: 5 }, () => desk.send(form)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    const phone = new Phone(await journey.newLink(contactOf(person, "sms").value));
    expect((await phone.open()).step).toBe("landing");
    expect(titles(await journey.notes(ticket, 2))).toEqual(["Link offered", "Verification sent"]);
  });

  it("with other values under the same key is refused", async () => {
    const sent = await journey.sendTo();
    await act(sent, "cancel");
    expect((await request(sent, "a-key-of-mine", false)).status).toBe(202);
    expect(await request(sent, "a-key-of-mine", true)).toMatchObject({ status: 409, body: { code: "send.conflict" } });
  });

  it("while the person has an open check names that check", async () => {
    const sent = await journey.sendTo({ person: journey.newcomer({ email: true }) });
    const other = await journey.openTicket({ person: sent.person });
    const colleague = journey.someAgent();
    const page = (await colleague.sendPage(other.ticketId)).body;
    expect(page.open).toMatchObject({ verificationId: sent.id, ticketNumber: sent.ticket.number, own: false });
    const refused = await colleague.send({
      ticketId: other.ticketId,
      callerOnLine: false,
      destination: { type: "contact", contactId: contactOf(sent.person, "email").id },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: "guard.open", detail: sent.id } });
    await act(sent, "cancel");
    await eventually(
      () => colleague.sendPage(other.ticketId),
      ({ body }) => body.open === undefined,
      { what: "the person to be free" },
    );
  });
});
