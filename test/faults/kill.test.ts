/**
 * kill -9 of the whole process group at random moments, while many people are being verified.
 * What was acknowledged must be there afterwards, once, and everything must end well. The queues
 * of a local build live in memory and die with it: only the outbox rows, the alarms of the
 * objects and the sweep can deliver what was under way.
 *   FAULT_SEED=...   repeats a run's choices (not the operating system's timing)
 *   FAULT_KILLS=...  kills that often
 */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { ChangeGear } from "../../dev/changegear/server.ts";
import { Desk, pause } from "../../dev/walkthrough/client.ts";
import type { ProcessOptions } from "../../dev/local/instance-process.ts";
import { freePort, LOCAL_BUNDLE, newSecrets, startProduct, startStandIn } from "../../dev/local/instance.ts";
import { createOrganisation } from "../../dev/demo/organisation.ts";
import { inventAgents } from "../../dev/local/signed-in-agents.ts";
import { seededRandom } from "../../dev/demo/seeded-random.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import {
  brokenMessages,
  brokenNotes,
  brokenOutcomes,
  brokenTranscripts,
  NOTES_PER_CHECK,
  played,
  ranOut,
  uninvited,
  type Database,
} from "./checks.ts";
import { Journal } from "./journal.ts";
import { KillableProduct } from "./killable-product.ts";
import { castOf, notesOn, openTicket, playVerification, type Scene } from "./requester.ts";

const LONG = process.env["TEST_LONG"] === "1";
const KILLS = Number(process.env["FAULT_KILLS"] ?? (LONG ? 120 : 2));
const CLIENTS = 20;
/** A kill comes after so many further promises, so that a slow machine is hit at work too ... */
const PROMISES_BETWEEN_KILLS = 40;
/** ... and after at most so long. */
const KILL_WITHIN_MS = 6_000;
/** Time runs six times as fast, so that what a dead process had claimed is free after ten seconds. */
const CLOCK_RATE = 6;
/** An agent starts ten checks in ten minutes, which is less than two minutes here. */
const AGENTS_PER_CLIENT = LONG ? 20 : 4;
const SETTLE_WITHIN_MS = LONG ? 180_000 : 45_000;
const TIMEOUT_MS = LONG ? 7_200_000 : 240_000;

const windows = process.platform === "win32" ? "no process groups to kill on Windows" : undefined;

