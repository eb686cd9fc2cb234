/** What a file may say of a person, one name for each column. */
export const IMPORT_COLUMNS = [
  "externalId",
  "userName",
  "email",
  "givenName",
  "familyName",
  "displayName",
  "title",
  "department",
  "officeCity",
  "officeCountry",
  "manager",
  "language",
  "timeZone",
  "privileged",
  "active",
  "mobilePhone",
  "privatePhone",
  "privateEmail",
  "startDate",
  "adminAccount",
  "account",
  "otherAccount",
] as const;

export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** Columns that become contacts, with what they are reached by. */
export const CONTACT_COLUMNS = { mobilePhone: "sms", privatePhone: "sms", privateEmail: "email" } as const;

export type ContactColumn = keyof typeof CONTACT_COLUMNS;

export const isContactColumn = (column: ImportColumn): column is ContactColumn =>
  Object.hasOwn(CONTACT_COLUMNS, column);

/** Columns that become what somebody can be asked about, or that tell it. */
export const FACT_COLUMNS = [
  "title",
  "department",
  "officeCity",
  "officeCountry",
  "manager",
  "startDate",
] as const satisfies readonly ImportColumn[];

export type FactColumn = (typeof FACT_COLUMNS)[number];

export const isFactColumn = (column: ImportColumn): column is FactColumn =>
  (FACT_COLUMNS as readonly ImportColumn[]).includes(column);

/** Columns of which it matters whether people, or the desk, can change them. */
export type OwnColumn = ContactColumn | FactColumn;

/** Columns that become further accounts, each with the user name in one system. The first holds privileged ones. */
export const ACCOUNT_COLUMNS = ["adminAccount", "account", "otherAccount"] as const satisfies readonly ImportColumn[];

export type AccountColumn = (typeof ACCOUNT_COLUMNS)[number];

export const isAccountColumn = (column: ImportColumn): column is AccountColumn =>
  (ACCOUNT_COLUMNS as readonly ImportColumn[]).includes(column);

/** As text, without what is around it; a column that the file does not have is absent, an empty cell is "". */
export type Cells = Readonly<Partial<Record<ImportColumn, string>>>;

export interface FileRow {
  /** Where it stands in the file; the first row after the heads is 2. */
  readonly row: number;
  readonly cells: Cells;
}

/** Why a row, or one cell of it, is not taken. */
export const ROW_REASONS = [
  "email.missing",
  "email.invalid",
  "name.missing",
  "name.contact",
  "flag.unreadable",
  "cell.formula",
  "cell.encoding",
  "cell.too_long",
  "country.unknown",
  "language.unknown",
  "time_zone.unknown",
  "date.unreadable",
  "contact.invalid",
  "contact.corporate",
  "contact.country",
  "contact.type",
  "row.twice",
  "person.two_people",
  "person.named_by_id",
  "user_name.taken",
  "manager.self",
  "manager.unknown",
  "manager.loop",
  "phone.lost",
] as const;

export type RowReason = (typeof ROW_REASONS)[number];

export interface RowProblem {
  readonly row: number;
  readonly column: ImportColumn;
  readonly reason: RowReason;
  /** False where the person was taken without this one cell, or as it says. */
  readonly refused: boolean;
}
