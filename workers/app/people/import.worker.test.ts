/** A file of people from the first chunk to the undo, on the real tables. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  chunksOf,
  compareFile,
  emptyDirectory,
  fileOf,
  finishFile,
  given,
  HELEN,
  importFile,
  importingAs,
  OWEN,
  START,
  undoFile,
  writeFile,
  type FileOptions,
  type Importing,
} from "../../../test/support/worker-import.ts";
import { deps, fresh, keyring, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { importId, messageId, personId, type ImportId } from "../../core/kit/ids.ts";
import { ok } from "../../core/kit/result.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import type { Cells } from "../../core/people/columns.ts";
import type { FactDocument } from "../../core/questions/facts.ts";
import { insertAttested } from "../../adapters/d1/attested.ts";
import { openDatabase } from "../../adapters/d1/database.ts";
import { directoryStore } from "../../adapters/d1/directory.ts";
import { peopleStore } from "../../adapters/d1/people.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { deliverMessage } from "../delivery/deliver-message.ts";
import { recordReceipt } from "../delivery/record-receipt.ts";
import type { AgentRecord, AgentStore, MadeAdmin } from "../ports/agents.ts";
import type { MessageContent } from "../ports/delivery.ts";
import { removeExpired } from "../upkeep/retention.ts";
import { sweep } from "../upkeep/sweep.ts";
import { finishImport } from "./finish-import.ts";
import { importChunk } from "./import-chunk.ts";
import { readPerson } from "./read-person.ts";
import { readImports } from "./read-imports.ts";
import { beginWriting, resumeImport, startImport, stopImport } from "./start-import.ts";
import { undoImport } from "./undo-import.ts";

const admin: Importing["agent"] = { ...newAgent(), role: "admin" };

const on = importingAs(admin);

const DANA: Cells = {
  externalId: "2",
  email: "dana@b.test",
  displayName: "Dana Ruiz",
  department: "Finance",
  officeCity: "London",
  officeCountry: "United Kingdom",
  manager: "helen@b.test",
  mobilePhone: "07400 123442",
  privateEmail: "dana@mailbox.test",
  privileged: "yes",
  startDate: "2021-04-19",
};
const TEAM = [DANA, HELEN, OWEN];

const person = async (email: string) => (await rows("SELECT * FROM people WHERE email = ?", email))[0];
const contactsOf = async (email: string) =>
  rows<{ id: string; changed_at: number; baseline: number; typed: number | null; channel: string }>(
    "SELECT c.* FROM person_contacts c JOIN people p ON p.id = c.person_id WHERE p.email = ? ORDER BY c.channel",
    email,
  );
const idOf = async (email: string) => personId.parse((await person(email))?.["id"]);
const factsOf = async (email: string): Promise<FactDocument> => {
  const facts = await deps().people.facts(await idOf(email));
  if (facts === undefined) throw new Error("no facts");
  return facts;
};
const everything = () =>
  Promise.all(
    ["people", "person_contacts", "person_facts", "directory_values"].map((table) => rows(`SELECT * FROM ${table}`)),
  );
const changed = (one: Cells, cells: Cells): readonly Cells[] =>
  TEAM.map((row) => (row === one ? { ...row, ...cells } : row));

beforeEach(emptyDirectory);

describe("a first import", () => {
  it("makes people who can be found and checked, with managers who stand further down", async () => {
    const { record } = await importFile(on(), TEAM, { baseline: true });
    expect(record.progress.tally).toMatchObject({ rows: 3, added: 3, changed: 0, refused: 0 });
    const { people } = deps();
    const [dana] = await people.byEmail("dana@b.test");
    expect(dana).toMatchObject({ intact: true, privileged: true, managerName: "Helen Okafor", officeCountry: "GB" });
    expect(await people.contacts(await idOf("dana@b.test"))).toMatchObject([
      { channel: "sms", baseline: true, typed: false, source: "Directory" },
      { channel: "email", baseline: true },
    ]);
    expect((await people.byIdInTickets("3"))[0]).toMatchObject({ managerName: "Helen Okafor" });
  });

  it("knows who is around whom", async () => {
    await importFile(on(), TEAM, { baseline: true });
    expect(await factsOf("dana@b.test")).toMatchObject({
      manager: { value: { display: "Helen Okafor" }, baseline: true },
      peers: [{ value: { display: "Owen Price" } }],
      department: { value: "Finance" },
      office: { value: { city: "London", country: "GB" } },
      startMonth: { value: { year: 2021, month: 4 } },
    });
    const { directReports } = await factsOf("helen@b.test");
    expect(directReports.map(({ value }) => value.display).sort()).toEqual(["Dana Ruiz", "Owen Price"]);
    expect(await rows("SELECT kind, value, country, people FROM directory_values ORDER BY kind")).toEqual([
      { kind: "department", value: "Finance", country: "", people: 2 },
      { kind: "office", value: "London", country: "GB", people: 1 },
    ]);
  });

  it("is the baseline only where an admin says so, and only the first", async () => {
    await importFile(on(), [HELEN]);
    expect((await readImports(on().deps, admin)).baselineOpen).toBe(false);
    const { id } = await compareFile(on(1), TEAM);
    expect(await beginWriting(on(1).deps, admin, { id, confirmed: [], baseline: true })).toEqual({
      ok: false,
      error: "import.baseline_taken",
    });
    await writeFile(on(1), TEAM, { id });
    expect(await contactsOf("dana@b.test")).toMatchObject([
      { baseline: 0 },
      { baseline: 0, changed_at: START + DAY_MS },
    ]);
  });

  it("is not open again for who deletes the rows of imports", async () => {
    await importFile(on(), [HELEN], { baseline: true });
    await env.DB.batch(
      ["directory_imports", "directory_import_chunks"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    );
    expect((await readImports(on(1).deps, admin)).baselineOpen).toBe(false);
    const { id } = await compareFile(on(1), TEAM);
    expect(await beginWriting(on(1).deps, admin, { id, confirmed: [], baseline: true })).toEqual({
      ok: false,
      error: "import.baseline_taken",
    });
  });

  it("is written down with whoever accepted it", async () => {
    const { record } = await importFile(on(), TEAM, { baseline: true });
    expect(await rows("SELECT actor, action FROM audit WHERE subject = ? ORDER BY id", record.id)).toEqual(
      ["baseline_accepted", "import_finished", "import_started"].map((action) => ({
        actor: admin.id,
        action: `directory.${action}`,
      })),
    );
  });
});

/** Rows that D1 counts as written, those of indexes too. */
function counting(): { readonly database: D1Database; readonly written: () => number } {
  let written = 0;
  const database = new Proxy(env.DB, {
    get(target, key) {
      if (key === "batch") {
        return async (statements: D1PreparedStatement[]) => {
          const done = await target.batch(statements);
          written += done.reduce((sum, { meta }) => sum + meta.rows_written, 0);
          return done;
        };
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { database, written: () => written };
}

/** What an import writes of itself for one chunk: its own row, the chunk, the journal, the audit log. */
const OWN_ROWS = 50;

it.each<[string, number, (number: string) => Cells]>([
  ["all that a file can say", 200, () => ({})],
  // Found by an entry of its own, as user names are that do not follow the work mail.
  [
    "a name that is written in several ways",
    100,
    (number) => ({ displayName: `Jörg ${number}`, userName: `p${number}` }),
  ],
])("writes at most 14 rows for a person with %s, and next to none where nothing changes", async (_of, people, more) => {
  const everybody = Array.from({ length: people }, (_, index): Cells => {
    const number = String(index).padStart(4, "0");
    return {
      ...DANA,
      externalId: number,
      userName: `u-${number}`,
      adminAccount: `adm-${number}`,
      account: `SAP${number}`,
      email: `p${number}@b.test`,
      displayName: `Person ${number}`,
      manager: index === 0 ? "" : `p${String(Math.floor((index - 1) / 7)).padStart(4, "0")}@b.test`,
      mobilePhone: `+44740012${number}`,
      privateEmail: `p${number}@mailbox.test`,
      ...more(number),
    };
  });
  const { database, written } = counting();
  const { agent, deps: product } = on();
  const importing = { agent, deps: { ...product, directory: directoryStore(openDatabase(database), keyring) } };
  await importFile(importing, everybody, { baseline: true });
  expect(await rows("SELECT COUNT(*) AS people FROM people WHERE manager_id IS NOT NULL")).toEqual([
    { people: people - 1 },
  ]);
  expect(written()).toBeLessThanOrEqual(14 * everybody.length + OWN_ROWS);
  const first = written();
  await importFile(importing, everybody);
  expect(written() - first).toBeLessThan(OWN_ROWS);
});

it("keeps the name as it is searched for beside the name, also where an import is taken back", async () => {
  const { agent, deps } = on();
  const importing = { agent, deps };
  const named = (displayName: string): Cells => ({ ...DANA, email: "umlaut@b.test", externalId: "u-1", displayName });
  const searchNames = () => rows("SELECT search_name FROM people WHERE email = 'umlaut@b.test'");
  await importFile(importing, [named("Jörg Müller")]);
  expect(await searchNames()).toEqual([{ search_name: "jorg muller\njoerg mueller" }]);
  const second = await importFile(importing, [named("Jörg Weiß")]);
  expect(await searchNames()).toEqual([{ search_name: "jorg weiss\njoerg weiss" }]);
  await undoFile(importing, second.record.id);
  expect(await searchNames()).toEqual([{ search_name: "jorg muller\njoerg mueller" }]);
});

/** Of a desk with these other admins, admins for so many days; the first has been one for long. */
function desk(
  ...others: readonly { readonly agent: AgentRecord; readonly days: number; readonly by?: string }[]
): Importing {
  const made = new Map<string, MadeAdmin>(
    [{ agent: admin, days: 90 }, ...others].map(({ days, ...one }) => [
      one.agent.id,
      { since: START - days * DAY_MS, ...one },
    ]),
  );
  const agents: AgentStore = {
    ...deps().agents,
    list: async () =>
      [admin, ...others.map(({ agent }) => agent)].map((one) => ({ ...one, createdAt: 0, ways: [], byGroups: false })),
    madeAdmin: async (id) => made.get(id),
    formerAdmins: async () => [],
    linksMadeFor: async () => [],
    spoiled: async () => [],
  };
  return { ...on(), deps: { ...on().deps, agents } };
}

describe("a baseline", () => {
  const kim: AgentRecord = { ...newAgent(), role: "admin" };
  const accept = (at: Importing, by: AgentRecord, id: ImportId) =>
    beginWriting(at.deps, by, { id, confirmed: [], baseline: true });
  const actions = async (id: string) =>
    (await rows<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY id DESC", id)).map(
      ({ action }) => action,
    );

  it("is written when another admin has accepted it, and not before", async () => {
    const both = desk({ agent: kim, days: 30 });
    const { id } = await compareFile(both, TEAM);
    expect((await readImports(both.deps, admin)).baselineAlone).toBe(false);
    for (const again of [1, 2]) {
      expect(given(await accept(both, admin, id)), String(again)).toMatchObject({
        phase: "comparing",
        baseline: false,
      });
    }
    const [chunk] = chunksOf(TEAM, "writing");
    if (chunk === undefined) throw new Error("one chunk");
    expect(await importChunk(both.deps, id, chunk)).toEqual({ ok: false, error: "import.not_allowed" });
    expect((await readImports(both.deps, kim)).imports[0]).toMatchObject({
      state: "compared",
      baselineAsked: { by: admin.name, at: START, own: false },
    });
    expect(given(await accept(both, kim, id))).toMatchObject({ phase: "writing", baseline: true });
    expect(given(await accept(both, admin, id)).phase).toBe("writing");
    expect(await actions(id)).toEqual([
      "directory.import_started",
      "directory.baseline_proposed",
      "directory.baseline_accepted",
    ]);
    given(await importChunk(both.deps, id, chunk));
    expect(await contactsOf("dana@b.test")).toMatchObject([{ baseline: 1 }, { baseline: 1 }]);
  });

  it("is accepted by nobody who may be the proposer, but by the one admin there is", async () => {
    const puppet: AgentRecord = { ...newAgent(), role: "admin" };
    const three = desk({ agent: kim, days: 30 }, { agent: puppet, days: 3 });
    const { id } = await compareFile(three, TEAM);
    given(await accept(three, admin, id));
    expect(await accept(three, puppet, id)).toEqual({ ok: false, error: "import.approver_new" });
    given(await stopImport(three.deps, admin, id));
    // Nor the other way round: the puppet is not alone, and proposes what nobody can accept.
    expect((await readImports(three.deps, puppet)).baselineAlone).toBe(false);
    const other = await compareFile({ ...three, agent: puppet }, TEAM);
    given(await accept(three, puppet, other.id));
    expect(await accept(three, admin, other.id)).toEqual({ ok: false, error: "import.proposer_new" });
    given(await stopImport(three.deps, puppet, other.id));
    const own = { agent: puppet, days: 10, by: admin.id };
    for (const alone of [desk(), desk({ agent: puppet, days: 3 }), desk({ agent: kim, days: 0.5 }), desk(own)]) {
      const one = await compareFile(alone, TEAM);
      expect((await readImports(alone.deps, admin)).baselineAlone).toBe(true);
      expect(given(await accept(alone, admin, one.id))).toMatchObject({ phase: "writing", baseline: true });
      await env.DB.prepare("DELETE FROM directory_imports WHERE id = ?").bind(one.id).run();
    }
  });

  it("that waits can be written as any other file, by answering what it asks", async () => {
    const both = desk({ agent: kim, days: 30 });
    const { id } = await compareFile(both, TEAM);
    given(await accept(both, admin, id));
    const written = given(await beginWriting(both.deps, admin, { id, confirmed: [], baseline: false }));
    expect(written).toMatchObject({ phase: "writing", baseline: false });
    expect(written.progress.baselineAsked).toBeUndefined();
  });
});

describe("an import that comes again", () => {
  it("writes nothing of people who are the same", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const before = await everything();
    const { record } = await importFile(on(3), TEAM);
    expect(record.progress.tally).toMatchObject({ unchanged: 3, added: 0, changed: 0 });
    expect(await everything()).toEqual(before);
  });

  it("compares without writing anything", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const before = await everything();
    await compareFile(on(1), changed(DANA, { mobilePhone: "07400 123443" }));
    expect(await everything()).toEqual(before);
  });

  it("counts and names who would lose their mobile number, before anything is written", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const { id, problems } = await compareFile(on(1), changed(DANA, { mobilePhone: "" }));
    const row = TEAM.indexOf(DANA) + 2;
    expect(problems).toEqual([{ row, column: "mobilePhone", reason: "phone.lost", refused: false }]);
    const seen = async () => (await readImports(on(1).deps, admin)).imports.find((one) => one.id === id);
    expect(await seen()).toMatchObject({ state: "compared", tally: { phonesLost: 1, refused: 0 } });
    // Its preview was seen and not written: there is nothing to go on with.
    given(await stopImport(on(1).deps, admin, id));
    expect(await seen()).toMatchObject({ state: "discarded", mayResume: false });
  });

  it("starts the days of a new contact, and leaves the others", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(2), changed(DANA, { mobilePhone: "07400 123443" }));
    expect(await contactsOf("dana@b.test")).toMatchObject([
      { channel: "email", baseline: 1, changed_at: START },
      { channel: "sms", baseline: 0, changed_at: START + 2 * DAY_MS },
    ]);
  });

  it("starts the days of a new manager and of a lost mark", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(2), changed(DANA, { manager: "owen@b.test", privileged: "no" }));
    expect(await person("dana@b.test")).toMatchObject({
      manager_name: "Owen Price",
      manager_changed_at: START + 2 * DAY_MS,
      privileged: 0,
      privileged_until: START + 9 * DAY_MS,
    });
    expect((await factsOf("dana@b.test")).manager).toMatchObject({ learnedAt: START + 2 * DAY_MS, baseline: false });
    const asked = (day: number) => peopleAt(day).byEmail("dana@b.test");
    expect((await asked(8))[0]).toMatchObject({ privileged: true, intact: true });
    expect((await asked(10))[0]).toMatchObject({ privileged: false, intact: true });
  });

  it("finds somebody with a new id by the work mail, and with a new mail by the id", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const before = await idOf("dana@b.test");
    await importFile(on(1), changed(DANA, { externalId: "99" }));
    expect(await person("dana@b.test")).toMatchObject({ id: before, external_id: "99" });
    await importFile(on(2), changed(DANA, { externalId: "99", email: "dana.ruiz@b.test" }));
    expect(await idOf("dana.ruiz@b.test")).toBe(before);
    const renewed = { baseline: 0, changed_at: START + 2 * DAY_MS };
    expect(await contactsOf("dana.ruiz@b.test")).toMatchObject([renewed, renewed]);
    expect((await deps().people.contacts(before)).map(({ baseline }) => baseline)).toEqual([false, false]);
  });

  it("makes whole again what somebody changed by SQL", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await env.DB.prepare("UPDATE people SET privileged = 0 WHERE email = 'dana@b.test'").run();
    await importFile(on(1), TEAM);
    expect((await deps().people.byEmail("dana@b.test"))[0]).toMatchObject({ intact: true, privileged: true });
  });

  it("takes a column that people change themselves for typed", async () => {
    await importFile(on(), TEAM, { baseline: true, typed: ["mobilePhone"] });
    expect(await deps().people.contacts(await idOf("dana@b.test"))).toMatchObject([
      { channel: "sms", typed: true, source: "Self-service" },
      { channel: "email", typed: false },
    ]);
  });
});

