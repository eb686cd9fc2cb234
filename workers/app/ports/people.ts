import type { AccountId, ContactId, PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { FactDocument, Population } from "../../core/questions/facts.ts";

export interface PersonRecord {
  readonly id: PersonId;
  /** The directory's own; absent where it gives none. */
  readonly externalId?: string;
  /** By which tickets name them; absent where the directory's id is not the ticket system's too. */
  readonly idInTickets?: string;
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly displayName: string;
  readonly department?: string;
  readonly officeCity?: string;
  readonly officeCountry?: string;
  readonly managerName?: string;
  /** IANA zone that the person lives by; absent where the directory does not say. */
  readonly timeZone?: string;
  /** BCP 47, as the directory writes it; empty where it says nothing. */
  readonly locale: string;
  readonly privileged: boolean;
  readonly active: boolean;
  /** False for a row that was written or changed by somebody without the root secret. */
  readonly intact: boolean;
}

export interface ManagerOfPerson {
  readonly manager: PersonRecord;
  /** Absent where it has stood since the accepted first import. */
  readonly since?: EpochMs;
}

export interface ContactRecord {
  readonly id: ContactId;
  readonly personId: PersonId;
  readonly channel: "sms" | "email";
  /** Sealed for the row `person_contacts/{id}`. */
  readonly valueSealed: string;
  readonly valueTag: string;
  readonly masked: string;
  readonly maskedPlain: string;
  readonly source: string;
  readonly changedAt: EpochMs;
  readonly baseline: boolean;
  /** The person can change it: it is never trusted, however long it is on record. */
  readonly typed: boolean;
}

/** An account of a person beside the one that the directory knows them by. */
export interface AccountRecord {
  readonly id: AccountId;
  readonly userName: string;
  /** What it is for, for example "Administration". */
  readonly label: string;
  readonly privileged: boolean;
}

/** A destination as it is compared: by its tag and by that of its likeness. */
export interface TaggedDestination {
  readonly tag: string;
  readonly likenessTag?: string;
}

/** With whom a phone was seen, and since when. Only one that vouches is the person's own. */
export interface PhoneOwner {
  readonly personId: PersonId;
  readonly addedAt: EpochMs;
  readonly vouches: boolean;
}

/** What is known of one person, opened, and whom it is asked beside. */
export interface Knowledge {
  readonly facts: FactDocument | undefined;
  readonly population: Population;
}

export const DIRECTORY_FIELDS = [
  "externalId",
  "title",
  "department",
  "officeCity",
  "officeCountry",
  "managerName",
  "locale",
  "timeZone",
] as const;

export interface DirectoryEntry {
  readonly fields: readonly (typeof DIRECTORY_FIELDS)[number][];
  readonly updatedAt: EpochMs;
}

/** What somebody typed to find a person. */
export interface PeopleSearch {
  readonly text: string;
  /** Where the text is a whole phone number or private address. */
  readonly contactTag?: string;
}

/** Contacts, accounts and phones whose rows were changed without the root secret are left out. */
export interface PeopleStore {
  byId(id: PersonId): Promise<PersonRecord | undefined>;
  byIdInTickets(id: string): Promise<readonly PersonRecord[]>;
  /** By the directory's own id, exactly. */
  byExternalId(id: string): Promise<readonly PersonRecord[]>;
  /** Undefined where the directory names none, or SQL has changed one of the two rows. */
  managerOf(id: PersonId): Promise<ManagerOfPerson | undefined>;
  byEmail(email: string): Promise<readonly PersonRecord[]>;
  byDisplayName(name: string): Promise<readonly PersonRecord[]>;
  /** By display name; those whom any of what people are known by fits, see the contract. Bounded, whatever was typed. */
  search(search: PeopleSearch, limit: number): Promise<readonly PersonRecord[]>;
  /** For up to so many rows that were written before there were any. */
  fillSearchNames(limit: number): Promise<void>;
  countActive(): Promise<number>;
  /** Active people with a number or mailbox of their own on record. */
  countWithContact(): Promise<number>;
  contacts(personId: PersonId): Promise<readonly ContactRecord[]>;
  /** Active ones only, by user name. */
  accounts(personId: PersonId): Promise<readonly AccountRecord[]>;
  /** How many other people have this destination, or one like it, on record. */
  othersWithContact(destination: TaggedDestination, personId: PersonId): Promise<number>;
  facts(personId: PersonId): Promise<FactDocument | undefined>;
  /** Beside whom the person is asked about what these facts say; without them of nobody in particular. */
  population(person: PersonRecord, facts: FactDocument | undefined): Promise<Population>;
  /** Whether a phone is kept as the person's own. */
  hasOwnPhone(personId: PersonId): Promise<boolean>;
  phoneOwners(phoneTag: string): Promise<readonly PhoneOwner[]>;
  phonesOf(personId: PersonId): Promise<readonly PhoneOwner[]>;
  /** Which of these the directory says something of, and since when it has said all of it; nothing of what it says. */
  directoryEntry(personId: PersonId): Promise<DirectoryEntry | undefined>;
}
