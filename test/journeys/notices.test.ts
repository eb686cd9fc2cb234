/** What contacts on record are told, and "This wasn't me" behind the link in it, over HTTP. */
import { expect, it } from "vitest";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney({ directoryPort: 0 });

const LINK = /https?:\/\/\S+(\/me\/stop\/[\w-]{46})/u;
const TYPED = { type: "email", address: "caller@elsewhere.example", reason: "Says the phone is lost" } as const;

async function linksTo(to: string, atLeast = 1): Promise<readonly string[]> {
  await journey.instance.sweep();
  const linksIn = async () =>
    (await outbox(journey.instance.url, to)).flatMap(({ text }) => LINK.exec(text)?.slice(1) ?? []);
  return eventually(linksIn, (links) => links.length >= atLeast, { what: "the notice", withinMs: 20_000 });
}

async function read(path: string): Promise<string> {
  const reply = await fetch(`${journey.instance.url}${path}`, { headers: { "user-agent": "A phone" } });
  expect(reply.status).toBe(200);
  return reply.text();
}

async function press(path: string): Promise<string> {
  const token = /name="press" value="([^"]+)"/u.exec(await read(path))?.[1] ?? "";
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
  const reply = await fetch(`${journey.instance.url}${path}`, {
    method: "POST",
    body: new URLSearchParams({ press: token }),
    headers: { origin: journey.instance.url, "user-agent": "A phone" },
  });
  return reply.text();
}

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
  const [link = ""] = await linksTo(sent.to);
  await read(link);
  await read(link);
  expect((await sent.desk.details(sent.id)).body.row.verdict.word).not.toBe("reported");
  const pressed = await press(link);
  expect(pressed).toContain("It is stopped");
  expect(pressed).toContain("nobody can be checked as you");
  expect(await press(link)).toContain("It is stopped");
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
  const [link = ""] = await linksTo(contactOf(sent.person, "sms").value);
  expect(await press(link)).toContain("It is stopped");
  expect((await sent.phone.open()).step).toBe("reported");
  // Nothing was told to the address that the caller named.
  expect((await outbox(journey.instance.url, TYPED.address)).some(({ text }) => LINK.test(text))).toBe(false);
});