describe("what people, or the desk, can change themselves", () => {
  const OWN = ["department", "officeCity", "manager", "startDate", "title"] as const;
  const kindsOf = async (email: string, day: number) => {
    const { deps: ready } = on(day);
    const page = await readPerson({ ...deps(), ...ready }, admin, await idOf(email));
    return Object.fromEntries((page?.questions ?? []).map(({ kind, because, known }) => [kind, { because, known }]));
  };
  const sourcesIn = ({ manager, department, office, startMonth, peers }: FactDocument) =>
    [manager, department, office, startMonth, peers[0]].map((fact) => fact?.source ?? "import");

  it("is never asked about, nor what follows from it, and the preview counts whom that costs", async () => {
    const { record } = await importFile(
      on(),
      [...TEAM, { ...HELEN, externalId: "4", email: "lee@b.test", department: "" }],
      {
        baseline: true,
        typed: [...OWN],
      },
    );
    // Of the fourth nothing but a department is said, which nobody is asked about.
    expect(record.progress.tally.fewerQuestions).toBe(2);
    const facts = await factsOf("dana@b.test");
    expect(new Set(sourcesIn(facts))).toEqual(new Set(["self_service"]));
    expect((await factsOf("helen@b.test")).directReports.map(({ source }) => source)).toEqual([
      "self_service",
      "self_service",
    ]);
    const kinds = await kindsOf("dana@b.test", 30);
    for (const kind of ["manager", "peer", "start_month"]) {
      expect([kind, kinds[kind]]).toMatchObject([
        kind,
        { because: "self_service", known: { sources: ["self_service"] } },
      ]);
    }
    expect(kinds["group"]).toEqual({ because: "nothing_known", known: undefined });
  });

  it("is told apart when only that changes, and counts anew once they cannot any more", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const before = await factsOf("dana@b.test");
    expect(new Set(sourcesIn(before))).toEqual(new Set(["import"]));
    const second = await importFile(on(1), TEAM, { typed: ["department"] });
    expect(second.record.progress.tally).toMatchObject({ unchanged: 3, fewerQuestions: 0 });
    const own = await factsOf("dana@b.test");
    expect(own.department).toMatchObject({ source: "self_service", learnedAt: START + DAY_MS });
    expect({ ...own, department: undefined }).toEqual({ ...before, department: undefined });
    // Nothing of her own row would have had her facts looked at.
    expect((await factsOf("helen@b.test")).department?.source).toBe("self_service");
    // A file that does not have the column says nothing of it.
    const without = TEAM.map(({ department: _left, ...row }) => row);
    await importFile(on(2), without, { typed: ["startDate"] });
    expect((await factsOf("dana@b.test")).department).toEqual(own.department);
    await importFile(on(3), TEAM);
    expect((await factsOf("dana@b.test")).department).toEqual({
      value: "Finance",
      learnedAt: START + 3 * DAY_MS,
      baseline: false,
    });
  });

  it("is not asked about again because an import is undone", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const { record } = await importFile(on(1), TEAM, { typed: ["department"] });
    await undoFile(on(2), record.id);
    expect((await factsOf("dana@b.test")).department).toEqual({
      value: "Finance",
      learnedAt: START + 2 * DAY_MS,
      baseline: false,
    });
  });
});

