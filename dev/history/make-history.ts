/**
 * Ninety days of an invented service desk, made by the product itself: tickets come in, links are
 * sent, phones answer, checks are decided, notes are written, old data is deleted, all as it would
 * have been on those days. Nothing here writes a row of the product's by hand.
 */
import type { AgentRecord } from "../../workers/app/ports/agents.ts";
import { startSession } from "../../workers/app/access/sign-in.ts";
import { removeExpired } from "../../workers/app/upkeep/retention.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { createKeyring, type Keyring } from "../../workers/adapters/crypto/keyring.ts";
import { sealFacts } from "../../workers/adapters/d1/sealed-facts.ts";
import type { PersonId } from "../../workers/core/kit/ids.ts";
import { DESK_BROWSER } from "../demo/browsers.ts";
import { DEMO_PEOPLE } from "../demo/cast.ts";
import { between, pick } from "../demo/chance.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import type { DemoPerson, Organisation } from "../demo/model.ts";
import { createOrganisation, personOf } from "../demo/organisation.ts";
import { seededRandom, shuffled } from "../demo/seeded-random.ts";
import { hasEnough, isWellKnown } from "../demo/well-known.ts";
import { seed } from "../local/seed.ts";
import { Check, NotSent } from "./check.ts";
import type { HistoryOrder, HistoryPart, History } from "./history.ts";
import { attackOfTheWave, PLOTS, WAVE, type Category, type Plot } from "./plots.ts";
import type { Clockwork } from "./platform/clockwork.ts";
import { createWorld, type World } from "./world.ts";

const DAYS = 90;
/** The objects of ended checks live for a day; what is made here has none. */
const ENDS_BEFORE_MS = DAY_MS;
const WAVE_DAYS_AGO = 12;
/** Long enough ago that her questions of today owe nothing to them. */
const DANA_DAYS_AGO = [78, 55, 36] as const;
/** Other tickets come in between; one of these is a caller's second try. */
const TICKETS_PER_CHECK = 4;
const FACTS_CHANGE_EACH_MS = 14 * DAY_MS;
/** Ends of retention are days; a night more or less shows in nothing that is kept. */
const CLEANED_EACH_MS = 7 * DAY_MS;

interface Event {
  readonly at: EpochMs;
  readonly plot: Plot;
  readonly personId?: PersonId;
}

export async function makeHistory(
  order: HistoryOrder & { readonly part: HistoryPart },
  clockwork: Clockwork,
): Promise<History> {
  const today = createOrganisation({ now: order.now });
  const world = createWorld({ clockwork, ...order });
  // Without who has left: the clean-up of these days would take them out of a directory that still has them today.
  const there = { ...today, people: today.people.filter(({ active }) => active) };
  await seed(world.database, there, { rootSecret: order.variables.ROOT_SECRET, now: clockwork.now() });
  const desk = new Desk(world, order, today);
  for (const [place, event] of eventsOf(order.now).entries()) {
    await desk.opens(startOfDay(event.at));
    if (partOf(event, place, order.part) === order.part.index) {
      await desk.play(event, 1 + place * TICKETS_PER_CHECK);
    }
  }
  await desk.close();
  return { tables: tablesOf(world), tickets: world.tickets.saved() };
}

/** Of the events that could be in either part, one in so many goes from the first to the last: it has the sign-ins too. */
const MOVED_ONE_IN = 20;

/** The cast, the wave and the few privileged people are whole in the first part. */
function partOf({ plot, personId }: Event, place: number, { of }: HistoryPart): number {
  if (plot === WAVE_PLOT || plot.who === "privileged" || personId !== undefined) {
    return 0;
  }
  return place % MOVED_ONE_IN === 0 ? of - 1 : place % of;
}

/** When the history begins: on the first of its days. */
export const firstMoment = (now: EpochMs): EpochMs => startOfDay(now) - DAYS * DAY_MS;

const startOfDay = (at: EpochMs): EpochMs => Math.floor(at / DAY_MS) * DAY_MS;

