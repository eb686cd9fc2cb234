/**
 * kill -9 between each pair of steps of an action. Triggers hold each of some resets before another row, so that one kill
 * meets all of them where they stand; one more stops in the very write of its row, and two calls are kept by the line to
 * the directory. After a start, a minute later, each has led to one new password, every note once, and a closed ticket.
 */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { ChangeGear } from "../../dev/changegear/server.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { createOrganisation } from "../../dev/demo/organisation.ts";
import { isOrdinary } from "../../dev/demo/ordinary.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import { startDemoDirectory, type StartedDemoDirectory } from "../../dev/local/demo-directory.ts";
import { freePort, LOCAL_BUNDLE, newSecrets, startStandIn } from "../../dev/local/instance.ts";
import type { ProcessOptions } from "../../dev/local/instance-process.ts";
import { inventAgents } from "../../dev/local/signed-in-agents.ts";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { Desk, eventually, type Phone } from "../../dev/walkthrough/client.ts";
import { contactOf, openTicket, phoneOf, type OpenedTicket } from "../../dev/walkthrough/story.ts";
import { ACTION_STEPS } from "../../workers/core/actions/steps.ts";
import { openDatabase, sessionFiles } from "../support/database-lock.ts";
import { RunnerLine } from "../support/runner-line.ts";
import { brokenNotes } from "./checks.ts";
import { KillableProduct } from "./killable-product.ts";

/** A row that the saga writes, in its order: when its write is tried, and how it is known to be there. */
interface Stage {
  readonly name: string;
  readonly write: string;
  readonly when: string;
  readonly written: string;
}

const note = (name: string, kind: string): Stage => ({
  name,
  write: "UPDATE OF status ON ticket_notes",
  when: `NEW.verification_id = ?1 AND NEW.kind = '${kind}' AND NEW.status = 'written'`,
  written: `SELECT 1 FROM ticket_notes WHERE verification_id = ?1 AND kind = '${kind}' AND status = 'written'`,
});

const ATTEMPT: Stage = {
  name: "the attempt",
  write: "INSERT ON action_runs",
  when: "NEW.verification_id = ?1",
  written: "SELECT 1 FROM action_runs WHERE verification_id = ?1",
};

const STAGES: readonly Stage[] = [
  ATTEMPT,
  {
    name: "what the target answered",
    write: "UPDATE OF answer ON action_runs",
    when: "NEW.verification_id = ?1 AND NEW.answer = 'done'",
    written: "SELECT 1 FROM action_runs WHERE verification_id = ?1 AND answer = 'done'",
  },
  ...ACTION_STEPS.map((step) => ({
    name: `step ${step}`,
    write: "INSERT ON action_steps",
    when: `NEW.step = '${step}' AND (SELECT verification_id FROM action_runs WHERE id = NEW.run_id) = ?1`,
    written: `SELECT 1 FROM action_steps JOIN action_runs ON action_runs.id = run_id WHERE verification_id = ?1 AND step = '${step}'`,
  })),
  {
    name: "the end of the steps",
    write: "UPDATE OF next_at ON action_runs",
    when: "NEW.verification_id = ?1 AND OLD.next_at IS NOT NULL AND NEW.next_at IS NULL",
    written: "SELECT 1 FROM action_runs WHERE verification_id = ?1 AND answer = 'done' AND next_at IS NULL",
  },
  note("the note on the ticket", "action_done"),
  {
    name: "what became of the ticket",
    write: "INSERT ON audit",
    when: "NEW.action = 'ticket.closing' AND NEW.subject = ?1",
    written: "SELECT 1 FROM audit WHERE action = 'ticket.closing' AND subject = ?1",
  },
  note("the closing on the ticket", "closing"),
];

/** Runs until it is killed, and everything stands still with it. */
const NEVER_ENDS =
  "SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n);";
/** What a dead process had claimed is free then. */
const LATER_MS = 100_000;
const ALMOST_REAL = 1.001;
const STANDS_STILL_MS = 500;
const PASSWORD = "Copper-maple-drift-swan-7";
/** Offered, sent, begun, passed, done, closed. */
const NOTES_PER_RESET = 6;
const PATIENCE = { withinMs: 60_000 };

interface Reset {
  readonly person: DemoPerson;
  readonly ticket: OpenedTicket;
  readonly id: string;
  readonly phone: Phone;
}

const windows = process.platform === "win32";

