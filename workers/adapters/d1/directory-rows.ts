/** Rows of people and contacts as an import reads and writes them, with their macs. */
import type { KnownContact, KnownPerson, NewContact, PersonFields } from "../../core/people/compare.ts";
import { searchNameOf } from "../../core/people/search-name.ts";
import { likenessOf } from "../../core/risk/likeness.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { MacRow, RowMacs } from "../crypto/row-macs.ts";
import { updateRows } from "./json-rows.ts";

export interface PeopleRow {
  readonly id: string;
  readonly external_id: string | null;
  readonly user_name: string;
  readonly email: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly display_name: string;
  readonly title: string | null;
  readonly department: string | null;
  readonly office_city: string | null;
  readonly office_country: string | null;
  readonly manager_id: string | null;
  readonly manager_name: string | null;
  readonly locale: string | null;
  readonly privileged: number;
  readonly active: number;
  readonly updated_at: number;
  readonly time_zone: string | null;
  readonly mac: string | null;
  readonly privileged_until: number | null;
  readonly manager_changed_at: number | null;
  readonly accounts: string | null;
  readonly id_in_tickets_from: number | null;
  /** Follows from the name; see `core/people/search-name.ts`. */
  readonly search_name: string | null;
  readonly left_at: number | null;
  readonly identity_changed_at: number | null;
}

export interface ContactRow {
  readonly id: string;
  readonly person_id: string;
  readonly channel: "sms" | "email";
  readonly value_sealed: string;
  readonly value_tag: string;
  readonly masked: string;
  readonly masked_plain: string;
  readonly source: string;
  readonly changed_at: number;
  readonly baseline: number;
  readonly likeness_tag: string | null;
  readonly mac: string | null;
  readonly typed: number | null;
}

export const PEOPLE_COLUMNS = [
  "id",
  "external_id",
  "user_name",
  "email",
  "given_name",
  "family_name",
  "display_name",
  "title",
  "department",
  "office_city",
  "office_country",
  "manager_id",
  "manager_name",
  "locale",
  "privileged",
  "active",
  "updated_at",
  "time_zone",
  "mac",
  "privileged_until",
  "manager_changed_at",
  "accounts",
  "id_in_tickets_from",
  "search_name",
  "left_at",
  "identity_changed_at",
] as const satisfies readonly (keyof PeopleRow)[];

export const CONTACT_COLUMNS = [
  "id",
  "person_id",
  "channel",
  "value_sealed",
  "value_tag",
  "masked",
  "masked_plain",
  "source",
  "changed_at",
  "baseline",
  "likeness_tag",
  "mac",
  "typed",
] as const satisfies readonly (keyof ContactRow)[];

/** Where an import says that a contact comes from. */
const SOURCE = { directory: "Directory", typed: "Self-service" } as const;

export function attestedRow<Row extends { readonly mac: string | null }>(
  macs: RowMacs,
  table: string,
  row: Omit<Row, "mac">,
): Row {
  return { ...row, mac: macs.make(table, row as unknown as MacRow) } as Row;
}

export function isIntact(macs: RowMacs, table: string, row: PeopleRow | ContactRow): boolean {
  return macs.holds(table, row as unknown as MacRow);
}

/** Rows that hold, changed; a row that somebody else wrote is none of them. */
export function changedRows(
  { rows: macs }: Pick<Keyring, "rows">,
  rows: readonly PeopleRow[],
  change: (row: PeopleRow) => Partial<PeopleRow>,
): readonly PeopleRow[] {
  return rows
    .filter((row) => isIntact(macs, "people", row))
    .map(({ mac: _mac, ...row }) =>
      attestedRow<PeopleRow>(macs, "people", { ...row, ...change({ ...row, mac: null }) }),
    );
}

