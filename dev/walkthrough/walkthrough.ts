/**
 * Drives the main job once against its own fresh instance, over HTTP only, and says what it saw.
 *   node dev/walkthrough/walkthrough.ts [--sms | --email] [--outcome pass|fail|timeout|not-enough] [--json]
 * Every ending has written expectations (walkthrough-endings.ts); any difference makes it exit
 * with 1. With --json one object is written to stdout and nothing else.
 */
import { parseArgs } from "node:util";
import { isBuilt } from "../local/build-stamp.ts";
import { Refusal, run } from "../local/cli.ts";
import { eventually, Phone, type Desk } from "./client.ts";
import type { Page } from "./page.ts";
import { DEMO_PEOPLE } from "../demo/cast.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import type { DemoPerson } from "../demo/model.ts";
import { personOf } from "../demo/organisation.ts";
import { startInstance, type Instance } from "../local/instance.ts";
import { CLOSES_TICKETS } from "../local/variables.ts";
import { contactOf, linkSentTo, openTicket, readable, signedIn, ticketSystem, type OpenedTicket } from "./story.ts";
import {
  answererFor,
  differencesFrom,
  ENDING_NAMES,
  isEnding,
  type After,
  type EndingName,
  type Seen,
} from "./walkthrough-endings.ts";

/** A ten minute link runs out in ten seconds. */
const TIMEOUT_CLOCK_RATE = 60;
const TIMEOUT_WITHIN_MS = 30_000;

interface Options {
  readonly channel: "sms" | "email";
  readonly ending: EndingName;
}

interface Report extends Options {
  readonly ok: boolean;
  readonly differences: readonly string[];
  readonly totalMs: number;
  readonly steps: readonly { readonly step: string; readonly ms: number }[];
  readonly notes: readonly string[];
}

function optionsOf(): Options & { readonly json: boolean } {
  const { sms, email, json, outcome } = readFlags();
  if (!isEnding(outcome) || (sms && email)) {
    throw new Refusal(`usage: walkthrough [--sms | --email] [--outcome ${ENDING_NAMES}] [--json]`);
  }
  return { channel: email ? "email" : "sms", ending: outcome, json };
}

function readFlags() {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { sms: flag, email: flag, json: flag, outcome: { type: "string", default: "pass" } } })
      .values;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

/** Runs named steps one after the other and keeps how long each took. */
class Steps {
  readonly done: { step: string; ms: number }[] = [];
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  async run<Value>(step: string, act: () => Promise<Value>): Promise<Value> {
    const from = performance.now();
    const value = await act();
    const ms = Math.round(performance.now() - from);
    this.done.push({ step, ms });
    this.#say(`${String(ms).padStart(7)} ms  ${step}`);
    return value;
  }
}

async function walk({ channel, ending }: Options, say: (line: string) => void): Promise<Report> {
  const steps = new Steps(say);
  const instance = await steps.run("Start a fresh instance", () =>
    startInstance({
      port: 0,
      changeGearPort: 0,
      directoryPort: 0,
      settings: CLOSES_TICKETS,
      ...(ending === "timeout" ? { clockRate: TIMEOUT_CLOCK_RATE } : {}),
    }),
  );
  try {
    const seen = await play(instance, { channel, ending }, steps);
    [...seen.notes, ...(seen.after?.notes ?? [])].forEach((note) => say(`\n${note}`));
    return reportOf({ channel, ending }, steps, { differences: differencesFrom(ending, seen), notes: seen.notes });
  } catch (error) {
    // A step that cannot be done is a difference too, and a reader of --json wants to hear of it.
    const what = error instanceof Error ? error.message : String(error);
    return reportOf({ channel, ending }, steps, {
      differences: [`stopped after "${steps.done.at(-1)?.step ?? ""}": ${what}`],
      notes: [],
    });
  } finally {
    await instance.close();
  }
}

function reportOf(options: Options, steps: Steps, found: Pick<Report, "differences" | "notes">): Report {
  const totalMs = steps.done.reduce((sum, { ms }) => sum + ms, 0);
  return { ok: found.differences.length === 0, ...options, totalMs, steps: steps.done, ...found };
}

