import { describe, expect, it } from "vitest";
import {
  accountsBack,
  accountsOf,
  accountsText,
  countsAlready,
  isPrivilegedAccount,
  type PersonAccount,
} from "./accounts.ts";
import { AGE_MS } from "./age.ts";
import { compare, type CompareInput, type KnownPerson, type PersonFields } from "./compare.ts";
import { inCircles } from "./loops.ts";
import { NO_CHANGE, questionsOf } from "./tally.ts";

const NOW = Date.UTC(2026, 10, 18, 12);

const FIELDS: PersonFields = {
  externalId: "4711",
  userName: "druiz",
  email: "dana@b.example",
  givenName: "Dana",
  familyName: "Ruiz",
  displayName: "Dana Ruiz",
  title: null,
  department: "Finance",
  officeCity: "Lisbon",
  officeCountry: "PT",
  managerId: "per_manager",
  managerName: "Helen Okafor",
  managerChangedAt: null,
  idInTicketsFrom: null,
  locale: null,
  timeZone: null,
  privileged: false,
  privilegedUntil: null,
  active: true,
  leftAt: null,
  identityChangedAt: null,
  accounts: null,
};

const PHONE = { channel: "sms", canonical: "+351912345418", masked: "x", maskedPlain: "x" } as const;

const PHONE_ON_RECORD = {
  id: "con_phone",
  channel: "sms",
  valueTag: "tag",
  typed: false,
  changedAt: 0,
  baseline: true,
  intact: true,
} as const;

const known = (change: Partial<KnownPerson> = {}): KnownPerson => ({
  id: "per_dana",
  fields: FIELDS,
  contacts: [PHONE_ON_RECORD],
  managerEmail: "helen@b.example",
  managerExternalId: "12",
  intact: true,
  ...change,
});

const input = (change: Partial<CompareInput> = {}, row: Partial<CompareInput["row"]> = {}): CompareInput => ({
  row: {
    row: 2,
    email: "dana@b.example",
    givenName: "Dana",
    familyName: "Ruiz",
    displayName: "Dana Ruiz",
    contacts: { mobilePhone: PHONE },
    accounts: {},
    ...row,
  },
  known: known(),
  tags: { mobilePhone: "tag" },
  typed: [],
  columns: ["mobilePhone"],
  labels: { adminAccount: "Admin user", account: "SAP" },
  manager: undefined,
  baseline: false,
  now: NOW,
  ...change,
});

it("changes nothing where nothing differs", () => {
  expect(compare(input({}, { manager: "helen@b.example", department: "Finance" }))).toMatchObject({
    fields: FIELDS,
    sameFields: true,
    addContacts: [],
    removeContacts: [],
    contacts: false,
    manager: false,
    structure: false,
  });
});

describe("whoever has left", () => {
  const gone = known({ fields: { ...FIELDS, active: false, leftAt: NOW - 5, managerId: null, managerName: null } });
  const told = { contacts: { mobilePhone: PHONE }, accounts: { account: "dr" }, active: false } as const;

  it("gets no contact nor account by a file that lists them still, and nothing begins anew", () => {
    expect(compare(input({ known: gone, tags: { mobilePhone: "other" } }, told))).toMatchObject({
      sameFields: true,
      fields: { active: false, leftAt: NOW - 5, accounts: null },
      addContacts: [],
      removeContacts: [],
      contacts: false,
    });
  });

  it("loses what the file empties", () => {
    const { removeContacts } = compare(input({ known: gone, tags: {} }, { ...told, contacts: { mobilePhone: null } }));
    expect(removeContacts).toEqual(["con_phone"]);
  });

  it("left when a file says so first, and is there again when one says that", () => {
    expect(compare(input({}, { active: false })).fields).toMatchObject({ active: false, leftAt: NOW });
    const back = compare(input({ known: gone }, { active: true }));
    expect(back).toMatchObject({
      identity: true,
      renewContacts: ["con_phone"],
      fields: { active: true, leftAt: null },
    });
  });
});

