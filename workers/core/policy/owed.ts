/**
 * Messages that tell a person of what an impostor would do first: take their contact away, or have their block lifted.
 * They are tried for as long as they are of use, and nobody gives them up.
 */
import { DAY_MS } from "../kit/time.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "./policy.ts";

const OWED: ReadonlySet<string | undefined> = new Set(["contact_replaced", "block_lifted"]);

/** For as long as a new contact does not count, so that a call still comes in time. */
export const OWED_FOR_MS = CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;

export function isOwed(kind: string | undefined): boolean {
  return OWED.has(kind);
}
