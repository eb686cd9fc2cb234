/**
 * What a row changes of the person it is about. Whatever somebody could plant to be verified as
 * another (a contact, a manager, an end of "privileged") begins its days anew when it changes,
 * whoever changed it; only the accepted baseline counts at once.
 */
import type { EpochMs } from "../kit/time.ts";
import { accountsAfter, accountsOf, accountsText, type SaidAccounts } from "./accounts.ts";
import { AGE_MS } from "./age.ts";
import { CONTACT_COLUMNS, type AccountColumn, type ContactColumn, type OwnColumn } from "./columns.ts";
import { contactNews } from "./contact-news.ts";
import { idInTicketsFrom } from "./id-in-tickets.ts";
import { isAnotherIdentity, isNameChanged, userNameAfter, type Identity } from "./identity.ts";
import type { DirectoryRow, RowContact } from "./read-row.ts";

/** Of a person, all that a directory says. Null: nothing. */
export interface PersonFields extends Identity {
  readonly title: string | null;
  readonly department: string | null;
  readonly officeCity: string | null;
  readonly officeCountry: string | null;
  readonly managerId: string | null;
  readonly managerName: string | null;
  readonly managerChangedAt: EpochMs | null;
  /** Since when the entry is of somebody else; null: as it came. */
  readonly identityChangedAt: EpochMs | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly privileged: boolean;
  readonly privilegedUntil: EpochMs | null;
  /** See `accounts.ts`. */
  readonly accounts: string | null;
  /** See `id-in-tickets.ts`. */
  readonly idInTicketsFrom: EpochMs | null;
  /** Since when somebody is inactive; null also of who was before that was kept. */
  readonly leftAt: EpochMs | null;
}

export interface KnownContact {
  readonly id: string;
  readonly channel: "sms" | "email";
  readonly valueTag: string;
  readonly typed: boolean;
  readonly changedAt: EpochMs;
  readonly baseline: boolean;
  /** False for a row that was written or changed by somebody without the root secret. */
  readonly intact: boolean;
}

export interface KnownPerson {
  readonly id: string;
  readonly fields: PersonFields;
  readonly contacts: readonly KnownContact[];
  readonly managerEmail?: string;
  readonly managerExternalId?: string;
  readonly intact: boolean;
}

export interface NewContact extends RowContact {
  readonly valueTag: string;
  readonly typed: boolean;
  readonly changedAt: EpochMs;
  readonly baseline: boolean;
}

export interface Manager {
  readonly id: string;
  readonly name: string;
}

export interface Changes {
  readonly fields: PersonFields;
  /** Nothing of the person's own row is to be written. */
  readonly sameFields: boolean;
  readonly addContacts: readonly NewContact[];
  readonly removeContacts: readonly string[];
  /** Contacts that stay and begin their days anew, for the record may be another person's now. */
  readonly renewContacts: readonly string[];
  /** Of those that go, where their owner is told of it. */
  readonly toldContacts: readonly string[];
  /** Where the person is told of what comes, at contacts and at their work address of before. */
  readonly newsAt: { readonly contacts: readonly string[]; readonly workMail?: string };
  /** Something of the person was written or changed by somebody without the root secret. */
  readonly spoiled: boolean;
  readonly contacts: boolean;
  /** See `identity.ts`. */
  readonly identity: boolean;
  /** The manager changes, or somebody has one for the first time. */
  readonly manager: boolean;
  /** Named and not found yet: a work mail in lower case, or an external id. */
  readonly managerPending?: string;
  /** Something that the facts of others hang on. */
  readonly structure: boolean;
}

export interface CompareInput {
  readonly row: DirectoryRow;
  readonly known: KnownPerson | undefined;
  /** Tags of the row's contacts. */
  readonly tags: Readonly<Partial<Record<ContactColumn, string>>>;
  /** Columns that people can change themselves. */
  readonly typed: readonly OwnColumn[];
  /** Contact columns of the file: a channel that it does not have stays as it is. */
  readonly columns: readonly ContactColumn[];
  /** What the file's account columns are called. */
  readonly labels: Readonly<Partial<Record<AccountColumn, string>>>;
  /** Whether the ticket system knows people by the file's ids, where it says so. */
  readonly idsInTickets?: boolean | undefined;
  readonly manager: Manager | undefined;
  readonly baseline: boolean;
  readonly now: EpochMs;
}