/** Everything that waits, sent at that day: to whom, and the words. */
async function told(day: number): Promise<readonly string[]> {
  const sent: MessageContent[] = [];
  const ready: Importing["deps"] = {
    ...on(day).deps,
    provider: () => ({
      id: "fake",
      provider: {
        send: async ({ content }) => {
          sent.push(content);
          return ok({ providerMessageId: `sm_${String(sent.length)}_${String(day)}`, status: "sent" });
        },
      },
    }),
  };
  const waiting = await rows<{ id: string }>("SELECT id FROM messages WHERE status = 'waiting' ORDER BY channel");
  for (const { id } of waiting) await deliverMessage(ready, messageId.parse(id));
  return sent.map(({ to, text }) => `${to.reveal()}: ${text.reveal()}`);
}

const NEW = { mobilePhone: "07400 123443", privateEmail: "mallory@mailbox.test" };

describe("a contact that is replaced", () => {
  it("is told so, in words that say nothing of the new one, and once", async () => {
    await importFile(on(), TEAM, { baseline: true });
    expect(await told(0)).toEqual([]);
    await importFile(on(1), changed(DANA, NEW));
    const [mail = "", text = "", ...others] = await told(1);
    expect(others).toEqual([]);
    expect(mail).toMatch(/^dana@mailbox\.test: This address is no longer your contact on record/);
    expect(text).toMatch(/^\+447400123442: .+this number is no longer your contact on record\. Not you\? Call/);
    expect(mail + text).not.toMatch(/mallory|123443|43/);
    await importFile(on(2), changed(DANA, NEW));
    expect(await told(2)).toEqual([]);
  });

  it("is told in the transaction that replaces it, and where it only goes away", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), changed(DANA, { mobilePhone: "" }));
    expect(await rows("SELECT kind, channel, verification_id, created_at, not_after FROM messages")).toEqual([
      {
        kind: "contact_replaced",
        channel: "sms",
        verification_id: "",
        created_at: START + DAY_MS,
        not_after: START + 8 * DAY_MS,
      },
    ]);
    expect(await told(9)).toEqual([]);
  });

  it.each([
    ["another channel", "channel = 'sms'"],
    ["another kind", "kind = 'contact_added'"],
    ["another person", "person_id = (SELECT id FROM people WHERE email = 'owen@b.test')"],
  ])("is told by no message that SQL gave %s", async (_what, change) => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), changed(DANA, { privateEmail: "" }));
    await env.DB.prepare(`UPDATE messages SET ${change} WHERE kind = 'contact_replaced'`).run();
    expect(await told(1)).toEqual([]);
    expect(await rows("SELECT status, problem FROM messages")).toEqual([{ status: "failed", problem: "unreadable" }]);
  });

  it("is told of an undo too, at the contact that the undo takes away", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const { record } = await importFile(on(1), changed(DANA, { mobilePhone: NEW.mobilePhone }));
    await told(1);
    await undoFile(on(2), record.id);
    expect((await told(2)).map((line) => line.slice(0, 13))).toEqual(["dana@mailbox.", "+447400123443"]);
  });

  it("is not told where only the file's column is another, nor where somebody else wrote the row", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), TEAM, { typed: ["mobilePhone"] });
    await env.DB.prepare("UPDATE person_contacts SET masked = 'x' WHERE channel = 'email'").run();
    await importFile(on(2), changed(DANA, { privateEmail: NEW.privateEmail }));
    expect((await told(2)).filter((line) => line.includes("no longer"))).toEqual([]);
  });

  it("takes the provider's receipt without a check to tell", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), changed(DANA, { mobilePhone: NEW.mobilePhone }));
    await told(1);
    await recordReceipt(on(1).deps, { provider: "fake", providerMessageId: "sm_1_1", status: "delivered" });
    expect(await rows("SELECT status FROM messages WHERE provider_message_id = 'sm_1_1'")).toEqual([
      { status: "delivered" },
    ]);
  });
});

