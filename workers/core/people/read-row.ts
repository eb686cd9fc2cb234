/**
 * One row of a file, read. What says who somebody is must be readable, or nothing of the row is
 * taken; any other cell that is not is left out, and what is known of it stays as it was.
 */
import { foldedMail } from "../kit/mail.ts";
import { languageOf } from "../kit/language.ts";
import { onOneLine, shownName } from "../kit/shown-name.ts";
import type { Result } from "../kit/result.ts";
import { isTimeZone } from "../kit/zoned-time.ts";
import type { YearMonth } from "../questions/facts.ts";
import {
  ACCOUNT_COLUMNS,
  CONTACT_COLUMNS,
  isContactColumn,
  type AccountColumn,
  type Cells,
  type ContactColumn,
  type FileRow,
  type ImportColumn,
  type RowProblem,
  type RowReason,
} from "./columns.ts";
import { countryOf } from "./country.ts";
import { readDate } from "./read-date.ts";

/** Absent: the file does not say. Null: it says that there is none. */
export interface DirectoryRow {
  readonly row: number;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly userName?: string;
  readonly externalId?: string;
  readonly title?: string | null;
  readonly department?: string | null;
  readonly officeCity?: string | null;
  readonly officeCountry?: string | null;
  readonly locale?: string | null;
  readonly timeZone?: string | null;
  /** A work mail in lower case, or an external id. */
  readonly manager?: string | null;
  readonly privileged?: boolean;
  readonly active?: boolean;
  readonly startMonth?: YearMonth | null;
  readonly contacts: Readonly<Partial<Record<ContactColumn, RowContact | null>>>;
  /** User names. */
  readonly accounts: Readonly<Partial<Record<AccountColumn, string | null>>>;
}

export interface RowContact {
  readonly channel: "sms" | "email";
  readonly canonical: string;
  readonly masked: string;
  readonly maskedPlain: string;
}

export type ContactInput =
  | { readonly channel: "sms"; readonly number: string; readonly country?: string }
  | { readonly channel: "email"; readonly address: string };

/** The rules of destinations: see adapters/destinations. */
export type CheckContact = (
  input: ContactInput,
) => Result<RowContact, { readonly code: `destination.${"invalid" | "corporate" | "country" | "type"}` }>;

export interface ReadRow {
  /** Undefined where the row is refused. */
  readonly person?: DirectoryRow;
  readonly problems: readonly RowProblem[];
}

export const LONGEST_CELL = 300;
/** RFC 5321 4.5.3.1.3, less the angle brackets. */
const LONGEST_ADDRESS = 254;
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/u;
const FLAGS: Readonly<Record<string, boolean>> = {
  "": false,
  "1": true,
  "0": false,
  true: true,
  false: false,
  yes: true,
  no: false,
  y: true,
  n: false,
  x: true,
  active: true,
  enabled: true,
  inactive: false,
  disabled: false,
};
/** Of these a cell that cannot be read says that it is unclear who somebody is. */
const DECISIVE: ReadonlySet<ImportColumn> = new Set([
  "externalId",
  "email",
  "givenName",
  "familyName",
  "displayName",
  "privileged",
  "active",
]);

const NAMES: ReadonlySet<ImportColumn> = new Set(["givenName", "familyName", "displayName"]);

/** What a spreadsheet runs. Numbers begin with a plus, so there it is no sign of a formula. */
const isFormula = (column: ImportColumn, text: string): boolean =>
  /^[=@]/u.test(text) || (/^[+-]/u.test(text) && !isContactColumn(column));

function unfit(column: ImportColumn, text: string): RowReason | undefined {
  if (text.length > LONGEST_CELL) return "cell.too_long";
  if (text.includes("\uFFFD")) return "cell.encoding";
  return isFormula(column, text) ? "cell.formula" : undefined;
}

export function readRow(file: FileRow, checkContact: CheckContact): ReadRow {
  const problems: RowProblem[] = [];
  const say: Say = (column, reason, refused = DECISIVE.has(column)) => {
    // One for each cell: what cannot be read is not missing too.
    if (problems.some((problem) => problem.column === column && (problem.refused || !refused))) return;
    problems.push({ row: file.row, column, reason, refused });
  };
  const cells = fitCells(file.cells, say);
  const who = identityOf(cells, say);
  const privileged = flagOf(cells, "privileged", say);
  const active = flagOf(cells, "active", say);
  const rest = detailsOf(cells, say);
  const contacts = contactsOf(cells, { checkContact, say });
  if (who === undefined || problems.some(({ refused }) => refused)) {
    return { problems: problems.filter(({ refused }) => refused) };
  }
  const manager = managerOf(cells, who, say);
  return {
    person: {
      row: file.row,
      ...who,
      ...rest,
      ...(privileged === undefined ? {} : { privileged }),
      ...(active === undefined ? {} : { active }),
      ...(manager === undefined ? {} : { manager }),
      contacts,
      accounts: accountsOf(cells),
    },
    problems,
  };
}

type Say = (column: ImportColumn, reason: RowReason, refused?: boolean) => void;

function fitCells(cells: Cells, say: Say): Cells {
  const fit: Partial<Record<ImportColumn, string>> = {};
  for (const [column, raw] of Object.entries(cells) as [ImportColumn, string][]) {
    const text = onOneLine(raw);
    const reason = unfit(column, text);
    if (reason !== undefined) say(column, reason);
    else fit[column] = NAMES.has(column) ? nameIn(column, text, say) : text;
  }
  return fit;
}

