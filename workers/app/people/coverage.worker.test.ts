/** The demo's whole directory counted in steps, and held against each person's page and Send's. */
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOrganisation } from "../../../dev/demo/organisation.ts";
import { seed } from "../../../dev/local/seed.ts";
import { createHash } from "node:crypto";
import { coverageCsv } from "../../../console/files/coverage-csv.ts";
import { sha256 } from "../../http/sha256.ts";
import { deps, keyring, ROOT_SECRET, rows } from "../../../test/support/worker-fixture.ts";
import { given } from "../../../test/support/worker-import.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { coverageStore } from "../../adapters/d1/coverage.ts";
import { openDatabase } from "../../adapters/d1/database.ts";
import { peopleStore } from "../../adapters/d1/people.ts";
import type { CoverageCount, CoveragePeopleReply, WeakPerson } from "../../contract/console/coverage.ts";
import type { SendPageReply } from "../../contract/console/send.ts";
import { defined } from "../../core/kit/defined.ts";
import { coverageRunId, ticketId, type PersonId } from "../../core/kit/ids.ts";
import { HOUR_MS, DAY_MS } from "../../core/kit/time.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import { coverageOf, kindStandingOf, standingOf, type Standing } from "../../core/verdict/coverage.ts";
import type { Deps } from "../deps.ts";
import { readSendPage } from "../sending/send-page.ts";
import { beginCoverage, PEOPLE_PER_STEP, readCoverage, stepCoverage } from "./coverage.ts";
import { exportWeakPeople, readWeakPeople } from "./coverage-lists.ts";
import { readPerson } from "./read-person.ts";
import { removeExpired } from "../upkeep/retention.ts";

const NOW = Date.UTC(2026, 10, 18, 12);
/** More than one step takes. */
const PEOPLE = 115;
const whole = createOrganisation({ now: NOW });
const organisation = { ...whole, people: whole.people.slice(0, PEOPLE) };
const agent = newAgent();

const CATEGORIES: Deps["config"]["CATEGORIES"] = {
  Reset: categoryPolicy.parse({ action: "password_reset" }),
  Strict: categoryPolicy.parse({ action: "account_unlock", typedDestination: false, strict: true }),
  Token: categoryPolicy.parse({ action: "mfa_reset" }),
  "Text only": categoryPolicy.parse({ action: "identity_check", channels: ["sms"], recentContact: false }),
};
const NAMES = Object.keys(CATEGORIES);

function at(now = NOW, change: Partial<Deps["config"]> = {}): Deps {
  const base = deps();
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

async function counted(ready: Deps): Promise<CoverageCount> {
  const { id } = await beginCoverage(ready, agent);
  const run = coverageRunId.parse(id);
  while (given(await stepCoverage(ready, run)).running !== undefined);
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
function saidBySend({ problem, accounts: [own], contacts }: SendPageReply): Standing {
  if (own === undefined) throw new Error(`no account: ${String(problem)}`);
  if (problem === "requester_changed") return "changed";
  if (own.problem !== undefined) return own.problem;
  if (!own.outlook.canPass) return own.outlook.because;
  const open = (kind: "trusted" | "fresh") =>
    own.refused[kind] === undefined && contacts.some(({ trusted }) => trusted === (kind === "trusted"));
  return open("trusted") ? "passes" : open("fresh") ? "fresh" : "typed";
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

  it("is gone on with where it was left, and counted once", async () => {
    const ready = at(NOW + HOUR_MS);
    const [first, again] = [await beginCoverage(ready, agent), await beginCoverage(ready, newAgent())];
    expect(again.id).toBe(first.id);
    const id = coverageRunId.parse(first.id);
    const [one, other] = await Promise.all([stepCoverage(ready, id), stepCoverage(ready, id)]);
    expect([given(one).running?.counted, given(other).running?.counted]).toEqual([PEOPLE_PER_STEP, PEOPLE_PER_STEP]);
    expect((await readCoverage(ready)).running).toMatchObject({ id, counted: PEOPLE_PER_STEP });
    await counted(ready);
    const [{ people } = { people: 0 }] = await rows<{ people: number }>(
      "SELECT count(*) AS people FROM coverage_people WHERE run_id = ?",
      id,
    );
    expect((await readCoverage(ready)).done).toMatchObject({ id, people });
    expect(given(await stepCoverage(ready, id))).toEqual({});
    expect(await rows("SELECT id FROM audit WHERE action = 'coverage.counted' AND subject = ?", id)).toHaveLength(1);
  });

  it("is begun anew where policies were changed, and after an hour", async () => {
    const [ready, other] = [at(NOW + 2 * HOUR_MS), at(NOW + 2 * HOUR_MS, { CATEGORIES: {} })];
    const { id } = await beginCoverage(ready, agent);
    expect(await stepCoverage(other, coverageRunId.parse(id))).toEqual({ ok: false, error: "coverage.outdated" });
    expect((await readCoverage(other)).running).toBeUndefined();
    expect((await beginCoverage(at(NOW + 3 * HOUR_MS), agent)).id).not.toBe(id);
    expect((await readCoverage(other)).done?.since).toEqual(["policies"]);
    expect(await stepCoverage(ready, coverageRunId.parse("cov_nobody"))).toEqual({
      ok: false,
      error: "coverage.unknown",
    });
  });

  it("says what was imported since", async () => {
    const { done } = await readCoverage(at());
    expect(done?.since).toEqual([]);
    const record = { phase: "done", open: false, endedAt: NOW + DAY_MS } as const;
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
  const newest = await counted(at(NOW + 5 * HOUR_MS));
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
