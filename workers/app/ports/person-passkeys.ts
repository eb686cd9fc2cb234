/** People's own passkeys, made for the portal's host. */
import type { PersonId, PersonPasskeyId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";
import type { Credential } from "./passkeys.ts";
import type { PersonRecord } from "./people.ts";

export interface PersonPasskey {
  /** Ours: the authenticator's own is not fit for an address. */
  readonly id: PersonPasskeyId;
  readonly credential: Credential;
  readonly personId: PersonId;
  readonly name: string;
  readonly addedAt: EpochMs;
  readonly lastUsedAt?: EpochMs;
  /** A copy of it was met: it shows nothing any more. */
  readonly suspendedAt?: EpochMs;
}

/** A row that was written or changed without the root secret is nobody's: it is not found. */
export interface PersonPasskeyStore {
  /** By name. */
  of(personId: PersonId): Promise<readonly PersonPasskey[]>;
  byId(id: PersonPasskeyId): Promise<PersonPasskey | undefined>;
  /**
   * Tells every contact on record, the work address and the manager, in the same transaction. `limit`: of so many that
   * last, and of so many that were added since then, one more is too many.
   */
  add(
    passkey: PersonPasskey,
    person: PersonRecord,
    beside: {
      readonly audit: AuditEntry;
      readonly limit: { readonly most: number; readonly mostNew: number; readonly since: EpochMs };
    },
  ): Promise<"added" | "known" | "too_many">;
  /** False where it was used, renamed, removed or suspended meanwhile. */
  used(passkey: PersonPasskey, now: { readonly counter: number; readonly at: EpochMs }): Promise<boolean>;
  /** False where it is not as it was. */
  change(
    before: PersonPasskey,
    to: Partial<Pick<PersonPasskey, "name" | "suspendedAt">>,
    audit: AuditEntry,
  ): Promise<boolean>;
  /** With the mails that tell of it. False where there is none. */
  remove(passkey: PersonPasskey, audit: AuditEntry, mails: readonly NewDeskMail[]): Promise<boolean>;
}
