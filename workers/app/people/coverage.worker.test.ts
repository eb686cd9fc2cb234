/** The demo's whole directory counted in steps, and held against each person's page and Send's. */
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createOrganisation } from "../../../dev/demo/organisation.ts";
import { seed } from "../../../dev/local/seed.ts";
import { createHash } from "node:crypto";
import { coverageCsv } from "../../../console/files/coverage-csv.ts";
import { sha256 } from "../../http/sha256.ts";
import { deps, keyring, ROOT_SECRET, rows } from "../../../test/support/worker-fixture.ts";
import {
  compareFile,
  finishFile,
  given,
  importFile,
  undoFile,
  writeFile,
} from "../../../test/support/worker-import.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { coverageStore } from "../../adapters/d1/coverage.ts";
import { openDatabase } from "../../adapters/d1/database.ts";
import { peopleStore } from "../../adapters/d1/people.ts";
import type { CoverageCount, CoveragePeopleReply, WeakPerson } from "../../contract/console/coverage.ts";
import type { SendPageReply } from "../../contract/console/send.ts";
import { defined } from "../../core/kit/defined.ts";
import { coverageRunId, personPasskeyId, ticketId, type CoverageRunId, type PersonId } from "../../core/kit/ids.ts";
import { HOUR_MS, DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import { coverageOf, kindStandingOf, standingOf, type Standing } from "../../core/verdict/coverage.ts";
import type { Deps } from "../deps.ts";
import type { CoverageReading } from "../ports/coverage.ts";
import { readSendPage } from "../sending/send-page.ts";
import { beginCoverage, carryOnCoverage, keepCounting, PEOPLE_PER_PART } from "./count-coverage.ts";
import { readCoverage } from "./coverage.ts";
import { exportWeakPeople, readWeakPeople } from "./coverage-lists.ts";
import { readPerson } from "./read-person.ts";
import { removeExpired } from "../upkeep/retention.ts";

const NOW = Date.UTC(2026, 10, 18, 12);
/** More than one step takes. */
const PEOPLE = 115;
const whole = createOrganisation({ now: NOW });
const organisation = { ...whole, people: whole.people.slice(0, PEOPLE) };
const agent = newAgent();

/** Away from the n-th part on. */
function failingAt(ready: Deps, part: number): Deps {
  let parts = 0;
  const reading = (): CoverageReading => {
    const real = ready.coverage.reading();
    return {
      statements: () => real.statements(),
      people: (after, limit) =>
        (parts += 1) < part ? real.people(after, limit) : Promise.reject(new Error("D1 is away")),
    };
  };
  return { ...ready, coverage: { ...ready.coverage, reading } };
}

const CATEGORIES: Deps["config"]["CATEGORIES"] = {
  Reset: categoryPolicy.parse({ action: "password_reset" }),
  Strict: categoryPolicy.parse({ action: "account_unlock", typedDestination: false, strict: true }),
  Token: categoryPolicy.parse({ action: "mfa_reset" }),
  "Text only": categoryPolicy.parse({ action: "identity_check", channels: ["sms"], recentContact: false }),
};
const NAMES = Object.keys(CATEGORIES);

function at(now = NOW, change: Partial<Deps["config"]> = {}): Deps {
  const made = deps();
  // Nobody could be a second person here, so that every standing occurs.
  const base = { ...made, agents: { ...made.agents, approvers: () => Promise.resolve([]) } };
  const clock = () => now;
  const database = openDatabase(env.DB);
  return {
    ...base,
    clock,
    config: { ...base.config, CATEGORIES, DESK_PLACE: "floor 2", ...change },
    people: peopleStore(database, keyring, clock),
    coverage: coverageStore(database, keyring, clock),
    guards: { ...base.guards, state: () => Promise.resolve({ startsToday: 0, liftedBy: [] }) },
  };
}

/** After whatever else was counted here. */
const LATER = NOW + 90 * DAY_MS;

const PASSKEY = {
  id: personPasskeyId.parse("ppk_coverage01"),
  name: "Phone",
  credential: { id: "Y292ZXJhZ2U", publicKey: "AAAA", counter: 0, transports: [] },
};

const asked = { cause: "asked", actor: agent.id, name: agent.name } as const;

/** What was put on the queue, and not taken yet. */
function woken(): readonly CoverageRunId[] {
  const put = vi.mocked(env.COVERAGE_QUEUE.sendBatch);
  const bodies = put.mock.calls.flatMap(([batch]) => [...batch].map(({ body }) => body as { id: CoverageRunId }));
  put.mockClear();
  return bodies.map(({ id }) => id);
}

/** The queue's consumer, until nothing is on the queue any more. */
async function carriedOn(ready: Deps): Promise<void> {
  for (let ids = woken(); ids.length > 0; ids = woken()) {
    for (const id of ids) await carryOnCoverage(ready, id);
  }
}

async function counted(ready: Deps): Promise<CoverageCount> {
  const { id } = await beginCoverage(ready, asked);
  await carriedOn(ready);
  const { done } = await readCoverage(ready);
  if (done?.id !== id) throw new Error("not counted");
  return done;
}

/** Some of what a directory of one year has and the demo has not. */
beforeAll(async () => {
  await empty();
  await seed(env.DB, organisation, { rootSecret: ROOT_SECRET, now: NOW });
  const active = organisation.people.filter(({ active: here, privileged }) => here && !privileged).map(({ id }) => id);
  const every = (nth: number, of: number) => JSON.stringify(active.filter((_, place) => place % of === nth));
  const among = (sql: string, ids: string) => env.DB.prepare(`${sql} IN (SELECT value FROM json_each(?))`).bind(ids);
  await env.DB.batch([
    among("DELETE FROM person_contacts WHERE person_id", every(0, 9)),
    among("DELETE FROM person_contacts WHERE channel = 'sms' AND person_id", every(1, 9)),
    among("DELETE FROM person_facts WHERE person_id", every(2, 9)),
    among("UPDATE people SET privileged = 1 WHERE id", every(3, 9)),
  ]);
});

/** What another file filled is not always gone before the next one begins. */
const FILLED = ["people", "person_contacts", "person_accounts", "person_facts", "directory_values", "agents"];

const empty = () => env.DB.batch(FILLED.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));

