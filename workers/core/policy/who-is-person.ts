/**
 * Whose own page somebody opens, of those whom an identity provider vouches for. The directory's id says who somebody
 * is; a mail address only where an admin has said that the provider gives out the addresses of its domain itself.
 */
import type { Identity } from "./who-enters.ts";

/** Of a provider; see the settings' section "Sign-in". */
export interface PeopleRules {
  readonly people: {
    /** Of the ID token, with the id that the directory has of the person. */
    readonly claim?: string | undefined;
    /** Whose mail addresses this provider gives out itself. */
    readonly domains: readonly string[];
  };
}

/** Whether this provider opens people's pages at all. */
export function answersForPeople({ people: { claim, domains } }: PeopleRules): boolean {
  return claim !== undefined || domains.length > 0;
}

export type PersonKey =
  | { readonly by: "directory_id"; readonly value: string }
  /** Of somebody who is not linked yet; from then on issuer and subject say who it is. */
  | { readonly by: "mail"; readonly value: string };

/** By what the person is found; undefined where nothing that counts says who it is. With a claim named, nothing else does. */
export function personKey(
  { directoryId, email, emailVerified, subject }: Identity,
  { people: { claim, domains } }: PeopleRules,
): PersonKey | undefined {
  if (claim !== undefined) {
    return directoryId === undefined ? undefined : { by: "directory_id", value: directoryId };
  }
  const address = email?.toLowerCase() ?? "";
  const domain = address.slice(address.lastIndexOf("@") + 1);
  // A subject that is an address becomes somebody else's with it, and so would what is linked with it.
  const lasts = !subject.includes("@");
  return domains.includes(domain) && emailVerified !== false && lasts ? { by: "mail", value: address } : undefined;
}

/** Why nobody's page was opened. The first says nothing of why: of an unknown person as of one who has left. */
export type PersonRefusal =
  | "person.unknown"
  | "person.second_factor"
  | "person.stale"
  /** Nothing is wrong with who it is: it has to be begun again. */
  | "person.again"
  | "person.away";
