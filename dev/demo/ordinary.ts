/** People for plays that are to pass. */
import { DAY_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "../../workers/core/policy/policy.ts";
import type { DemoPerson } from "./model.ts";

/**
 * Somebody of whom enough is known and whom nothing speaks against: who answers rightly passes. A
 * contact that changed lately makes a check strict, and is left to the tests that are about it.
 */
export function isOrdinary(now: EpochMs): (person: DemoPerson) => boolean {
  const trustedUpTo = now - CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;
  return ({ active, privileged, contacts, facts }) =>
    active &&
    !privileged &&
    contacts.length > 0 &&
    contacts.every(({ changedAt }) => changedAt < trustedUpTo) &&
    facts.peers.length > 1 &&
    facts.meetings.length > 1;
}