describe("a contact", () => {
  it("that is new begins its days, and the one before it goes", () => {
    expect(compare(input({ tags: { mobilePhone: "other" } }))).toMatchObject({
      addContacts: [{ valueTag: "other", changedAt: NOW, baseline: false }],
      removeContacts: ["con_phone"],
      contacts: true,
    });
  });

  it("counts at once only as part of the baseline", () => {
    const { addContacts } = compare(input({ known: undefined, baseline: true }));
    expect(addContacts).toMatchObject([{ baseline: true }]);
  });

  it("stays where its cell cannot be read, or its column is not in the file", () => {
    expect(compare(input({ tags: {} }, { contacts: {} })).removeContacts).toEqual([]);
    expect(compare(input({ tags: {}, columns: [] }, { contacts: {} })).removeContacts).toEqual([]);
  });

  it("goes where its cell is empty", () => {
    expect(compare(input({ tags: {} }, { contacts: { mobilePhone: null } })).removeContacts).toEqual(["con_phone"]);
  });

  it("that people could change themselves begins anew when they cannot any more", () => {
    const mine = [{ ...PHONE_ON_RECORD, typed: true }];
    expect(compare(input({ known: known({ contacts: mine }) }))).toMatchObject({
      addContacts: [{ typed: false, changedAt: NOW }],
      removeContacts: ["con_phone"],
    });
  });

  it("whose row somebody else wrote begins anew", () => {
    const forged = [{ ...PHONE_ON_RECORD, intact: false }];
    expect(compare(input({ known: known({ contacts: forged }) }))).toMatchObject({
      addContacts: [{ changedAt: NOW }],
      removeContacts: ["con_phone"],
    });
  });

  it("that goes or is replaced is told, unless its value stays or somebody else wrote it", () => {
    const told = (change: Parameters<typeof input>[0], row?: Parameters<typeof input>[1]) =>
      compare(input(change, row)).toldContacts;
    const given = { contacts: { mobilePhone: PHONE } };
    expect(told({ tags: { mobilePhone: "new" } }, given)).toEqual(["con_phone"]);
    expect(told({ tags: {} }, { contacts: { mobilePhone: null } })).toEqual(["con_phone"]);
    expect(told({})).toEqual([]);
    expect(told({ typed: ["mobilePhone"] })).toEqual([]);
    const forged = [{ ...PHONE_ON_RECORD, intact: false }];
    expect(told({ known: known({ contacts: forged }), tags: { mobilePhone: "new" } }, given)).toEqual([]);
  });

  it("that comes is told at those that stay, but for the baseline and whoever is new", () => {
    const more = (change: Partial<CompareInput> = {}) =>
      compare(
        input(
          { columns: ["mobilePhone", "privatePhone"], tags: { mobilePhone: "tag", privatePhone: "new" }, ...change },
          { contacts: { mobilePhone: PHONE, privatePhone: PHONE } },
        ),
      ).newsAt;
    expect(more()).toEqual({ contacts: ["con_phone"] });
    expect(more({ known: known({ contacts: [] }) })).toEqual({ contacts: [], workMail: "dana@b.example" });
    expect(more({ baseline: true })).toEqual({ contacts: [] });
    expect(more({ known: undefined })).toEqual({ contacts: [] });
  });

  it("hears of another work address, and of nothing where all is as before", () => {
    expect(compare(input({}, { email: "d.ruiz@b.example" })).newsAt).toEqual({ contacts: ["con_phone"] });
    expect(compare(input()).newsAt).toEqual({ contacts: [] });
  });

  it("or a person that somebody else wrote is said to be spoiled", () => {
    expect(compare(input()).spoiled).toBe(false);
    expect(compare(input({ known: known({ contacts: [{ ...PHONE_ON_RECORD, intact: false }] }) })).spoiled).toBe(true);
    expect(compare(input({ known: known({ intact: false }) })).spoiled).toBe(true);
  });

  it("in two columns is one, as the column says that people cannot change", () => {
    const both = input(
      {
        tags: { mobilePhone: "new", privatePhone: "new" },
        columns: ["mobilePhone", "privatePhone"],
        typed: ["mobilePhone"],
      },
      { contacts: { mobilePhone: PHONE, privatePhone: PHONE } },
    );
    expect(compare(both).addContacts).toMatchObject([{ valueTag: "new", typed: false }]);
  });
});

