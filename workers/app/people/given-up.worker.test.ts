/** An id or work mail that one import frees and a later one gives to somebody else, on the real tables. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  chunksOf,
  emptyDirectory,
  fileOf,
  importFile,
  undoFile,
  type Importing,
} from "../../../test/support/worker-import.ts";
import { deps, keyring, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { openDatabase } from "../../adapters/d1/database.ts";
import { peopleStore } from "../../adapters/d1/people.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/kit/time.ts";
import type { Cells } from "../../core/people/columns.ts";
import { removeExpired } from "../upkeep/retention.ts";
import { importChunk } from "./import-chunk.ts";
import { startImport } from "./start-import.ts";

const START = Date.now();
const agent: Importing["agent"] = { ...newAgent(), role: "admin" };
const on = (day = 0): Importing => ({ agent, deps: deps({ clock: () => START + day * DAY_MS }) });

const DANA: Cells = { externalId: "2", email: "dana@b.test", displayName: "Dana Ruiz", privileged: "yes" };
const OWEN: Cells = { externalId: "3", email: "owen@b.test", displayName: "Owen Price", privileged: "no" };
const HELEN: Cells = { externalId: "1", email: "helen@b.test", displayName: "Helen Okafor", privileged: "no" };
/** By the id another work mail, and by that another id: all of theirs is free. */
async function moveAway(one: Cells, day: number): Promise<void> {
  const away = { ...one, email: `away.${one.email ?? ""}` };
  await importFile(on(day), [away]);
  await importFile(on(day), [{ ...away, externalId: `${one.externalId ?? ""}0` }]);
}

const idOf = async (email: string) =>
  personId.parse((await rows<{ id: string }>("SELECT id FROM people WHERE email = ?", email))[0]?.id);
/** A check of theirs, which somebody may report. */
async function checkOf(id: PersonId): Promise<void> {
  const made = await seed();
  await stubOf(made).create({ ...made, session: { ...made.session, person: { ...made.session.person, id } } });
}
/** As a check on that day would see whoever has the work mail. */
const seenOn = async (email: string, day: number) =>
  (await peopleStore(openDatabase(env.DB), keyring, () => START + day * DAY_MS).byEmail(email))[0];
const isPrivileged = async (email: string, day: number) => (await seenOn(email, day))?.privileged;

beforeEach(emptyDirectory);