describe("a row that makes somebody else of a record", () => {
  it("is counted and told, and what the record had counts after seven days, by an undo too", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), changed(OWEN, { externalId: "33", mobilePhone: "" }));
    expect((await told(1)).map((line) => line.slice(0, 12))).toEqual(["owen@b.test:"]);
    const dana = { ...DANA, externalId: "3", displayName: "Owen Price" };
    const { record } = await importFile(on(2), [dana]);
    expect(record.progress.tally).toMatchObject({ changed: 1, contacts: 0, identities: 1 });
    expect((await told(2)).map((line) => line.slice(0, 13))).toEqual(["dana@mailbox.", "+447400123442"]);
    const since = async () => (await contactsOf("dana@b.test")).map((one) => [one.baseline, one.changed_at]);
    expect(await since()).toEqual([2, 2].map((day) => [0, START + day * DAY_MS]));
    await undoFile(on(4), record.id);
    expect(await since()).toEqual([4, 4].map((day) => [0, START + day * DAY_MS]));
    expect(await told(4)).toHaveLength(2);
  });

  async function addPasskey(email: string): Promise<void> {
    const row = { credential_id: fresh(), id: `ppk_${fresh()}`, person_id: await idOf(email), name: "Phone" };
    const kept = { ...row, public_key: "x", counter: 0, transports: "[]", added_at: START };
    await insertAttested(env.DB, keyring.rows, { table: "person_passkeys", row: kept }).run();
  }
  const passkeySince = async (email: string) =>
    (await deps().personPasskeys.of(await idOf(email))).map(({ addedAt }) => (addedAt - START) / DAY_MS);

  it("begins the days of its passkeys anew, by an undo too", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await addPasskey("dana@b.test");
    const { record } = await importFile(on(8), changed(DANA, { externalId: "9", displayName: "Ivy Marsh" }));
    expect(await passkeySince("dana@b.test")).toEqual([8]);
    await undoFile(on(9), record.id);
    expect(await passkeySince("dana@b.test")).toEqual([9]);
  });

  it("begins them anew for who comes back, also where SQL wrote the row between", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await addPasskey("dana@b.test");
    await importFile(on(8), changed(DANA, { active: "no" }), { confirmed: ["leaving"] });
    expect(await passkeySince("dana@b.test")).toEqual([0]);
    await env.DB.prepare("UPDATE people SET active = 1 WHERE email = 'dana@b.test'").run();
    await importFile(on(9), changed(DANA, { active: "yes" }));
    expect(await passkeySince("dana@b.test")).toEqual([9]);
  });

  it("begins the days of its word as a manager anew, by an undo too", async () => {
    const wordSince = async () => {
      const { since } = (await deps().people.managerOf(await idOf("dana@b.test"))) ?? {};
      return since === undefined ? undefined : (since - START) / DAY_MS;
    };
    await importFile(on(), TEAM, { baseline: true });
    expect(await wordSince()).toBeUndefined();
    await importFile(on(7), changed(HELEN, { displayName: "Helen Mary Okafor" }));
    expect(await wordSince()).toBeUndefined();
    const { record } = await importFile(on(8), changed(HELEN, { externalId: "99" }));
    expect(await wordSince()).toBe(8);
    await undoFile(on(9), record.id);
    expect(await wordSince()).toBe(9);
    await importFile(on(10), changed(HELEN, { title: "Director" }));
    expect(await wordSince()).toBe(9);
  });

  it("is none after a marriage, which is told all the same", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await addPasskey("dana@b.test");
    const { record } = await importFile(on(1), changed(DANA, { displayName: "Dana Okafor" }));
    expect(await passkeySince("dana@b.test")).toEqual([0]);
    expect(record.progress.tally).toMatchObject({ changed: 1, identities: 0 });
    expect(await contactsOf("dana@b.test")).toMatchObject([{ baseline: 1 }, { baseline: 1 }]);
    expect(await told(1)).toHaveLength(2);
  });

  it("is somebody who comes back after they had left", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(1), changed(DANA, { active: "no" }), { confirmed: ["leaving"] });
    await importFile(on(2), changed(DANA, { active: "yes" }));
    expect(await contactsOf("dana@b.test")).toMatchObject([{ baseline: 0 }, { baseline: 0 }]);
  });
});

