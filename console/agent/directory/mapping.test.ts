import { describe, expect, it } from "vitest";
import { COLUMNS } from "../../../workers/contract/console/people-columns.ts";
import { HALVES, headsOf, isTicketSystemId } from "./heads.ts";
import { chunkOf, gapsOf, guessed, idsIn, labelsOf, loopsIn, mapped, rowsToSend, samplesOf } from "./mapping.ts";

it("guesses what the heads of common exports are", () => {
  expect(
    guessed(["Object Id", "User principal name", "Given name", "Surname", "Job title", "Shoe size", "Mobile"]),
  ).toEqual(["externalId", "email", "givenName", "familyName", "title", undefined, "mobilePhone"]);
});

it.each<[string, readonly string[], readonly (string | undefined)[]]>([
  [
    "German",
    [
      "Personal-Nr.",
      "Name",
      "Vorname",
      "E-Mail (Dienst)",
      "Handy privat",
      "Standort",
      "Land",
      "Vorgesetzte/r",
      "Eintritt",
    ],
    [
      "externalId",
      "familyName",
      "givenName",
      "email",
      "privatePhone",
      "officeCity",
      "officeCountry",
      "manager",
      "startDate",
    ],
  ],
  [
    "French",
    ["Matricule", "Nom", "Prénom", "Courriel", "Téléphone portable", "Ville", "Pays", "Responsable hiérarchique"],
    ["externalId", "familyName", "givenName", "email", "mobilePhone", "officeCity", "officeCountry", "manager"],
  ],
  [
    "Spanish",
    ["Nombre", "Apellidos", "Correo electrónico", "Correo personal", "Móvil", "Departamento", "Fecha de ingreso"],
    ["givenName", "familyName", "email", "privateEmail", "mobilePhone", "department", "startDate"],
  ],
  [
    "Portuguese",
    ["Nome", "E-mail corporativo", "Telemóvel", "Cargo"],
    ["displayName", "email", "mobilePhone", "title"],
  ],
  ["Italian", ["Nome", "Cognome", "Email aziendale", "Sede"], ["givenName", "familyName", "email", "officeCity"]],
  [
    "Dutch",
    ["Voornaam", "Achternaam", "E-mailadres", "Leidinggevende", "Mobiel privé"],
    ["givenName", "familyName", "email", "manager", "privatePhone"],
  ],
  [
    "Google",
    ["First Name [Required]", "Email Address [Required]", "Org Unit Path [Required]", "Recovery Phone [MUST BE E.164]"],
    ["givenName", "email", "department", "privatePhone"],
  ],
  [
    "Workday",
    ["Employee ID", "Legal First Name", "Email - Primary Work", "Worker's Manager", "Location Address - City"],
    ["externalId", "givenName", "email", "manager", "officeCity"],
  ],
  [
    "SAP SuccessFactors",
    ["STATUS", "USERID", "USERNAME", "FIRSTNAME", "LASTNAME", "MANAGER", "DIVISION", "HIREDATE", "DEFAULT_LOCALE"],
    ["active", "externalId", "userName", "givenName", "familyName", "manager", "department", "startDate", "language"],
  ],
])("guesses heads of exports: %s", (_of, heads, columns) => {
  expect(guessed(heads)).toEqual(columns);
});

it("takes for the id, of several columns that could be it, the one that each row has for itself", () => {
  const heads = ["Personalnummer", "Email", "Object ID", "Matricule"];
  const of = (...rows: readonly (readonly string[])[]) => guessed(heads, rows).indexOf("externalId");
  expect(of(["1", "a@b", "x", ""], ["2", "b@b", "y", ""])).toBe(2);
  expect(of(["1", "a@b", "", ""], ["2", "b@b", "y", ""])).toBe(0);
  expect(of(["1", "a@b", "X", "7"], ["1", "b@b", "x", "8"])).toBe(3);
  expect(of(["", "a@b", "", ""])).toBe(2);
  expect(idsIn(heads)).toEqual([2, 0, 3]);
});