describe.skipIf(windows !== undefined)(`kill -9 and start again${windows === undefined ? "" : ` (${windows})`}`, () => {
  const seed = process.env["FAULT_SEED"] ?? String(Date.now());
  const secrets = newSecrets();
  const now = Date.now();
  const organisation = createOrganisation({ now });
  let directory: string;
  let standIn: ChangeGear;
  let product: KillableProduct;
  let options: ProcessOptions;
  let journal: Journal;
  let failedStarts = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "imper-edge-kill-"));
    const bundle = join(directory, "main.js");
    // Its own copy: a build during a long run must not change what is started again.
    await copyFile(LOCAL_BUNDLE, bundle);
    const port = await freePort();
    standIn = await startStandIn({ changeGearPort: 0, secrets, now, productPort: port });
    const agents = inventAgents(CLIENTS * AGENTS_PER_CLIENT);
    options = {
      port,
      changeGearPort: 0,
      changeGearUrl: standIn.url.replace("127.0.0.1", "localhost"),
      stateDirectory: join(directory, "state"),
      secrets,
      now,
      agents,
      sweepEveryMs: 1_000,
      bundle,
      clockRate: CLOCK_RATE,
      clockFrom: now,
      variables: { CATEGORIES: { "Password reset": { action: "password_reset", startsPerPersonPerDay: 50 } } },
    };
    product = new KillableProduct(options);
    journal = new Journal(join(directory, "journal.jsonl"));
    await product.start();
  });

  afterAll(async () => {
    await product.kill();
    await standIn.close();
    journal.close();
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  });

  it(`keeps its promises over ${String(KILLS)} kills`, { timeout: TIMEOUT_MS }, async () => {
    console.log(`kill test: seed ${seed}`);
    onTestFailed(() => console.error(`kill test: what the product said last\n${product.lines.join("\n")}`));
    const scene: Scene = {
      url: product.url,
      up: () => product.up(),
      upMs: () => product.upMs,
      standIn,
      organisation,
      journal,
    };
    let killing = true;
    const clients = Array.from({ length: CLIENTS }, (_, index) => playWhile(scene, index, () => killing));
    const killer = killAtRandom().finally(() => {
      killing = false;
    });
    // One that cannot go on takes no count and no check with it.
    const [ends] = await Promise.all([Promise.allSettled(clients), killer]);
    await everythingWritten();
    // Once more: what the peers were told must also have reached the disk.
    await product.kill();

    const { stories, counts } = journal;
    const gaveUp = ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
    console.log(
      `kill test: ${String(stories.length)} checks, ${JSON.stringify({ ...counts, ranOut: stories.filter(ranOut).length, gaveUp: gaveUp.length, failedStarts })}`,
    );
    expect(counts.lostReplies).toBeGreaterThan(0);
    expect(counts.serverErrors).toBe(0);
    const checked = await startProduct(options);
    try {
      const db = (await checked.miniflare.getD1Database("DB")) as unknown as Database;
      await everythingRecorded(db, () => checked.sweep());
      expect.soft(await brokenTranscripts(db, stories, secrets.rootSecret)).toEqual([]);
      expect.soft(await brokenOutcomes(db, stories)).toEqual([]);
      expect.soft(await uninvited(db, stories)).toEqual([]);
      expect.soft(await brokenMessages(db, stories)).toEqual([]);
      expect
        .soft(await brokenNotes(db, standIn, { tickets: stories.filter(played).map((story) => story.ticket) }))
        .toEqual([]);
      expect.soft((await db.prepare("SELECT id FROM dead_letters").all()).results).toEqual([]);
    } finally {
      await checked.close();
    }
    expect(gaveUp).toEqual([]);
    expect(stories.filter(ranOut).length).toBeLessThan(stories.length / 2);
  });

  async function killAtRandom(): Promise<void> {
    const random = seededRandom(`${seed} kills`);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await momentToKill(random);
      await product.kill();
      await startAgain();
    }
  }

  /** A start that ends by itself is one more crash to come back from, and is counted; two in a row are a defect. */
  async function startAgain(): Promise<void> {
    try {
      await product.start();
    } catch (error) {
      console.error(`kill test: ${String(error)}`);
      failedStarts += 1;
      await product.kill();
      await product.start();
    }
  }

  /** Every other kill comes with a reply, the others a little after one. */
  async function momentToKill(random: Random): Promise<void> {
    const delay = random() < 0.5 ? 0 : random() * 30;
    const count = journal.counts.acknowledged + Math.ceil(random() * PROMISES_BETWEEN_KILLS);
    // Once time was up the next process is running, and the promise that comes then must not kill that one.
    let late = false;
    const promised = new Promise<void>((resolve) => {
      journal.whenAcknowledged(count, () => {
        if (delay === 0 && !late) {
          void product.kill();
        }
        resolve();
      });
    });
    await Promise.race([promised, pause(random() * KILL_WITHIN_MS)]);
    late = true;
    await pause(delay);
  }

  /** One check after the other until the killing is over, each of the client's people in turn. */
  async function playWhile(scene: Scene, index: number, more: () => boolean): Promise<void> {
    const random = seededRandom(`${seed} client ${String(index)}`);
    // Dealt out, so that no two clients play one person.
    const roles = castOf(organisation).filter((_, place) => place % CLIENTS === index);
    for (let round = 0; round === 0 || more(); round += 1) {
      const role = roles[round % roles.length];
      const agent = options.agents[index * AGENTS_PER_CLIENT + (round % AGENTS_PER_CLIENT)];
      if (role === undefined || agent === undefined) {
        throw new Error("a client has nobody to play");
      }
      const cast = { ...role, random, desk: new Desk(scene.url, { token: agent.token }) };
      await playVerification(scene, cast, await openTicket(scene, cast));
    }
  }

  /** Every note has reached its ticket, or time is up: the checks will say which did not. */
  async function everythingWritten(): Promise<void> {
    const missing = (): boolean =>
      journal.stories.filter(played).some((story) => notesOn(standIn, story.ticket).length < NOTES_PER_CHECK);
    for (const deadline = Date.now() + SETTLE_WITHIN_MS; missing() && Date.now() < deadline;) {
      await pause(100);
    }
  }

  /** The last kill may have hit between a write at a peer and its record here; the next try finds what is there. */
  async function everythingRecorded(db: Database, sweep: () => Promise<void>): Promise<void> {
    const waiting =
      "SELECT id FROM ticket_notes WHERE status = 'waiting' UNION SELECT id FROM messages WHERE status IN ('waiting', 'sending')";
    for (const deadline = Date.now() + SETTLE_WITHIN_MS; Date.now() < deadline; await pause(500)) {
      if ((await db.prepare(waiting).all()).results.length === 0) {
        return;
      }
      await sweep();
    }
  }
});