describe("a contact that is added", () => {
  const lines = async (day: number) => (await told(day)).map((line) => line.slice(0, 40));

  it("is told at the others that count, and nowhere during the baseline", async () => {
    await importFile(on(), changed(DANA, { privateEmail: "" }), { baseline: true });
    await importFile(on(1), changed(DANA, { privateEmail: NEW.privateEmail }));
    const [text = "", ...others] = await told(1);
    expect(others).toEqual([]);
    expect(text).toMatch(
      /^\+447400123442: .+another contact, work address, name or ID was entered for you\. Not you\? Call/,
    );
    expect(text).not.toContain("mallory");
    await importFile(on(2), changed(DANA, { privateEmail: NEW.privateEmail }));
    expect(await told(2)).toEqual([]);
  });

  it("is told at the work address where there is no other, and so is another work address", async () => {
    await importFile(on(), changed(DANA, { mobilePhone: "", privateEmail: "" }), { baseline: true });
    await importFile(on(1), changed(DANA, { email: "d.r@b.test", mobilePhone: "", privateEmail: "" }));
    expect(await lines(1)).toEqual(["dana@b.test: Another contact, name or ID"]);
    await importFile(on(2), changed(DANA, { email: "d.r@b.test", mobilePhone: "", privateEmail: NEW.privateEmail }));
    expect(await lines(2)).toEqual(["d.r@b.test: Another contact, name or ID "]);
  });

  it("is told of an undo that puts one back, at the one that stays", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const { record } = await importFile(on(1), changed(DANA, { mobilePhone: "" }));
    await told(1);
    await undoFile(on(2), record.id);
    expect(await lines(2)).toEqual(["dana@mailbox.test: Another contact, name"]);
  });

  it("instead of one that somebody else wrote is told at the others, to admins and in the audit log", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await env.DB.prepare("UPDATE person_contacts SET masked = 'x' WHERE channel = 'email'").run();
    const { agent, deps: ready } = on(2);
    const watched = {
      agent,
      deps: {
        ...ready,
        agents: { ...ready.agents, list: async () => [{ ...admin, createdAt: START, ways: [], byGroups: false }] },
      },
    };
    const { record } = await importFile(watched, changed(DANA, { privateEmail: NEW.privateEmail }));
    expect((await lines(2)).filter((line) => line.startsWith("+447400123442"))).toHaveLength(1);
    expect(
      await rows("SELECT details FROM audit WHERE action = 'directory.spoiled_rows' AND subject = ?", record.id),
    ).toEqual([{ details: expect.stringContaining('"chunk":0') }]);
    expect(await rows("SELECT recipient, kind FROM desk_mails WHERE kind = 'spoiled_rows'")).toEqual([
      { recipient: `user:${admin.id}`, kind: "spoiled_rows" },
    ]);
  });
});

describe("further accounts", () => {
  const ADMIN = { ...DANA, adminAccount: "adm-druiz" };
  const accounts = async (day: number) => peopleAt(day).accounts(await idOf("dana@b.test"));

  it("can be checked at once from the baseline, and after seven days from any other file", async () => {
    await importFile(on(), [HELEN, ADMIN, OWEN], { baseline: true });
    expect(await accounts(0)).toMatchObject([
      { userName: "adm-druiz", label: "System adminAccount", privileged: true },
    ]);
    const { record } = await importFile(on(1), [HELEN, { ...ADMIN, account: "DRUIZ" }, OWEN]);
    expect(record.progress.tally).toMatchObject({ accounts: 1, changed: 1 });
    expect((await accounts(7.9)).map(({ userName }) => userName)).toEqual(["adm-druiz"]);
    expect(await accounts(8)).toMatchObject([{ userName: "DRUIZ", privileged: false }, { userName: "adm-druiz" }]);
  });

  it("come back with an undo, and count after seven days", async () => {
    await importFile(on(), [ADMIN], { baseline: true });
    const { record } = await importFile(on(1), [{ ...ADMIN, adminAccount: "adm-mallory" }]);
    expect(await accounts(7)).toEqual([]);
    await undoFile(on(2), record.id);
    expect(await accounts(8.9)).toEqual([]);
    expect(await accounts(9)).toMatchObject([{ userName: "adm-druiz" }]);
  });

  it("of a row that somebody else wrote are none", async () => {
    await importFile(on(), [ADMIN], { baseline: true });
    await env.DB.prepare("UPDATE people SET accounts = replace(accounts, 'adm-druiz', 'adm-helen')").run();
    expect(await accounts(0)).toEqual([]);
  });
});

it("finds somebody by a user name that does not follow the work mail, in any case", async () => {
  await importFile(on(), [{ ...DANA, userName: "Q4711" }, HELEN]);
  const found = await peopleAt(0).search({ text: "q4711" }, 5);
  expect(found).toMatchObject([{ email: "dana@b.test", userName: "Q4711", intact: true }]);
});

describe("whoever comes after the baseline", () => {
  it("under a new id and a new address begins all days anew", async () => {
    await importFile(on(), TEAM, { baseline: true });
    await importFile(on(3), [...TEAM, { ...DANA, externalId: "9", email: "dana.r@b.test" }]);
    expect(await contactsOf("dana.r@b.test")).toMatchObject([
      { baseline: 0, changed_at: START + 3 * DAY_MS },
      { baseline: 0, changed_at: START + 3 * DAY_MS },
    ]);
    expect(await person("dana.r@b.test")).toMatchObject({ manager_changed_at: START + 3 * DAY_MS });
    expect((await factsOf("dana.r@b.test")).manager).toMatchObject({ baseline: false, learnedAt: START + 3 * DAY_MS });
  });
});

describe("ids that are not the ticket system's", () => {
  const isNamed = async (day: number) => (await peopleAt(day).byIdInTickets("2")).length === 1;
  const days = async () => (await contactsOf("dana@b.test")).map(({ changed_at: at }) => (at - START) / DAY_MS);

  it("name nobody of a ticket, and a week after a file says that they are; no contact's days begin anew", async () => {
    await importFile(on(), TEAM, { baseline: true, idsInTickets: false });
    expect(await isNamed(400)).toBe(false);
    await importFile(on(1), [{ ...DANA, title: "Controller" }]);
    expect(await isNamed(400)).toBe(false);
    await importFile(on(10), TEAM, { idsInTickets: true });
    await importFile(on(12), TEAM, { idsInTickets: true });
    expect([await isNamed(16.9), await isNamed(17.1)]).toEqual([false, true]);
    expect(await days()).toEqual([0, 0]);
    expect(await rows("SELECT 1 FROM messages")).toEqual([]);
    expect((await peopleAt(17.1).byEmail("dana@b.test"))[0]).toMatchObject({ intact: true, idInTickets: "2" });
  });

  it("are it at once where the baseline says so, or nobody said anything, until a file says otherwise", async () => {
    await importFile(on(), TEAM, { baseline: true, idsInTickets: true });
    expect(await isNamed(0)).toBe(true);
    const { record } = await importFile(on(1), TEAM, { idsInTickets: false });
    expect(await isNamed(1)).toBe(false);
    // What comes back by an undo counts no sooner.
    await undoFile(on(2), record.id);
    expect([await isNamed(8.9), await isNamed(9.1)]).toEqual([false, true]);
  });

  it("stay it after an undo of what said otherwise", async () => {
    await importFile(on(), TEAM, { idsInTickets: false });
    const { record } = await importFile(on(1), TEAM, { idsInTickets: true });
    await undoFile(on(2), record.id);
    expect(await isNamed(400)).toBe(false);
  });

  it("are in the audit log as the file's admin answered", async () => {
    const { record } = await importFile(on(), TEAM, { idsInTickets: false });
    const [started] = await rows<{ details: string }>(
      "SELECT details FROM audit WHERE action = 'directory.import_started' AND subject = ?",
      record.id,
    );
    expect(JSON.parse(started?.details ?? "")).toMatchObject({ idsInTickets: false });
  });
});

const peopleAt = (day: number) => peopleStore(openDatabase(env.DB), keyring, () => START + day * DAY_MS);

