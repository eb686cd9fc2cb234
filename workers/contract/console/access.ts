/** Who is signed in. Request schemas are strict, so that a server-owned field in a body is an error. */
import { z } from "zod";
import type { SignInRefusal } from "../../core/policy/who-enters.ts";
import type { Role } from "../../core/kit/roles.ts";
import type { Permission } from "../../core/policy/permissions.ts";

export type { Permission, Role };

/** A way to sign in, and to do so again for what asks for a fresh sign-in. */
export type SignInWay =
  /** One of the own passkeys, without leaving the page. */
  | { readonly type: "passkey" }
  /** A one-time link that somebody else makes. */
  | { readonly type: "link" }
  /** A page that signs in by itself; `address` is a path of the console's origin. */
  | { readonly type: "page"; readonly address: string; readonly label: string };

/** In the address of the sign-in page, as `problem`: why nobody was signed in. */
export type SignInProblem = SignInRefusal | "request.too_many";

/** POST /api/sign-in/owner, and POST /api/sign-in/announce before anybody holds a link of the deployment. The token travels in the link's fragment and in this body only. */
export const signInRequest = z.strictObject({ token: z.string().min(20).max(200) });

/** Of somebody who signs in here. */
export const fullName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]*$/u, "It holds signs that nobody sees. Type it anew.");

/** POST /api/sign-in. The name is taken where the deployment invites somebody new, and by nobody else's link. */
export const redeemRequest = signInRequest.extend({ name: fullName.optional() });

/** POST /api/sign-in/announce. How many mails tell of it: none where there is no other admin and no security contact. */
export interface AnnouncedReply {
  readonly told: number;
}

/** As whom a link signs in. No name yet where the deployment invites somebody new. */
export interface LinkOwner {
  readonly name?: string;
  readonly email: string;
}

/** POST /api/sign-in/owner. Without an owner where the link opens nothing: used, too old and unknown ones read alike. */
export interface LinkOwnerReply {
  readonly owner?: LinkOwner;
}

/** GET /api/session, and the reply of POST /api/sign-in. */
export interface SignInReply {
  readonly agent: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  /** What the role may do; pages and buttons go by it. */
  readonly permissions: readonly Permission[];
  /** Made in an emergency: it repairs sign-in, users and ticket systems, and ends within the hour. */
  readonly breakGlass: boolean;
  readonly waysIn: readonly SignInWay[];
  /** Links that others made for this agent in the last seven days, but the one that was used just now. */
  readonly linksMade: readonly { readonly by: string; readonly at: number; readonly usedAt?: number }[];
  readonly brand: string;
  /** Sizes in pixels, for the shape. */
  readonly logo?: { readonly src: string; readonly width: number; readonly height: number };
  /** A style with the tones of the desk's own accent colour, for both themes. */
  readonly accent?: string;
  readonly organisation: string;
  readonly expiresAt: number;
  readonly timeZone: string;
  /** Through which identity provider, by its name. */
  readonly provider?: string;
  /** "2026-11-29": people and checks are invented, on that day. Absent in every real installation. */
  readonly demoData?: string;
}

/** A link of an invitation goes by mail where mail is set up; any other is shown once to whoever made it. */
export type LinkHandedOver =
  { readonly type: "mail"; readonly to: string } | { readonly type: "link"; readonly url: string };

/** POST /api/sign-in-links (admin). An invitation is sent again; otherwise the reply is the only time the link is shown. */
export const signInLinkRequest = z.strictObject({ email: z.email().max(254) });

export interface SignInLinkReply {
  readonly handedOver: LinkHandedOver;
  readonly expiresAt: number;
}

/** GET /api/sign-in/ways: the buttons beside the one-time link. */
export interface SignInWaysReply {
  readonly providers: readonly { readonly name: string; readonly label: string }[];
}

/** POST /api/sign-in/with/:provider: begins, and the link's agent is whom the provider's account is linked with. */
export const linkedSignInRequest = z.strictObject({ token: z.string().min(20).max(200) });

export interface LinkedSignInReply {
  /** At the provider. */
  readonly address: string;
}

/** GET /api/session/company-accounts. */
export interface OwnAccountsReply {
  readonly accounts: readonly {
    readonly name: string;
    readonly label: string;
    /** "by_link": it names people by their mail address, so that only a sign-in link says whose account it is. */
    readonly state: "linked" | "open" | "by_link";
  }[];
}

/** POST /api/session/company-accounts/:provider: begins to link one's own. Its reply is a `LinkedSignInReply`. */
export const ownAccountRequest = z.strictObject({});

/** GET /sign-in/with/:provider. */
export const identitySignInQuery = z.object({
  /** "1": whoever is signed in shows himself anew. */
  fresh: z.enum(["1"]).optional(),
});

/** GET /sign-in/callback: what a provider puts into its redirect; it may say more than we read. */
export const identityAnswer = z.record(z.string().max(60), z.string().max(4_000));

const part = z.string().max(16_000);
/** As the browser's `toJSON` has it. Not strict: browsers say more than is read, and more each year. */
const created = z.object({
  id: z.string().max(1_400),
  rawId: z.string().max(1_400),
  response: z.object({
    clientDataJSON: part,
    attestationObject: part,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});
const asserted = z.object({
  id: z.string().max(1_400),
  rawId: z.string().max(1_400),
  response: z.object({ clientDataJSON: part, authenticatorData: part, signature: part }),
});

/** POST /api/session/passkeys. `name`: what its owner calls it. */
export const addPasskeyRequest = z.strictObject({ name: z.string().trim().min(1).max(60), credential: created });

/** POST /api/session/passkeys/remove. */
export const removePasskeyRequest = z.strictObject({ id: z.string().max(1_400) });

/** POST /api/sign-in/passkey, and POST /api/session/step-up. */
export const passkeyRequest = z.strictObject({ credential: asserted });

/** What the browser hands to its authenticator. */
export interface PasskeyOptionsReply {
  readonly options: object;
}

/** GET /api/session/passkeys. */
export interface OwnPasskeysReply {
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly addedAt: number;
    readonly lastUsedAt?: number;
    /** A copy of it was met: it opens nothing any more. */
    readonly suspendedAt?: number;
  }[];
  /** False for who has a company account: a passkey then only confirms who is there. */
  readonly signsIn: boolean;
  readonly mayAdd: boolean;
  readonly recoveryCodesLeft: number;
}

/** POST /api/session/recovery-codes. The only time they are shown. */
export interface RecoveryCodesReply {
  readonly codes: readonly string[];
}

/** POST /api/sign-in/recovery. */
export const recoveryCodeRequest = z.strictObject({ code: z.string().max(60) });
