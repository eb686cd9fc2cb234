import { and, asc, count, desc, eq, gt, isNotNull, lte, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import {
  COVERAGE_CAUSES,
  type CoverageBasis,
  type CoverageList,
  type CoveragePage,
  type CoverageReading,
  type CoverageRun,
  type CoverageStart,
  type CoverageStep,
  type CoverageStore,
  type ListedPerson,
  type WholePerson,
} from "../../app/ports/coverage.ts";
import { coverageRunId, personId, type CoverageRunId, type PersonId } from "../../core/kit/ids.ts";
import type { Clock, EpochMs } from "../../core/kit/time.ts";
import { lackLetter, PASSING_LETTERS, type CoverageTally } from "../../core/verdict/coverage.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import { present, unlessTaken, type Database } from "./database.ts";
import { insertRows } from "./json-rows.ts";
import { readableRows } from "./readable.ts";
import { contactOf, personOf } from "./people.ts";
import { attestedPasskeys } from "./person-passkeys.ts";
import { populationReader, type PopulationReader } from "./populations.ts";
import { coveragePeople, coverageRuns } from "./schema-coverage.ts";
import { personPasskeys } from "./schema-me.ts";
import { people, personContacts, personFacts } from "./schema.ts";
import { openFacts } from "./sealed-facts.ts";

/** Of what older runs left, for each step: ten times what a step adds. */
const DROPPED_PER_STEP = 1_000;

const OPEN = 1;
/** Rows that cannot be read, which only SQL can have written, are read past, so many at most. */
const RUNS_READ = 10;
/** What both a count's basis and its tally have; the rest is shown as it is. */
const counted = z.looseObject({ kinds: z.array(z.unknown()), requests: z.array(z.looseObject({})) });

interface Runs {
  readonly database: Database;
  readonly macs: RowMacs;
}

export function coverageStore(database: Database, keyring: Keyring, clock: Clock): CoverageStore {
  const db = database.$client;
  const runs: Runs = { database, macs: keyring.rows };
  return {
    byId: async (id) => (await runsWhere(runs, eq(coverageRuns.id, id)))[0],
    latest: () => latest(runs),
    begin: (run, start) => unlessTaken(() => begin(runs, run, start), "coverage_runs.open"),
    claim: (id, { now, until }) => claim(runs, id, { now, until }),
    release: async (id) => {
      await database.update(coverageRuns).set({ leaseUntil: 0 }).where(eq(coverageRuns.id, id));
    },
    reading: () => reading(database, { keyring, clock }),
    count: (run, step) => countPeople(db, run, step),
    groups: (id) => groupsOf(database, id),
    end: async (id, tally, at) => {
      await database
        .update(coverageRuns)
        .set({ endedAt: at, tally: JSON.stringify(tally), open: null })
        .where(and(eq(coverageRuns.id, id), eq(coverageRuns.open, OPEN)));
    },
    countListed: (id, list) => countListed(database, id, list),
    list: (page) => listed(database, page),
  };
}

async function runsWhere({ database, macs }: Runs, where: SQL | undefined): Promise<CoverageRun[]> {
  const newest = desc(coverageRuns.startedAt);
  const rows = await database.select().from(coverageRuns).where(where).orderBy(newest).limit(RUNS_READ);
  return readableRows(macs, { table: "coverage_runs", rows, read: runOf });
}

function runOf(row: typeof coverageRuns.$inferSelect): CoverageRun {
  return {
    id: coverageRunId.parse(row.id),
    cause: COVERAGE_CAUSES.find((cause) => cause === row.cause) ?? "asked",
    startedAt: row.startedAt,
    startedByName: row.startedByName,
    basis: counted.parse(JSON.parse(row.basis)) as unknown as CoverageBasis,
    countedTo: row.countedTo === "" ? "" : personId.parse(row.countedTo),
    counted: row.counted,
    people: row.people,
    leaseUntil: row.leaseUntil,
    ...present("steppedAt", row.steppedAt),
    ...present("endedAt", row.endedAt),
    ...present("tally", row.tally === null ? null : (counted.parse(JSON.parse(row.tally)) as unknown as CoverageTally)),
  };
}

async function latest(runs: Runs): ReturnType<CoverageStore["latest"]> {
  const [[running], [done]] = await Promise.all([
    runsWhere(runs, eq(coverageRuns.open, OPEN)),
    runsWhere(runs, isNotNull(coverageRuns.endedAt)),
  ]);
  return { ...present("done", done), ...present("running", running) };
}

async function begin(runs: Runs, run: CoverageRun, { audit, instead }: CoverageStart): Promise<void> {
  const db = runs.database.$client;
  const open = await runs.database.select().from(coverageRuns).where(eq(coverageRuns.open, OPEN));
  const known = new Set<string>(
    readableRows(runs.macs, { table: "coverage_runs", rows: open, read: runOf }).map(({ id }) => id),
  );
  // One that cannot be read, which nobody carries on, stands in no other's way.
  const over = [...open.flatMap(({ id }) => (known.has(id) ? [] : [id])), ...(instead === undefined ? [] : [instead])];
  await db.batch([
    ...over.map((id) => db.prepare("UPDATE coverage_runs SET open = NULL WHERE id = ? AND open = 1").bind(id)),
    db
      .prepare(
        `INSERT INTO coverage_runs (id, cause, open, started_at, started_by, started_by_name, basis, people)
         VALUES (?, ?, 1, ?, ?, ?, ?, ?)`,
      )
      .bind(run.id, run.cause, run.startedAt, audit.actor, run.startedByName, JSON.stringify(run.basis), run.people),
    auditStatement(db, { ...audit, key: run.id }),
  ]);
}

async function claim(
  { database, macs }: Runs,
  id: CoverageRunId,
  { now, until }: { readonly now: EpochMs; readonly until: EpochMs },
): Promise<CoverageRun | undefined> {
  const rows = await database
    .update(coverageRuns)
    .set({ leaseUntil: until })
    .where(and(eq(coverageRuns.id, id), eq(coverageRuns.open, OPEN), lte(coverageRuns.leaseUntil, now)))
    .returning();
  return readableRows(macs, { table: "coverage_runs", rows, read: runOf })[0];
}

interface Opening {
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Of people, contacts, facts and passkeys, and for writing what they come to. */
const STATEMENTS_PER_PART = 7;

function reading(database: Database, opening: Opening): CoverageReading {
  const populations = populationReader(database);
  let parts = 0;
  return {
    statements: () => parts * STATEMENTS_PER_PART + populations.statements(),
    people: (after, limit) => {
      parts += 1;
      return wholePeople(database, { ...opening, populations }, { after, limit });
    },
  };
}

async function wholePeople(
  database: Database,
  { keyring, clock, populations }: Opening & { readonly populations: PopulationReader },
  { after, limit }: { readonly after: PersonId | ""; readonly limit: number },
): Promise<WholePerson[]> {
  const rows = await database
    .select()
    .from(people)
    .where(and(eq(people.active, true), gt(people.id, after)))
    .orderBy(asc(people.id))
    .limit(limit);
  const now = clock();
  const persons = rows.map((row) => personOf(row, { intact: isAttested(keyring.rows, people, row), now }));
  const ids = JSON.stringify(persons.map(({ id }) => id));
  const [contacts, facts, passkeys] = await database.batch([
    database
      .select()
      .from(personContacts)
      .where(sql`${personContacts.personId} IN (SELECT value FROM json_each(${ids}))`),
    database
      .select()
      .from(personFacts)
      .where(sql`${personFacts.personId} IN (SELECT value FROM json_each(${ids}))`),
    database
      .select()
      .from(personPasskeys)
      .where(sql`${personPasskeys.personId} IN (SELECT value FROM json_each(${ids}))`),
  ]);
  const reached = Map.groupBy(
    contacts.filter((row) => isAttested(keyring.rows, personContacts, row)).map(contactOf),
    ({ personId: id }) => id,
  );
  const own = Map.groupBy(attestedPasskeys(keyring, passkeys), ({ personId: id }) => id);
  const sealed = new Map(facts.map((row) => [row.personId, row]));
  const opened = await Promise.all(
    persons.map(async ({ id }) => {
      const row = sealed.get(id);
      return row === undefined ? undefined : openFacts(keyring, row.personId, row.documentSealed);
    }),
  );
  const around = await populations.of(rows.map((row, place) => ({ row, facts: opened[place] })));
  return persons.map((person, place) => {
    const population = around[place];
    if (population === undefined) throw new Error("a person without a population");
    return {
      person,
      contacts: reached.get(person.id) ?? [],
      passkeys: own.get(person.id) ?? [],
      facts: opened[place],
      population,
    };
  });
}

async function countPeople(db: D1Database, run: CoverageRun, step: CoverageStep): Promise<void> {
  const { people: counted, at, leaseUntil } = step;
  const last = counted.at(-1);
  if (last === undefined) return;
  await db.batch([
    ...insertRows(db, {
      table: "coverage_people",
      columns: ["run_id", "person_id", "kinds", "standings", "lacks"],
      rows: counted.map(({ id, kinds, standings, lacks }) => ({
        run_id: run.id,
        person_id: id,
        kinds,
        standings,
        lacks,
      })),
    }),
    db
      .prepare(
        `UPDATE coverage_runs SET counted_to = ?, counted = counted + ?, stepped_at = ?, lease_until = ?
         WHERE id = ? AND counted_to = ? AND open = 1`,
      )
      .bind(last.id, counted.length, at, leaseUntil, run.id, run.countedTo),
    // The last that ended is shown until this one ends.
    db
      .prepare(
        `DELETE FROM coverage_people WHERE (run_id, person_id) IN (SELECT run_id, person_id FROM coverage_people
           WHERE run_id IN (SELECT id FROM coverage_runs WHERE id <> ?1 AND id <> COALESCE(
             (SELECT id FROM coverage_runs WHERE ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 1), ''))
           LIMIT ?2)`,
      )
      .bind(run.id, DROPPED_PER_STEP),
  ]);
}

async function groupsOf(database: Database, id: CoverageRunId): ReturnType<CoverageStore["groups"]> {
  const { kinds, standings, lacks, runId } = coveragePeople;
  return database
    .select({ kinds, standings, lacks, people: count() })
    .from(coveragePeople)
    .where(eq(runId, id))
    .groupBy(kinds, standings, lacks);
}

async function listed(database: Database, { run, list, after, limit }: CoveragePage): Promise<ListedPerson[]> {
  const rows = await database
    .select({
      id: people.id,
      name: people.displayName,
      email: people.email,
      department: people.department,
      office: people.officeCity,
      kinds: coveragePeople.kinds,
      standings: coveragePeople.standings,
      lacks: coveragePeople.lacks,
    })
    .from(people)
    .innerJoin(coveragePeople, and(eq(coveragePeople.runId, run), eq(coveragePeople.personId, people.id)))
    .where(
      and(
        eq(people.active, true),
        isListed(list),
        after === undefined ? undefined : sql`(${people.displayName}, ${people.id}) > (${after.name}, ${after.id})`,
      ),
    )
    .orderBy(asc(people.displayName), asc(people.id))
    .limit(limit);
  return rows.map(({ department, office, ...row }) => ({
    ...row,
    id: personId.parse(row.id),
    ...present("department", department),
    ...present("office", office),
  }));
}

async function countListed(database: Database, id: CoverageRunId, list: CoverageList): Promise<number> {
  const [row] = await database
    .select({ total: count() })
    .from(people)
    .innerJoin(coveragePeople, and(eq(coveragePeople.runId, id), eq(coveragePeople.personId, people.id)))
    .where(and(eq(people.active, true), isListed(list)));
  return row?.total ?? 0;
}

function isListed(list: CoverageList): SQL {
  const { standings, lacks } = coveragePeople;
  const lacking = (letter: string): SQL => sql`instr(${lacks}, ${letter}) > 0`;
  const [mobile, mail] = [lacking(lackLetter("mobile")), lacking(lackLetter("mail"))];
  switch (list.which) {
    case "request":
      // Beyond the last letter stands nothing, and nothing is found in every text.
      return sql`length(${standings}) > ${list.request} AND instr(${PASSING_LETTERS}, substr(${standings}, ${list.request + 1}, 1)) = 0`;
    case "unverifiable":
      return sql`${standings} <> '' AND ${standings} NOT GLOB ${`*[${PASSING_LETTERS}]*`}`;
    case "mobile":
      return mobile;
    case "mail":
      return mail;
    case "contact":
      return sql`${mobile} AND ${mail}`;
  }
}