describe("an id that somebody privileged gave up", () => {
  it("makes whoever gets it count as privileged for seven days", async () => {
    await importFile(on(), [DANA, OWEN], { baseline: true });
    await moveAway(DANA, 1);
    await importFile(on(2), [{ ...OWEN, email: "dana@b.test" }]);
    expect(await seenOn("dana@b.test", 3)).toMatchObject({
      displayName: "Owen Price",
      intact: true,
    });
    expect(await isPrivileged("dana@b.test", 2)).toBe(true);
    expect(await isPrivileged("dana@b.test", 8.9)).toBe(true);
    expect(await isPrivileged("dana@b.test", 9.1)).toBe(false);
    // An import without a word of it takes nothing back.
    await importFile(on(3), [{ ...OWEN, email: "dana@b.test", title: "Fitter" }]);
    expect(await isPrivileged("dana@b.test", 4)).toBe(true);
  });

  it("does so for a new record, and through a record between", async () => {
    await importFile(on(), [DANA, OWEN, HELEN], { baseline: true });
    await moveAway(DANA, 1);
    await importFile(on(2), [{ externalId: "2", email: "new@b.test", displayName: "Somebody New" }]);
    expect(await isPrivileged("new@b.test", 3)).toBe(true);
    await importFile(on(3), [{ ...HELEN, email: "dana@b.test" }]);
    await importFile(on(4), [HELEN]);
    await importFile(on(5), [{ ...OWEN, email: "dana@b.test" }]);
    expect(await isPrivileged("dana@b.test", 6)).toBe(true);
  });

  it("is remembered in every spelling, of user names too, and where somebody changed what says so", async () => {
    await importFile(on(), [{ ...DANA, externalId: "Zx2", userName: "dana.r" }, OWEN, HELEN], { baseline: true });
    await moveAway({ ...DANA, externalId: "Zx2", userName: "dana.away" }, 1);
    await importFile(on(2), [{ ...OWEN, userName: "DANA.R" }]);
    expect(await isPrivileged("owen@b.test", 3)).toBe(true);
    await env.DB.prepare("UPDATE directory_given_up SET privileged = 0").run();
    await importFile(on(4), [{ ...HELEN, externalId: "zX2", email: "helen@b.test" }]);
    expect(await isPrivileged("helen@b.test", 5)).toBe(true);
    const plain = JSON.stringify(await rows("SELECT * FROM directory_given_up"));
    expect(plain).not.toMatch(/dana|zx2/iu);
  });

  it("is remembered of whom an undo takes away, and of what it gives back", async () => {
    await importFile(on(), [OWEN, HELEN], { baseline: true });
    const { record } = await importFile(on(1), [DANA]);
    await undoFile(on(2), record.id);
    await importFile(on(3), [{ ...OWEN, email: "dana@b.test" }]);
    expect(await isPrivileged("dana@b.test", 4)).toBe(true);
    expect(await isPrivileged("dana@b.test", 10.1)).toBe(false);
    const { record: back } = await importFile(on(11), [OWEN]);
    await undoFile(on(12), back.id);
    expect(await isPrivileged("dana@b.test", 18)).toBe(true);
  });

  it("is nobody's memory of oneself, and forgotten with the messages of its time", async () => {
    await importFile(on(), [{ ...OWEN, privileged: "no" }, DANA], { baseline: true });
    await importFile(on(1), [{ ...OWEN, email: "owen.p@b.test" }]);
    await importFile(on(2), [OWEN]);
    expect(await isPrivileged("owen@b.test", 2)).toBe(false);
    await moveAway(DANA, 3);
    expect((await rows("SELECT 1 FROM directory_given_up")).length).toBeGreaterThan(0);
    await removeExpired({ ...deps(), clock: () => START + 40 * DAY_MS });
    expect(await rows("SELECT 1 FROM directory_given_up")).toEqual([]);
  });
});

describe("an id that anybody gave up", () => {
  it("makes the facts of another record count no sooner than new ones", async () => {
    await importFile(on(), [HELEN, OWEN], { baseline: true });
    await moveAway(HELEN, 1);
    await importFile(on(2), [{ ...OWEN, email: "helen@b.test" }]);
    expect(await isPrivileged("helen@b.test", 2.9)).toBe(true);
    expect(await isPrivileged("helen@b.test", 3.1)).toBe(false);
    await importFile(on(4), [{ externalId: "1", email: "new@b.test", displayName: "Somebody New" }]);
    expect(await isPrivileged("new@b.test", 4)).toBe(false);
  });
});

