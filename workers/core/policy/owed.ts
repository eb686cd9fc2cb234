/**
 * Messages that tell a person of what an impostor would do first: take a contact of theirs away or add one, or have their block lifted.
 * They are tried for as long as they are of use, and nobody gives them up.
 */
import { DAY_MS } from "../kit/time.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "./policy.ts";

/** About no check, and written by the thousand: one file may change many contacts. */
export const ABOUT_CONTACTS = ["contact_replaced", "contact_added"] as const;
export type AboutContact = (typeof ABOUT_CONTACTS)[number];

const OWED: ReadonlySet<string | undefined> = new Set([...ABOUT_CONTACTS, "block_lifted"]);

/** For as long as a new contact does not count, so that a call still comes in time. */
export const OWED_FOR_MS = CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;

export function isAboutContact(kind: string): kind is AboutContact {
  return ABOUT_CONTACTS.some((one) => one === kind);
}

export function isOwed(kind: string | undefined): boolean {
  return OWED.has(kind);
}
