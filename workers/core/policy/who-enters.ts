/**
 * Who of those whom an identity provider vouches for may enter, and as what. A person is known by
 * issuer and subject. A mail address never says who somebody is: providers let people choose it.
 */
import type { AgentId } from "../kit/ids.ts";
import { err, ok, type Result } from "../kit/result.ts";
import type { Role } from "../kit/roles.ts";

/** Roles that a group may give. Admin is not one of them: an admin is made by an admin. */
export const GROUP_ROLES = ["agent", "analyst", "auditor"] as const;
type GroupRole = (typeof GROUP_ROLES)[number];

/** What is demanded of a provider's people; see the settings' section "Sign-in". */
export interface EntryRules {
  readonly secondFactor: { readonly acr: readonly string[]; readonly amr: readonly string[] };
  readonly roles: Readonly<Record<GroupRole, readonly string[]>>;
  /** Organisations of which somebody must be one; empty where the issuer serves one alone. */
  readonly organisation: { readonly values: readonly string[] };
}

/** What a provider says of somebody, after its signature and the binding to the browser were checked. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name?: string;
  /** Shown, never looked up to let somebody in. */
  readonly email?: string;
  readonly groups: readonly string[];
  /** What the claim says that is named for people: the directory's id of the person. */
  readonly directoryId?: string;
  /** Absent where the provider does not say. */
  readonly emailVerified?: boolean;
  /** Of which the provider says that the person is. */
  readonly organisation?: string;
  readonly acr?: string;
  readonly amr: readonly string[];
  /** Seconds since the person showed himself to the provider; absent where it does not say. */
  readonly age?: number;
}

export type EntryRefusal =
  | "sign_in.no_access"
  | "sign_in.not_linked"
  | "sign_in.inactive"
  | "sign_in.second_factor"
  | "sign_in.stale"
  | "sign_in.other_account"
  | "sign_in.other_person"
  /** Linking one's own account: it is linked with somebody else here. */
  | "sign_in.taken"
  /** The same: nothing but a mail address says whose account it is. */
  | "sign_in.mail_only"
  /** The same: whoever began is not signed in any more. */
  | "sign_in.signed_out";

/** Why a sign-in through an identity provider did not happen. */
export type SignInRefusal =
  | EntryRefusal
  /** No such provider, or not any more. */
  | "sign_in.provider_unknown"
  /** The browser did not bring back what it was given: it keeps no cookies, is another one, or came too late. */
  | "sign_in.no_cookie"
  /** An answer to another request than this browser's last one, or one that was taken before. */
  | "sign_in.lost"
  /** Down, too slow, or it answers with errors. */
  | "identity.unreachable"
  /** The request came without Access' token: Access is not in front, or lets this address pass. */
  | "identity.absent"
  /** It says itself that nobody was signed in. */
  | "identity.declined"
  /** It takes our client id or secret for somebody else's. */
  | "identity.client_refused"
  /** An answer that is not from this provider, not for us, not for this browser, or too old. */
  | "identity.not_trusted";

/** A fresh sign-in is not older, in seconds. */
const FRESH_SECONDS = 300;

/** Whether the way in which somebody signed in suffices, whoever it is. */
export function isStrongEnough(
  identity: Identity,
  { secondFactor }: Pick<EntryRules, "secondFactor">,
  { fresh }: { readonly fresh: boolean },
): Result<undefined, "sign_in.second_factor" | "sign_in.stale"> {
  const { acr, amr } = secondFactor;
  const shown = acr.some((value) => value === identity.acr) || amr.some((value) => identity.amr.includes(value));
  if (acr.length + amr.length > 0 && !shown) {
    return err("sign_in.second_factor");
  }
  return fresh && (identity.age === undefined || identity.age > FRESH_SECONDS) ? err("sign_in.stale") : ok(undefined);
}

/** Where an issuer serves several organisations, whether somebody is of ours. */
export function isOfOurs(
  { organisation }: Pick<Identity, "organisation">,
  { organisation: { values } }: Pick<EntryRules, "organisation">,
): boolean {
  return values.length === 0 || (organisation !== undefined && values.includes(organisation));
}

/** Of several the first: who sends links may also read. Undefined where no group is named for a role. */
export function roleByGroups(groups: readonly string[], { roles }: Pick<EntryRules, "roles">): GroupRole | undefined {
  return GROUP_ROLES.find((role) => roles[role].some((group) => groups.includes(group)));
}

interface OwnLinking {
  /** Who began it. */
  readonly owner: AgentId;
  /** Who is signed in now. */
  readonly current: AgentId;
  /** With whom this very account is linked. */
  readonly holder: AgentId | undefined;
  /** The owner has an account at this provider already. */
  readonly hasOther: boolean;
}

/** Whether this account becomes the one of whoever began, or is his already. */
export function mayLinkOwn(
  { subject }: Pick<Identity, "subject">,
  { owner, current, holder, hasOther }: OwnLinking,
): Result<"link" | "is_linked", EntryRefusal> {
  if (current !== owner) {
    return err("sign_in.other_person");
  }
  if (holder !== undefined) {
    return holder === owner ? ok("is_linked") : err("sign_in.taken");
  }
  // An address goes to somebody else one day, and some providers let people choose theirs.
  if (subject.includes("@")) {
    return err("sign_in.mail_only");
  }
  return hasOther ? err("sign_in.other_account") : ok("link");
}

export interface Known {
  readonly role: Role;
  readonly active: boolean;
  /** Came by a group, so the groups go on deciding. */
  readonly byGroups: boolean;
}

/** The role of somebody who is known here. Who came by a group and lost it is out; an admin stays what an admin made him. */
export function roleOfKnown(
  known: Known,
  byGroups: GroupRole | undefined,
): Result<Role, "sign_in.inactive" | "sign_in.no_access"> {
  if (!known.active) {
    return err("sign_in.inactive");
  }
  if (!known.byGroups) {
    return ok(known.role);
  }
  if (byGroups === undefined) {
    return err("sign_in.no_access");
  }
  return ok(known.role === "admin" ? "admin" : byGroups);
}
