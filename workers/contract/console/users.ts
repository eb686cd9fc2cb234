/** User Management: who may enter the console, and one's own sign-ins. */
import { z } from "zod";
import { fullName, type SignInLinkReply } from "./access.ts";
import type { Appearance } from "../../core/people/appearance.ts";
import type { Role } from "../../core/kit/roles.ts";

export type UserStatus = "invited" | "active" | "inactive";

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** What of name or address may be taken for somebody else's. */
  readonly appearance: Appearance;
  readonly role: Role;
  /** "invited" until the first sign-in. */
  readonly status: UserStatus;
  readonly addedAt: number;
  readonly lastSeenAt?: number;
  /** How they have signed in, as the sign-ins name it: "link", "oidc". */
  readonly ways: readonly string[];
  /** A group of an identity provider gives the role anew at each sign-in by it, to all but admins. */
  readonly byGroups: boolean;
  /** Whoever reads this: nobody changes himself. */
  readonly self: boolean;
  /** A link may be made: nobody is signed in by somebody else who has a way of his own. */
  readonly mayBeLinked: boolean;
}

/** GET /api/users. */
export interface UsersReply {
  readonly users: readonly UserRow[];
  /** What each role may do, in words. */
  readonly roles: readonly { readonly role: Role; readonly may: readonly string[] }[];
}

const role = z.enum(["agent", "analyst", "auditor", "admin"]);

/** POST /api/users. */
export const inviteRequest = z.strictObject({
  name: fullName,
  email: z.email().max(254),
  role,
});

export type InviteRequest = z.input<typeof inviteRequest>;

export interface InviteReply extends SignInLinkReply {
  readonly id: string;
}

/** POST /api/users/:id/role. */
export const roleRequest = z.strictObject({ role });

/** POST /api/users/:id/active. */
export const activeRequest = z.strictObject({ active: z.boolean() });

/** POST /api/users/delete. Each whole or not at all: the reply says which. */
export const deleteUsersRequest = z.strictObject({ ids: z.array(z.string().max(80)).min(1).max(100) });

export interface DeleteUsersReply {
  /** Those who stay, and why in words. */
  readonly stay: readonly { readonly id: string; readonly why: string }[];
}

/** POST /api/users/export. "review" has room for who reviewed each line, and when. */
export const usersExportRequest = z.strictObject({
  kind: z.enum(["list", "review"]),
  decimal: z.enum([".", ","]),
});

export type UsersExportRequest = z.input<typeof usersExportRequest>;

export interface OwnSignIn {
  readonly id: string;
  readonly startedAt: number;
  readonly lastSeenAt: number;
  readonly way?: string;
  /** Absent while it lasts. */
  readonly endedAt?: number;
  readonly endReason?: string;
  /** The one that asks. */
  readonly current: boolean;
}

/** GET /api/session/sign-ins: one's own of the last 30 days, newest first. */
export interface OwnSignInsReply {
  readonly signIns: readonly OwnSignIn[];
}