/** In their order. On weekdays, in the desk's hours. */
function eventsOf(now: EpochMs): readonly Event[] {
  const random = seededRandom("halden-history");
  const days = Array.from({ length: DAYS }, (_, back) => startOfDay(now) - (DAYS - back) * DAY_MS).filter((day) =>
    isWorkday(day),
  );
  const plots = shuffled(
    Object.values<Plot>(PLOTS).flatMap((plot) => Array.from({ length: plot.count }, () => plot)),
    random,
  );
  const moment = (day: EpochMs): EpochMs => day + between(8 * 60, 17 * 60 + 30, random) * MINUTE_MS;
  const ordinary = plots.map((plot): Event => ({ at: moment(pick(days, random)), plot }));
  const dana = DANA_DAYS_AGO.map((ago): Event => ({
    at: moment(workdayBefore(startOfDay(now) - ago * DAY_MS)),
    plot: PLOTS.atHome,
    personId: DEMO_PEOPLE.dana,
  }));
  const waveFrom = workdayBefore(startOfDay(now) - WAVE_DAYS_AGO * DAY_MS) + 14 * HOUR_MS;
  const wave = Array.from({ length: WAVE.people }, (_, place): Event => ({
    at: waveFrom + place * WAVE.everyMs,
    plot: WAVE_PLOT,
  }));
  return [...ordinary, ...dana, ...wave]
    .filter(({ at }) => at < now - ENDS_BEFORE_MS - HOUR_MS)
    .sort((one, other) => one.at - other.at);
}

const isWorkday = (day: EpochMs): boolean => ![0, 6].includes(new Date(day).getUTCDay());

function workdayBefore(day: EpochMs): EpochMs {
  return isWorkday(day) ? day : workdayBefore(day - DAY_MS);
}

const WAVE_PLOT: Plot = { count: WAVE.people, who: "well known", category: "Password reset", play: attackOfTheWave };

const WORDS: Readonly<Record<Category, readonly (readonly [summary: string, description: string])[]>> = {
  "Password reset": [
    ["Cannot sign in", "Password expired over the weekend and the old one is refused."],
    ["Forgot my password", "Back from leave, nothing works."],
    ["New password please", "Locked out of mail and the intranet."],
  ],
  "Account unlock": [
    ["Account locked", "Typed it wrong too often."],
    ["Locked after update", "Since the laptop's update this morning."],
  ],
  "Identity check": [
    ["Change of bank details", "Asks payroll to use another account."],
    ["Caller asks for a colleague's file", "Wants to know who has access."],
  ],
  "MFA reset": [
    ["New phone, no codes", "The old phone is gone, and with it the app."],
    ["Authenticator lost", "Cannot confirm the sign-in."],
  ],
};

const FREQUENT: readonly Category[] = [
  "Password reset",
  "Password reset",
  "Password reset",
  "Account unlock",
  "Account unlock",
  "Identity check",
];

class Desk {
  readonly #world: World;
  readonly #order: Parameters<typeof makeHistory>[0];
  readonly #keyring: Keyring;
  /** Of this part. */
  readonly #people: ReadonlySet<PersonId>;
  /** Whose contacts have not changed meanwhile: others would have had another one then. */
  readonly #settled: ReadonlySet<PersonId>;
  /** By its first moment. */
  readonly #organisations = new Map<EpochMs, Organisation>();
  /** A wave tries each of its people once. */
  readonly #inWave = new Set<PersonId>();
  #today: EpochMs = 0;
  #cleanedAt: EpochMs = 0;
  #agents: readonly AgentRecord[] = [];

  constructor(world: World, order: Parameters<typeof makeHistory>[0], today: Organisation) {
    this.#world = world;
    this.#order = order;
    this.#keyring = createKeyring(order.variables.ROOT_SECRET, {});
    const cast = new Set<PersonId>(Object.values(DEMO_PEOPLE));
    const { index, of } = order.part;
    const people = today.people.filter(
      ({ id, privileged }, place) => (privileged || cast.has(id) ? 0 : place % of) === index,
    );
    this.#people = new Set(people.map(({ id }) => id));
    const settled = people.filter(({ active, contacts }) => active && contacts.every((one) => one.baseline));
    this.#settled = new Set(settled.map(({ id }) => id).filter((id) => !cast.has(id)));
  }