afterAll(empty);

/** What Send's page says of the own account of whom its ticket names. */
function saidBySend({ problem, accounts: [own], contacts, typedCost }: SendPageReply): Standing {
  if (own === undefined) throw new Error(`no account: ${String(problem)}`);
  if (problem === "requester_changed") return "changed";
  if (own.problem !== undefined) return own.problem;
  if (!own.outlook.canPass) return own.outlook.because;
  const open = (kind: "trusted" | "fresh") =>
    own.refused[kind] === undefined && contacts.some(({ trusted }) => trusted === (kind === "trusted"));
  if (open("trusted")) return "passes";
  // Of this desk nobody may approve.
  if (typedCost.secondApprover) return "policy";
  return open("fresh") ? "fresh" : "typed";
}

/** Of each page asking every person would take a minute. */
const LOOKED_AT = 6;

describe("a whole directory", () => {
  it("is counted as each person's page and Send have it", { timeout: 60_000 }, async () => {
    const ready = at();
    const done = await counted(ready);
    const kept = await rows<{ person_id: PersonId; kinds: string; standings: string; lacks: string }>(
      "SELECT * FROM coverage_people WHERE run_id = ?",
      done.id,
    );
    expect(kept.map(({ person_id: id }) => id).toSorted()).toEqual(
      organisation.people.flatMap(({ id, active }) => (active ? [id] : [])).toSorted(),
    );
    const seen = new Set(kept.flatMap((letters) => coverageOf(letters).standings));
    expect([...seen].toSorted()).toEqual([
      "changed",
      "fresh",
      "mfa_reset",
      "no_contact_on_record",
      "passes",
      // Typed, and nobody there who may approve it.
      "policy",
      "privileged",
      "too_few_facts",
      "typed",
    ]);
    for (const [place, { person_id: id, ...letters }] of kept.entries()) {
      if (place % LOOKED_AT !== 0) continue;
      const { kinds, standings } = coverageOf(letters);
      const page = await readPerson(ready, agent, id);
      expect(page?.questions.map(kindStandingOf), id).toEqual(kinds);
      expect(page?.prospects.filter(({ account }) => account === undefined).map(standingOf), id).toEqual(standings);
      const asked = (place / LOOKED_AT) % NAMES.length;
      const send = await readSendPage(ready, agent, { ticketId: await ticketFor(id, NAMES[asked] ?? "") });
      expect(send === undefined ? undefined : saidBySend(send), `${id} ${NAMES[asked] ?? ""}`).toBe(standings[asked]);
    }
    expect(done.people).toBe(kept.length);
    for (const { alone, helped, not } of done.requests) {
      expect([...helped, ...not].reduce((sum, { people }) => sum + people, alone)).toBe(kept.length);
    }
  });

  it("is begun once however many begin it, goes on where it was interrupted, and counts everybody once", async () => {
    const ready = at(NOW + HOUR_MS);
    const begun = await Promise.all([1, 2, 3].map(() => beginCoverage(ready, asked)));
    const [{ id } = { id: undefined }] = begun;
    if (id === undefined) throw new Error("nothing was begun");
    expect(new Set(begun.map((run) => run.id))).toEqual(new Set([id]));
    expect(new Set(woken())).toEqual(new Set([id]));
    const before = (await readCoverage(ready)).done;

    await expect(carryOnCoverage(failingAt(ready, 2), id)).rejects.toThrow("D1 is away");
    expect(await readCoverage(ready)).toMatchObject({
      done: { id: before?.id },
      running: { id, counted: PEOPLE_PER_PART, cause: "asked", by: agent.name },
    });
    const { running } = await ready.coverage.latest();
    if (running === undefined) throw new Error("nothing runs");
    const [first] = await rows<{ n: number }>("SELECT count(*) AS n FROM coverage_people WHERE run_id = ?", id);
    expect(first?.n).toBe(PEOPLE_PER_PART);
    // As if the reply to the first part had been lost, too.
    const again = await ready.coverage.reading().people("", PEOPLE_PER_PART);
    const letters = again.map(({ person }) => ({ id: person.id, kinds: "", standings: "", lacks: "" }));
    await ready.coverage.count({ ...running, countedTo: "" }, { people: letters, at: 1, leaseUntil: 0 });

    await Promise.all([carryOnCoverage(ready, id), carryOnCoverage(ready, id)]);
    const kept = await rows<{ kinds: string }>("SELECT kinds FROM coverage_people WHERE run_id = ?", id);
    expect((await readCoverage(ready)).done).toMatchObject({ id, people: kept.length });
    expect(kept.every(({ kinds }) => kinds !== "")).toBe(true);
    const [{ n } = { n: 0 }] = await rows<{ n: number }>("SELECT counted AS n FROM coverage_runs WHERE id = ?", id);
    expect(n).toBe(kept.length);
    expect(await rows("SELECT id FROM audit WHERE action = 'coverage.counted' AND subject = ?", id)).toHaveLength(1);
    expect(await carryOnCoverage(ready, id)).toEqual({});
    expect(woken()).toEqual([]);
  });

  it("is cut into calls by what D1 takes of each, and each asks for the next", async () => {
    const ready = at(NOW + HOUR_MS + MINUTE_MS);
    const { id } = await beginCoverage(ready, asked);
    const reading = () => ({ ...ready.coverage.reading(), statements: () => 700 });
    const full = { ...ready, coverage: { ...ready.coverage, reading } };
    woken();
    await carryOnCoverage(full, id);
    expect((await readCoverage(ready)).running?.counted).toBe(PEOPLE_PER_PART);
    expect(woken()).toEqual([id]);
    await carryOnCoverage(full, id);
    expect((await readCoverage(ready)).done?.id).toBe(id);
    expect(woken()).toEqual([]);
  });

  it("is woken each minute while nobody carries it on, and not while somebody does", async () => {
    const ready = at(NOW + HOUR_MS + 2 * MINUTE_MS);
    vi.mocked(env.COVERAGE_QUEUE.sendBatch).mockRejectedValueOnce(new Error("queue is away"));
    const { id } = await beginCoverage(ready, asked);
    woken();
    await keepCounting(ready);
    expect(woken()).toEqual([id]);
    const lease = { now: NOW + HOUR_MS + 2 * MINUTE_MS, until: NOW + HOUR_MS + 3 * MINUTE_MS };
    expect((await ready.coverage.claim(id, lease))?.id).toBe(id);
    await keepCounting(ready);
    expect(woken()).toEqual([]);
    expect(await carryOnCoverage(ready, id)).toEqual({});
    expect((await readCoverage(ready)).running?.counted).toBe(0);
    await keepCounting(at(NOW + HOUR_MS + 3 * MINUTE_MS));
    await carriedOn(at(NOW + HOUR_MS + 3 * MINUTE_MS));
    expect((await readCoverage(ready)).done?.id).toBe(id);
  });

  it("is begun anew where policies were changed meanwhile, or after hours, and the half of it is in no figure", async () => {
    const [ready, other] = [at(NOW + 2 * HOUR_MS), at(NOW + 2 * HOUR_MS, { CATEGORIES: {} })];
    const before = (await readCoverage(ready)).done;
    const { id } = await beginCoverage(ready, asked);
    woken();
    await expect(carryOnCoverage(failingAt(ready, 2), id)).rejects.toThrow("D1 is away");
    expect((await readCoverage(other)).running).toBeUndefined();
    expect((await readCoverage(other)).done).toMatchObject({ id: before?.id, since: ["policies"] });
    await carryOnCoverage(other, id);
    const [second, ...more] = woken();
    expect([second === id, more]).toEqual([false, []]);
    // A call of the first that was under way all the while.
    await ready.coverage.end(
      id,
      { people: 1, kinds: [], requests: [], lacks: { mobile: 0, mail: 0, both: 0 }, unverifiable: 0 },
      1,
    );
    expect(await readCoverage(other)).toMatchObject({
      done: { id: before?.id },
      running: { id: second, counted: 0, cause: "asked", by: agent.name },
    });
    await keepCounting(at(NOW + 9 * HOUR_MS, { CATEGORIES: {} }));
    const [third] = woken();
    expect(third).not.toBe(second);
    await carryOnCoverage(at(NOW + 9 * HOUR_MS, { CATEGORIES: {} }), third ?? id);
    expect((await readCoverage(other)).done).toMatchObject({ id: third, requests: [], since: [] });
  });

  it("begins by itself with the end of an import, in place of one that counted people as they were", async () => {
    const importing = { deps: at(NOW + 10 * HOUR_MS), agent };
    const old = await beginCoverage(at(NOW + 9 * HOUR_MS), asked);
    woken();
    const row = { email: "new.person@halden.example", displayName: "New Person", externalId: "N-1" };
    const { record } = await importFile(importing, [row]);
    const { running } = await readCoverage(importing.deps);
    expect(running).toMatchObject({ cause: "import", by: agent.name, startedAt: record.endedAt, counted: 0 });
    // Not at once, while the import's own end is told: the minute's sweep wakes it.
    expect([running?.id === old.id, woken()]).toEqual([false, []]);
    await keepCounting(importing.deps);
    expect(woken()).toEqual([running?.id]);
    const later = { ...importing, deps: at(NOW + 11 * HOUR_MS) };
    await undoFile(later, record.id);
    await keepCounting(later.deps);
    const [after] = woken();
    expect((await readCoverage(later.deps)).running).toMatchObject({ id: after, cause: "import" });
    await carryOnCoverage(later.deps, after ?? old.id);
    expect((await readCoverage(later.deps)).done).toMatchObject({ id: after, cause: "import", since: [] });
  });

  it("waits for an import that writes, and not for one that was left lying", async () => {
    const { id } = await beginCoverage(at(NOW + 11 * HOUR_MS + MINUTE_MS), asked);
    woken();
    const ready = at(NOW + 11 * HOUR_MS + 2 * MINUTE_MS);
    const importing = { deps: ready, agent };
    const row = { email: "third.person@halden.example", displayName: "Third Person", externalId: "N-3" };
    const file = await compareFile(importing, [row]);
    await writeFile(importing, [row], file);
    await carryOnCoverage(ready, id);
    await keepCounting(ready);
    expect((await readCoverage(ready)).running).toMatchObject({ id, counted: 0, waitsForImport: true });
    expect(woken()).toEqual([]);
    await keepCounting(at(NOW + 13 * HOUR_MS + 2 * MINUTE_MS));
    expect(woken()).toEqual([id]);
    await finishFile(importing, file.id);
    await keepCounting(ready);
    const [anew] = woken();
    expect(anew === id).toBe(false);
    await undoFile(importing, file.id);
    await carryOnCoverage(ready, anew ?? id);
    expect((await readCoverage(ready)).done?.id).toBe(anew);
  });

  it("does not fail an import that it cannot be begun after", async () => {
    const ready = at(NOW + 12 * HOUR_MS);
    const begin = () => Promise.reject(new Error("D1 is away"));
    const importing = { deps: { ...ready, coverage: { ...ready.coverage, begin } }, agent };
    const row = { email: "second.person@halden.example", displayName: "Second Person", externalId: "N-2" };
    const { record } = await importFile(importing, [row]);
    expect(record.phase).toBe("done");
    expect((await readCoverage(ready)).done?.since).toEqual(["import"]);
    await undoFile(importing, record.id);
  });

  it("is woken by whoever asks for it while nobody carries it on", async () => {
    const ready = at(NOW + 12 * HOUR_MS + MINUTE_MS);
    const row = { email: "fourth.person@halden.example", displayName: "Fourth Person", externalId: "N-4" };
    const { record } = await importFile({ deps: ready, agent }, [row]);
    expect(woken()).toEqual([]);
    const { id, cause } = await beginCoverage(ready, asked);
    expect(cause).toBe("import");
    expect(woken()).toEqual([id]);
    await carryOnCoverage(ready, id);
    await carriedOn(ready);
    await undoFile({ deps: ready, agent }, record.id);
    const { running } = await ready.coverage.latest();
    await carryOnCoverage(ready, running?.id ?? coverageRunId.parse("cov_nobody"));
    await carriedOn(ready);
  });

  it("begins each day, once, near its hour and at no other", async () => {
    const hour = (days: number, hours: number) => at(Math.floor(NOW / DAY_MS + days) * DAY_MS + hours * HOUR_MS);
    await keepCounting(hour(1, 7));
    expect(woken()).toEqual([]);
    const day = hour(2, 4);
    await keepCounting(day);
    const [id, ...more] = woken();
    expect(more).toEqual([]);
    expect((await readCoverage(day)).running).toMatchObject({ id, cause: "daily", by: "" });
    await carryOnCoverage(day, id ?? coverageRunId.parse("cov_nobody"));
    await keepCounting(hour(2, 5));
    await keepCounting(hour(3, 2));
    expect(woken()).toEqual([]);
    await keepCounting(hour(3, 3));
    expect(woken()).toHaveLength(1);
  });

  it("says what was imported since", async () => {
    const { done } = await readCoverage(at());
    expect(done?.since).toEqual([]);
    const record = { phase: "done", open: false, endedAt: NOW + 2 * DAY_MS } as const;
    const directory = { ...deps().directory, latest: () => Promise.resolve([record] as never) };
    expect((await readCoverage({ ...at(), directory })).done?.since).toEqual(["import"]);
  });
});