describe("a user name that somebody has", () => {
  const PRIV: Cells = { ...DANA, userName: "t1priv" };
  const NORM: Cells = { ...OWEN, userName: "t1norm" };
  const taken = (row: number) => [{ row, column: "userName", reason: "user_name.taken", refused: true }];
  const named = async (email: string) => (await seenOn(email, 1))?.userName;
  const others = Array.from({ length: 499 }, (_, place): Cells => ({
    externalId: `o${String(place)}`,
    email: `o${String(place)}@b.test`,
    displayName: "O",
  }));

  it.each<[string, (gives: Cells, takes: Cells) => readonly Cells[], number]>([
    ["after the row that gives it up", (gives, takes) => [gives, takes], 3],
    ["before it", (gives, takes) => [takes, gives], 2],
    ["in a later chunk", (gives, takes) => [gives, ...others, takes], 502],
    ["in an earlier chunk", (gives, takes) => [takes, ...others, gives], 2],
  ])("is given to nobody by the file that frees it, %s", async (_where, fileWith, row) => {
    await importFile(on(), [PRIV, NORM], { baseline: true });
    const file = fileWith({ ...PRIV, userName: "t1x" }, { ...NORM, userName: "t1priv" });
    const { problems } = await importFile(on(1), file);
    expect(problems).toEqual(taken(row));
    expect([await named("dana@b.test"), await named("owen@b.test")]).toEqual(["t1x", "t1norm"]);
    // The file after it gives the name, and what is minded of whoever had it.
    expect((await importFile(on(2), file)).problems).toEqual([]);
    expect([await isPrivileged("owen@b.test", 8.9), await isPrivileged("owen@b.test", 9.1)]).toEqual([true, false]);
  });

  it.each(["t4priv", "T4Priv", "ｔ４ｐｒｉｖ"])("is given to nobody else, new or known, as %s", async (userName) => {
    await importFile(on(), [{ ...DANA, userName: "T4priv" }, OWEN], { baseline: true });
    const newcomer: Cells = { externalId: "9", email: "new@b.test", displayName: "Somebody New", userName };
    const { problems, record } = await importFile(on(1), [newcomer, { ...OWEN, userName }, { ...DANA, userName }]);
    expect(problems.map((problem) => problem.row)).toEqual([2, 3]);
    expect(problems).toMatchObject([...taken(2), ...taken(3)]);
    expect(record.progress.tally).toMatchObject({ refused: 2, added: 0 });
    expect([await idOf("dana@b.test"), await named("owen@b.test")]).toEqual([expect.any(String), "owen@b.test"]);
    expect(await rows("SELECT 1 FROM people WHERE email = 'new@b.test'")).toEqual([]);
  });

  it.each([
    ["the beginning of the work mail", "dana"],
    ["the work mail itself", "dana@b.test"],
    ["letters beyond ASCII", "émile"],
    ["letters beyond ASCII in capitals", "ÉMILE"],
  ])("is found where it is %s", async (_what, userName) => {
    await importFile(on(), [{ ...DANA, userName }, OWEN], { baseline: true });
    for (const spelling of [userName.toUpperCase(), userName.toLowerCase()]) {
      expect((await importFile(on(1), [{ ...OWEN, userName: spelling }])).problems).toEqual(taken(2));
    }
  });

  it("is one person's of the file too, and stays where two had it before", async () => {
    const file = [PRIV, { ...NORM, userName: "T1PRIV" }, ...others, { ...HELEN, userName: "t1priv" }];
    expect((await importFile(on(), file, { baseline: true })).problems).toEqual([...taken(3), ...taken(503)]);
    await importFile(on(1), [NORM]);
    await env.DB.prepare("UPDATE people SET user_name = 't1priv', mac = NULL WHERE email = 'owen@b.test'").run();
    expect((await importFile(on(2), [PRIV])).problems).toEqual([]);
  });

  it.each(["adminAccount", "account", "otherAccount"] as const)("is nobody's %s either", async (column) => {
    await importFile(on(), [PRIV, NORM, HELEN], { baseline: true });
    const asAccount = { ...HELEN, [column]: "T1Priv" };
    const refused = (row: number) => [{ row, column, reason: "user_name.taken", refused: true }];
    expect((await importFile(on(1), [asAccount])).problems).toEqual(refused(2));
    const newcomer = { externalId: "9", email: "new@b.test", displayName: "Somebody New", [column]: "t1priv" };
    expect((await importFile(on(1), [newcomer])).problems).toEqual(refused(2));
    // One's own, and one that two share, are none of anybody else.
    expect((await importFile(on(2), [{ ...PRIV, [column]: "t1priv" }])).problems).toEqual([]);
    const shared = [HELEN, NORM].map((one) => ({ ...one, [column]: "shared" }));
    expect((await importFile(on(2), shared)).problems).toEqual([]);
  });

  it("and a further account of one file are one person's, whichever comes first, also in a later part", async () => {
    const named = { ...HELEN, userName: "adm" };
    const asAccount = { ...OWEN, account: "ADM" };
    const problems = async (file: readonly Cells[]) =>
      (await importFile(on(), file)).problems.map(({ row, column }) => [row, column]);
    expect(await problems([named, asAccount])).toEqual([[3, "account"]]);
    await env.DB.prepare("DELETE FROM people").run();
    expect(await problems([asAccount, named])).toEqual([[3, "userName"]]);
    await env.DB.prepare("DELETE FROM people").run();
    expect(await problems([asAccount, ...others, named])).toEqual([[others.length + 3, "userName"]]);
  });

  it("of somebody who has left may be given, and what is minded of them goes with it", async () => {
    await importFile(on(), [PRIV, NORM], { baseline: true });
    await importFile(on(1), [{ ...PRIV, active: "no" }], { confirmed: ["leaving"] });
    expect((await importFile(on(2), [{ ...NORM, userName: "T1Priv" }])).problems).toEqual([]);
    expect([await isPrivileged("owen@b.test", 8.9), await isPrivileged("owen@b.test", 9.1)]).toEqual([true, false]);
  });
});

