/** What contacts on record are told, and "This wasn't me" behind the link in it, over HTTP. */
import { expect, it } from "vitest";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { useJourney, type Sent } from "../support/journey.ts";
import { NOTICE_LINK, noticeLink, pressNotice, readNotice } from "../support/notices.ts";

const journey = useJourney({ directoryPort: 0 });

const TYPED = { type: "email", address: "caller@elsewhere.example", reason: "Says the phone is lost" } as const;

async function reset(): Promise<Sent> {
  const sent = await journey.sendTo();
  await journey.answerRight(sent, await sent.phone.begin());
  expect((await sent.phone.press("password", { password: "Copper-maple-drift-swan-7" })).step).toBe("action_done");
  await eventually(
    async () => (await sent.desk.details(sent.id)).body.told,
    (told) => told.length > 0,
    { what: "that contacts are told", withinMs: 20_000 },
  );
  return sent;
}

it("after a reset: read by nobody's robot, pressed once, and nobody is checked as them for a day", async () => {
  const sent = await reset();
  const link = await noticeLink(journey, sent.to);
  await readNotice(journey, link);
  await readNotice(journey, link);
  expect((await sent.desk.details(sent.id)).body.row.verdict.word).not.toBe("reported");
  const pressed = await pressNotice(journey, link);
  expect(pressed).toContain("It is stopped");
  expect(pressed).toContain("nobody can be checked as you");
  expect(await pressNotice(journey, link)).toContain("It is stopped");
  const ticket = await journey.openTicket({ person: sent.person });
  const again = await journey.someAgent().send({
    ticketId: ticket.ticketId,
    callerOnLine: false,
    destination: { type: "contact", contactId: contactOf(sent.person, "sms").id },
  });
  expect([again.status, again.body.code]).toEqual([409, "guard.fenced"]);
  await journey.notesWith(sent.ticket, "Verification Outcome: Failed (Reported)");
  expect(journey.log.join()).not.toContain(link.slice("/me/stop/".length));
});

it("at Send for a typed destination: the person stops what they did not ask for, and the caller's link is dead", async () => {
  const sent = await journey.sendTo({ typed: { destination: TYPED, to: TYPED.address } });
  const { told } = (await sent.desk.details(sent.id)).body;
  expect(told).toMatchObject([{ cause: "sent", action: "password_reset" }]);
  const link = await noticeLink(journey, contactOf(sent.person, "sms").value);
  expect(await pressNotice(journey, link)).toContain("It is stopped");
  expect((await sent.phone.open()).step).toBe("reported");
  // Nothing was told to the address that the caller named.
  expect((await outbox(journey.instance.url, TYPED.address)).some(({ text }) => NOTICE_LINK.test(text))).toBe(false);
});