describe("a list of who is weak", () => {
  async function allOf(
    ready: Deps,
    asked: { run: string; which: "unverifiable" | "request" | "contact" | "mobile"; request?: number },
  ) {
    const found: WeakPerson[] = [];
    let page: CoveragePeopleReply;
    do {
      page = given(await readWeakPeople(ready, agent, { ...asked, ...defined({ after: found.at(-1)?.id }) }));
      found.push(...page.people);
    } while (page.more);
    return found;
  }

  it("has everybody who was counted so, by name, each with why and a way", async () => {
    const ready = at();
    const done = (await readCoverage(ready)).done;
    if (done === undefined) throw new Error("nothing was counted");
    const token = await allOf(ready, { run: done.id, which: "request", request: 2 });
    expect(token).toHaveLength(done.people - (done.requests[2]?.alone ?? 0));
    expect(token.length).toBeGreaterThan(60);
    expect(new Set(token.map(({ id }) => id)).size).toBe(token.length);
    expect(token.every(({ because, way }) => because.length === 1 && way === "desk")).toBe(true);
    const none = await allOf(at(NOW, { DESK_PLACE: "the IT desk" }), { run: done.id, which: "unverifiable" });
    expect(none).toHaveLength(done.unverifiable);
    expect(none.every(({ because, way }) => because.length > 0 && way === "none")).toBe(true);
    const silent = await allOf(ready, { run: done.id, which: "contact" });
    expect(silent).toHaveLength(done.lacks.both);
    expect(silent.some(({ way }) => way === "helped_check")).toBe(true);
    expect(await allOf(ready, { run: done.id, which: "mobile" })).toHaveLength(done.lacks.mobile);
    expect(await allOf(ready, { run: done.id, which: "request", request: 9 })).toEqual([]);
  });

  it("is refused for a count that has not ended, and written down with whom it showed", async () => {
    const ready = at(NOW + 3 * HOUR_MS);
    const { running, done } = await readCoverage(ready);
    for (const run of [running?.id ?? "", "cov_nobody", ""]) {
      expect(await readWeakPeople(ready, agent, { run, which: "mail" })).toEqual({
        ok: false,
        error: "coverage.unknown",
      });
    }
    const reader = newAgent();
    const { people } = given(await readWeakPeople(ready, reader, { run: done?.id ?? "", which: "contact" }));
    const [audit] = await rows<{ details: string }>("SELECT details FROM audit WHERE actor = ?", reader.id);
    expect(JSON.parse(audit?.details ?? "{}")).toMatchObject({
      list: "contact",
      people: people.map(({ id }) => id).join(" "),
    });
  });

  it("leaves as a file that runs nothing and ends with its count and digest", async () => {
    const ready = at();
    const { done } = await readCoverage(ready);
    const [first] = given(await readWeakPeople(ready, agent, { run: done?.id ?? "", which: "contact" })).people;
    await env.DB.prepare("UPDATE people SET department = ? WHERE id = ?")
      .bind('=HYPERLINK("x")', first?.id ?? "")
      .run();
    const reader = newAgent();
    const { pages, list, run } = given(
      await exportWeakPeople(ready, reader, { run: done?.id ?? "", which: "contact" }),
    );
    let text = "";
    const format = {
      decimal: ".",
      timeZone: "UTC",
      countedAt: run.startedAt,
      list,
      deskPlace: "floor 2",
      digest: sha256(),
    } as const;
    for await (const piece of coverageCsv(pages, format)) text += piece;
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength((done?.lacks.both ?? 0) + 2);
    expect(text).toContain(`"'=HYPERLINK`);
    const body = `${lines.slice(0, -1).join("\r\n")}\r\n`;
    const digest = createHash("sha256").update(body).digest("hex");
    expect(lines.at(-1)).toContain(`""count"":${String(done?.lacks.both)},""sha256"":""${digest}""`);
    expect(await rows("SELECT action, details FROM audit WHERE actor = ?", reader.id)).toEqual([
      { action: "coverage.exported", details: JSON.stringify({ list: "contact", rows: done?.lacks.both }) },
    ]);
  });
});