describe.skipIf(windows)("kill -9 between two steps of an action", { timeout: 180_000 }, () => {
  const now = Date.now();
  const organisation = createOrganisation({ now });
  const line = new RunnerLine();
  const agents = inventAgents(4);
  let people: readonly DemoPerson[];
  let folder: string;
  let standIn: ChangeGear;
  let directory: StartedDemoDirectory;
  let options: ProcessOptions;
  let product: KillableProduct;
  let db: DatabaseSync | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "imper-edge-steps-"));
    const bundle = join(folder, "main.js");
    await copyFile(LOCAL_BUNDLE, bundle);
    const [port, secrets] = [await freePort(), newSecrets()];
    standIn = await startStandIn({ changeGearPort: 0, secrets, now, productPort: port });
    directory = await startDemoDirectory({
      port: 0,
      rootSecret: secrets.rootSecret,
      organisation,
      now,
      through: line.through,
    });
    options = {
      port,
      changeGearPort: 0,
      changeGearUrl: standIn.url.replace("127.0.0.1", "localhost"),
      stateDirectory: join(folder, "state"),
      secrets,
      now,
      agents,
      sweepEveryMs: 1_000,
      bundle,
      settings: CLOSES_TICKETS,
      variables: directory.variables,
    };
    people = reachable(organisation.people.filter(isOrdinary(now)));
    product = new KillableProduct(options);
    await product.start();
  });

  afterAll(async () => {
    db?.close();
    await product.kill();
    line.close();
    await directory.close();
    await standIn.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it("goes on from where it was cut off, and nothing happens twice", async () => {
    onTestFailed(() => console.error(`what the product said last\n${product.lines.join("\n")}`));
    const held = STAGES.slice(1);
    const untold = await offered(0);
    const [object = ""] = sessionFiles(options.stateDirectory);
    const others = await Promise.all(Array.from({ length: held.length + 3 }, (_none, nth) => offered(nth + 1)));
    const [kept, answerKept, stopped, ...cut] = others as [Reset, Reset, Reset, ...Reset[]];
    const all = [untold, ...others];
    line.faults.set(kept.person.userName, { at: "set-password", does: "kept" });
    line.faults.set(answerKept.person.userName, { at: "set-password", does: "answer kept" });
    const database = openDatabase(options.stateDirectory);
    db = database;
    hold(database, [
      ...held.map((stage, nth) => ({ stage, id: cut[nth]?.id ?? "", body: "SELECT RAISE(ABORT, 'held');" })),
      { stage: ATTEMPT, id: stopped.id, body: NEVER_ENDS },
    ]);

    const letGo = await heldBeforeItIsTold(untold, object);
    await written(database, STAGES, untold.id);
    const pages = await Promise.all(cut.map(({ phone }) => phone.press("password", { password: PASSWORD })));
    expect(new Set(pages.map(({ step }) => step))).toEqual(new Set(["action_done"]));
    for (const [nth, { id }] of cut.entries()) {
      await written(database, STAGES.slice(0, nth + 1), id);
    }
    const unanswered = [kept, answerKept].map(({ phone }) => phone.press("password", { password: PASSWORD }));
    await called([kept.person, answerKept.person]);
    unanswered.push(stopped.phone.press("password", { password: PASSWORD }));
    void Promise.allSettled(unanswered);
    await standsStill(options.stateDirectory);
    await product.kill();
    await Promise.allSettled(unanswered);

    // Where each stood when it was cut off.
    for (const [nth, stage] of held.entries()) {
      expect.soft([stage.name, isWritten(database, stage, cut[nth]?.id ?? "")]).toEqual([stage.name, false]);
    }
    expect(isWritten(database, ATTEMPT, stopped.id)).toBe(false);
    release(database);
    letGo();
    line.faults.clear();

    const from = Date.now() - LATER_MS / (ALMOST_REAL - 1);
    product = new KillableProduct({ ...options, clockRate: ALMOST_REAL, clockFrom: from });
    await product.start();
    // Of these nobody knew anything, or nothing had happened: whoever waited types again, under the same pass.
    await Promise.all([kept, stopped, untold].map((reset) => typedAgain(reset)));
    for (const { id } of all) {
      await written(database, STAGES, id);
    }
    for (const { person, ticket, id, phone } of all) {
      expect.soft((await phone.open()).step).toBe("action_done");
      expect.soft(standIn.store.get(ticket.id)?.Status).toBe("Closed");
      const keys = line.passwordCallsOf(person.userName).filter(({ passedOn }) => passedOn);
      expect.soft(keys.map(({ key }) => key)).toHaveLength(1);
      expect.soft(await directory.directory.checkPassword(person.userName, PASSWORD)).toBe("right");
      expect.soft(toldTwice(database, id)).toEqual([]);
    }
    expect(withoutPass(database)).toEqual([]);
    const tickets = all.map(({ ticket }) => ticket.id);
    expect(await brokenNotes(readable(database), standIn, { tickets, perTicket: NOTES_PER_RESET })).toEqual([]);
  });

  async function offered(nth: number): Promise<Reset> {
    const [person, agent] = [people[nth], agents[nth % agents.length]];
    if (person === undefined || agent === undefined) {
      throw new Error("nobody is left");
    }
    const place = { url: product.url, changeGearUrl: standIn.url };
    const contact = contactOf(person, "sms");
    const ticket = await openTicket(place, { person, category: "Password reset" });
    const desk = new Desk(product.url, { token: agent.token });
    const { body } = await desk.send({
      ticketId: ticket.ticketId,
      callerOnLine: false,
      destination: { type: "contact", contactId: contact.id },
    });
    const phone = await phoneOf(place, contact.value);
    const { page } = await phone.answerAll(await phone.begin(), answersFor(organisation, person.id));
    expect([body, page.step]).toEqual([{ id: expect.any(String) as string }, "action"]);
    return { person, ticket, id: body.id, phone };
  }

  /** Its session is never told what the target answered, of which there is a row. */
  async function heldBeforeItIsTold({ person, phone }: Reset, object: string): Promise<() => void> {
    line.faults.set(person.userName, { at: "set-password", does: "answer late" });
    const page = phone.press("password", { password: PASSWORD });
    await called([person]);
    const session = new DatabaseSync(object);
    session.exec("CREATE TRIGGER held BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'held'); END;");
    line.faults.delete(person.userName);
    expect((await page).status).toBeGreaterThanOrEqual(500);
    return () => {
      session.exec("DROP TRIGGER held");
      session.close();
    };
  }

  async function called(by: readonly DemoPerson[]): Promise<void> {
    await eventually(
      () => Promise.resolve(by.map(({ userName }) => line.passwordCallsOf(userName).length)),
      (calls) => calls.every((count) => count === 1),
      { what: "calls on the line", ...PATIENCE },
    );
  }

  async function typedAgain({ phone }: Reset): Promise<void> {
    await eventually(
      () => phone.press("password", { password: PASSWORD }),
      ({ step }) => step === "action_done",
      { what: "a password that was typed again", ...PATIENCE },
    );
  }
});

