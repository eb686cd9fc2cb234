/**
 * Messages that tell a person of what an impostor would do: take a contact of theirs away or add one, have their block
 * lifted, get in at their own page, or have something done in their name.
 * They are tried for as long as they are of use, and nobody gives them up.
 */
import { DAY_MS } from "../kit/time.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "./policy.ts";

/** Written by the thousand: one file may change many contacts. */
export const ABOUT_CONTACTS = ["contact_replaced", "contact_added"] as const;

/** About a person, and about no check. */
export const ABOUT_PEOPLE = [
  ...ABOUT_CONTACTS,
  "account_linked",
  "passkey_added",
  /** To the manager. */
  "report_passkey_added",
  /** What is asked for and done in their name. */
  "action_notice",
  "report_action_notice",
] as const;
export type AboutPerson = (typeof ABOUT_PEOPLE)[number];

const OWED: ReadonlySet<string | undefined> = new Set([...ABOUT_PEOPLE, "block_lifted"]);

/** For as long as a new contact does not count, so that a call still comes in time. */
export const OWED_FOR_MS = CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;

export function isAboutPerson(kind: string): kind is AboutPerson {
  return ABOUT_PEOPLE.some((one) => one === kind);
}

export function isOwed(kind: string | undefined): boolean {
  return OWED.has(kind);
}