export function fieldsOf(row: PeopleRow): PersonFields {
  return {
    externalId: row.external_id,
    userName: row.user_name,
    email: row.email,
    givenName: row.given_name,
    familyName: row.family_name,
    displayName: row.display_name,
    title: row.title,
    department: row.department,
    officeCity: row.office_city,
    officeCountry: row.office_country,
    managerId: row.manager_id,
    managerName: row.manager_name,
    managerChangedAt: row.manager_changed_at,
    locale: row.locale,
    timeZone: row.time_zone,
    privileged: row.privileged === 1,
    privilegedUntil: row.privileged_until,
    active: row.active === 1,
    leftAt: row.left_at,
    identityChangedAt: row.identity_changed_at,
    accounts: row.accounts,
    idInTicketsFrom: row.id_in_tickets_from,
  };
}

export function peopleRow(
  macs: RowMacs,
  id: string,
  { fields, now }: { fields: PersonFields; now: EpochMs },
): PeopleRow {
  return attestedRow<PeopleRow>(macs, "people", {
    id,
    external_id: fields.externalId,
    user_name: fields.userName,
    email: fields.email,
    given_name: fields.givenName,
    family_name: fields.familyName,
    display_name: fields.displayName,
    title: fields.title,
    department: fields.department,
    office_city: fields.officeCity,
    office_country: fields.officeCountry,
    manager_id: fields.managerId,
    manager_name: fields.managerName,
    locale: fields.locale,
    privileged: Number(fields.privileged),
    active: Number(fields.active),
    updated_at: now,
    time_zone: fields.timeZone,
    privileged_until: fields.privilegedUntil,
    manager_changed_at: fields.managerChangedAt,
    accounts: fields.accounts,
    id_in_tickets_from: fields.idInTicketsFrom,
    search_name: searchNameOf(fields.displayName),
    left_at: fields.leftAt,
    identity_changed_at: fields.identityChangedAt,
  });
}

export function knownContact(macs: RowMacs, row: ContactRow): KnownContact {
  return {
    id: row.id,
    channel: row.channel,
    valueTag: row.value_tag,
    typed: row.typed === 1,
    changedAt: row.changed_at,
    baseline: row.baseline === 1,
    intact: isIntact(macs, "person_contacts", row),
  };
}

/** Contacts that stay and count no sooner than new ones. Of rows that hold. */
export function renewedContacts(
  { db, keyring }: { readonly db: D1Database; readonly keyring: Keyring },
  { rows, now }: { readonly rows: readonly ContactRow[]; readonly now: EpochMs },
): readonly D1PreparedStatement[] {
  const renewed = rows.map(({ mac: _mac, ...row }) =>
    attestedRow<ContactRow>(keyring.rows, "person_contacts", { ...row, changed_at: now, baseline: 0 }),
  );
  return updateRows(db, { table: "person_contacts", columns: ["changed_at", "baseline", "mac"], rows: renewed });
}

export function knownPerson(
  macs: RowMacs,
  row: PeopleRow,
  beside: Pick<KnownPerson, "contacts" | "managerEmail" | "managerExternalId">,
): KnownPerson {
  return { id: row.id, fields: fieldsOf(row), intact: isIntact(macs, "people", row), ...beside };
}

export async function contactRow(
  keyring: Keyring,
  personId: string,
  contact: NewContact & { readonly id: string },
): Promise<ContactRow> {
  const like = likenessOf(contact);
  return attestedRow<ContactRow>(keyring.rows, "person_contacts", {
    id: contact.id,
    person_id: personId,
    channel: contact.channel,
    value_sealed: await keyring.seal(contact.canonical, `person_contacts/${contact.id}`),
    value_tag: contact.valueTag,
    // Like nothing but itself: its own tag says so, and costs no entry of an index.
    likeness_tag: like === contact.canonical ? null : await keyring.tag("destination", `${contact.channel}:${like}`),
    masked: contact.masked,
    masked_plain: contact.maskedPlain,
    source: contact.typed ? SOURCE.typed : SOURCE.directory,
    changed_at: contact.changedAt,
    baseline: Number(contact.baseline),
    typed: contact.typed ? 1 : null,
  });
}