/** By a number that is nobody else's. */
function reachable(people: readonly DemoPerson[]): readonly DemoPerson[] {
  const withNumber = people.filter(({ contacts }) => contacts.some(({ channel }) => channel === "sms"));
  const byNumber = Map.groupBy(withNumber, (person) => contactOf(person, "sms").value);
  return [...byNumber.values()].flatMap((sharing) => (sharing.length === 1 ? sharing : []));
}

interface Held {
  readonly stage: Stage;
  readonly id: string;
  readonly body: string;
}

function hold(db: DatabaseSync, held: readonly Held[]): void {
  const triggers = held.map(
    ({ stage: { write, when }, id, body }, nth) =>
      `CREATE TRIGGER held_${String(nth)} BEFORE ${write} WHEN ${when.replaceAll("?1", `'${id}'`)} BEGIN ${body} END;`,
  );
  db.exec(`BEGIN IMMEDIATE; ${triggers.join("\n")} COMMIT;`);
}

function release(db: DatabaseSync): void {
  const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  triggers.forEach(({ name }) => db.exec(`DROP TRIGGER ${String(name)}`));
}

const isWritten = (db: DatabaseSync, { written: sql }: Stage, id: string): boolean =>
  db.prepare(sql).get(id) !== undefined;

async function written(db: DatabaseSync, stages: readonly Stage[], id: string): Promise<void> {
  await eventually(
    () => Promise.resolve(stages.filter((stage) => !isWritten(db, stage, id)).map(({ name }) => name)),
    (missing) => missing.length === 0,
    { what: `all rows of ${id}`, ...PATIENCE },
  );
}

/** The write that never ends holds the database's lock; any other gives it back. */
async function standsStill(stateDirectory: string): Promise<void> {
  const other = openDatabase(stateDirectory);
  other.exec("PRAGMA busy_timeout = 0");
  let since: number | undefined;
  await eventually(
    () => {
      const locked = isLocked(other);
      since = locked ? (since ?? Date.now()) : undefined;
      return Promise.resolve(since !== undefined && Date.now() - since > STANDS_STILL_MS);
    },
    (still) => still,
    { what: "a product that stands still", ...PATIENCE },
  );
  other.close();
}

function isLocked(db: DatabaseSync): boolean {
  try {
    db.exec("BEGIN IMMEDIATE; ROLLBACK;");
    return false;
  } catch {
    return true;
  }
}

/** What was done for nobody who had passed: each leads back to one check of that person, with what its rules ask for. */
function withoutPass(db: DatabaseSync): unknown[] {
  return db
    .prepare(
      `SELECT action_runs.id FROM action_runs LEFT JOIN verifications ON verifications.id = verification_id
         AND status = 'passed' AND person_id = json_extract(run, '$.grant.person') AND NOT EXISTS
           (SELECT value FROM json_each(required_proofs) WHERE value NOT IN (SELECT json_extract(value, '$.proof') FROM json_each(proofs)))
       WHERE answer = 'done' AND verifications.id IS NULL`,
    )
    .all();
}

function toldTwice(db: DatabaseSync, id: string): unknown[] {
  return db
    .prepare("SELECT told, contact_id FROM action_notices WHERE verification_id = ? GROUP BY 1, 2 HAVING count(*) <> 1")
    .all(id);
}

const readable = (db: DatabaseSync) => ({
  prepare: (sql: string) => ({ all: () => Promise.resolve({ results: db.prepare(sql).all() }) }),
});
