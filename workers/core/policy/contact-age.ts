/** Since when a contact counts: it could have been planted by whoever asks for the check. */
import { DAY_MS, type EpochMs } from "../kit/time.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "./policy.ts";

export interface ContactAge {
  readonly changedAt: EpochMs;
  /** Of the accepted first import. */
  readonly baseline: boolean;
  /** People can change it themselves. */
  readonly typed: boolean;
}

export function trustedFrom({ changedAt, baseline }: Omit<ContactAge, "typed">): EpochMs {
  return baseline ? changedAt : changedAt + CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;
}

/** Whether a link to it shows more than one to what was typed. */
export function isTrusted(contact: ContactAge, now: EpochMs): boolean {
  return !contact.typed && now >= trustedFrom(contact);
}
