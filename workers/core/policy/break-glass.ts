/**
 * What a one-time link is worth once the company's own sign-in works: it would be a way around whoever
 * ends people's access there. Addresses that are named for it still come in, for a short time and to repair.
 */
import type { Role } from "../kit/roles.ts";
import { HOUR_MS } from "../kit/time.ts";

/** As a sign-in names how it was made. */
export const BREAK_GLASS = "break_glass";
export const BREAK_GLASS_MS = HOUR_MS;

export interface LinkCase {
  /** Somebody has come in through a provider that is set up. */
  readonly providerWorks: boolean;
  /** The address is named in the settings. */
  readonly named: boolean;
  /** For somebody who never signed in, by an admin. */
  readonly invitation: boolean;
}

/** What pressing "Sign in" on a link leads to; linking a company account by it is another matter. */
export function linkOpens({ providerWorks, named, invitation }: LinkCase): "sign_in" | "break_glass" | "nothing" {
  if (!providerWorks) {
    return "sign_in";
  }
  if (named) {
    return BREAK_GLASS;
  }
  return invitation ? "sign_in" : "nothing";
}

export interface Standing {
  readonly role: Role;
  readonly active: boolean;
}

/** Whether somebody becomes an admin who was none, or none that may sign in. `before`: undefined for somebody new. */
export const becomesAdmin = (before: Standing | undefined, after: Standing): boolean =>
  isAdmin(after) && !isAdmin(before);

export const ceasesAsAdmin = (before: Standing, after: Standing): boolean => isAdmin(before) && !isAdmin(after);

const isAdmin = (at: Standing | undefined): boolean => at?.role === "admin" && at.active;

/**
 * An emergency makes no admin: it lasts an hour and repairs three things, and an admin who was made in it would open
 * the rest for good. Whoever needs one repairs the company's sign-in first, or has the deployment invite one.
 */
export const mayMakeAdmins = (way: string | undefined): boolean => way !== BREAK_GLASS;

const REPAIRED: readonly string[] = ["sign_in", "ticket_systems"];

/** Whether such a sign-in may change this section of the settings. */
export const isRepaired = (section: string): boolean => REPAIRED.includes(section);
