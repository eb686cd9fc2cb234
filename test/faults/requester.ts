/**
 * Plays one verification against a product that may die at any moment. Every POST is sent again,
 * the very same, until it is acknowledged; now and then a client that lost a reply gives up
 * instead, and the agent cancels the check.
 */
import { outbox, pause, type Desk, Phone } from "../../dev/walkthrough/client.ts";
import { hidden, questionOf, type Page } from "../../dev/walkthrough/page.ts";
import type { ChangeGear } from "../../dev/changegear/server.ts";
import { splitNotes } from "../../dev/changegear/note-html.ts";
import { answersFor, wrongAnswerFor } from "../../dev/demo/answers.ts";
import type { DemoPerson, Organisation } from "../../dev/demo/model.ts";
import { isOrdinary } from "../../dev/demo/ordinary.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { givenResponse } from "../../workers/core/questions/question.ts";
import type { Journal, Story } from "./journal.ts";

/**
 * Of the time in which the product was up: twenty of its lives, and many leases of processes that died. A desk of
 * twenty that a busy machine serves has needed more than a minute for its first notes.
 */
const PATIENCE_MS = 120_000;
/** Twice what the product takes for the least of a person's reading, on its faster clock. */
const READING_MS = 150;
const NOTE_PATIENCE_MS = 1_500;
const GIVE_UP_SHARE = 0.2;
/** The status of a link that has ended. */
const GONE = 410;
const LAST_STEPS: ReadonlySet<string> = new Set(["verified", "not_verified", "timed_out", "ended"]);

export interface Scene {
  readonly url: string;
  /** Settles when the product answers. */
  readonly up: () => Promise<void>;
  /** For how long it has answered in all. */
  readonly upMs: () => number;
  readonly standIn: ChangeGear;
  readonly organisation: Organisation;
  readonly journal: Journal;
}

export interface Cast {
  readonly person: DemoPerson;
  readonly honest: boolean;
  readonly desk: Desk;
  readonly random: Random;
}

/** One in four is played by a stranger, and always the same ones: failures of the past weigh on the next check. */
export function castOf({ people }: Organisation): { readonly person: DemoPerson; readonly honest: boolean }[] {
  return people
    .filter(isOrdinary(Date.now()))
    .map((person) => ({ person, honest: Number(person.externalId) % 4 !== 0 }));
}

/** Each office has a home network of its own in the recorded ones. */
const HOMES: Readonly<Record<string, string>> = {
  Porto: "home",
  London: "home-london",
  Bengaluru: "home-bengaluru",
  Austin: "home-austin",
};

export interface OfferedTicket {
  readonly ticket: number;
  readonly ticketId: string;
}

/** Opens a ticket and waits for the link on it. */
export async function openTicket(scene: Scene, { person }: Pick<Cast, "person">): Promise<OfferedTicket> {
  const ticket = scene.standIn.store.create(
    { summary: "Cannot sign in", category: "Password reset", requester: Number(person.externalId) },
    { id: 900_000, name: "Service Desk" },
  ).ID;
  return { ticket, ticketId: await offered(scene, ticket) };
}

/** From Send to the last screen. */
export async function playVerification(scene: Scene, cast: Cast, offer: OfferedTicket): Promise<Story> {
  const id = await send(scene, cast, offer);
  const { person, honest } = cast;
  const story: Story = {
    id,
    ticket: offer.ticket,
    personId: person.id,
    honest,
    answers: [],
    abandoned: false,
  };
  scene.journal.stories.push(story);
  try {
    await new Requester(scene, cast, story).play(await linkOf(scene, story));
  } catch (error) {
    story.left = true;
    throw error;
  }
  return story;
}

export function notesOn(standIn: ChangeGear, ticket: number): string[] {
  return splitNotes(standIn.store.get(ticket)?.InternalNotes ?? "");
}