async function play(instance: Instance, { channel, ending }: Options, steps: Steps): Promise<Seen> {
  const person = personOf(instance.organisation, DEMO_PEOPLE.dana);
  const contact = contactOf(person, channel);
  const ticket = await steps.run("Ticket created; webhook in, note with the link out", () =>
    openTicket(instance, { person, category: "Password reset" }),
  );
  const desk = await steps.run("Agent signs in", () => signedIn(instance, DEMO_AGENTS.aisha));
  const sendPage = await steps.run("Agent opens the Send page from the note", () => desk.sendPage(ticket.ticketId));
  const sent = await steps.run("Agent presses Send", () =>
    desk.send({
      ticketId: ticket.ticketId,
      callerOnLine: false,
      destination: { type: "contact", contactId: contact.id },
    }),
  );
  const link = await steps.run(channel === "sms" ? "SMS arrives" : "Email arrives", () =>
    linkSentTo(instance, contact.value),
  );
  const phone = new Phone(link);
  const page = await requester(phone, { instance, person, ending, steps });
  const last = await steps.run("Outcome reaches console and ticket", () =>
    outcomeOf({ instance, desk, ticket, id: sent.body.id }),
  );
  const seen = { sendPage: sendPage.body, sendStatus: sent.status, page, ...last };
  return ending === "pass" ? { ...seen, after: await actionOf({ instance, ticket, phone, steps }) } : seen;
}

const NEW_PASSWORD = "Copper-maple-drift-swan-7";
/** Beside those up to the outcome: the action is done, the ticket is closed. */
const NOTES_AFTER = 2;

async function actionOf(at: { instance: Instance; ticket: OpenedTicket; phone: Phone; steps: Steps }): Promise<After> {
  const { instance, ticket, phone, steps } = at;
  const tickets = ticketSystem(instance);
  const before = (await tickets.ticket(ticket.id)).notes.length;
  const page = await steps.run("Requester sets a new password", () =>
    phone.press("password", { password: NEW_PASSWORD }),
  );
  const notes = await steps.run("The ticket is told, and closed", () => tickets.notes(ticket.id, before + NOTES_AFTER));
  const { record } = await tickets.ticket(ticket.id);
  return { page, ticketStatus: record.Status, notes: notes.slice(before).map(readable) };
}

async function requester(
  phone: Phone,
  story: { instance: Instance; person: DemoPerson; ending: EndingName; steps: Steps },
): Promise<Page> {
  const { instance, person, ending, steps } = story;
  const answer = answererFor(ending, instance.organisation, person.id);
  const landing = await steps.run("Requester opens the link", () => phone.open());
  if (answer === undefined) {
    return steps.run("Nobody presses anything until the link has run out", () =>
      eventually(
        () => phone.open(),
        ({ step }) => step !== landing.step,
        { withinMs: TIMEOUT_WITHIN_MS, what: "the end of the link" },
      ),
    );
  }
  const first = await steps.run("Requester presses I contacted IT", () => phone.begin());
  const { page } = await steps.run("Requester answers the questions", () => phone.answerAll(first, answer));
  return page;
}

async function outcomeOf(at: {
  instance: Instance;
  desk: Desk;
  ticket: OpenedTicket;
  id: string;
}): Promise<Pick<Seen, "details" | "notes">> {
  const { instance, desk, ticket, id } = at;
  const notes = await ticketSystem(instance).notes(ticket.id, 3);
  const details = await eventually(
    () => desk.details(id),
    ({ body }) => body.row.endedAt !== undefined,
    { what: "an outcome in the console" },
  );
  return { details: details.body, notes: notes.map(readable) };
}

async function buildWhatChanged(): Promise<void> {
  if (!(await isBuilt())) {
    const { buildAll } = await import("../local/build.ts");
    await buildAll();
  }
}

await run(async () => {
  const { json, ...options } = optionsOf();
  await buildWhatChanged();
  const report = await walk(options, (line) => (json ? undefined : console.log(line)));
  if (json) {
    console.log(JSON.stringify(report, undefined, 2));
  } else if (report.ok) {
    console.log(`\nAs expected, in ${String(report.totalMs)} ms.`);
  } else {
    console.log(`\nNot as expected:\n- ${report.differences.join("\n- ")}`);
  }
  process.exitCode = report.ok ? 0 : 1;
});
