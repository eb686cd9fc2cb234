/** People who go for good: after their days, or erased by an admin. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  HELEN,
  importFile,
  importingAs,
  OWEN,
  START,
  undoFile,
  type Importing,
} from "../../../test/support/worker-import.ts";
import { deps, keyring, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { openFacts } from "../../adapters/d1/sealed-facts.ts";
import { personId, verificationId, type PersonId } from "../../core/kit/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/kit/time.ts";
import type { Cells } from "../../core/people/columns.ts";
import { removeExpired } from "../upkeep/retention.ts";
import { sweep } from "../upkeep/sweep.ts";
import { erasePerson } from "./remove-people.ts";

const admin: Importing["agent"] = { ...newAgent(), role: "admin" };

const on = importingAs(admin);

const DANA: Cells = {
  externalId: "2",
  email: "dana@b.test",
  displayName: "Dana Ruiz",
  department: "Finance",
  manager: "helen@b.test",
  mobilePhone: "07400 123442",
  account: "dr-sap",
};
const TEAM = [DANA, HELEN, OWEN];
const gone = (one: Cells): Cells => ({ ...one, active: "no" });
const without = (one: Cells): readonly Cells[] => TEAM.map((row) => (row === one ? gone(row) : row));
const leaving = { confirmed: ["leaving"] } as const;

const person = async (email: string) => (await rows("SELECT * FROM people WHERE email = ?", email))[0];
const idOf = async (email: string): Promise<PersonId> => personId.parse((await person(email))?.["id"]);
const cleanUp = (day: number) => removeExpired(on(day).deps);

/** Tables with rows that have the text in any column, but for the file's own. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'",
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => [name, JSON.stringify(await rows(`SELECT * FROM ${name}`))] as const),
  );
  return found.flatMap(([name, content]) => (content.includes(text) ? [name] : [])).sort();
}

async function factsOf(id: PersonId): Promise<string> {
  const [row] = await rows<{ document_sealed: string }>("SELECT * FROM person_facts WHERE person_id = ?", id);
  return JSON.stringify(row === undefined ? "none" : await openFacts(keyring, id, row.document_sealed));
}

/** What hangs on a person and no import makes. */
async function plant(id: PersonId): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO known_phones (person_id, key_tag, verification_id, added_at) VALUES (?, ?, 'vrf_phone', ?)",
    ).bind(id, id, START),
    env.DB.prepare("INSERT INTO person_accounts (id, person_id, user_name, label) VALUES (?, ?, 'adm', 'Admin')").bind(
      `acc_${id}`,
      id,
    ),
    env.DB.prepare(
      `INSERT INTO coverage_runs (id, started_at, started_by, started_by_name, basis, people, ended_at)
       VALUES ('cov_planted', 1, 'a', 'Dana Cole', '{"kinds":[],"requests":[]}', 0, ?)`,
    ).bind(START),
    env.DB.prepare("INSERT INTO coverage_people VALUES ('cov_planted', ?, '', '', '')").bind(id),
  ]);
}

