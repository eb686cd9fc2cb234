import { describe, expect, it } from "vitest";
import { checkDestination } from "../../adapters/destinations/destination.ts";
import type { Cells } from "./columns.ts";
import { countryOf } from "./country.ts";
import { readDate } from "./read-date.ts";
import { readRow, type CheckContact } from "./read-row.ts";

const check: CheckContact = (input) =>
  checkDestination(input, {
    corporateDomains: ["aldermoor.example"],
    allowedCountries: ["PT", "GB"],
    defaultCountry: "PT",
  });

const DANA: Cells = { email: "Dana.Ruiz@Aldermoor.example", displayName: "Dana Ruiz" };
const read = (cells: Cells) => readRow({ row: 2, cells: { ...DANA, ...cells } }, check);
const reasons = (cells: Cells) => read(cells).problems.map(({ column, reason }) => `${column} ${reason}`);

it("reads who somebody is", () => {
  expect(read({}).person).toEqual({
    row: 2,
    email: "dana.ruiz@aldermoor.example",
    displayName: "Dana Ruiz",
    givenName: "Dana",
    familyName: "Ruiz",
    contacts: {},
    accounts: {},
  });
});

it("makes the name that is shown of the others, where the file has none", () => {
  const cells = { email: "a@b.example", givenName: "Grace", familyName: "Mwangi" };
  expect(readRow({ row: 3, cells }, check).person).toMatchObject({ displayName: "Grace Mwangi" });
});

describe("what says who somebody is", () => {
  it.each<[Cells, string]>([
    [{ email: "" }, "email email.missing"],
    [{ email: "dana" }, "email email.invalid"],
    [{ email: "dana@b.example, eve@b.example" }, "email email.invalid"],
    [{ displayName: "" }, "displayName name.missing"],
    [{ displayName: '=HYPERLINK("https://evil.example")' }, "displayName cell.formula"],
    [{ externalId: "@SUM(A1)" }, "externalId cell.formula"],
    [{ givenName: "D\uFFFDna" }, "givenName cell.encoding"],
    [{ familyName: "x".repeat(301) }, "familyName cell.too_long"],
    [{ privileged: "perhaps" }, "privileged flag.unreadable"],
    [{ active: "gone?" }, "active flag.unreadable"],
  ])("%j refuses the row", (cells, reason) => {
    expect(read(cells).person).toBeUndefined();
    expect(reasons(cells)).toEqual([reason]);
  });
});

describe("any other cell that cannot be read", () => {
  it.each<[Cells, string]>([
    [{ officeCountry: "Atlantis" }, "officeCountry country.unknown"],
    [{ language: "§" }, "language language.unknown"],
    [{ timeZone: "Mars/Olympus" }, "timeZone time_zone.unknown"],
    [{ startDate: "soon" }, "startDate date.unreadable"],
    [{ mobilePhone: "12" }, "mobilePhone contact.invalid"],
    [{ mobilePhone: "+44 20 7946 0123" }, "mobilePhone contact.type"],
    [{ privatePhone: "+34 612 345 678" }, "privatePhone contact.country"],
    [{ privateEmail: "dana@aldermoor.example" }, "privateEmail contact.corporate"],
    [{ title: "=1+1" }, "title cell.formula"],
    [{ adminAccount: "@adm" }, "adminAccount cell.formula"],
    [{ manager: "dana.ruiz@aldermoor.example" }, "manager manager.self"],
  ])("%j is left out, and the person is taken", (cells, reason) => {
    expect(read(cells).person).toMatchObject({ email: "dana.ruiz@aldermoor.example" });
    expect(reasons(cells)).toEqual([reason]);
  });
});

it("reads the user name of a further account, and an empty cell as none", () => {
  expect(read({ adminAccount: " adm-druiz ", account: "" }).person?.accounts).toEqual({
    adminAccount: "adm-druiz",
    account: null,
  });
});

it("tells a cell that is empty from one that is not there", () => {
  expect(read({ title: "", manager: "", mobilePhone: "" }).person).toMatchObject({
    title: null,
    manager: null,
    contacts: { mobilePhone: null },
  });
  expect(read({}).person).not.toHaveProperty("title");
});

it("takes out what changes how the text around it is shown", () => {
  expect(read({ displayName: "Da\u3164n\u200Ba\uFE0F Ru\u2066iz" }).person?.displayName).toBe("Dana Ruiz");
  expect(read({ title: "Head\u202E of\u00A0\tIT\r\n" }).person?.title).toBe("Head of IT");
});

it.each<[Cells, Cells]>([
  [{ displayName: "Dana, call +44 20 7946 0123" }, { displayName: "Dana, call" }],
  [{ displayName: "Dana http://evil.example Ruiz" }, { displayName: "Dana Ruiz" }],
  [{ givenName: "Dana dana@evil.example" }, { givenName: "Dana" }],
  [{ familyName: "Ruiz 123456" }, { familyName: "Ruiz" }],
])("leaves a number or address out of a name, and says so: %j", (cells, shown) => {
  const { person, problems } = read(cells);
  expect(person).toMatchObject(shown);
  const [column] = Object.keys(cells);
  expect(problems).toEqual([{ row: 2, column, reason: "name.contact", refused: false }]);
});

it("refuses a row of whose name nothing is left", () => {
  expect(read({ displayName: "dana@evil.example" })).toEqual({
    problems: [{ row: 2, column: "displayName", reason: "name.missing", refused: true }],
  });
});

it("reads a number as it is dialled where the office is", () => {
  const { person } = read({ mobilePhone: "07400 123442", officeCountry: "United Kingdom" });
  expect(person?.contacts.mobilePhone).toMatchObject({ channel: "sms", canonical: "+447400123442" });
  expect(person?.officeCountry).toBe("GB");
});

it("says nothing of leaving where the cell is empty", () => {
  expect(read({ active: "", privileged: "" }).person).toMatchObject({ active: true, privileged: false });
});

it.each([
  ["DE", "DE"],
  ["germany", "DE"],
  ["UK", "GB"],
  ["Türkiye", "TR"],
  ["Turkey", "TR"],
  ["DD", undefined],
  ["EU", undefined],
  ["Atlantis", undefined],
  ["", undefined],
])("%j is the country %s", (text, code) => {
  expect(countryOf(text)).toBe(code);
});

it.each([
  ["2021-04-19", { year: 2021, month: 4 }],
  ["2021-04", { year: 2021, month: 4 }],
  ["2021-04-19T00:00:00Z", { year: 2021, month: 4 }],
  ["19.04.2021", { year: 2021, month: 4 }],
  ["04/19/2021", { year: 2021, month: 4 }],
  ["19/04/2021", { year: 2021, month: 4 }],
  ["04/04/2021", { year: 2021, month: 4 }],
  ["04/05/2021", undefined],
  ["2021-13-01", undefined],
  ["44305", undefined],
])("the month of %j is %j", (text, month) => {
  expect(readDate(text)).toEqual(month);
});