describe("rows that cannot be taken", () => {
  const reasons = async (file: readonly Cells[], options: FileOptions = {}) =>
    (await importFile(on(), file, options)).problems.map(({ row, reason }) => `${String(row)} ${reason}`);

  it("name somebody twice, also far apart", async () => {
    const many = Array.from({ length: 501 }, (_, index): Cells => ({
      email: `p${String(index)}@b.test`,
      displayName: "P",
    }));
    expect(await reasons([...many, { email: "p0@b.test", displayName: "Other" }])).toEqual(["503 row.twice"]);
    expect(await person("p0@b.test")).toMatchObject({ display_name: "P" });
  });

  it("name somebody twice by an id in another case", async () => {
    const of = (externalId: string, email: string): Cells => ({ externalId, email, displayName: "P" });
    expect(await reasons([of("E1", "a@b.test"), of("e1", "b@b.test")])).toEqual(["3 row.twice"]);
    // The id that they have, in another case: it is not another row that names them.
    expect(await reasons([of("e1", "a@b.test")])).toEqual([]);
    const many = Array.from({ length: 500 }, (_, index) => of(`X${String(index)}`, `p${String(index)}@b.test`));
    expect(await reasons([...many, of("x0", "b@b.test")])).toEqual(["502 row.twice"]);
  });

  describe("of a part whose keys SQL has written", () => {
    const file = Array.from({ length: 501 }, (_, index): Cells => ({
      externalId: String(index % 500),
      email: `p${String(index % 500)}@b.test`,
      displayName: "P",
    }));

    it.each([
      ["without one", "UPDATE directory_import_chunks SET keys = replace(keys, ',\"mail:p0@b.test\"', '')"],
      ["with another", "UPDATE directory_import_chunks SET keys = replace(keys, 'p0@b.test', 'q0@b.test')"],
      ["without their numbers", "UPDATE directory_import_chunks SET keys = json_remove(keys, '$[0]')"],
      ["with none", "UPDATE directory_import_chunks SET keys = '[]'"],
      ["as no list", "UPDATE directory_import_chunks SET keys = substr(keys, 1, length(keys) - 1)"],
      ["away with all of it", "DELETE FROM directory_import_chunks"],
    ])("%s, are refused with those after it", async (_how, sql) => {
      const { deps: product } = on();
      const { id } = given(await startImport(product, admin, fileOf(file)));
      const [first, second] = chunksOf(file, "comparing");
      if (first === undefined || second === undefined) throw new Error("two chunks");
      given(await importChunk(product, id, first));
      await env.DB.prepare(sql).run();
      expect(await importChunk(product, id, second)).toEqual({ ok: false, error: "import.spoiled" });
    });
  });

  it("have the number of one in a part before, of which a new person's id is made", async () => {
    const { deps: product } = on();
    const file = Array.from({ length: 501 }, (_, index): Cells => ({
      email: `p${String(index)}@b.test`,
      displayName: "P",
    }));
    const { id } = given(await startImport(product, admin, fileOf(file)));
    const [first, second] = chunksOf(file, "comparing");
    if (first === undefined || second === undefined) throw new Error("two chunks");
    given(await importChunk(product, id, first));
    const again = { ...second, rows: second.rows.map((one) => ({ ...one, row: 501 })) };
    expect(await importChunk(product, id, again)).toEqual({ ok: false, error: "import.conflict" });
    expect((await importChunk(product, id, second)).ok).toBe(true);
  });

  it("name two people at once", async () => {
    await importFile(on(), TEAM);
    const two = { externalId: "2", email: "owen@b.test", displayName: "Dana Ruiz" };
    expect(await reasons([two])).toEqual(["2 person.two_people"]);
  });

  describe("name by an old work mail somebody whom another row names by id", () => {
    const renamed: Cells = { ...DANA, email: "dana.new@b.test", manager: "" };
    const byMail: Cells = { email: "dana@b.test", displayName: "Daniel Rue", privateEmail: "daniel@mailbox.test" };
    const successor: Cells = { ...byMail, externalId: "9" };
    const others = Array.from({ length: 499 }, (_, index): Cells => ({
      externalId: `o${String(index)}`,
      email: `o${String(index)}@b.test`,
      displayName: "O",
    }));
    it.each([
      ["before it", [byMail, renamed], 2],
      ["after it", [renamed, byMail], 3],
      ["with an id of their own", [successor, renamed], 2],
      ["in a later chunk", [renamed, ...others, byMail], 502],
      ["in an earlier chunk", [byMail, ...others, renamed], 2],
    ])("%s: the id counts, the other row is refused", async (_where, file, row) => {
      await importFile(on(), TEAM);
      const { problems, record } = await importFile(on(1), file);
      expect([...problems, ...record.progress.problems]).toEqual([
        { row, column: "email", reason: "person.named_by_id", refused: true },
      ]);
      expect(record.progress.tally.refused).toBe(1);
      expect(await person("dana@b.test")).toBeUndefined();
      expect(await person("dana.new@b.test")).toMatchObject({ external_id: "2", display_name: "Dana Ruiz" });
      expect(await contactsOf("dana.new@b.test")).toHaveLength(2);
    });
  });

  it("lead in a circle, and are left without a manager", async () => {
    const { record } = await importFile(on(), [
      { ...HELEN, manager: "owen@b.test" },
      { ...OWEN, manager: "helen@b.test" },
      { ...DANA, manager: "helen@b.test" },
    ]);
    expect(record.progress.problems).toEqual(
      [2, 3].map((row) => ({ row, column: "manager", reason: "manager.loop", refused: false })),
    );
    expect(await person("helen@b.test")).toMatchObject({ manager_id: null });
    expect(await person("dana@b.test")).toMatchObject({ manager_name: "Helen Okafor" });
  });

  it("name a manager whom nobody knows", async () => {
    const { record } = await importFile(on(), [{ ...OWEN, manager: "ghost@b.test" }]);
    expect(record.progress.problems).toMatchObject([{ row: 2, reason: "manager.unknown" }]);
  });

  it("are still people who are there: nobody leaves for a cell that cannot be read", async () => {
    await importFile(on(), TEAM);
    await importFile(on(1), changed(DANA, { privileged: "perhaps" }), { complete: true });
    expect(await person("dana@b.test")).toMatchObject({ active: 1 });
  });
});

it("takes nobody away by a complete file of which no row can be read, and the audit log says how many were refused", async () => {
  await importFile(on(), TEAM, { baseline: true });
  const before = await everything();
  const hostile = TEAM.map((row) => ({ ...row, displayName: '=HYPERLINK("https://evil.example")' }));
  const { record, problems } = await importFile(on(1), hostile, { complete: true });
  expect(problems.map(({ reason, refused }) => `${reason} ${String(refused)}`)).toEqual(
    TEAM.map(() => "cell.formula true"),
  );
  expect(await everything()).toEqual(before);
  const [audit] = await rows<{ details: string }>(
    "SELECT details FROM audit WHERE action = 'directory.import_finished' AND subject = ?",
    record.id,
  );
  expect(JSON.parse(audit?.details ?? "{}")).toMatchObject({ rows: 3, refused: 3, added: 0, changed: 0 });
});

