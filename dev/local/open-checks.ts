/**
 * What runs when a newcomer looks for the first time: a link that nobody has opened yet, a requester
 * who is at the second question, and a note that does not reach its ticket. Over HTTP, as people do it.
 */
import { answersFor } from "../demo/answers.ts";
import { DEMO_PEOPLE, type DemoName } from "../demo/cast.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import { personOf } from "../demo/organisation.ts";
import { eventually, outbox, Phone, type Desk } from "../walkthrough/client.ts";
import { questionOf } from "../walkthrough/page.ts";
import { contactOf, createTicket, openTicket, signedIn, ticketSystem } from "../walkthrough/story.ts";
import type { Instance } from "./instance.ts";

export async function openSomeChecks(instance: Instance): Promise<void> {
  const desk = await signedIn(instance, DEMO_AGENTS.aisha);
  const [, link] = await Promise.all([
    send(instance, desk, { name: "london", summary: "Password expired" }),
    send(instance, desk, { name: "bengaluru", summary: "Locked out of the build server" }),
  ]);
  await answerOne(instance, link);
  await strandANote(instance);
}

interface Case {
  readonly name: DemoName;
  readonly summary: string;
}

/** The link that went out. */
async function send(instance: Instance, desk: Desk, { name, summary }: Case): Promise<string> {
  const person = personOf(instance.organisation, DEMO_PEOPLE[name]);
  const { ticketId } = await openTicket(instance, { person, category: "Account unlock", summary });
  const contact = contactOf(person, "sms");
  const { status } = await desk.send({
    ticketId,
    destination: { type: "contact", contactId: contact.id },
    callerOnLine: false,
  });
  const sent = status === 202 ? await firstMessage(instance.url, contact.value) : undefined;
  if (sent === undefined) {
    throw new Error(`the demo's check of ${person.displayName} was not sent: ${String(status)}`);
  }
  return sent;
}

async function firstMessage(url: string, to: string): Promise<string | undefined> {
  const messages = await eventually(
    () => outbox(url, to),
    (found) => found[0]?.link !== undefined,
    { what: "the demo's message" },
  );
  return messages[0]?.link;
}

async function answerOne(instance: Instance, link: string): Promise<void> {
  const phone = new Phone(link, { network: "home-bengaluru" });
  const page = await phone.begin();
  await phone.answer(page, answersFor(instance.organisation, DEMO_PEOPLE.bengaluru)(questionOf(page)));
}

/** The next ticket is archived before it is there: its note is refused from the first try on. */
async function strandANote(instance: Instance): Promise<void> {
  const system = ticketSystem(instance);
  await system.faults({ archived: [(await system.newestId()) + 1] });
  const person = personOf(instance.organisation, DEMO_PEOPLE.austin);
  await createTicket(instance, { person, category: "Password reset", summary: "Old ticket, opened again" });
}