describe("a manager", () => {
  const other = { id: "per_other", name: "Owen Price" };

  it("is the same by mail or by external id", () => {
    expect(compare(input({}, { manager: "12" })).manager).toBe(false);
  });

  it("that is another one begins its days", () => {
    expect(compare(input({ manager: other }, { manager: "owen@b.example" }))).toMatchObject({
      manager: true,
      fields: { managerId: "per_other", managerName: "Owen Price", managerChangedAt: NOW },
    });
  });

  it("who is not found yet is looked for after the last chunk", () => {
    expect(compare(input({}, { manager: "owen@b.example" }))).toMatchObject({
      manager: true,
      managerPending: "owen@b.example",
      fields: { managerId: "per_manager" },
    });
  });

  it("is taken away by an empty cell", () => {
    expect(compare(input({}, { manager: null })).fields).toMatchObject({ managerId: null, managerChangedAt: NOW });
  });
});

describe("the privileged mark", () => {
  const marked = known({ fields: { ...FIELDS, privileged: true } });

  it("goes on counting for seven days after it is lost", () => {
    const { fields } = compare(input({ known: marked }, { privileged: false }));
    expect(fields).toMatchObject({ privileged: false, privilegedUntil: NOW + AGE_MS });
  });

  it("stays where the file does not have the column", () => {
    expect(compare(input({ known: marked })).fields).toMatchObject({ privileged: true, privilegedUntil: null });
  });

  it("of a row that somebody else wrote is not believed to be missing", () => {
    expect(compare(input({ known: known({ intact: false }) })).fields.privileged).toBe(true);
    expect(compare(input({ known: known({ intact: false }) }, { privileged: false })).fields).toMatchObject({
      privileged: false,
      privilegedUntil: NOW + AGE_MS,
    });
  });
});

describe("a further account", () => {
  const stored = (accounts: readonly PersonAccount[]) =>
    known({ fields: { ...FIELDS, accounts: accountsText(accounts) } });
  const after = (person: KnownPerson | undefined, accounts: CompareInput["row"]["accounts"], baseline = false) =>
    accountsOf(compare(input({ known: person, baseline }, { accounts })).fields.accounts);
  const SAP = { column: "account", userName: "DRUIZ", label: "SAP" } as const;

  it("begins its days, but for the baseline", () => {
    expect(after(undefined, { account: "DRUIZ" })).toEqual([{ ...SAP, since: NOW }]);
    expect(after(undefined, { account: "DRUIZ" }, true)).toEqual([SAP]);
    expect([NOW, NOW + AGE_MS - 1, NOW + AGE_MS].map((at) => countsAlready({ ...SAP, since: NOW }, at))).toEqual([
      false,
      false,
      true,
    ]);
    expect(countsAlready(SAP, NOW)).toBe(true);
  });

  it("keeps them where only case or the head differ, and writes nothing where nothing does", () => {
    const before = stored([{ ...SAP, since: 5 }]);
    expect(compare(input({ known: before }, { accounts: { account: "DRUIZ" } })).sameFields).toBe(true);
    expect(after(before, { account: "druiz" })).toEqual([{ ...SAP, userName: "druiz", since: 5 }]);
  });

  it("begins anew under another name, and where it stops being privileged", () => {
    expect(after(stored([SAP]), { account: "mallory" })).toEqual([{ ...SAP, userName: "mallory", since: NOW }]);
    const admin = { column: "adminAccount", userName: "adm-druiz", label: "Admin user" } as const;
    expect(isPrivilegedAccount(admin)).toBe(true);
    expect(after(stored([admin]), { adminAccount: null, account: "adm-druiz" })).toEqual([
      { ...SAP, userName: "adm-druiz", since: NOW },
    ]);
  });

  it("goes with an empty cell, and stays where the file has no such column", () => {
    expect(after(stored([SAP]), { account: null })).toEqual([]);
    expect(after(stored([SAP]), {})).toEqual([SAP]);
  });

  it("of a row that somebody else wrote is not believed", () => {
    expect(after({ ...stored([SAP]), intact: false }, {})).toEqual([]);
  });

  it("that comes back begins anew, and what is still there keeps its days", () => {
    const other = { column: "otherAccount", userName: "d.ruiz", label: "CRM" } as const;
    expect(accountsBack([{ ...other, since: 5 }], [SAP, other], NOW)).toEqual([
      { ...SAP, since: NOW },
      { ...other, since: 5 },
    ]);
    expect(accountsBack([SAP], [], NOW)).toEqual([]);
  });
});