describe("leavers", () => {
  it("are inactive only where the file is complete, and after it was asked", async () => {
    await importFile(on(), TEAM);
    await importFile(on(1), [DANA]);
    expect(await person("owen@b.test")).toMatchObject({ active: 1 });
    const { id } = await compareFile(on(2), [DANA, HELEN], { complete: true });
    expect((await readImports(on(2).deps, admin)).imports[0]).toMatchObject({
      questions: ["leaving"],
      leaving: { missing: 1, active: 3, sample: ["Owen Price"] },
    });
    expect(await beginWriting(on(2).deps, admin, { id, confirmed: [], baseline: false })).toEqual({
      ok: false,
      error: "import.needs_confirmation",
    });
    await writeFile(on(2), [DANA, HELEN], { id, confirmed: ["leaving"] });
    await finishFile(on(2), id);
    expect((await deps().people.byEmail("owen@b.test"))[0]).toMatchObject({ active: false, intact: true });
    expect(await person("dana@b.test")).toMatchObject({ active: 1 });
  });

  it("are asked about, or the last chunk is not compared, wherever it was cut off", async () => {
    await importFile(on(), TEAM);
    const { deps: product } = on(1);
    const cutOff = (): never => {
      throw new Error("cut off");
    };
    const [chunk] = chunksOf([HELEN], "comparing");
    if (chunk === undefined) throw new Error("one chunk");
    for (const broken of ["leaving", "save", "compared"] as const) {
      const { id } = given(await startImport(product, admin, fileOf([HELEN], { complete: true })));
      const directory = { ...product.directory, [broken]: cutOff };
      await importChunk({ ...product, directory }, id, chunk).catch(() => undefined);
      const again = { id, confirmed: [], baseline: false };
      expect(await beginWriting(product, admin, again), broken).toMatchObject({ ok: false });
      given(await importChunk(product, id, chunk));
      expect(await beginWriting(product, admin, again)).toEqual({ ok: false, error: "import.needs_confirmation" });
      given(await stopImport(product, admin, id));
    }
  });

  it("are asked about when a file would take everybody away", async () => {
    await importFile(on(), TEAM);
    await compareFile(on(1), [{ email: "new@b.test", displayName: "New" }], { complete: true });
    expect((await readImports(on(1).deps, admin)).imports[0]).toMatchObject({
      leaving: { missing: 3 },
      questions: ["leaving"],
    });
  });

  it("stay people whom the same import has added", async () => {
    await importFile(on(), [HELEN]);
    await importFile(on(1), TEAM, { complete: true });
    expect(await person("owen@b.test")).toMatchObject({ active: 1 });
  });

  it("come back with a complete file that has them again, and with no other", async () => {
    await importFile(on(), TEAM);
    await importFile(on(1), [DANA, HELEN], { complete: true, confirmed: ["leaving"] });
    await importFile(on(2), TEAM);
    expect(await person("owen@b.test")).toMatchObject({ active: 0 });
    await importFile(on(3), TEAM, { complete: true });
    expect(await person("owen@b.test")).toMatchObject({ active: 1 });
  });

  it.each<readonly [string, () => Promise<unknown>]>([
    [
      "with the chunk that says so, whoever finishes the import",
      async () => {
        const left = changed(DANA, { active: "no" });
        const { id } = await compareFile(on(1), left);
        await writeFile(on(1), left, { id, confirmed: ["leaving"] });
      },
    ],
    [
      "by the sweep, where nothing else did",
      async () => {
        await env.DB.prepare("UPDATE people SET active = 0 WHERE email = 'dana@b.test'").run();
        await sweep(deps());
      },
    ],
  ])("end an open check of theirs in do not proceed: %s", async (_when, leave) => {
    await importFile(on(), TEAM);
    const made = await seed();
    const session = { ...made.session, person: { ...made.session.person, id: await idOf("dana@b.test") } };
    await stubOf(made).create({ ...made, session });
    await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
    await leave();
    expect((await stored(stubOf(made)))?.session).toMatchObject({ status: "failed", detail: "blocking" });
  });
});

describe("a file that changes much", () => {
  const team = (prefix: string): readonly Cells[] =>
    Array.from({ length: 12 }, (_, index) => ({
      email: `p${String(index)}@b.test`,
      displayName: `P ${String(index)}`,
      privateEmail: `${prefix}${String(index)}@mailbox.test`,
    }));

  it("stops until it is confirmed", async () => {
    await importFile(on(), team("a"));
    const { id } = await compareFile(on(1), team("b"));
    const begun = (confirmed: readonly "contacts"[]) =>
      beginWriting(on(1).deps, admin, { id, confirmed: [...confirmed], baseline: false });
    expect(await begun([])).toEqual({ ok: false, error: "import.needs_confirmation" });
    expect(await begun(["contacts"])).toMatchObject({ ok: true });
  });
});