export function compare(said: CompareInput): Changes {
  const input = isActiveAfter(said) ? said : { ...said, row: withoutReach(said.row) };
  const known = input.known?.intact === true ? input.known : undefined;
  const manager = managerChange({ ...input, known });
  const after = fieldsAfter(input, known?.fields, manager.fields);
  const contacts = contactChanges(input);
  const identity = identityChanges(input, after);
  const fields = identity ? { ...after, identityChangedAt: input.now } : after;
  return {
    fields,
    sameFields: known !== undefined && sameFields(known.fields, fields),
    ...contacts,
    identity,
    renewContacts: identity ? staying(input, contacts.removeContacts) : [],
    newsAt: newsAt(input, { ...contacts, fields, identity }),
    spoiled: [input.known, ...(input.known?.contacts ?? [])].some((one) => one?.intact === false),
    contacts: contacts.addContacts.length > 0 || contacts.removeContacts.length > 0,
    manager: manager.changed,
    ...(manager.pending === undefined ? {} : { managerPending: manager.pending }),
    structure: manager.changed || isMoved(known?.fields, fields),
  };
}

function isActiveAfter({ row, known }: Pick<CompareInput, "row" | "known">): boolean {
  return row.active ?? (known?.intact === true ? known.fields.active : true);
}

/** Whoever has left is checked no more: no contact nor account of theirs is learned, and what was known goes in its time. */
const withoutReach = (row: DirectoryRow): DirectoryRow => ({
  ...row,
  contacts: emptiedOf(row.contacts),
  accounts: emptiedOf(row.accounts),
});

const emptiedOf = <Cells extends object>(cells: Cells): { [Column in keyof Cells]?: null } =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell === null)) as { [Column in keyof Cells]?: null };

/** Of a row that somebody without the root secret wrote nobody can say whose it was. */
function identityChanges({ known, baseline }: CompareInput, after: PersonFields): boolean {
  return known !== undefined && !baseline && (!known.intact || isAnotherIdentity(known.fields, after));
}

function staying({ known }: CompareInput, gone: readonly string[]): readonly string[] {
  return (known?.contacts ?? []).filter(({ id, intact }) => intact && !gone.includes(id)).map(({ id }) => id);
}

function fieldsAfter(
  { row, known, labels, idsInTickets, baseline, now }: CompareInput,
  before: PersonFields | undefined,
  manager: ManagerFields,
): PersonFields {
  const active = isActiveAfter({ row, known });
  return {
    email: row.email,
    displayName: row.displayName,
    givenName: row.givenName,
    familyName: row.familyName,
    externalId: row.externalId ?? before?.externalId ?? null,
    userName: userNameAfter(row, before),
    ...detailsAfter(row, before),
    accounts: accountsText(
      accountsAfter(accountsOf(before?.accounts ?? null), saidAccounts(row, labels), { baseline, now }),
    ),
    idInTicketsFrom: idInTicketsFrom(before?.idInTicketsFrom, idsInTickets, { baseline, now }),
    active,
    identityChangedAt: before?.identityChangedAt ?? null,
    leftAt: active ? null : before?.active === false ? before.leftAt : now,
    ...manager,
    ...(known?.intact === false ? privilegeUnclear(row.privileged, now) : privilege(before, row.privileged, now)),
  };
}

function saidAccounts({ accounts }: DirectoryRow, labels: CompareInput["labels"]): SaidAccounts {
  return Object.fromEntries(
    Object.entries(accounts).map(([column, userName]) => [
      column,
      userName === null ? null : { userName, label: labels[column as AccountColumn] ?? "" },
    ]),
  );
}

/** For others, somebody is there, or has gone, or is called otherwise. */
function isMoved(before: PersonFields | undefined, after: PersonFields): boolean {
  const seen = ["active", "displayName", "givenName", "familyName"] as const;
  return before === undefined || seen.some((key) => before[key] !== after[key]);
}

const DETAILS = ["title", "department", "officeCity", "officeCountry", "locale", "timeZone"] as const;

function detailsAfter(
  row: DirectoryRow,
  before: PersonFields | undefined,
): Pick<PersonFields, (typeof DETAILS)[number]> {
  return Object.fromEntries(DETAILS.map((key) => [key, said(row[key], before?.[key])])) as Pick<
    PersonFields,
    (typeof DETAILS)[number]
  >;
}

function said<Value>(value: Value | null | undefined, before: Value | null | undefined): Value | null {
  return value === undefined ? (before ?? null) : value;
}

type ManagerFields = Pick<PersonFields, "managerId" | "managerName" | "managerChangedAt">;

interface ManagerChange {
  readonly fields: ManagerFields;
  readonly changed: boolean;
  readonly pending?: string;
}

function managerChange({ row, known, manager, baseline, now }: CompareInput): ManagerChange {
  const before = managerBefore(known);
  const { managerId } = before;
  if (row.manager === undefined) {
    return { fields: before, changed: false };
  }
  if (row.manager === null) {
    return managerId === null
      ? { fields: before, changed: false }
      : { fields: managerFields(undefined, { baseline, now }), changed: true };
  }
  const same = managerId !== null && [known?.managerEmail, known?.managerExternalId].includes(row.manager);
  if (same) {
    return { fields: manager === undefined ? before : { ...before, managerName: manager.name }, changed: false };
  }
  return manager === undefined
    ? { fields: before, changed: true, pending: row.manager }
    : { fields: managerFields(manager, { baseline, now }), changed: manager.id !== managerId };
}

