/**
 * The product under load: the whole main job over HTTP, from the ticket's webhook to the note
 * with the outcome, as honest requesters without script play it.
 */
import { pause, Phone } from "../dev/walkthrough/client.ts";
import { hidden } from "../dev/walkthrough/page.ts";
import { isOrdinary } from "../dev/demo/ordinary.ts";
import { startInstance, type Instance } from "../dev/local/instance.ts";
import { addSignedInAgents, inventAgents } from "../dev/local/signed-in-agents.ts";
import { CLOSES_TICKETS } from "../dev/local/variables.ts";
import { createTimekeeper } from "../workers/adapters/platform/clock.ts";
import { startBenchDirectory } from "./directory.ts";
import {
  AGENT_OF_THE_PEER,
  CHECK_CATEGORY,
  CLOCK_RATE,
  NOTES,
  notesOn,
  offered,
  openTicket,
  playOnce,
  READING_MS,
  send,
  UNWATCHED,
  until,
  type Cast,
} from "./job.ts";
import { playReset, RESET_CATEGORY } from "./reset.ts";
import type { Counters, Trace } from "./trace.ts";
import type { Note } from "./load.ts";

/** Each may start ten checks in ten minutes. */
const AGENTS = 400;
const CHECKS_PER_PERSON = 50;
const RESET = { action: "password_reset", startsPerPersonPerDay: CHECKS_PER_PERSON };
/** Longest names that the configuration takes, for the sizes of pages. */
const LONG_NAME = "Wolkenstein-Hohenlohe Krankenhausverbund";

export interface Product {
  readonly instance: Instance;
  /** Plays one verification to its end, of the next person and by the next agent. */
  readonly play: (note: Note, betweenSteps?: () => Promise<void>) => Promise<void>;
  /** Plays one reset with an approval and a closed ticket. */
  readonly playReset: () => Promise<void>;
  readonly takeCounters: () => Promise<Counters>;
  readonly startTrace: () => Promise<void>;
  readonly takeTrace: () => Promise<Trace>;
  /** Everything that follows a verification has been done. */
  readonly quiet: () => Promise<void>;
  /** The first and the second page that a requester sees. */
  readonly pages: () => Promise<readonly SeenPage[]>;
  readonly close: () => Promise<void>;
}

export interface SeenPage {
  readonly name: string;
  readonly html: string;
  readonly headerBytes: number;
}

export async function startBenchProduct(bundle: string): Promise<Product> {
  const directory = await startBenchDirectory();
  const faster = { from: Date.now(), rate: CLOCK_RATE };
  const instance = await startInstance({
    port: 0,
    changeGearPort: 0,
    clockRate: faster.rate,
    clockFrom: faster.from,
    settings: CLOSES_TICKETS,
    bundle,
    onLog: (line) => process.stderr.write(`${line}\n`),
    variables: {
      ORGANISATION_NAME: LONG_NAME,
      DESK_PLACE: "the service desk on the second floor, next to the canteen",
      ...directory.variables,
      CATEGORIES: {
        [CHECK_CATEGORY]: { ...RESET, agentActs: true },
        [RESET_CATEGORY]: { ...RESET, secondPersonAlways: true },
      },
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
    playReset: () => playReset(nextCast(), createTimekeeper(faster).clock),
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
    close: async () => {
      await instance.close();
      directory.close();
    },
  };
}

/** Longer than a queue waits and an outbox drains on an idle machine. */
const QUIET_MS = 500;

/** Closes the ticket, which cancels the check that is open on it, and waits for the note that says so. */
async function stopChecks(cast: Cast, ticket: number): Promise<void> {
  const { store } = cast.instance.changeGear;
  store.step(ticket, { action: "Close", closeType: "Solved", comment: "Done." }, AGENT_OF_THE_PEER);
  await until(() => notesOn(cast, ticket) >= NOTES);
}

async function pagesOf(cast: Cast): Promise<readonly SeenPage[]> {
  const ticket = openTicket(cast, CHECK_CATEGORY);
  const { link } = await send(cast, { ...UNWATCHED, ticketId: await offered(cast, ticket) });
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
