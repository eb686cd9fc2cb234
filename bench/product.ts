/**
 * The product under load: the whole main job over HTTP, from the ticket's webhook to the note
 * with the outcome, as honest requesters without script play it.
 */
import { splitNotes } from "../dev/changegear/note-html.ts";
import { Desk, pause, Phone, type Observer } from "../dev/walkthrough/client.ts";
import { hidden, questionOf } from "../dev/walkthrough/page.ts";
import { answersFor } from "../dev/demo/answers.ts";
import type { DemoPerson } from "../dev/demo/model.ts";
import { isOrdinary } from "../dev/demo/ordinary.ts";
import { startInstance, type Instance } from "../dev/local/instance.ts";
import { addSignedInAgents, inventAgents } from "../dev/local/signed-in-agents.ts";
import type { Counters, Trace } from "./trace.ts";
import type { Note } from "./load.ts";

/** Time runs faster, so that nobody waits for people: a press must come 400 ms after its page. */
export const CLOCK_RATE = 20;
export const READING_MS = 450 / CLOCK_RATE;
/** Each may start ten checks in ten minutes. */
const AGENTS = 400;
const CHECKS_PER_PERSON = 50;
const NOTES = 3;
const AGENT_OF_THE_PEER = { id: 900_000, name: "Service Desk" };
/** Longest names that the configuration takes, for the sizes of pages. */
const LONG_NAME = "Wolkenstein-Hohenlohe Krankenhausverbund";

export interface Product {
  readonly instance: Instance;
  /** Plays one verification to its end, of the next person and by the next agent. */
  readonly play: (note: Note, betweenSteps?: () => Promise<void>) => Promise<void>;
  readonly takeCounters: () => Promise<Counters>;
  readonly startTrace: () => Promise<void>;
  readonly takeTrace: () => Promise<Trace>;
  /** Everything that follows a verification has been done. */
  readonly quiet: () => Promise<void>;
  /** The first and the second page that a requester sees. */
  readonly pages: () => Promise<readonly SeenPage[]>;
}

export interface SeenPage {
  readonly name: string;
  readonly html: string;
  readonly headerBytes: number;
}

export async function startBenchProduct(bundle: string): Promise<Product> {
  const instance = await startInstance({
    port: 0,
    changeGearPort: 0,
    clockRate: CLOCK_RATE,
    bundle,
    onLog: (line) => process.stderr.write(`${line}\n`),
    variables: {
      ORGANISATION_NAME: LONG_NAME,
      DESK_PLACE: "the service desk on the second floor, next to the canteen",
      CATEGORIES: { "Password reset": { action: "password_reset", startsPerPersonPerDay: CHECKS_PER_PERSON } },
    },
  });
  const agents = inventAgents(AGENTS);
  await addSignedInAgents(await instance.miniflare.getD1Database("DB"), agents, {
    rootSecret: instance.rootSecret,
    now: Date.now(),
  });
  const people = instance.organisation.people.filter(isOrdinary(Date.now()));
  let played = 0;
  const nextCast = (): Cast => {
    const person = people[played % people.length];
    const agent = agents[played % agents.length];
    played += 1;
    if (person === undefined || agent === undefined) {
      throw new Error("nobody to play");
    }
    return { instance, person, token: agent.token };
  };
  const bench = async (path: string, method = "GET"): Promise<unknown> => {
    const text = await (await fetch(`${instance.url}/bench/${path}`, { method })).text();
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
  return {
    instance,
    play: (note, betweenSteps = () => Promise.resolve()) => playOnce(nextCast(), { note, betweenSteps }),
    takeCounters: async () => (await bench("counters")) as Counters,
    startTrace: async () => void (await bench("trace", "POST")),
    takeTrace: async () => (await bench("trace")) as Trace,
    quiet: async () => {
      await instance.changeGear.webhooks.idle();
      await pause(QUIET_MS);
      await instance.changeGear.webhooks.idle();
    },
    pages: () => pagesOf(nextCast()),
  };
}

/** Longer than a queue waits and an outbox drains on an idle machine. */
const QUIET_MS = 500;

interface Cast {
  readonly instance: Instance;
  readonly person: DemoPerson;
  readonly token: string;
}

interface Watch {
  readonly note: Note;
  readonly betweenSteps: () => Promise<void>;
}

async function playOnce(cast: Cast, { note, betweenSteps }: Watch): Promise<void> {
  const { instance, person } = cast;
  const ticket = openTicket(cast);
  const ticketId = await offered(cast, ticket);
  await betweenSteps();
  const link = await send(cast, { ticketId, note, betweenSteps });
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
  if (page.step !== "verified") {
    throw new Error(`${person.displayName} ended at "${page.heading}"`);
  }
  await until(() => notesOn(cast, ticket) >= NOTES);
}

function openTicket({ instance, person }: Cast): number {
  return instance.changeGear.store.create(
    { summary: "Cannot sign in", category: "Password reset", requester: Number(person.externalId) },
    AGENT_OF_THE_PEER,
  ).ID;
}

const noteText = ({ instance }: Cast, ticket: number): string =>
  instance.changeGear.store.get(ticket)?.InternalNotes ?? "";
const notesOn = (cast: Cast, ticket: number): number => splitNotes(noteText(cast, ticket)).length;

async function offered(cast: Cast, ticket: number): Promise<string> {
  const found = (): string | undefined => /\/tickets\/(tkt_[\w-]+)\/send/.exec(noteText(cast, ticket))?.[1];
  await until(() => found() !== undefined);
  return found() ?? "";
}

async function send(cast: Cast, about: Watch & { ticketId: string }): Promise<string> {
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
  return link ?? "";
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
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

/** Closes the ticket, which cancels the check that is open on it, and waits for the note that says so. */
async function stopChecks(cast: Cast, ticket: number): Promise<void> {
  const { store } = cast.instance.changeGear;
  store.step(ticket, { action: "Close", closeType: "Solved", comment: "Done." }, AGENT_OF_THE_PEER);
  await until(() => notesOn(cast, ticket) >= NOTES);
}

async function pagesOf(cast: Cast): Promise<readonly SeenPage[]> {
  const ticket = openTicket(cast);
  const nothing = { note: () => undefined, betweenSteps: () => Promise.resolve() };
  const link = await send(cast, { ...nothing, ticketId: await offered(cast, ticket) });
  const phone = new Phone(link);
  const { headers } = await fetch(link);
  const headerBytes = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  const landing = await phone.open();
  await pause(READING_MS);
  const question = await phone.press("begin", {
    started: "i_contacted",
    press: hidden(landing.html, "press"),
    claims: "",
  });
  // Left open, it would keep its person from the next round.
  await stopChecks(cast, ticket);
  return [
    { name: "first page", html: landing.html, headerBytes },
    { name: "first question", html: question.html, headerBytes },
  ];
}