beforeEach(async () => {
  const tables = ["people", "person_contacts", "person_facts", "person_accounts", "known_phones", "directory_values"];
  const made = ["verifications", "messages", "audit", "directory_given_up", "coverage_people", "coverage_runs"];
  const own = ["directory_imports", "directory_import_chunks", "directory_journal"];
  await env.DB.batch([...tables, ...made, ...own].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

describe("whoever has left", () => {
  it("stays for their days, and then goes with all that identifies them", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const helen = await idOf("helen@b.test");
    await plant(helen);
    await importFile(on(1), without(HELEN), leaving);
    await cleanUp(90.9);
    expect(await person("helen@b.test")).toMatchObject({ active: 0, left_at: START + DAY_MS });
    await cleanUp(92);
    expect(await person("helen@b.test")).toBeUndefined();
    expect(await tablesWith(helen)).toEqual(["directory_given_up"]);
    expect(await tablesWith("Helen")).toEqual([]);
    const finished = await rows<{ details: string }>("SELECT details FROM audit WHERE action = 'retention.finished'");
    expect(finished.map(({ details }) => (JSON.parse(details) as { leaver: number }).leaver)).toEqual([0, 1]);
    // Whom they led is led by nobody, in a row that holds, and is asked about nobody who went.
    const [dana] = await deps().people.byEmail("dana@b.test");
    expect(dana).toMatchObject({ intact: true });
    expect(dana).not.toHaveProperty("managerName");
    const facts = await factsOf(await idOf("dana@b.test"));
    expect(facts).toContain("Dana Ruiz");
    expect(facts).not.toContain("Helen");
    await cleanUp(93);
    expect(await rows("SELECT id FROM people")).toHaveLength(2);
  });

  it("counts from the next clean-up where nobody knows since when", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), without(DANA), leaving);
    await env.DB.prepare("UPDATE people SET left_at = NULL").run();
    await cleanUp(200);
    expect(await person("dana@b.test")).toMatchObject({ left_at: START + 200 * DAY_MS });
    await cleanUp(289);
    expect(await person("dana@b.test")).toBeDefined();
    await cleanUp(291);
    expect(await person("dana@b.test")).toBeUndefined();
  });

  it("also goes where somebody wrote the row by SQL, and not who is there again", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), TEAM.map(gone), leaving);
    await env.DB.prepare("UPDATE people SET display_name = 'Forged' WHERE email = 'dana@b.test'").run();
    await importFile(on(80), [{ ...HELEN, active: "yes" }]);
    await cleanUp(150);
    expect((await rows<{ email: string }>("SELECT email FROM people")).map(({ email }) => email)).toEqual([
      "helen@b.test",
    ]);
    expect(await person("helen@b.test")).toMatchObject({ left_at: null });
  });

  it("is caught up with however many they are", async () => {
    const many = Array.from({ length: 450 }, (_, at) => ({ email: `p${String(at)}@b.test`, displayName: "P Q" }));
    await importFile(on(), many);
    await env.DB.prepare("UPDATE people SET active = 0, left_at = ?").bind(START).run();
    expect(await cleanUp(91)).toBe("done");
    expect(await rows("SELECT 1 FROM people")).toEqual([]);
  });

  it("learns nothing by a file that lists them still, and is not added by it again", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), without(DANA), leaving);
    const before = await factsOf(await idOf("dana@b.test"));
    const nightly = TEAM.map((row) => (row === DANA ? { ...gone(DANA), mobilePhone: "07400 123999" } : row));
    const moved = nightly.map((row) => (row.email === DANA.email ? { ...row, department: "Sales" } : row));
    await importFile(on(2), moved);
    expect(await factsOf(await idOf("dana@b.test"))).toBe(before);
    expect(await rows("SELECT 1 FROM person_contacts")).toHaveLength(1);
    expect(await person("dana@b.test")).toMatchObject({ left_at: START + DAY_MS });
    await cleanUp(92);
    const { record } = await importFile(on(93), nightly);
    expect(record.progress.tally).toMatchObject({ rows: 3, added: 0, changed: 0, unchanged: 3, refused: 0 });
    expect(await person("dana@b.test")).toBeUndefined();
    expect(await rows("SELECT 1 FROM person_contacts UNION ALL SELECT 1 FROM person_accounts")).toEqual([]);
  });

  it("is somebody new when they come back after that, with days of their own", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const before = await idOf("dana@b.test");
    await importFile(on(1), without(DANA), leaving);
    await cleanUp(92);
    const { record } = await importFile(on(93), [{ ...DANA, active: "yes" }]);
    expect(record.progress.tally).toMatchObject({ added: 1 });
    expect(await idOf("dana@b.test")).not.toBe(before);
    expect(await rows("SELECT changed_at, baseline FROM person_contacts")).toEqual([
      { changed_at: START + 93 * DAY_MS, baseline: 0 },
    ]);
  });

  it("is named by no import any more, whose row still holds", async () => {
    const { record } = await importFile(on(), TEAM, { baseline: true });
    const left = await importFile(on(1), [HELEN, OWEN], { complete: true, ...leaving });
    expect(left.record.progress.leaving?.sample).toEqual(["Dana Ruiz"]);
    await cleanUp(92);
    expect(await deps().directory.byId(left.record.id)).toMatchObject({
      progress: { leaving: { missing: 1, active: 3, sample: [] } },
    });
    expect(await deps().directory.byId(record.id)).toBeDefined();
  });
});