/** Waits for the note with the link. A webhook that was not acknowledged is sent again; the stand-in sends each once. */
async function offered({ standIn, up, upMs }: Scene, ticket: number): Promise<string> {
  const deadline = upMs() + PATIENCE_MS;
  for (let sentAt = Date.now(); upMs() < deadline; await pause(20)) {
    const ticketId = /\/tickets\/(tkt_[\w-]+)\/send/.exec(notesOn(standIn, ticket).join("\n"))?.[1];
    if (ticketId !== undefined) {
      return ticketId;
    }
    const record = standIn.store.get(ticket);
    const acknowledged = standIn.webhooks.deliveries.some((sent) => sent.ticketId === ticket && sent.status === 202);
    if (Date.now() > sentAt + NOTE_PATIENCE_MS && !acknowledged && record !== undefined) {
      await up();
      sentAt = Date.now();
      standIn.store.onChange(record);
    }
  }
  const sent = standIn.webhooks.deliveries.filter(({ ticketId }) => ticketId === ticket);
  throw new Error(
    `ticket ${String(ticket)} was never offered a link; webhooks: ${JSON.stringify(sent)}, last of all: ${JSON.stringify(standIn.webhooks.deliveries.at(-1))}`,
  );
}

async function send(scene: Scene, { desk }: Cast, about: OfferedTicket): Promise<string> {
  const { journal } = scene;
  const page = await insist(scene, () => desk.sendPage(about.ticketId), [200]);
  const [contact] = page.body.contacts;
  if (contact === undefined) {
    throw new Error(`no contact to send to: ${page.body.problem ?? ""}`);
  }
  const idempotencyKey = crypto.randomUUID();
  const destination = { type: "contact", contactId: contact.id } as const;
  const sent = await insist(scene, async () => {
    const reply = await desk.send({ ticketId: about.ticketId, destination, callerOnLine: false, idempotencyKey });
    if (reply.status === 202) {
      journal.append({ type: "sent", id: reply.body.id, ticket: about.ticket });
    }
    return reply;
  }, [202]);
  return sent.body.id;
}

/** The session's id is in the link: one byte of key generation, then sixteen of the id. */
const sessionOf = (link: string): string =>
  `vrf_${Buffer.from(link.split("/v/")[1] ?? "", "base64url")
    .subarray(1, 17)
    .toString("base64url")}`;

async function linkOf(scene: Scene, { id }: Story): Promise<string> {
  for (const deadline = scene.upMs() + PATIENCE_MS; scene.upMs() < deadline; await pause(60)) {
    const messages = await insist(scene, async () => ({ status: 200, body: await outbox(scene.url) }), [200]);
    const found = messages.body.find(({ link = "" }) => sessionOf(link) === id);
    if (found?.link !== undefined) {
      return found.link;
    }
  }
  throw new Unexpected(`the message of ${id} never came`);
}

class Requester {
  readonly #scene: Scene;
  readonly #cast: Cast;
  readonly #story: Story;
  /** What the POST under way promises once it is acknowledged. */
  #promise: (() => void) | undefined;

  constructor(scene: Scene, cast: Cast, story: Story) {
    this.#scene = scene;
    this.#cast = cast;
    this.#story = story;
  }