/** What is taken out of it is said, and nobody is left out for it. */
function nameIn(column: ImportColumn, text: string, say: Say): string {
  const shown = shownName(text);
  if (shown !== text) say(column, "name.contact", false);
  return shown;
}

function identityOf(cells: Cells, say: Say) {
  const email = foldedMail(cells.email ?? "");
  if (email === "") {
    say("email", "email.missing");
    return undefined;
  }
  if (email.length > LONGEST_ADDRESS || !ADDRESS.test(email)) {
    say("email", "email.invalid");
    return undefined;
  }
  const { givenName = "", familyName = "" } = cells;
  const displayName = cells.displayName || `${givenName} ${familyName}`.trim();
  if (displayName === "") {
    say("displayName", "name.missing");
    return undefined;
  }
  const [first = "", ...others] = displayName.split(" ");
  return {
    email,
    displayName,
    givenName: givenName || first,
    familyName: cells.familyName === undefined ? others.join(" ") : familyName,
    ...(cells.userName ? { userName: cells.userName } : {}),
    ...(cells.externalId ? { externalId: cells.externalId } : {}),
  };
}

function flagOf(cells: Cells, column: "privileged" | "active", say: Say): boolean | undefined {
  const text = cells[column]?.toLowerCase();
  if (text === undefined) return undefined;
  const known = Object.hasOwn(FLAGS, text) ? FLAGS[text] : undefined;
  if (known === undefined) say(column, "flag.unreadable");
  // Whoever leaves the cell empty has not said that everybody has left.
  return column === "active" && text === "" ? true : known;
}

type Details = Pick<
  DirectoryRow,
  "title" | "department" | "officeCity" | "officeCountry" | "locale" | "timeZone" | "startMonth"
>;

function detailsOf(cells: Cells, say: Say): Details {
  const text = <Key extends "title" | "department" | "officeCity">(key: Key) =>
    cells[key] === undefined ? {} : { [key]: cells[key] || null };
  return {
    ...text("title"),
    ...text("department"),
    ...text("officeCity"),
    ...readCell(
      cells,
      { column: "officeCountry", as: "officeCountry", read: countryOf, reason: "country.unknown" },
      say,
    ),
    ...readCell(cells, { column: "language", as: "locale", read: localeOf, reason: "language.unknown" }, say),
    ...readCell(cells, { column: "timeZone", as: "timeZone", read: zoneOf, reason: "time_zone.unknown" }, say),
    ...readCell(cells, { column: "startDate", as: "startMonth", read: readDate, reason: "date.unreadable" }, say),
  };
}

interface CellRule {
  readonly column: ImportColumn;
  readonly as: string;
  readonly read: (text: string) => unknown;
  readonly reason: RowReason;
}

function readCell(cells: Cells, { column, as, read, reason }: CellRule, say: Say): Record<string, unknown> {
  const text = cells[column];
  if (text === undefined) return {};
  if (text === "") return { [as]: null };
  const value = read(text);
  if (value !== undefined) return { [as]: value };
  say(column, reason);
  return {};
}

const zoneOf = (text: string): string | undefined => (isTimeZone(text) ? text : undefined);

/** A tag as a directory writes it; what we cannot speak is kept all the same, what is no tag is not. */
function localeOf(text: string): string | undefined {
  const tag = text.replaceAll("_", "-");
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag) || languageOf(tag) !== undefined ? tag : undefined;
}

const CONTACT_REASONS = {
  "destination.invalid": "contact.invalid",
  "destination.corporate": "contact.corporate",
  "destination.country": "contact.country",
  "destination.type": "contact.type",
} as const;

function contactsOf(
  cells: Cells,
  { checkContact, say }: { checkContact: CheckContact; say: Say },
): DirectoryRow["contacts"] {
  const found: Partial<Record<ContactColumn, RowContact | null>> = {};
  const country = countryOf(cells.officeCountry ?? "");
  for (const [column, channel] of Object.entries(CONTACT_COLUMNS) as [ContactColumn, "sms" | "email"][]) {
    const text = cells[column];
    if (text === "") found[column] = null;
    if (text === undefined || text === "") continue;
    const input: ContactInput =
      channel === "email"
        ? { channel, address: text }
        : { channel, number: text, ...(country === undefined ? {} : { country }) };
    const checked = checkContact(input);
    if (checked.ok) {
      const { canonical, masked, maskedPlain } = checked.value;
      found[column] = { channel, canonical, masked, maskedPlain };
    } else {
      say(column, CONTACT_REASONS[checked.error.code]);
    }
  }
  return found;
}

function accountsOf(cells: Cells): DirectoryRow["accounts"] {
  const found: Partial<Record<AccountColumn, string | null>> = {};
  for (const column of ACCOUNT_COLUMNS) {
    const text = cells[column];
    if (text !== undefined) found[column] = text || null;
  }
  return found;
}

function managerOf(
  cells: Cells,
  who: { readonly email: string; readonly externalId?: string },
  say: Say,
): string | null | undefined {
  const text = cells.manager;
  if (text === undefined) return undefined;
  if (text === "") return null;
  const named = text.includes("@") ? foldedMail(text) : text;
  if (named !== who.email && named !== who.externalId) return named;
  say("manager", "manager.self");
  return undefined;
}