describe("whoever is erased", () => {
  const erase = async (email: string, day = 1) => erasePerson(on(day).deps, admin, await idOf(email));

  it("goes with all that hangs on them alone, is told, and stands in the audit log by the id", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const dana = await idOf("dana@b.test");
    await plant(dana);
    expect(await erase("dana@b.test")).toEqual({ ok: true });
    expect(await tablesWith(dana)).toEqual([
      "audit",
      "directory_given_up",
      // Ids, as long as what an import did is kept.
      "directory_import_chunks",
      "messages",
    ]);
    expect(await tablesWith("Dana Ruiz")).toEqual([]);
    expect(await rows("SELECT actor, action, subject, details FROM audit WHERE action = 'person.erased'")).toEqual([
      { actor: admin.id, action: "person.erased", subject: dana, details: "{}" },
    ]);
    expect(await rows("SELECT kind, channel, person_id FROM messages")).toEqual([
      { kind: "contact_replaced", channel: "sms", person_id: dana },
    ]);
    for (const other of ["helen@b.test", "owen@b.test"]) {
      expect(await factsOf(await idOf(other))).not.toContain("Ruiz");
    }
    expect(await erasePerson(on(1).deps, admin, dana)).toEqual({ ok: false, error: "person.unknown" });
    expect(await rows("SELECT 1 FROM audit WHERE action = 'person.erased'")).toHaveLength(1);
  });

  it("is not while a check of theirs is open, nor by themselves, nor where SQL changed the record", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const owen = await idOf("owen@b.test");
    const lease = {
      verificationId: verificationId.parse("vrf_erasing0000001"),
      ticketNumber: "IR-1",
      agentId: admin.id,
      agentName: admin.name,
    };
    const { clock, guards } = on(1).deps;
    const [now, until] = [clock(), clock() + HOUR_MS];
    await guards.hold({ personId: owen, lease, until, now });
    expect(await erase("owen@b.test")).toEqual({ ok: false, error: "erase.check_open" });
    await guards.release(owen, lease.verificationId);
    const self = { ...admin, email: "OWEN@b.test" };
    expect(await erasePerson(on(1).deps, self, owen)).toEqual({ ok: false, error: "erase.own_account" });
    expect(await person("owen@b.test")).toBeDefined();
    expect(await erase("owen@b.test")).toEqual({ ok: true });
    // Whose record it is, nobody knows: what is minded of them would not go along.
    await env.DB.prepare("UPDATE people SET email = 'other@b.test' WHERE email = 'dana@b.test'").run();
    expect(await erase("other@b.test")).toEqual({ ok: false, error: "person.changed" });
  });

  it("takes a block along, and what was minded of them, to who is new by their names", async () => {
    await importFile(on(), [{ ...DANA, privileged: "yes" }, HELEN, OWEN], { baseline: true });
    const dana = await idOf("dana@b.test");
    const made = await seed();
    await env.DB.prepare("DELETE FROM verifications").run();
    await stubOf(made).create({ ...made, session: { ...made.session, person: { ...made.session.person, id: dana } } });
    await stored(stubOf(made));
    const until = Date.now() + 20 * HOUR_MS;
    await deps().guards.fence({ personId: dana }, until);
    await deps().guards.release(dana, made.session.id);
    expect(await erasePerson(on(1).deps, admin, dana)).toEqual({ ok: true });
    await importFile(on(2), [{ ...DANA, privileged: "no" }]);
    const again = await idOf("dana@b.test");
    expect(again).not.toBe(dana);
    expect((await deps().guards.state(again, Date.now())).fencedUntil).toBe(until);
    expect(await person("dana@b.test")).toMatchObject({ privileged: 0, privileged_until: START + 9 * DAY_MS });
  });

  it("is brought back by no undo, which ends all the same", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const changed = TEAM.map((row) =>
      row === HELEN ? row : { ...row, department: "Sales", mobilePhone: "07400 123999" },
    );
    const { record } = await importFile(on(1), changed, { confirmed: ["contacts"] });
    const dana = await idOf("dana@b.test");
    expect(await erase("dana@b.test", 2)).toEqual({ ok: true });
    await undoFile(on(3), record.id);
    expect(await person("dana@b.test")).toBeUndefined();
    expect(await rows("SELECT 1 FROM person_contacts WHERE person_id = ?", dana)).toEqual([]);
    expect(await rows("SELECT 1 FROM person_facts WHERE person_id = ?", dana)).toEqual([]);
    expect(await person("owen@b.test")).toMatchObject({ department: null });
  });

  it("is named by no undo, as manager or as colleague", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const other = { ...DANA, manager: "owen@b.test", department: "Sales" };
    const { record } = await importFile(on(1), [other, HELEN, { ...OWEN, manager: "dana@b.test" }]);
    expect(await erase("helen@b.test", 2)).toEqual({ ok: true });
    await undoFile(on(3), record.id);
    expect(await person("dana@b.test")).toMatchObject({ department: "Finance", manager_id: null, manager_name: null });
    expect(await person("owen@b.test")).toMatchObject({ manager_id: null, manager_name: null });
    expect(await factsOf(await idOf("dana@b.test"))).not.toContain("Helen");
    expect(await factsOf(await idOf("owen@b.test"))).not.toContain("Helen");
    // Who is still there is named again.
    expect(await factsOf(await idOf("dana@b.test"))).toContain("Owen");
  });

  it("leaves no check running that began at that moment", async () => {
    const { person: id } = await addRequester();
    const made = await seed();
    await stubOf(made).create({ ...made, session: { ...made.session, person: { ...made.session.person, id } } });
    await stored(stubOf(made));
    await env.DB.prepare("DELETE FROM people WHERE id = ?").bind(id).run();
    await sweep(deps());
    await stored(stubOf(made));
    expect(await rows("SELECT ended_at IS NULL AS open FROM verifications WHERE id = ?", made.session.id)).toEqual([
      { open: 0 },
    ]);
  });
});
