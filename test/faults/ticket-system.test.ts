/**
 * The ticket system misbehaves while people are being verified. Verifications go on, and
 * afterwards every note is on its ticket once and in order.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NO_FAULTS, type FaultSettings } from "../../dev/changegear/faults.ts";
import { Desk, eventually, pause } from "../../dev/walkthrough/client.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import type { SeedDatabase } from "../../dev/local/seed.ts";
import { addSignedInAgents, inventAgents } from "../../dev/local/signed-in-agents.ts";
import { createTimekeeper } from "../../workers/adapters/platform/clock.ts";
import { MINUTE_MS } from "../../workers/core/kit/time.ts";
import { seededRandom } from "../../dev/demo/seeded-random.ts";
import { brokenMessages, brokenNotes, brokenOutcomes, NOTES_PER_CHECK, type Database } from "./checks.ts";
import { Journal } from "./journal.ts";
import { castOf, notesOn, openTicket, playVerification, type Cast, type Scene } from "./requester.ts";

const TICKETS = 20;
/** Backoff of minutes passes in seconds. */
const CLOCK_RATE = 10;
const TRIES_BEFORE_THE_END = 3;
const WRITTEN_WITHIN_MS = 80_000;

describe("a ticket system that misbehaves", { timeout: 180_000 }, () => {
  let directory: string;
  let instance: Instance;
  let db: Database;
  let scene: Scene;
  let sweeping: Promise<void>;
  const ends = new AbortController();
  const agents = inventAgents(TICKETS);
  const faster = { from: Date.now(), rate: CLOCK_RATE };
  const { clock: productClock } = createTimekeeper(faster);
  /** Each test has people of its own: an open ticket of the same person is a risk signal. */
  let firstRole = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "imper-edge-faults-"));
    instance = await startInstance({
      port: 0,
      changeGearPort: 0,
      clockRate: faster.rate,
      clockFrom: faster.from,
      onLog: () => undefined,
    });
    db = await instance.miniflare.getD1Database("DB");
    await addSignedInAgents(db as unknown as SeedDatabase, agents, {
      rootSecret: instance.rootSecret,
      now: Date.now(),
    });
    sweeping = sweepAsCronWould();
  });

  /** One after the other: what is still under way when the instance closes would fail unseen. */
  async function sweepAsCronWould(): Promise<void> {
    while (!ends.signal.aborted) {
      await instance.sweep();
      await pause(500);
    }
  }

  beforeEach(() => {
    scene = {
      url: instance.url,
      up: () => Promise.resolve(),
      upMs: () => performance.now(),
      standIn: instance.changeGear,
      organisation: instance.organisation,
      journal: new Journal(join(directory, "journal.jsonl")),
    };
  });

  afterAll(async () => {
    ends.abort();
    await sweeping;
    await instance.close();
    await rm(directory, { recursive: true, force: true });
  });

  const misbehaviours: readonly (readonly [string, Partial<FaultSettings>])[] = [
    ["loses half of its replies after writing", { replyLostProbability: 0.5 }],
    [
      "fails, refuses, ends sessions and changes tickets under our hands",
      { fail500: 20, rateLimit: 10, fail401: 1, staleEtag: 10 },
    ],
  ];

  it.each(misbehaviours)("%s", async (_name, faults) => {
    instance.changeGear.faults.set(faults);
    await Promise.all(cast().map(async (player) => playVerification(scene, player, await openTicket(scene, player))));
    await everyNoteOnce();
  });

  it("fails half of all calls, and has every outcome within a minute of the end of it", async () => {
    const players = cast();
    const offers = await Promise.all(
      players.map(async (player) => ({ player, offer: await openTicket(scene, player) })),
    );
    instance.changeGear.faults.set({ fail500Probability: 0.5 });
    await Promise.all(offers.map(({ player, offer }) => playVerification(scene, player, offer)));
    await eventually(
      () => brokenOutcomes(db, scene.journal.stories),
      (broken) => broken.length === 0,
      { what: "outcomes" },
    );
    // Long enough for pauses to have grown.
    await eventually(
      async () => (await outcomeNotes()).some(({ attempts }) => attempts >= TRIES_BEFORE_THE_END),
      (tried) => tried,
      { what: "an outcome note that failed several times" },
    );
    instance.changeGear.faults.set(NO_FAULTS);
    const ended = productClock();
    await everyNoteOnce();
    const late = (await outcomeNotes()).map(({ written_at: at }) => at - ended);
    expect(late).toHaveLength(TICKETS);
    expect(late.filter((ms) => ms > 0).length).toBeGreaterThan(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(MINUTE_MS);
  });

  it("is down from the first link to after the last answer", async () => {
    const players = cast();
    const offers = await Promise.all(
      players.map(async (player) => ({ player, offer: await openTicket(scene, player) })),
    );
    instance.changeGear.faults.set({ down: true });
    await Promise.all(offers.map(({ player, offer }) => playVerification(scene, player, offer)));
    const { stories } = scene.journal;
    await eventually(
      () => brokenOutcomes(db, stories),
      (broken) => broken.length === 0,
      { what: "outcomes" },
    );
    expect(offers.map(({ offer }) => notesOn(instance.changeGear, offer.ticket).length)).toEqual(offers.map(() => 1));
    instance.changeGear.faults.set({ down: false });
    await everyNoteOnce();
  });

  async function outcomeNotes() {
    const ids = scene.journal.stories.map(({ id }) => `'${id}'`).join();
    const { results } = await db
      .prepare(`SELECT attempts, written_at FROM ticket_notes WHERE kind = 'outcome' AND verification_id IN (${ids})`)
      .all();
    return results as { attempts: number; written_at: number }[];
  }

  function cast(): Cast[] {
    const roles = castOf(instance.organisation).slice(firstRole, firstRole + TICKETS);
    firstRole += TICKETS;
    return roles.map((role, index) => ({
      ...role,
      desk: new Desk(instance.url, { token: agents[index]?.token ?? "" }),
      random: seededRandom(`client ${String(index)}`),
    }));
  }

  async function everyNoteOnce(): Promise<void> {
    const tickets = scene.journal.stories.map((story) => story.ticket);
    expect(tickets).toHaveLength(TICKETS);
    const missing = () => tickets.filter((ticket) => notesOn(instance.changeGear, ticket).length < NOTES_PER_CHECK);
    for (const deadline = Date.now() + WRITTEN_WITHIN_MS; missing().length > 0 && Date.now() < deadline;) {
      await pause(100);
    }
    instance.changeGear.faults.set(NO_FAULTS);
    // A reply that was lost last is settled by one more look at the ticket.
    await settled(tickets);
    expect(await brokenNotes(db, instance.changeGear, { tickets })).toEqual([]);
    expect(await brokenMessages(db, scene.journal.stories)).toEqual([]);
  }

  async function settled(tickets: readonly number[]): Promise<void> {
    const ids = tickets.map((ticket) => `'${String(ticket)}'`).join();
    for (const deadline = Date.now() + WRITTEN_WITHIN_MS; Date.now() < deadline; await pause(100)) {
      const { results } = await db
        .prepare(
          `SELECT ticket_notes.id FROM ticket_notes JOIN tickets ON tickets.id = ticket_id
           WHERE external_id IN (${ids}) AND ticket_notes.status = 'waiting'`,
        )
        .all();
      if (results.length === 0) {
        return;
      }
    }
  }
});
