/** Which column of a file is which of a person, as its heads and cells suggest. */
import type { AccountColumn, ImportColumn } from "../../../workers/contract/console/people.ts";
import { ACCOUNTS, COLUMNS, CONTACTS, ROWS_PER_CHUNK } from "../../../workers/contract/console/people-columns.ts";
import type { ReadFile } from "./read-file.ts";

/** By place in the file; undefined is left out. */
export type Mapping = readonly (ImportColumn | undefined)[];

/** Heads of common exports, in lower case and without anything but letters and digits. The first is the column's own. */
const HEADS: Readonly<Record<ImportColumn, readonly string[]>> = {
  externalId: ["externalid", "personid", "objectid", "userid", "id", "changegearid", "immutableid"],
  userName: ["username", "samaccountname", "login", "loginname", "account", "accountname"],
  email: [
    "email",
    "workemail",
    "mail",
    "emailaddress",
    "workmail",
    "businessemail",
    "userprincipalname",
    "upn",
    "primaryemail",
  ],
  givenName: ["givenname", "firstname", "forename", "vorname", "prenom", "nombre"],
  familyName: ["familyname", "lastname", "surname", "sn", "nachname", "nom", "apellido", "apellidos"],
  displayName: ["displayname", "name", "fullname", "employeename", "cn"],
  title: ["title", "jobtitle", "position", "role"],
  department: ["department", "dept", "orgunit", "organizationalunit", "abteilung", "team"],
  officeCity: ["officecity", "city", "office", "location", "officelocation", "l", "site"],
  officeCountry: ["officecountry", "country", "countrycode", "c", "co", "countryorregion"],
  manager: [
    "manager",
    "managermail",
    "manageremail",
    "managerid",
    "supervisor",
    "reportsto",
    "linemanager",
    "manageremailaddress",
  ],
  language: ["language", "locale", "preferredlanguage", "lang"],
  timeZone: ["timezone", "tz", "zone"],
  privileged: ["privileged", "isprivileged", "admin", "isadmin", "privilegedaccount"],
  active: ["active", "status", "enabled", "accountenabled", "isactive"],
  mobilePhone: ["mobilephone", "mobile", "mobilenumber", "cell", "cellphone", "handy", "phone", "phonenumber"],
  privatePhone: ["privatephone", "homephone", "personalphone", "privatemobile", "personalmobile"],
  privateEmail: [
    "privateemail",
    "personalemail",
    "homeemail",
    "otheremail",
    "alternateemail",
    "recoveryemail",
    "privatemail",
  ],
  startDate: ["startdate", "hiredate", "joined", "joindate", "employeehiredate", "entrydate", "eintritt"],
  adminAccount: ["adminaccount", "adminuser", "adminusername", "adminlogin", "privilegedaccountname", "privilegeduser"],
  account: ["otheraccount", "secondaccount", "sapuser", "sapaccount", "sapusername", "vpnuser", "erpuser"],
  otherAccount: ["vpnaccount", "vpnlogin", "crmuser", "salesforceuser", "salesforceusername", "thirdaccount"],
};

const folded = (head: string): string =>
  head
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");

/** Each column once: the head that names it best, the first in the file of several. */
export function guessed(heads: readonly string[]): Mapping {
  const names = heads.map(folded);
  const taken = new Map<number, ImportColumn>();
  for (const column of COLUMNS) {
    const place = HEADS[column]
      .map((head) => names.findIndex((name, at) => name === head && !taken.has(at)))
      .find((at) => at >= 0);
    if (place !== undefined) taken.set(place, column);
  }
  return heads.map((_, place) => taken.get(place));
}

/** A column stands for one thing: whoever had it before has nothing now. */
export function mapped(mapping: Mapping, place: number, column: ImportColumn | undefined): Mapping {
  return mapping.map((other, at) => (at === place ? column : other === column ? undefined : other));
}

/** The longest name of a system that is taken. */
const LONGEST_LABEL = 60;

/** What the systems of account columns are called: as the file's heads call them, else as this page does. */
export function labelsOf(
  mapping: Mapping,
  heads: readonly string[],
  unnamed: (place: number) => string,
): Readonly<Partial<Record<AccountColumn, string>>> {
  return Object.fromEntries(
    mapping.flatMap((column, place) => {
      if (!(ACCOUNTS as readonly (ImportColumn | undefined)[]).includes(column)) return [];
      const label = (heads[place] ?? "").replaceAll(/\p{C}/gu, "").trim().slice(0, LONGEST_LABEL).trim();
      return [[column, label === "" ? unnamed(place + 1) : label]];
    }),
  );
}

export type MappingGap = "email" | "name";

export function gapsOf(mapping: Mapping): readonly MappingGap[] {
  const gaps: MappingGap[] = [];
  if (!mapping.includes("email")) gaps.push("email");
  if (!mapping.includes("displayName") && !mapping.includes("givenName")) gaps.push("name");
  return gaps;
}

/** Three cells that say something. */
export function samplesOf({ rows }: ReadFile, place: number): readonly string[] {
  const found: string[] = [];
  for (const row of rows) {
    const cell = row[place]?.trim() ?? "";
    if (cell !== "" && !found.includes(cell)) found.push(cell);
    if (found.length === 3) break;
  }
  return found;
}

export interface SentRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
}

/** Below the heads, as a spreadsheet numbers them. */
const FIRST_ROW = 2;

/** Managers before whom they manage, so that nearly all are there when they are named. The same file gives the same order. */
export function rowsToSend({ rows }: ReadFile, mapping: Mapping): readonly SentRow[] {
  const sent = rows.map((cells, at): SentRow => ({
    row: at + FIRST_ROW,
    cells: Object.fromEntries(
      mapping.flatMap((column, place) => (column === undefined ? [] : [[column, cells[place] ?? ""]])),
    ),
  }));
  const depth = depthsOf(sent);
  return sent
    .map((row, at) => ({ row, deep: depth[at] ?? 0 }))
    .sort((one, other) => one.deep - other.deep)
    .map(({ row }) => row);
}

/** Deeper than any organisation; whoever is in a circle is this deep. */
const DEEPEST = 64;

function depthsOf(rows: readonly SentRow[]): readonly number[] {
  const key = (text: string | undefined): string => (text ?? "").trim().toLowerCase();
  const place = new Map<string, number>();
  rows.forEach(({ cells }, at) => {
    [key(cells.email), key(cells.externalId)].forEach((name) => {
      if (name !== "" && !place.has(name)) place.set(name, at);
    });
  });
  return rows.map((_, at) => {
    let deep = 0;
    for (let up = place.get(key(rows[at]?.cells.manager)); up !== undefined && deep < DEEPEST; deep += 1) {
      up = place.get(key(rows[up]?.cells.manager));
    }
    return deep;
  });
}

export function chunkOf(rows: readonly SentRow[], number: number): readonly SentRow[] {
  return rows.slice(number * ROWS_PER_CHUNK, (number + 1) * ROWS_PER_CHUNK);
}

export const isContact = (column: ImportColumn | undefined): boolean =>
  (CONTACTS as readonly (ImportColumn | undefined)[]).includes(column);