  async play(link: string): Promise<void> {
    const { person, honest } = this.#cast;
    const { organisation, journal } = this.#scene;
    const phone = new Phone(link, {
      network: HOMES[person.office.city] ?? "mobile",
      observe: ({ method, status }) => {
        if (method === "POST" && status === 303) {
          this.#promise?.();
          this.#promise = undefined;
        }
      },
    });
    const landing = await this.#get(phone);
    if (LAST_STEPS.has(landing.step)) {
      this.#story.lastStep = landing.step;
      return;
    }
    await pause(READING_MS);
    const fields = { started: "i_contacted", press: hidden(landing.html, "press"), claims: "" };
    let page = await this.#post(
      phone,
      () => phone.press("begin", fields),
      () => journal.append({ type: "begun", id: this.#story.id }),
    );
    if (page?.step === "landing") {
      throw new Unexpected("begun, and shown the first screen again");
    }
    const answerer = (honest ? answersFor : wrongAnswerFor)(organisation, person.id);
    while (page?.step.startsWith("question") === true) {
      page = await this.#answer(phone, page, answerer);
    }
    this.#story.lastStep = page?.step ?? "given up";
  }

  /** Undefined when the client gave up after a lost reply. */
  async #answer(phone: Phone, page: Page, answerer: ReturnType<typeof answersFor>): Promise<Page | undefined> {
    const { id, answers } = this.#story;
    const question = questionOf(page);
    const response = answerer(question);
    const ordinal = Number(hidden(page.html, "ordinal", "answer"));
    const attempt = Number(hidden(page.html, "attempt", "answer"));
    const answer = { ordinal, given: givenResponse(response, question.options), acknowledged: false };
    answers.push(answer);
    await pause(this.#cast.random() * 150);
    return this.#post(
      phone,
      () => phone.answer(page, response),
      () => {
        this.#scene.journal.append({ type: "answered", id, ordinal, attempt });
        answer.acknowledged = true;
      },
    );
  }

  async #get(phone: Phone): Promise<Page> {
    return insist(this.#scene, () => phone.open(), [200, GONE]);
  }

  /** The press and the page after it. Sent again, the very same, until it was acknowledged. */
  async #post(phone: Phone, press: () => Promise<Page>, promise: () => void): Promise<Page | undefined> {
    const { journal, up } = this.#scene;
    this.#promise = promise;
    for (let tries = 0; ; tries += 1) {
      try {
        const page = await press();
        if (page.status < 500) {
          // The very press was taken and its reply lost, or time was up: the check has ended, and says how.
          if (this.#promise !== undefined && !LAST_STEPS.has(page.step)) {
            throw new Unexpected(`a press got ${String(page.status)} ("${page.heading}") on try ${String(tries + 1)}`);
          }
          return page;
        }
        journal.counts.serverErrors += 1;
      } catch (error) {
        if (error instanceof Unexpected) {
          throw error;
        }
        journal.counts.lostReplies += 1;
      }
      await up();
      if (this.#promise === undefined) {
        // Acknowledged; only the page after it was lost.
        return this.#get(phone);
      }
      if (this.#story.answers.length > 0 && this.#cast.random() < GIVE_UP_SHARE) {
        await this.#giveUp();
        return undefined;
      }
      journal.counts.resent += 1;
    }
  }

  /** 409 when the lost answer was the last one: the check has ended by itself. */
  async #giveUp(): Promise<void> {
    const { id } = this.#story;
    this.#promise = undefined;
    this.#story.abandoned = true;
    await insist(
      this.#scene,
      async () => {
        const reply = await this.#cast.desk.post(`/api/verifications/${id}/cancel`, {});
        if (reply.status === 200) {
          this.#scene.journal.append({ type: "cancelled", id });
        }
        return reply;
      },
      [200, 409],
    );
  }
}

class Unexpected extends Error {}

/** Asks until it is answered. A check of the same person that is just ending may still hold its lease. */
async function insist<Value extends { readonly status: number }>(
  { up, upMs, journal }: Scene,
  ask: () => Promise<Value>,
  wanted: readonly number[],
): Promise<Value> {
  const deadline = upMs() + PATIENCE_MS;
  let last = "no reply";
  while (upMs() < deadline) {
    await up();
    try {
      const reply = await ask();
      if (wanted.includes(reply.status)) {
        return reply;
      }
      last = JSON.stringify(reply).slice(0, 300);
      journal.counts.serverErrors += reply.status >= 500 ? 1 : 0;
    } catch {
      journal.counts.lostReplies += 1;
    }
    await pause(50);
  }
  throw new Unexpected(`never answered with ${wanted.join(" or ")}; last: ${last}`);
}
