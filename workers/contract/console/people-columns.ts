/** What a file may say of a person. Apart from the shapes, so that the console needs no schema library for it. */
import type { AccountColumn, ContactColumn, FactColumn, ImportColumn, OwnColumn } from "../../core/people/columns.ts";

export const ROWS_PER_CHUNK = 500;

const ALL: Readonly<Record<ImportColumn, true>> = {
  externalId: true,
  userName: true,
  email: true,
  givenName: true,
  familyName: true,
  displayName: true,
  title: true,
  department: true,
  officeCity: true,
  officeCountry: true,
  manager: true,
  language: true,
  timeZone: true,
  privileged: true,
  active: true,
  mobilePhone: true,
  privatePhone: true,
  privateEmail: true,
  startDate: true,
  adminAccount: true,
  account: true,
  otherAccount: true,
};

const REACHED: Readonly<Record<ContactColumn, true>> = { mobilePhone: true, privatePhone: true, privateEmail: true };

const ASKED: Readonly<Record<FactColumn, true>> = {
  title: true,
  department: true,
  officeCity: true,
  officeCountry: true,
  manager: true,
  startDate: true,
};

const FURTHER: Readonly<Record<AccountColumn, true>> = { adminAccount: true, account: true, otherAccount: true };

export const COLUMNS = Object.keys(ALL) as readonly ImportColumn[];
export const CONTACTS = Object.keys(REACHED) as readonly ContactColumn[];
/** Of which it matters whether people can change them themselves. */
export const OWN_COLUMNS = Object.keys({ ...REACHED, ...ASKED }) as readonly OwnColumn[];
export const ACCOUNTS = Object.keys(FURTHER) as readonly AccountColumn[];
