/** Who is signed in at their own page, and who at a provider is which person. Nothing of it lets anybody into the console. */
import type { PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";
import type { PersonRecord } from "./people.ts";

export interface NewPersonSignIn {
  readonly idHash: string;
  readonly personId: PersonId;
  /** Which provider, by its name in the settings. */
  readonly provider: string;
  readonly createdAt: EpochMs;
  /** When the person last showed who they are, there. */
  readonly authenticatedAt: EpochMs;
  /** The provider has said that a second factor was used, by a value that the settings name. */
  readonly secondFactor: boolean;
  readonly lastSeenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly browserTag: string;
}

export interface PersonSignIn extends Omit<NewPersonSignIn, "personId"> {
  readonly person: PersonRecord;
}

export interface KnownPersonSignIn extends NewPersonSignIn {
  readonly endedAt?: EpochMs;
}

export interface PersonAccount {
  readonly issuer: string;
  readonly subject: string;
}

export interface LinkedPersonAccount {
  readonly issuer: string;
  readonly linkedAt: EpochMs;
}

/** A row that was written or changed without the root secret is nobody's: it is not found. */
export interface PersonSignInStore {
  add(signIn: NewPersonSignIn, audit: AuditEntry): Promise<void>;
  /** One that has not ended, of a person whose row holds. */
  find(idHash: string): Promise<PersonSignIn | undefined>;
  touch(signIn: PersonSignIn, now: EpochMs): Promise<void>;
  /** Newest first. */
  of(personId: PersonId, since: EpochMs): Promise<readonly KnownPersonSignIn[]>;
  /** Newest first, a bounded number: those that have neither ended nor run out, also where nobody has come by them for long. */
  open(personId: PersonId, now: EpochMs): Promise<readonly KnownPersonSignIn[]>;
  end(signIn: NewPersonSignIn, ended: { readonly reason: string; readonly audit: AuditEntry }): Promise<void>;
  /** With whom this account is linked. */
  linkedWith(account: PersonAccount): Promise<PersonId | undefined>;
  linksOf(personId: PersonId): Promise<readonly LinkedPersonAccount[]>;
  /** Tells the person at every contact, in the same transaction. False where one of the two was linked before. */
  link(account: PersonAccount, person: PersonRecord, audit: AuditEntry): Promise<boolean>;
}