it("does not bring back who has left, unless the file says so", () => {
  const gone = known({ fields: { ...FIELDS, active: false } });
  expect(compare(input({ known: gone })).fields.active).toBe(false);
  expect(compare(input({ known: gone }, { active: true })).fields.active).toBe(true);
});

it("writes a row anew that somebody else wrote, with nothing of it that the file does not say", () => {
  const changes = compare(input({ known: known({ intact: false }) }, { privileged: false }));
  expect(changes.sameFields).toBe(false);
  expect(changes.fields).toMatchObject({ managerId: null, department: null });
});

it.each([
  [{ a: "b", b: "c" }, []],
  [{ a: "b", b: "a" }, ["a", "b"]],
  [{ x: "a", a: "b", b: "c", c: "a" }, ["a", "b", "c"]],
  [{ a: "a" }, ["a"]],
])("%j has the circle %j", (managers, circle) => {
  expect([...inCircles(new Map(Object.entries(managers)))].sort()).toEqual(circle);
});

describe("what is asked once more", () => {
  const none = { missing: 0, active: 1_000 };
  it.each([
    [{ known: 40, contacts: 9 }, none, []],
    [{ known: 40, contacts: 10 }, none, ["contacts"]],
    [{ known: 50, contacts: 10 }, none, []],
    [{ known: 49, managers: 10 }, none, ["managers"]],
    [{}, { missing: 50, active: 1_000 }, []],
    [{}, { missing: 51, active: 10_000 }, ["leaving"]],
    [{ leaving: 4 }, { missing: 2, active: 100 }, ["leaving"]],
    [{ leaving: 3 }, { missing: 2, active: 100 }, []],
  ])("%j of %j: %j", (tally, people, asked) => {
    expect(questionsOf({ ...NO_CHANGE, ...tally }, people)).toEqual(asked);
  });
});

describe("whose record it is", () => {
  const identity = (
    before: Partial<PersonFields>,
    row: Partial<CompareInput["row"]>,
    change: Partial<CompareInput> = {},
  ) => compare(input({ known: known({ fields: { ...FIELDS, ...before } }), ...change }, row));

  it.each<readonly [string, Partial<CompareInput["row"]>]>([
    ["id", { externalId: "4712" }],
    ["user name", { userName: "helen" }],
    ["work mail", { email: "helen@b.example" }],
    ["name", { givenName: "Helen", familyName: "Okafor", displayName: "Helen Okafor" }],
    ["name that is shown", { displayName: "Helen Okafor" }],
  ])("is another's by another %s: contacts that stay begin anew, and hear of it", (_what, row) => {
    expect(identity({}, row)).toMatchObject({
      identity: true,
      renewContacts: ["con_phone"],
      newsAt: { contacts: ["con_phone"] },
    });
    expect(identity({}, row, { baseline: true })).toMatchObject({ identity: false, renewContacts: [] });
  });

  it("is another's where nobody can say whose it was, and of who comes back", () => {
    expect(compare(input({ known: known({ intact: false }) }))).toMatchObject({ renewContacts: ["con_phone"] });
    expect(identity({ active: false }, { active: true })).toMatchObject({ renewContacts: ["con_phone"] });
  });

  it.each<readonly [string, Partial<CompareInput["row"]>]>([
    ["a marriage", { familyName: "Okafor", displayName: "Dana Okafor" }],
    ["a list that is turned round", { givenName: "Ruiz", familyName: "Dana", displayName: "Ruiz, Dana" }],
  ])("stays theirs after %s, which they hear of", (_what, row) => {
    expect(identity({}, row)).toMatchObject({
      identity: false,
      renewContacts: [],
      newsAt: { contacts: ["con_phone"] },
    });
  });

  it("is nobody's news by a user name in other letters", () => {
    expect(identity({}, { userName: "DRuiz" })).toMatchObject({ identity: false, newsAt: { contacts: [] } });
  });

  it("is asked about where it is many people's", () => {
    expect(questionsOf({ ...NO_CHANGE, known: 20, identities: 10 }, { missing: 0, active: 20 })).toEqual([
      "identities",
    ]);
  });
});