it("keeps two counts at most, and none for longer than contacts", async () => {
  const count = async (table: string) => (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n;
  const before = (await readCoverage(at())).done;
  const runs = () => rows<{ run_id: string }>("SELECT DISTINCT run_id FROM coverage_people");
  expect((await runs()).length).toBeGreaterThan(1);
  const newest = await counted(at(NOW + 3 * DAY_MS));
  expect(new Set((await runs()).map(({ run_id: id }) => id))).toEqual(new Set([before?.id, newest.id]));
  const later = at(NOW + 40 * DAY_MS);
  while ((await removeExpired(later)) === "more");
  expect([await count("coverage_people"), await count("coverage_runs")]).toEqual([0, 0]);
});

async function ticketFor(person: PersonId, category: string) {
  const id = ticketId.parse(`tkt_${person.slice("per_".length)}`);
  const named = organisation.people.find((one) => one.id === person);
  await env.DB.prepare(
    "INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status, closed, requester_email, created_at, updated_at) VALUES (?1, 'main', ?1, ?1, 1, ?2, '', '', 'New', 0, ?3, 0, 0)",
  )
    .bind(id, category, named?.email ?? "")
    .run();
  return id;
}

it("counts who is privileged as one who can be verified once their passkey counts", async () => {
  const privileged = async (ready: Deps) => {
    const { id } = await counted(ready);
    const kept = await rows<{ person_id: PersonId; kinds: string; standings: string; lacks: string }>(
      "SELECT * FROM coverage_people WHERE run_id = ?",
      id,
    );
    return kept.flatMap(({ person_id: one, ...letters }) =>
      coverageOf(letters).standings.includes("privileged") ? [one] : [],
    );
  };
  const ready = at(LATER);
  const [someone] = await privileged(ready);
  const person = someone === undefined ? undefined : await ready.people.byId(someone);
  if (person === undefined) throw new Error("nobody is privileged");
  const added = { ...PASSKEY, personId: person.id, addedAt: LATER - 6 * DAY_MS };
  await ready.personPasskeys.add(added, person, {
    audit: { at: NOW, actor: person.id, action: "person_passkey.added", subject: person.id, details: {} },
    limit: { most: 10, mostNew: 3, since: 0 },
  });
  expect(await privileged(at(LATER + MINUTE_MS))).toContain(someone);
  expect(await privileged(at(LATER + 2 * DAY_MS))).not.toContain(someone);
  await ready.personPasskeys.remove(
    added,
    { at: NOW, actor: person.id, action: "person_passkey.removed", subject: person.id, details: {} },
    [],
  );
});