describe("an import whose row was deleted", () => {
  /** Begun again under its id, with somebody else in the same row. */
  async function begunAgain(deleting: readonly string[]) {
    const { record } = await importFile(on(), [DANA], { baseline: true });
    await env.DB.batch(
      ["directory_imports", "directory_import_chunks", ...deleting].map((table) =>
        env.DB.prepare(`DELETE FROM ${table}`),
      ),
    );
    const file = { ...fileOf([OWEN]), id: record.id };
    expect((await startImport(on(1).deps, agent, file)).ok).toBe(true);
    const [chunk] = chunksOf([OWEN], "comparing");
    if (chunk === undefined) throw new Error("no chunk");
    return importChunk(on(1).deps, record.id, chunk);
  }

  it.each([
    ["over people", []],
    ["where facts of theirs are kept", ["people"]],
  ])("writes nobody under its id %s", async (_where, deleting) => {
    expect(await begunAgain(deleting)).toEqual({ ok: false, error: "import.conflict" });
  });

  it("writes where nothing of them is kept", async () => {
    expect((await begunAgain(["people", "person_facts", "person_contacts"])).ok).toBe(true);
  });
});

describe("a block after a report", () => {
  const until = Date.now() + 20 * HOUR_MS;
  const blockOf = async (email: string) => (await deps().guards.state(await idOf(email), Date.now())).fencedUntil;
  const report = async (email: string) => {
    await checkOf(await idOf(email));
    await deps().guards.fence({ personId: await idOf(email) }, until);
  };

  it("goes with the work mail or id to whoever gets it", async () => {
    await importFile(on(), [HELEN, OWEN], { baseline: true });
    await report("helen@b.test");
    await moveAway(HELEN, 0.1);
    await importFile(on(0.2), [{ ...OWEN, email: "helen@b.test" }]);
    expect(await blockOf("helen@b.test")).toBe(until);
    await importFile(on(0.3), [{ externalId: "1", email: "new@b.test", displayName: "Somebody New" }]);
    expect(await blockOf("new@b.test")).toBe(until);
  });

  it("goes with what an undo gives back", async () => {
    await importFile(on(), [HELEN, OWEN], { baseline: true });
    await moveAway(HELEN, 0.1);
    await importFile(on(0.2), [{ ...OWEN, email: "helen@b.test" }]);
    const { record } = await importFile(on(0.3), [OWEN]);
    await report("away.helen@b.test");
    expect(await blockOf("owen@b.test")).toBeUndefined();
    await undoFile(on(0.4), record.id);
    expect(await blockOf("helen@b.test")).toBe(until);
  });
});