function managerBefore(known: KnownPerson | undefined): ManagerFields {
  const { managerId = null, managerName = null, managerChangedAt = null } = known?.fields ?? {};
  return { managerId, managerName, managerChangedAt };
}

/** Of a manager who is new to somebody. */
export function managerFields(
  manager: Manager | undefined,
  { baseline, now }: { readonly baseline: boolean; readonly now: EpochMs },
): ManagerFields {
  return {
    managerId: manager?.id ?? null,
    managerName: manager?.name ?? null,
    managerChangedAt: baseline ? null : now,
  };
}

/** Whoever loses the mark counts as privileged for as long as a new contact counts for nothing. */
export function privilege(
  before: Pick<PersonFields, "privileged" | "privilegedUntil"> | undefined,
  after: boolean | undefined,
  now: EpochMs,
): Pick<PersonFields, "privileged" | "privilegedUntil"> {
  const until = before?.privilegedUntil ?? null;
  if (after === undefined || after === before?.privileged) {
    return { privileged: before?.privileged ?? false, privilegedUntil: until };
  }
  return { privileged: after, privilegedUntil: before?.privileged === true ? now + AGE_MS : null };
}

/** Somebody without the root secret wrote the row: what it says of the mark is no reason to be less careful. */
function privilegeUnclear(
  after: boolean | undefined,
  now: EpochMs,
): Pick<PersonFields, "privileged" | "privilegedUntil"> {
  return { privileged: after ?? true, privilegedUntil: after === false ? now + AGE_MS : null };
}

export function sameFields(one: PersonFields, other: PersonFields): boolean {
  return (Object.keys(other) as (keyof PersonFields)[]).every((key) => one[key] === other[key]);
}

/** Nobody is told of the baseline, nor of their own coming. */
function newsAt(
  { known, baseline, now }: CompareInput,
  {
    addContacts,
    removeContacts,
    fields,
    identity,
  }: Pick<Changes, "addContacts" | "removeContacts" | "fields" | "identity">,
): Changes["newsAt"] {
  if (known === undefined || baseline) {
    return { contacts: [] };
  }
  const mail = known.intact ? known.fields.email : fields.email;
  const { contacts, workMail } = contactNews({
    before: known.contacts,
    gone: removeContacts,
    added: addContacts,
    entryChanged: known.intact && (identity || isNameChanged(known.fields, fields)),
    now,
  });
  return { contacts: contacts.map(({ id }) => id), ...(workMail ? { workMail: mail } : {}) };
}

function contactChanges({ row, known, tags, typed, columns, baseline, now }: CompareInput): {
  readonly addContacts: readonly NewContact[];
  readonly removeContacts: readonly string[];
  readonly toldContacts: readonly string[];
} {
  const wanted = columns.flatMap((column): NewContact[] => {
    const [contact, valueTag] = [row.contacts[column], tags[column]];
    return contact === undefined || contact === null || valueTag === undefined
      ? []
      : [{ ...contact, valueTag, typed: typed.includes(column), changedAt: now, baseline }];
  });
  // Of two columns with one value the one that people cannot change says more.
  const once = wanted.filter(
    (contact, place) =>
      !wanted.some(
        (other, at) =>
          other.valueTag === contact.valueTag &&
          (other.typed === contact.typed ? at < place : contact.typed && !other.typed),
      ),
  );
  // A cell that could not be read leaves its channel as it was.
  const said = new Set(columns.map((column) => CONTACT_COLUMNS[column]));
  columns
    .filter((column) => row.contacts[column] === undefined)
    .forEach((column) => said.delete(CONTACT_COLUMNS[column]));
  const kept = (contact: KnownContact): boolean =>
    contact.intact &&
    (once.some((other) => other.valueTag === contact.valueTag && other.typed === contact.typed) ||
      (!said.has(contact.channel) && !once.some((other) => other.valueTag === contact.valueTag)));
  const before = known?.contacts ?? [];
  const staying = before.filter(kept);
  return {
    addContacts: once.filter(({ valueTag }) => !staying.some((contact) => contact.valueTag === valueTag)),
    removeContacts: before.filter((contact) => !kept(contact)).map(({ id }) => id),
    toldContacts: leftBehind(
      before,
      [...once, ...staying].map(({ valueTag }) => valueTag),
    ).map(({ id }) => id),
  };
}

/**
 * Contacts that no longer reach the person: whoever replaced one to be verified as its owner is heard of there. None
 * that somebody without the root secret wrote, for that would be a stranger's.
 */
export function leftBehind<Contact extends Pick<KnownContact, "valueTag" | "intact">>(
  before: readonly Contact[],
  tagsAfter: readonly string[],
): readonly Contact[] {
  const after = new Set(tagsAfter);
  return before.filter(({ valueTag, intact }) => intact && !after.has(valueTag));
}