  async play({ at, plot, personId }: Event, ticketNumber: number): Promise<void> {
    const { clockwork } = this.#world;
    await clockwork.reach(at);
    const random = seededRandom(`halden-history:${String(at)}`);
    const organisation = this.#organisationAt(at);
    const person = personOf(organisation, personId ?? (await this.#someFree(plot, organisation, random)));
    await this.#learn(person);
    const category = plot.category ?? pick(FREQUENT, random);
    const [summary, description] = pick(WORDS[category], random);
    const agent = pick(
      this.#agents.filter(({ personId: own }) => own !== person.id),
      random,
    );
    const opening = { ticketNumber, person, agent, category, summary, description };
    const check = await Check.open({ world: this.#world, random }, opening);
    const agents = this.#agents.filter(({ id }) => id !== agent.id);
    const people = organisation.people.filter(({ id }) => this.#people.has(id));
    const scene = { world: this.#world, random, organisation, person, people, agents, check };
    await plot.play(scene).catch((error: unknown) => {
      if (!(error instanceof NotSent)) {
        throw error;
      }
      check.close("Sent to the desk on floor 2.");
      if (plot === WAVE_PLOT) {
        // Of that person too little is known on this day: the caller asks for the next.
        return this.play({ at, plot }, ticketNumber + 1);
      }
      return undefined;
    });
  }

  /** Whatever was put off happens, and what is too old by now goes. */
  async close(): Promise<void> {
    await this.#world.clockwork.reach(this.#order.now - HOUR_MS);
    await removeExpired(this.#world.deps);
  }

  /** In the morning the agents sign in; once a week, in the night before, what is too old was deleted. */
  async opens(day: EpochMs): Promise<void> {
    const { clockwork, deps } = this.#world;
    if (day === this.#today) {
      return;
    }
    this.#today = day;
    await clockwork.reach(day + 3 * HOUR_MS);
    if (day >= this.#cleanedAt + CLEANED_EACH_MS) {
      this.#cleanedAt = day;
      await removeExpired(deps);
    }
    await clockwork.reach(day + 7 * HOUR_MS + 50 * MINUTE_MS);
    const found = await Promise.all(SENDING.map(({ email }) => deps.agents.byEmail(email)));
    this.#agents = found.flatMap((agent) => agent ?? []);
    if (this.#order.part.index > 0) {
      return;
    }
    const browserTag = await deps.vault.tag("browser", DESK_BROWSER);
    for (const agent of this.#agents) {
      await startSession(deps, agent, { browser: { browserTag }, details: { way: "link", issued_by: "installer" } });
    }
  }

  async #someFree(plot: Plot, { people }: Organisation, random: Random): Promise<PersonId> {
    const { who } = plot;
    const from = people.filter(
      (person) =>
        this.#settled.has(person.id) &&
        person.privileged === (who === "privileged") &&
        (who === undefined ? hasEnough(person) : isWellKnown(person)),
    );
    for (;;) {
      const { id } = pick(from, random);
      const { lease, fencedUntil } = await this.#world.deps.guards.state(id, this.#world.clockwork.now());
      const again = plot === WAVE_PLOT && this.#inWave.has(id);
      if (lease === undefined && fencedUntil === undefined && !again) {
        if (plot === WAVE_PLOT) {
          this.#inWave.add(id);
        }
        return id;
      }
    }
  }

  #organisationAt(at: EpochMs): Organisation {
    const from = startOfDay(at) - (startOfDay(at) % FACTS_CHANGE_EACH_MS);
    const known = this.#organisations.get(from);
    const organisation = known ?? createOrganisation({ now: from });
    this.#organisations.set(from, organisation);
    return organisation;
  }

  /** What an import of that day would have brought. */
  async #learn({ id, facts }: DemoPerson): Promise<void> {
    const sealed = await sealFacts(this.#keyring, id, facts);
    await this.#world.database
      .prepare("UPDATE person_facts SET document_sealed = ?, updated_at = ? WHERE person_id = ?")
      .bind(sealed, this.#world.clockwork.now(), id)
      .run();
  }
}

const SENDING = [DEMO_AGENTS.lee, DEMO_AGENTS.aisha, DEMO_AGENTS.jonas];

/** The directory is seeded by whoever starts the product, as of that moment. */
const OF_THE_DIRECTORY = /^(?:agents|sign_in_links|people|person_\w+|directory_\w+|sqlite_\w+)$/;

function tablesOf({ database: { database } }: World): History["tables"] {
  const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  return names.flatMap(({ name }) => {
    const table = String(name);
    const rows = OF_THE_DIRECTORY.test(table) ? [] : database.prepare(`SELECT * FROM ${table}`).all();
    return rows.length === 0 ? [] : [{ table, rows: rows as History["tables"][number]["rows"] }];
  });
}
