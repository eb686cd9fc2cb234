/**
 * One running product per test file, and the main job's steps as one call each. Everything goes
 * over HTTP; what a test needs to see of the inside it asks of the ticket system, the console's
 * API or the outbox. People are handed out once, so that no test meets another one's locks.
 */
import { afterAll, beforeAll, expect } from "vitest";
import { Desk, eventually, Phone, TicketSystem } from "../../dev/walkthrough/client.ts";
import type { Page } from "../../dev/walkthrough/page.ts";
import { DEMO_PEOPLE, type DemoName } from "../../dev/demo/cast.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { hasPlaceAround, isWellKnown } from "../../dev/demo/well-known.ts";
import { startInstance, type Instance, type InstanceOptions } from "../../dev/local/instance.ts";
import { type SeedDatabase } from "../../dev/local/seed.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { attest, type AttestedTable } from "./attest.ts";
import { personCookie } from "./person-cookie.ts";
import { addSignedInAgents, inventAgents, type SignedInAgent } from "../../dev/local/signed-in-agents.ts";
import {
  contactOf,
  linkSentTo,
  openTicket,
  readable,
  signedIn,
  type OpenedTicket,
  type TicketForm,
} from "../../dev/walkthrough/story.ts";
import type { DetailsReply } from "../../workers/contract/console/verifications.ts";
import type { LiveReply } from "../../workers/contract/console/live.ts";
import type { SendRequest } from "../../workers/contract/console/send.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "../../workers/core/policy/policy.ts";
import { defined } from "../../workers/core/kit/defined.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";

type AgentName = keyof typeof DEMO_AGENTS;

export interface SendOptions {
  /** A function: asked for another one until the product says that enough is known of them. */
  readonly person?: DemoPerson | (() => DemoPerson | Promise<DemoPerson>);
  readonly category?: string;
  readonly ticket?: OpenedTicket;
  readonly desk?: Desk;
  readonly channel?: "sms" | "email";
  /** Typed by the agent instead of a contact on record, and where it ends up. */
  readonly typed?: {
    readonly destination: Exclude<SendRequest["destination"], { type: "contact" }>;
    readonly to: string;
  };
  readonly callerOnLine?: boolean;
  readonly evidenceOnly?: boolean;
}

export interface Sent {
  readonly ticket: OpenedTicket;
  readonly person: DemoPerson;
  readonly desk: Desk;
  readonly id: string;
  readonly to: string;
  readonly link: string;
  readonly phone: Phone;
}

const DESK_AGENTS = 30;
/** The network of a person at home, by office. */
const NETWORKS: Readonly<Record<string, string>> = {
  Porto: "mobile",
  London: "home-london",
  Bengaluru: "home-bengaluru",
  Austin: "home-austin",
};

export class Journey {
  /** What the Worker has logged. */
  readonly log: string[] = [];
  readonly #options: Partial<InstanceOptions>;
  readonly #desks = new Map<AgentName, Promise<Desk>>();
  readonly #links: string[] = [];
  #agents: SignedInAgent[] = [];
  #people: DemoPerson[] = [];
  #instance: Instance | undefined;

