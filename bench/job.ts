/** One verification over HTTP, from the ticket's webhook on, as an honest requester without script plays it. */
import { splitNotes } from "../dev/changegear/note-html.ts";
import { Desk, pause, Phone, type Observer } from "../dev/walkthrough/client.ts";
import { hidden, questionOf, type Page } from "../dev/walkthrough/page.ts";
import { answersFor } from "../dev/demo/answers.ts";
import type { DemoPerson } from "../dev/demo/model.ts";
import type { Instance } from "../dev/local/instance.ts";
import type { Note } from "./load.ts";

/** Time runs faster, so that nobody waits for people: a press must come 400 ms after its page. */
export const CLOCK_RATE = 20;
export const READING_MS = 450 / CLOCK_RATE;
/** The first job ends with the pass, as where no system is connected. */
export const CHECK_CATEGORY = "Password reset";
export const NOTES = 3;
export const AGENT_OF_THE_PEER = { id: 900_000, name: "Service Desk" };

export interface Cast {
  readonly instance: Instance;
  readonly person: DemoPerson;
  readonly token: string;
}

interface Watch {
  readonly note: Note;
  readonly betweenSteps: () => Promise<void>;
}

export async function playOnce(cast: Cast, { note, betweenSteps }: Watch): Promise<void> {
  const ticket = openTicket(cast, CHECK_CATEGORY);
  const { page } = await answered(cast, ticket, { note, betweenSteps });
  if (page.step !== "verified") {
    throw new Error(`${cast.person.displayName} ended at "${page.heading}"`);
  }
  await until(() => notesOn(cast, ticket) >= NOTES);
}

interface Answered {
  /** Of the check. */
  readonly id: string;
  readonly desk: Desk;
  readonly phone: Phone;
  /** After the last question. */
  readonly page: Page;
}

export const UNWATCHED: Watch = { note: () => undefined, betweenSteps: () => Promise.resolve() };

/** From the link on the ticket to the last answer. */
export async function answered(cast: Cast, ticket: number, watch = UNWATCHED): Promise<Answered> {
  const { instance, person } = cast;
  const { note, betweenSteps } = watch;
  const ticketId = await offered(cast, ticket);
  await betweenSteps();
  const { id, desk, link } = await send(cast, { ticketId, note, betweenSteps });
  await betweenSteps();
  const phone = new Phone(link, { network: "mobile", observe: timed(note) });
  const landing = await phone.open();
  await pause(READING_MS);
  await betweenSteps();
  let page = await phone.press("begin", { started: "i_contacted", press: hidden(landing.html, "press"), claims: "" });
  const answers = answersFor(instance.organisation, person.id);
  while (page.step.startsWith("question")) {
    await betweenSteps();
    page = await phone.answer(page, answers(questionOf(page)));
  }
  return { id, desk, phone, page };
}

export function openTicket({ instance, person }: Cast, category: string): number {
  return instance.changeGear.store.create(
    { summary: "Cannot sign in", category, requester: Number(person.externalId) },
    AGENT_OF_THE_PEER,
  ).ID;
}

const noteText = ({ instance }: Cast, ticket: number): string =>
  instance.changeGear.store.get(ticket)?.InternalNotes ?? "";
export const notesOn = (cast: Cast, ticket: number): number => splitNotes(noteText(cast, ticket)).length;

export async function offered(cast: Cast, ticket: number): Promise<string> {
  const found = (): string | undefined => /\/tickets\/(tkt_[\w-]+)\/send/.exec(noteText(cast, ticket))?.[1];
  await until(() => found() !== undefined);
  return found() ?? "";
}

type Sent = Pick<Answered, "id" | "desk"> & { readonly link: string };

export async function send(cast: Cast, about: Watch & { ticketId: string }): Promise<Sent> {
  const { instance, token } = cast;
  const { ticketId, note, betweenSteps } = about;
  const desk = new Desk(instance.url, { token, observe: timed(note) });
  const page = await desk.sendPage(ticketId);
  const [contact] = page.body.contacts;
  if (contact === undefined) {
    throw new Error(`nowhere to send to: ${page.body.problem ?? String(page.status)}`);
  }
  await betweenSteps();
  const sent = await desk.send({
    ticketId,
    destination: { type: "contact", contactId: contact.id },
    callerOnLine: false,
  });
  if (sent.status !== 202) {
    throw new Error(`send was answered with ${String(sent.status)} ${sent.body.code ?? ""} ${sent.body.detail ?? ""}`);
  }
  let link: string | null = null;
  await until(async () => {
    link = (await (await fetch(`${instance.url}/bench/link?id=${sent.body.id}`)).json()) as string | null;
    return link !== null;
  });
  return { id: sent.body.id, desk, link: link ?? "" };
}

export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const PATIENCE_MS = 60_000;
  for (const deadline = performance.now() + PATIENCE_MS; !(await done()); await pause(2)) {
    if (performance.now() > deadline) {
      throw new Error("a verification got stuck");
    }
  }
}

/** Names the requests; a page after a press is one kind, whatever it shows. */
function timed(note: Note): Observer {
  let pressed = false;
  return ({ method, path, ms }) => {
    if (path.startsWith("/api/")) {
      note({ name: method === "GET" ? "console: Send page" : "console: Send", ms });
      return;
    }
    note({
      name:
        method === "POST" ? `portal: ${path.slice(1)}` : pressed ? "portal: page after a press" : "portal: first page",
      ms,
    });
    pressed ||= method === "POST";
  };
}