describe("chunks", () => {
  const two = Array.from({ length: 501 }, (_, index): Cells => ({
    email: `c${String(index)}@b.test`,
    displayName: "C",
  }));

  it("are taken in their order, once, and as they were", async () => {
    const { deps: product } = on();
    const { id } = given(await startImport(product, admin, fileOf(two)));
    const [first, second] = chunksOf(two, "comparing");
    if (first === undefined || second === undefined) throw new Error("two chunks");
    expect(await importChunk(product, id, second)).toEqual({ ok: false, error: "import.out_of_order" });
    const reply = await importChunk(product, id, first);
    expect(await importChunk(product, id, first)).toEqual(reply);
    const other = { ...first, rows: first.rows.map((row) => ({ ...row, cells: { ...row.cells, displayName: "D" } })) };
    expect(await importChunk(product, id, other)).toEqual({ ok: false, error: "import.conflict" });
    expect(await importChunk(product, id, { ...first, rows: first.rows.slice(1) })).toEqual({
      ok: false,
      error: "import.conflict",
    });
    expect(await importChunk(product, importId.parse("imp_unknown_unknown"), first)).toEqual({
      ok: false,
      error: "import.unknown",
    });
    expect(await importChunk(product, id, { ...first, phase: "writing" })).toEqual({
      ok: false,
      error: "import.not_allowed",
    });
  });

  it("are written as they were compared, wherever their rows have gone", async () => {
    const { id } = await compareFile(on(), TEAM);
    given(await beginWriting(on().deps, admin, { id, confirmed: [], baseline: true }));
    const others = changed(DANA, { mobilePhone: "07400 123499" });
    const [swapped] = chunksOf(others, "writing");
    if (swapped === undefined) throw new Error("one chunk");
    const refused = { ok: false, error: "import.conflict" };
    const digest = await deps().vault.tag("import_chunk", JSON.stringify([id, 0, swapped.rows]));
    await env.DB.prepare("UPDATE directory_import_chunks SET digest = ?").bind(digest).run();
    expect(await importChunk(on().deps, id, swapped)).toEqual(refused);
    await removeExpired(deps({ clock: () => START + 32 * DAY_MS }));
    expect(await rows("SELECT number FROM directory_import_chunks")).toHaveLength(1);
    await env.DB.prepare("DELETE FROM directory_import_chunks").run();
    expect(await importChunk(on().deps, id, swapped)).toEqual(refused);
    const [same] = chunksOf(TEAM, "writing");
    expect(await importChunk(on().deps, id, same ?? swapped)).toEqual(refused);
    expect(await rows("SELECT id FROM people")).toEqual([]);
  });

  it.each([
    [
      "what was refused",
      'reply = json_set(reply, \'$.problems\', json(\'[{"row":2,"column":"email","reason":"row.twice","refused":true}]\'))',
    ],
    ["who is in it", "present = json_insert(present, '$[#]', 'per_somebody')"],
  ])("are not written once SQL says of them %s", async (_what, assignment) => {
    const { id } = await compareFile(on(), TEAM);
    given(await beginWriting(on().deps, admin, { id, confirmed: [], baseline: true }));
    await env.DB.prepare(`UPDATE directory_import_chunks SET ${assignment}`).run();
    const [chunk] = chunksOf(TEAM, "writing");
    if (chunk === undefined) throw new Error("one chunk");
    expect(await importChunk(on().deps, id, chunk)).toEqual({ ok: false, error: "import.spoiled" });
    expect(await rows("SELECT id FROM people")).toEqual([]);
  });

  it.each([
    [
      "adds a leaver to who is in the file",
      "UPDATE directory_import_chunks SET present = json_insert(present, '$[#]', ?)",
    ],
    ["takes away who is in it", "DELETE FROM directory_import_chunks WHERE ? <> ''"],
  ])("let nobody stay or leave where SQL %s", async (_what, sql) => {
    await importFile(on(), TEAM, { baseline: true });
    const leaver = String((await person("dana@b.test"))?.id);
    const staying = TEAM.filter(({ email }) => email !== "dana@b.test").map((cells) => ({ ...cells }));
    const { id } = await compareFile(on(1), staying, { complete: true });
    await writeFile(on(1), staying, { id, confirmed: ["leaving", "contacts", "identities", "managers"] });
    const before = await rows("SELECT id, active FROM people ORDER BY id");
    const kept = await rows<{ number: number }>("SELECT number FROM directory_import_chunks WHERE import_id = ?", id);
    expect(kept).toHaveLength(1);
    for (let step = 0; (await on(1).deps.directory.byId(id))?.progress.finish?.stage !== "leaving"; step += 1) {
      given(await finishImport(on(1).deps, admin, id));
      expect(step).toBeLessThan(9);
    }
    await env.DB.prepare(sql).bind(leaver).run();
    expect(await finishImport(on(1).deps, admin, id)).toEqual({ ok: false, error: "import.spoiled" });
    expect(await rows("SELECT id, active FROM people ORDER BY id")).toEqual(before);
  });

  it("of other rows at once: one is compared, and its tally is the import's", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const { deps: product } = on(1);
    const { id } = given(await startImport(product, admin, fileOf(TEAM)));
    const both = [TEAM, changed(DANA, { mobilePhone: "07400 123499" })].flatMap((file) => chunksOf(file, "comparing"));
    // Both have read the import before either is stored.
    let waiting = both.length;
    let release = (): void => undefined;
    const all = new Promise<void>((resolve) => (release = resolve));
    const directory: typeof product.directory = {
      ...product.directory,
      async compared(...stored) {
        waiting -= 1;
        if (waiting === 0) release();
        await all;
        return product.directory.compared(...stored);
      },
    };
    const replies = await Promise.all(both.map((chunk) => importChunk({ ...product, directory }, id, chunk)));
    const taken = replies.flatMap((reply) => (reply.ok ? [reply.value.tally] : []));
    expect(replies.filter((reply) => !reply.ok)).toEqual([{ ok: false, error: "import.conflict" }]);
    expect((await product.directory.byId(id))?.progress.tally).toEqual(taken[0]);
  });

  it("that come twice at once are written once", async () => {
    const { id } = await compareFile(on(), TEAM);
    given(await beginWriting(on().deps, admin, { id, confirmed: [], baseline: false }));
    const [chunk] = chunksOf(TEAM, "writing");
    if (chunk === undefined) throw new Error("one chunk");
    await Promise.all([importChunk(on().deps, id, chunk), importChunk(on().deps, id, chunk)]);
    expect(await rows("SELECT id FROM people")).toHaveLength(3);
    expect(await rows("SELECT id FROM person_contacts")).toHaveLength(2);
  });

  it("of one import keep every other from starting, until it is stopped", async () => {
    const { deps: product } = on();
    const { id } = given(await startImport(product, admin, fileOf(two)));
    expect(await startImport(product, admin, fileOf(TEAM))).toEqual({ ok: false, error: "import.running" });
    given(await stopImport(product, admin, id));
    const other = given(await startImport(product, admin, fileOf(TEAM)));
    expect(await resumeImport(product, admin, id)).toEqual({ ok: false, error: "import.running" });
    given(await stopImport(product, admin, other.id));
    expect(given(await resumeImport(product, admin, id))).toMatchObject({ phase: "comparing", open: true });
  });
});

describe("an import whose row somebody changed", () => {
  it("is none: no baseline is opened by SQL", async () => {
    const { id } = await compareFile(on(), TEAM);
    await env.DB.prepare("UPDATE directory_imports SET baseline = 1, phase = 'writing' WHERE id = ?").bind(id).run();
    const [chunk] = chunksOf(TEAM, "writing");
    if (chunk === undefined) throw new Error("one chunk");
    expect(await importChunk(on().deps, id, chunk)).toEqual({ ok: false, error: "import.unknown" });
  });
});

describe("an undo", () => {
  it("takes away whom the import has added", async () => {
    const { record } = await importFile(on(), TEAM, { baseline: true });
    await undoFile(on(1), record.id);
    expect((await everything()).map((found) => found.length)).toEqual([0, 0, 0, 0]);
  });

  it("puts back what was there, and its days begin anew", async () => {
    await importFile(on(), TEAM, { baseline: true });
    const { record } = await importFile(
      on(1),
      [
        { ...DANA, mobilePhone: "07400 123443", manager: "owen@b.test", privileged: "no", displayName: "D. Ruiz" },
        HELEN,
      ],
      { complete: true, confirmed: ["leaving"] },
    );
    await undoFile(on(2), record.id);
    expect(await contactsOf("dana@b.test")).toMatchObject([
      { channel: "email", baseline: 1, changed_at: START },
      { channel: "sms", baseline: 0, changed_at: START + 2 * DAY_MS },
    ]);
    expect(await person("dana@b.test")).toMatchObject({
      display_name: "Dana Ruiz",
      manager_name: "Helen Okafor",
      manager_changed_at: START + 2 * DAY_MS,
      privileged: 1,
    });
    expect((await factsOf("dana@b.test")).manager).toMatchObject({
      value: { display: "Helen Okafor" },
      learnedAt: START + 2 * DAY_MS,
      baseline: false,
    });
    expect((await factsOf("dana@b.test")).startMonth).toMatchObject({ baseline: true });
    expect((await deps().people.byEmail("owen@b.test"))[0]).toMatchObject({ active: true, intact: true });
    expect((await deps().people.byEmail("dana@b.test"))[0]).toMatchObject({ intact: true });
  });

  it("is for the last import, and for seven days", async () => {
    const { record: first } = await importFile(on(), TEAM);
    const { record: second } = await importFile(on(1), changed(DANA, { title: "Controller" }));
    expect(await undoImport(on(1).deps, admin, first.id)).toEqual({ ok: false, error: "import.not_allowed" });
    expect(await undoImport(on(8).deps, admin, second.id)).toEqual({ ok: false, error: "import.not_allowed" });
    await undoFile(on(7.9), second.id);
    expect(await person("dana@b.test")).toMatchObject({ title: null });
  });

  it("cannot be read any more when its days are long over", async () => {
    await importFile(on(), TEAM);
    const kept = () =>
      rows("SELECT import_id FROM directory_journal UNION ALL SELECT import_id FROM directory_import_chunks");
    expect(await kept()).toHaveLength(2);
    const old = deps({ clock: () => START + 32 * DAY_MS });
    await removeExpired(old);
    expect(await kept()).toEqual([]);
  });

  it("also of an import that was stopped on its way", async () => {
    const { id } = await compareFile(on(), TEAM);
    await writeFile(on(), TEAM, { id });
    given(await stopImport(on().deps, admin, id));
    await undoFile(on(), id);
    expect(await rows("SELECT id FROM people")).toEqual([]);
  });
});