  constructor(options: Partial<InstanceOptions>) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const instance = await startInstance({
      port: 0,
      changeGearPort: 0,
      onLog: (line) => this.log.push(line),
      ...this.#options,
    });
    this.#instance = instance;
    this.#people = ordinaryPeople(instance);
    this.#agents = inventAgents(DESK_AGENTS);
    // A day ahead: a faster clock must not idle them out.
    await addSignedInAgents(await this.database(), this.#agents, {
      rootSecret: instance.rootSecret,
      now: Date.now() + DAY_MS,
    });
  }

  async close(): Promise<void> {
    await this.#instance?.close();
  }

  get instance(): Instance {
    if (this.#instance === undefined) {
      throw new Error("the journey has not started");
    }
    return this.#instance;
  }

  get tickets(): TicketSystem {
    return new TicketSystem(this.instance.changeGearUrl);
  }

  async database(): Promise<SeedDatabase> {
    return this.instance.miniflare.getD1Database("DB");
  }

  /** For rows that a test changed by SQL. */
  async attest(table: AttestedTable, column: string, value: unknown): Promise<void> {
    const db = await this.instance.miniflare.getD1Database("DB");
    await attest(db, createKeyring(this.instance.rootSecret, {}), { table, column, value });
  }

  /** The cookie of somebody who is signed in at their own page, with a second factor, in a browser of that user agent. */
  signedInPerson({ id }: DemoPerson, browser: string): Promise<string> {
    return personCookie(this.instance, { id, browser });
  }

  named(name: DemoName): DemoPerson {
    return personOf(this.instance.organisation, DEMO_PEOPLE[name]);
  }

  /**
   * Somebody ordinary whom no other test has met; reachable by SMS, and by email too when asked for.
   * `wellKnown`: of whom enough is mostly known for the strict checks as well, where much may not be asked.
   */
  newcomer({ email = false, wellKnown = false }: { email?: boolean; wellKnown?: boolean } = {}): DemoPerson {
    const fits = (person: DemoPerson): boolean =>
      (!email || person.contacts.some(({ channel }) => channel === "email")) &&
      (!wellKnown || (isWellKnown(person) && hasPlaceAround(person, this.instance.organisation)));
    // Closed tickets may be asked about in every story: of who has most there is most likely enough.
    const tickets = ({ facts }: DemoPerson): number => (wellKnown ? facts.closedTickets.length : 0);
    const [first] = this.#people.filter(fits).toSorted((one, other) => tickets(other) - tickets(one));
    const place = first === undefined ? -1 : this.#people.indexOf(first);
    return taken(this.#people, { what: "people", place });
  }

  /** A named agent of the demo desk, signed in by a link. */
  agent(name: AgentName): Promise<Desk> {
    const known = this.#desks.get(name) ?? signedIn(this.instance, DEMO_AGENTS[name]);
    this.#desks.set(name, known);
    return known;
  }

  /** Another agent each time: one may start ten checks in ten minutes. */
  someAgent(): Desk {
    return new Desk(this.instance.url, { token: taken(this.#agents, { what: "agents", place: 0 }).token });
  }

  openTicket(form: Partial<TicketForm> = {}): Promise<OpenedTicket> {
    return openTicket(this.instance, { category: "Password reset", person: this.newcomer(), ...form });
  }

  /**
   * Opens a ticket, sends the link and waits until it has arrived. Where a destination is typed for
   * nobody in particular, for the first newcomer of whom the product says that enough is known.
   */
  async sendTo({ person, ...options }: SendOptions = {}): Promise<Sent> {
    const anybody = options.typed !== undefined && person === undefined && options.ticket === undefined;
    const draw = anybody ? () => this.newcomer({ wellKnown: true }) : person;
    for (;;) {
      const who = typeof draw === "function" ? await draw() : draw;
      const sent = await this.#send({ ...options, ...defined({ person: who }) });
      if (!("refusal" in sent)) {
        return sent;
      }
      if (typeof draw !== "function" || sent.refusal !== "too_few_facts") {
        return expect.fail(`nothing was sent: ${sent.refusal}`);
      }
    }
  }

  async #send(
    options: Omit<SendOptions, "person"> & { readonly person?: DemoPerson },
  ): Promise<Sent | { readonly refusal: string }> {
    const {
      person = this.newcomer({ email: options.channel === "email" }),
      category = "Password reset",
      desk = this.someAgent(),
      typed,
    } = options;
    const ticket = options.ticket ?? (await this.openTicket({ person, category }));
    const contact = contactOf(person, options.channel ?? "sms");
    const to = typed?.to ?? contact.value;
    const reply = await desk.send({
      ticketId: ticket.ticketId,
      callerOnLine: options.callerOnLine ?? false,
      ...(options.evidenceOnly === true ? { evidenceOnly: true } : {}),
      destination: typed?.destination ?? { type: "contact", contactId: contact.id },
    });
    if (reply.status !== 202) {
      return { refusal: reply.body.detail ?? JSON.stringify(reply) };
    }
    const link = await this.newLink(to);
    return { ticket, person, desk, id: reply.body.id, to, link, phone: this.phone(person, link) };
  }

  /** The next link that arrives at a destination. */
  async newLink(to: string): Promise<string> {
    const link = await linkSentTo(this.instance, to, this.#links);
    this.#links.push(link);
    return link;
  }

  phone(person: DemoPerson, link: string): Phone {
    return new Phone(link, { network: NETWORKS[person.office.city] ?? "mobile" });
  }

  /** A whole check that ends well. */
  async passed(options: SendOptions = {}): Promise<Sent & { readonly page: Page }> {
    const sent = await this.sendTo(options);
    const page = await this.answerRight(sent, await sent.phone.begin());
    expect(page.step).toBe("verified");
    return { ...sent, page };
  }

  async answerRight({ person, phone }: Sent, first: Page): Promise<Page> {
    return (await phone.answerAll(first, answersFor(this.instance.organisation, person.id))).page;
  }

  /** Details once the check has ended. */
  async ended({ desk, id }: Pick<Sent, "desk" | "id">): Promise<DetailsReply> {
    const { body } = await eventually(
      () => desk.details(id),
      ({ body }) => body.row?.endedAt !== undefined,
      { what: "the end of the check", withinMs: 40_000 },
    );
    return body;
  }

  async live({ desk, id }: Pick<Sent, "desk" | "id">): Promise<LiveReply> {
    return (await desk.live(id)).body;
  }

  /** Waits for a number of notes; all of them as a reader sees them, oldest first. */
  async notes({ id }: Pick<OpenedTicket, "id">, atLeast: number): Promise<readonly string[]> {
    return (await this.tickets.notes(id, atLeast)).map(readable);
  }

  /** All notes, once one of them has the title: how many come before it is for others to count. */
  async notesWith(ticket: Pick<OpenedTicket, "id">, title: string): Promise<readonly string[]> {
    return eventually(
      () => this.notes(ticket, 1),
      (notes) => titles(notes).includes(title),
      { what: `the note "${title}"`, withinMs: 30_000 },
    );
  }
}

export function useJourney(options: Partial<InstanceOptions> = {}): Journey {
  const journey = new Journey(options);
  beforeAll(() => journey.start());
  afterAll(() => journey.close());
  return journey;
}

/** What a reader sees of a page, without head, style and script. */
export function textOf(page: Page): string {
  const main = /<main[^>]*>(.*?)<template/s.exec(page.html)?.[1] ?? page.html;
  return readable(main.replaceAll(/<\/(?:h\d|li|button|a|div|label|bdi)>/g, "\n"));
}

/** First lines of notes, without brand and time. */
export function titles(notes: readonly string[]): readonly string[] {
  return notes.map((note) => (note.split("\n")[0] ?? "").replace(/^\[imper\.ai\] /, "").replace(/ \(\d\d:\d\d\)$/, ""));
}

function taken<Item>(items: Item[], { what, place }: { what: string; place: number }): Item {
  const item = place < 0 ? undefined : items.splice(place, 1)[0];
  if (item === undefined) {
    throw new Error(`no more ${what} to hand out`);
  }
  return item;
}

/** Active, unprivileged, one of a name, known well enough, and every contact old enough to count. */
function ordinaryPeople({ organisation }: Instance): DemoPerson[] {
  const named = new Set<string>(Object.values(DEMO_PEOPLE));
  const names = Map.groupBy(organisation.people, ({ displayName }) => displayName);
  const old = Date.now() - CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;
  return organisation.people.filter(
    ({ id, active, privileged, displayName, contacts, facts }) =>
      !named.has(id) &&
      active &&
      !privileged &&
      names.get(displayName)?.length === 1 &&
      contacts.some(({ channel }) => channel === "sms") &&
      contacts.every(({ baseline, changedAt }) => baseline || changedAt < old) &&
      facts.groups.length > 1,
  );
}