it.each([
  ["ID", true],
  ["ChangeGear Id", true],
  ["Personalnummer", false],
  ["Employee ID", false],
  ["Object ID", false],
  ["USERID", false],
  ["Ref", false],
])("takes ids under “%s” for the ticket system's: %s", (head, is) => {
  expect(isTicketSystemId(head)).toBe(is);
});

it("has each head for one column", () => {
  const all = [...COLUMNS.flatMap(headsOf), ...Object.keys(HALVES)];
  expect(all.filter((head, at) => head === "" || all.indexOf(head) !== at)).toEqual([]);
});

it("gives each column once, to the head that names it best", () => {
  expect(guessed(["userPrincipalName", "mail", "Name", "Display name"])).toEqual([
    undefined,
    "email",
    undefined,
    "displayName",
  ]);
});

it("calls further accounts what their heads call the systems", () => {
  const heads = ["Email", "Admin account", "SAP user", ""];
  expect(guessed(heads)).toEqual(["email", "adminAccount", "account", undefined]);
  const named = (place: number): string => `Column ${String(place)}`;
  expect(labelsOf(["email", "adminAccount", "account", "otherAccount"], heads, named)).toEqual({
    adminAccount: "Admin account",
    account: "SAP user",
    otherAccount: "Column 4",
  });
  expect(labelsOf(["account"], [`S\u0007AP ${"x".repeat(80)}`], named)).toEqual({ account: `SAP ${"x".repeat(56)}` });
});

it("takes a column from where it stood before", () => {
  expect(mapped(["email", "title", undefined], 2, "email")).toEqual([undefined, "title", "email"]);
  expect(mapped(["email", "title"], 0, undefined)).toEqual([undefined, "title"]);
});

it("says what is missing", () => {
  expect(gapsOf([undefined, "title"])).toEqual(["email", "name"]);
  expect(gapsOf(["email", "givenName"])).toEqual([]);
});

const file = (rows: readonly (readonly string[])[]) => ({ heads: ["a", "b"], rows, hash: "" });

it("shows three cells that say something", () => {
  expect(samplesOf(file([[""], ["x"], ["x"], ["y"], [" z "], ["w"]]), 0)).toEqual(["x", "y", "z"]);
});

it("names the rows whose managers lead in a circle, and nobody who only leads into one", () => {
  const row = (line: number, email: string, manager: string) => ({
    row: line,
    cells: { email, externalId: `id-${email}`, manager },
  });
  const rows = [row(2, "a", "B"), row(3, "b", "id-a"), row(4, "c", "a"), row(5, "d", "d"), row(6, "e", "")];
  const found = { column: "manager", reason: "manager.loop", refused: false };
  expect(loopsIn(rows)).toEqual([
    { row: 2, ...found },
    { row: 3, ...found },
  ]);
});

describe("what is sent", () => {
  const chart = file([
    ["dana@b.example", "HELEN@b.example"],
    ["helen@b.example", ""],
    ["owen@b.example", "dana@b.example"],
    ["loop@b.example", "loop@b.example"],
  ]);

  it("has managers before whom they manage, and each row's own number", () => {
    expect(rowsToSend(chart, ["email", "manager"]).map(({ row }) => row)).toEqual([3, 2, 4, 5]);
  });

  it("has an empty cell where a row is short, and nothing of a column that is left out", () => {
    expect(rowsToSend(file([["dana@b.example"]]), ["email", "manager"])[0]?.cells).toEqual({
      email: "dana@b.example",
      manager: "",
    });
    expect(rowsToSend(chart, ["email", undefined])[0]?.cells).toEqual({ email: "dana@b.example" });
  });

  it("goes in parts of 500", () => {
    const rows = rowsToSend(file(Array.from({ length: 501 }, (_, index) => [`p${String(index)}@b.example`])), [
      "email",
    ]);
    expect([0, 1, 2].map((number) => chunkOf(rows, number).length)).toEqual([500, 1, 0]);
  });
});
